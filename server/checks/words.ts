import { nameKey } from '../shared/slug.ts';

export interface Word {
  from: number;
  to: number;
  text: string;
  /** Small letters, without hyphens' difference: what lists hold. */
  key: string;
  isCapital: boolean;
}

const WORD = /[\p{L}\p{N}][\p{L}\p{M}\p{N}]*(?:[-‐‑'’][\p{L}\p{N}][\p{L}\p{M}\p{N}]*)*/gu;
const CAPITAL = /^\p{Lu}/u;

export function readWords(text: string): Word[] {
  return [...text.matchAll(WORD)].map((match) => {
    const word = match[0];
    return {
      from: match.index,
      to: match.index + word.length,
      text: word,
      key: wordKey(word),
      isCapital: CAPITAL.test(word),
    };
  });
}

export function wordKey(word: string): string {
  return nameKey(word).replace(/[‐‑]/g, '-');
}

/** "Per-Olof Åbergs" -> ["per", "olof", "åbergs"]. */
export function keysOf(text: string): string[] {
  return readWords(text).flatMap(({ key }) => key.split('-'));
}

/** The index of the first word that begins at or after that place. */
export function wordIndexAt(words: readonly Word[], place: number): number {
  let [low, high] = [0, words.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (words[middle]!.from < place) low = middle + 1;
    else high = middle;
  }
  return low;
}
