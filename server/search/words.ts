import { stem } from './stem.ts';

export interface Token {
  /** In small letters, without other marks than those of å, ä and ö. */
  word: string;
  start: number;
  end: number;
  /** Written with a capital inside a sentence: a proper name. */
  name: boolean;
}

const WORD = /[\p{L}\p{N}]+/gu;
/** Stands before the first word of a sentence, with spaces and quotation marks between. */
const SENTENCE_START = /(?:^|[.!?:;•–—\n\r|/])[\s"'”“»«()*\-–•]*$/;
const LONGEST = 64;
const MOST_KEPT = 50_000;

/** The words of a text that is composed (NFC), in order. */
export function tokenise(text: string): Token[] {
  const tokens: Token[] = [];
  for (const { 0: written, index } of text.matchAll(WORD)) {
    const end = index + written.length;
    const word = plainLetters(written.slice(0, LONGEST).toLowerCase());
    const capital = /^\p{Lu}/u.test(written);
    const name = capital && !SENTENCE_START.test(text.slice(Math.max(0, index - 12), index));
    tokens.push({ word, start: index, end, name });
  }
  return tokens;
}

/** "kafé" as "kafe": an accent makes no other letter. */
function plainLetters(word: string): string {
  if (/^[\x20-\x7eåäö]*$/.test(word)) return word;
  return word.replace(/[^åäö]/gu, (letter) => letter.normalize('NFD').replace(/\p{M}/gu, ''));
}

/** Without dots and rings, as it may be typed on a keyboard without them. */
export function fold(word: string): string {
  return /^[\x20-\x7e]*$/.test(word) ? word : word.normalize('NFD').replace(/\p{M}/gu, '');
}

const stems = new Map<string, string>();

/** `stem`, remembered: most words of a text are common. */
export function stemOf(word: string): string {
  const known = stems.get(word);
  if (known !== undefined) return known;
  if (stems.size >= MOST_KEPT) stems.clear();
  const made = stem(word);
  stems.set(word, made);
  return made;
}

/** What a word with dots or rings can also be found by. */
export function foldedForms(word: string): string[] {
  const plain = fold(word);
  if (plain === word) return [];
  return [...new Set([plain, fold(stemOf(word)), stemOf(plain)])];
}

export interface WordSource {
  title: string;
  body: string;
  people: string;
  context: string;
}

export interface RowWords {
  title: Token[];
  body: Token[];
  people: Token[];
  context: Token[];
}

export function wordsOf({ title, body, people, context }: WordSource): RowWords {
  const names = tokenise(people).map((token) => ({ ...token, name: true }));
  return { title: tokenise(title), body: tokenise(body), people: names, context: tokenise(context) };
}

/** Each word of the text itself, and whether it stands there as a common word. */
export function distinctWords({ title, body, people }: RowWords): Map<string, boolean> {
  const named = new Set(people.map(({ word }) => word));
  for (const { word, name } of [...title, ...body]) if (name) named.add(word);
  const words = new Map<string, boolean>([...named].map((word) => [word, false]));
  for (const { word } of [...title, ...body]) if (!named.has(word)) words.set(word, true);
  return words;
}

export interface Forms {
  title: string;
  body: string;
  people: string;
  title_stems: string;
  stems: string;
  parts: string;
  folded: string;
  context: string;
}

/** What is written into the index of a text; `partsOf` gives the parts of a compound. */
export function formsOf(words: RowWords, partsOf: (word: string) => readonly string[]): Forms {
  const { title, body, people, context } = words;
  const distinct = distinctWords(words);
  const parts = new Set([...distinct].flatMap(([word, plain]) => partsIn(word, plain, partsOf)));
  const folded = [...distinct.keys(), ...parts].flatMap(foldedForms);
  const around = context.flatMap(({ word }) => [stemOf(word), ...foldedForms(word)]);
  return {
    title: joined(title.map(({ word }) => word)),
    body: joined(body.map(({ word }) => word)),
    people: joined(people.map(({ word }) => word)),
    title_stems: joined(title.flatMap(({ word }) => [stemOf(word), ...foldedForms(word)])),
    stems: joined([...body, ...people].map(({ word }) => stemOf(word))),
    parts: joined([...parts]),
    folded: joined([...new Set(folded)]),
    context: joined([...new Set(around)]),
  };
}

function partsIn(
  word: string,
  plain: boolean,
  partsOf: (word: string) => readonly string[],
): readonly string[] {
  return plain ? partsOf(word) : [];
}

function joined(words: readonly string[]): string {
  return words.join(' ');
}
