import { COMMON_PARTS, NEVER_PART } from './common-words.ts';
import { stemOf } from './words.ts';

const SHORTEST_COMPOUND = 6;
const SHORTEST_PART = 4;
const SHORTEST_COMMON_PART = 3;
const LONGEST_COMPOUND = 40;
/** "gatukontor", "kyrkogård", "barnavård", "pojkelag": the linking letter stands where the word has its own vowel, or none. */
const LINKING_VOWEL = /[aeou]$/;

const common: ReadonlySet<string> = new Set([...COMMON_PARTS].map(stemOf));
const never: ReadonlySet<string> = new Set([...NEVER_PART, ...[...NEVER_PART].map(stemOf)]);

/** The stems by which the beginning of a compound may be known. */
function stemsOfFirst(written: string): string[] {
  const stems = [stemOf(written)];
  if (written.endsWith('s')) stems.push(stemOf(written.slice(0, -1)));
  if (LINKING_VOWEL.test(written)) stems.push(written.slice(0, -1), stemOf(`${written.slice(0, -1)}a`));
  return stems;
}

function isPart(written: string, stem: string, isKnown: (stem: string) => boolean): boolean {
  if (never.has(written) || never.has(stem)) return false;
  if (written.length >= SHORTEST_COMMON_PART && common.has(stem)) return true;
  return written.length >= SHORTEST_PART && stem.length >= SHORTEST_COMMON_PART && isKnown(stem);
}

/** What to ask for before `splitCompound` can be asked about the word. */
export function candidateStems(word: string): string[] {
  if (!mayBeCompound(word)) return [];
  const stems: string[] = [];
  for (let at = SHORTEST_COMMON_PART; at <= word.length - SHORTEST_COMMON_PART; at++)
    stems.push(...stemsOfFirst(word.slice(0, at)), stemOf(word.slice(at)));
  return stems;
}

function mayBeCompound(word: string): boolean {
  if (word.length < SHORTEST_COMPOUND || word.length > LONGEST_COMPOUND) return false;
  return /^\p{L}+$/u.test(word) && !common.has(stemOf(word));
}

/** Stems of the parts of a compound, and of the parts that are compounds themselves; none for a word that is whole. */
export function splitCompound(word: string, isKnown: (stem: string) => boolean): string[] {
  const parts = split(word, isKnown, 0) ?? [];
  return [...new Set(parts)].filter((part) => part !== stemOf(word));
}

function split(word: string, isKnown: (stem: string) => boolean, depth: number): string[] | undefined {
  if (!mayBeCompound(word) || depth > 2) return undefined;
  let best: string[] | undefined;
  for (let at = word.length - SHORTEST_COMMON_PART; at >= SHORTEST_COMMON_PART; at--) {
    const [first, rest] = [word.slice(0, at), word.slice(at)];
    const firstStem = stemsOfFirst(first).find((stem) => isPart(first, stem, isKnown));
    if (!firstStem) continue;
    const restStem = stemOf(rest);
    if (isPart(rest, restStem, isKnown))
      return [firstStem, restStem, ...inner(first, isKnown, depth), ...inner(rest, isKnown, depth)];
    const within = split(rest, isKnown, depth + 1);
    if (within) best ??= [firstStem, ...within];
  }
  return best;
}

function inner(part: string, isKnown: (stem: string) => boolean, depth: number): string[] {
  return split(part, isKnown, depth + 1) ?? [];
}
