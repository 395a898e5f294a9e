import type { Known } from './finding.ts';
import { keysOf, type Word } from './words.ts';

/** The people and organisations that may be named, for looking up word by word. */
export interface NameIndex {
  /** How many words from there on name a person; 0 for none. */
  personAt: (words: readonly Word[], at: number) => number;
  organisationAt: (words: readonly Word[], at: number) => number;
  /** A part of somebody's name: "Ebba", "Provéns". */
  isPart: (key: string) => boolean;
}

type Sequences = Map<string, string[][]>;
const NONE: string[][] = [];

export function indexNames({ names, organisations }: Pick<Known, 'names' | 'organisations'>): NameIndex {
  const [people, groups] = [sequences(names), sequences(organisations)];
  const parts = new Set(names.flatMap(keysOf).filter((key) => key.length > 1));
  const isPart = (key: string) =>
    key.split('-').every((part) => parts.has(part) || (part.endsWith('s') && parts.has(part.slice(0, -1))));
  return {
    isPart,
    personAt: (words, at) => {
      const word = words[at]!;
      return lengthAt(people, words, at) || (word.isCapital && isPart(word.key) ? 1 : 0);
    },
    organisationAt: (words, at) => lengthAt(groups, words, at),
  };
}

function sequences(names: readonly string[]): Sequences {
  const found: Sequences = new Map();
  for (const keys of names.map(keysOf)) {
    const [first] = keys;
    if (first !== undefined) found.set(first, [...(found.get(first) ?? []), keys]);
  }
  return found;
}

function lengthAt(known: Sequences, words: readonly Word[], at: number): number {
  const { key } = words[at]!;
  const first = key.includes('-') ? key.split('-')[0]! : key;
  const own = known.get(first) ?? NONE;
  const genitive = first.endsWith('s') ? (known.get(first.slice(0, -1)) ?? NONE) : NONE;
  // Most words begin no name, and a text has tens of thousands of them.
  if (own === NONE && genitive === NONE) return 0;
  return [...own, ...genitive].reduce((longest, keys) => Math.max(longest, matched(keys, words, at)), 0);
}

/** "Per Olof Åbergs" is "Per-Olof Åberg": the number of words that the name takes here. */
function matched(keys: readonly string[], words: readonly Word[], at: number): number {
  let done = 0;
  let end = at;
  while (done < keys.length) {
    const word = words[end++];
    if (!word) return 0;
    for (const part of word.key.split('-')) {
      const wanted = keys[done++];
      const isLast = done === keys.length;
      if (part !== wanted && !(isLast && part === `${wanted}s`)) return 0;
    }
  }
  return end - at;
}
