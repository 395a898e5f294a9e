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

interface Compare {
  same: (one: string, other: string) => boolean;
  /** Most pairs of letters are the same: a mended spelling. */
  alike: (one: string, other: string) => boolean;
}

/** One that was answered or changed by a person goes on only as itself, not as another task of the same section. */
const TESTS: readonly ((known: Known, line: FoundLine, compare: Compare) => boolean)[] = [
  (known, line) => known.source_key === line.key,
  (known, line, { same }) => same(known.what, line.what),
  (known, line, { alike }) => alike(known.what, line.what),
  (known, line, { same }) => known.free && known.section_id === line.sectionId && sameWho(known, line, same),
  (known, line) => known.free && known.section_id === line.sectionId,
];

/** Each text is taken apart once, however many it is held against. */
function comparison(): Compare {
  const apart = new Map<string, ReturnType<typeof takeApart>>();
  const partsOf = (text: string) => {
    const parts = apart.get(text) ?? takeApart(text);
    apart.set(text, parts);
    return parts;
  };
  return {
    same: (one, other) => partsOf(one).key === partsOf(other).key,
    alike: (one, other) => {
      const [a, b] = [partsOf(one), partsOf(other)];
      const shared = a.pairs.filter((pair) => b.there.has(pair)).length;
      return (2 * shared) / (a.pairs.length + b.pairs.length || 1) > 0.7;
    },
  };
}

function takeApart(text: string) {
  const key = nameKey(text);
  const pairs = Array.from({ length: Math.max(0, key.length - 1) }, (_, at) => key.slice(at, at + 2));
  return { key, pairs, there: new Set(pairs) };
}

function sameWho(known: Known, line: FoundLine, same: Compare['same']): boolean {
  return known.who !== '' && same(known.who, line.who);
}

/** Which line is which follow-up: the same words first, then a mended one, then who in that section, then what is left there. */
export function matchLines<K extends Known>(known: readonly K[], lines: readonly FoundLine[]): Matched<K> {
  const kept: { known: K; line: FoundLine }[] = [];
  const compare = comparison();
  let [gone, added] = [[...known], [...lines]];
  for (const fits of TESTS)
    for (const one of gone) {
      const line = added.find((candidate) => fits(one, candidate, compare));
      if (!line) continue;
      kept.push({ known: one, line });
      gone = gone.filter((other) => other !== one);
      added = added.filter((other) => other !== line);
    }
  return { kept, added, gone };
}
