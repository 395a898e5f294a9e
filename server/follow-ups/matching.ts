import { nameKey } from '../shared/slug.ts';
import type { FoundLine } from './minutes-lines.ts';

/** What a line of the public minutes became. */
export interface Known {
  id: number;
  source_key: string | null;
  section_id: string | null;
  who: string;
  what: string;
  /** Neither answered nor changed by a person. */
  free: boolean;
}

export interface Matched<K extends Known> {
  kept: { known: K; line: FoundLine }[];
  added: FoundLine[];
  gone: K[];
}

/** One that was answered or changed by a person goes on only as itself, not as another task of the same section. */
const TESTS: readonly ((known: Known, line: FoundLine) => boolean)[] = [
  (known, line) => known.source_key === line.key,
  (known, line) => nameKey(known.what) === nameKey(line.what),
  (known, line) => alike(known.what, line.what),
  (known, line) => known.free && known.section_id === line.sectionId && sameWho(known, line),
  (known, line) => known.free && known.section_id === line.sectionId,
];

/** Most pairs of letters are the same: a mended spelling. */
function alike(one: string, other: string): boolean {
  const [a, b] = [pairsOf(one), pairsOf(other)];
  return (2 * a.filter((pair) => b.includes(pair)).length) / (a.length + b.length || 1) > 0.7;
}

function pairsOf(text: string): string[] {
  const letters = nameKey(text);
  return Array.from({ length: Math.max(0, letters.length - 1) }, (_, at) => letters.slice(at, at + 2));
}

function sameWho(known: Known, line: FoundLine): boolean {
  return known.who !== '' && nameKey(known.who) === nameKey(line.who);
}

/** Which line is which follow-up: the same words first, then a mended one, then who in that section, then what is left there. */
export function matchLines<K extends Known>(known: readonly K[], lines: readonly FoundLine[]): Matched<K> {
  const kept: { known: K; line: FoundLine }[] = [];
  let [gone, added] = [[...known], [...lines]];
  for (const fits of TESTS)
    for (const one of gone) {
      const line = added.find((candidate) => fits(one, candidate));
      if (!line) continue;
      kept.push({ known: one, line });
      gone = gone.filter((other) => other !== one);
      added = added.filter((other) => other !== line);
    }
  return { kept, added, gone };
}
