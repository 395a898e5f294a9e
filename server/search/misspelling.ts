/** A word of the index. */
export interface Candidate {
  word: string;
  texts: number;
  plain: number;
}

const SHORTEST = 3;
const SHORTEST_BARE = 5;
const ENDING = /(?:arna|erna|orna|en|et|na|n|s)$/u;
/** Of the endings of words. */
export const LONGEST_ENDING = 4;
const LONG = 6;

/** How many slips a word of this length may have; a year or a number is meant as it is written. */
export function mostSlips(word: string): number {
  if (word.length < SHORTEST || /\d/.test(word)) return 0;
  return word.length < LONG ? 1 : 2;
}

/** Letters left out, added, changed or in the wrong order; more than `most` is Infinity. */
export function slipsBetween(one: string, other: string, most: number): number {
  if (Math.abs(one.length - other.length) > most) return Infinity;
  let [before, row]: [number[], number[]] = [
    [],
    Array.from({ length: other.length + 1 }, (_, index) => index),
  ];
  for (let i = 1; i <= one.length; i++) {
    const next = [i];
    for (let j = 1; j <= other.length; j++) {
      const changed = row[j - 1]! + (one[i - 1] === other[j - 1] ? 0 : 1);
      let least = Math.min(row[j]! + 1, next[j - 1]! + 1, changed);
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1])
        least = Math.min(least, before[j - 2]! + 1);
      next.push(least);
    }
    if (Math.min(...next) > most) return Infinity;
    [before, row] = [row, next];
  }
  return row[other.length]! <= most ? row[other.length]! : Infinity;
}

/** The nearest word; of those as near, the most common. A proper name gets its capital. */
export function nearestWord(word: string, candidates: readonly Candidate[]): string | undefined {
  const most = mostSlips(word);
  const near = candidates
    .filter((candidate) => candidate.word !== word)
    .map((candidate) => ({ ...candidate, slips: slipsTo(candidate.word, word, most) }))
    .filter(({ slips }) => slips <= most)
    .toSorted((one, other) => one.slips - other.slips || other.texts - one.texts);
  const [best] = near;
  return best && (best.plain ? best.word : best.word.replace(/^./u, (letter) => letter.toUpperCase()));
}

/** A text may only have the word with an ending: "tryggheten" is as near as "trygghet". */
function slipsTo(candidate: string, word: string, most: number): number {
  const whole = slipsBetween(word, candidate, most);
  const bare = candidate.replace(ENDING, '');
  return bare.length < SHORTEST_BARE ? whole : Math.min(whole, slipsBetween(word, bare, 1));
}
