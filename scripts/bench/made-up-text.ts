import { COMMON_PARTS, STOP_WORDS } from '../../server/search/common-words.ts';

const COMMON = [...STOP_WORDS];
const NOUNS = [...COMMON_PARTS];
const SYLLABLES = 'sal tor ven lis kra mod fin tär gal bru stö måd ler vik nas pol ret hog dän sul'.split(
  ' ',
);
const ENDINGS = ['', '', '', 'en', 'et', 'ar', 'er', 'arna', 'erna', 's', 'ens', 'a', 'ade'];
/** So many words a text of this kind has in all, with names and compounds. */
const VOCABULARY = 60_000;

export interface Randomness {
  random: () => number;
  /** A word as often as words of that rank are: the most common one stands in nearly all sections. */
  word: () => string;
  words: (count: number) => string;
}

export function randomness(seed: number): Randomness {
  let state = seed;
  const random = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
  const vocabulary = Array.from({ length: VOCABULARY }, (_, rank) => makeWord(rank, random));
  const sums: number[] = [];
  for (let rank = 0; rank < VOCABULARY; rank++) sums.push((sums.at(-1) ?? 0) + 1 / (rank + 2.7));
  const word = () => vocabulary[place(sums, random() * sums.at(-1)!)]!;
  const words = (count: number) => Array.from({ length: count }, word).join(' ');
  return { random, word, words };
}

function place(sums: readonly number[], sought: number): number {
  let [low, high] = [0, sums.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sums[middle]! < sought) low = middle + 1;
    else high = middle;
  }
  return low;
}

function makeWord(rank: number, random: () => number): string {
  const one = <T>(list: readonly T[]) => list[Math.floor(random() * list.length)]!;
  if (rank < COMMON.length) return COMMON[rank]!;
  if (rank < COMMON.length + NOUNS.length) return NOUNS[rank - COMMON.length]!;
  if (random() < 0.4) return one(NOUNS) + one(ENDINGS);
  if (random() < 0.5) return `${one(NOUNS)}${one(['', 's', 's'])}${one(NOUNS)}${one(ENDINGS)}`;
  const root = Array.from({ length: 3 }, () => one(SYLLABLES)).join('');
  return random() < 0.3 ? root[0]!.toUpperCase() + root.slice(1) : root + one(ENDINGS);
}

/** Some sentences, of a hundred words on average. */
export function madeUpText(random: () => number, word: () => string): string {
  const sentences = 4 + Math.floor(random() * 9);
  return Array.from({ length: sentences }, () => {
    const text = Array.from({ length: 8 + Math.floor(random() * 9) }, word).join(' ');
    return `${text[0]!.toUpperCase()}${text.slice(1)}.`;
  }).join(' ');
}

type Fields = Record<string, string>;

/** The ten kinds in turn. */
export function question(
  index: number,
  word: () => string,
  random: () => number,
): { kind: string; fields: Fields } {
  const some = (of: readonly string[]) => of[Math.floor(random() * of.length)]!;
  const noun = () => some(NOUNS);
  const rare = () => {
    let found = word();
    while (found.length < 9) found = word();
    return found;
  };
  const kinds: [string, () => Fields][] = [
    ['common word', () => ({ q: some(NOUNS.slice(0, 60)) })],
    ['word of every section', () => ({ q: some(COMMON) })],
    ['rare word', () => ({ q: rare() })],
    ['short beginning', () => ({ q: rare().slice(0, 2 + Math.floor(random() * 2)) })],
    ['longer beginning', () => ({ q: rare().slice(0, 5) })],
    ['phrase', () => ({ q: `"${word()} ${noun()}"` })],
    ['two words', () => ({ q: `${noun()} ${noun()}` })],
    ['rare and common', () => ({ q: `${rare()} ${noun()} ${word()}` })],
    ['filtered', () => ({ q: noun(), ar: String(2008 + Math.floor(random() * 19)), typ: 'anteckningar' })],
    ['misspelt', () => ({ q: rare().replace(/(.)(.)(.)$/, '$2$1x') })],
  ];
  const [kind, make] = kinds[index % kinds.length]!;
  return { kind, fields: make() };
}
