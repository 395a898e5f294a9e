import { sql } from 'kysely';
import type { Db } from '../../db/schema.ts';
import { hasHit } from './hit-queries.ts';
import { LONGEST_ENDING, mostSlips, nearestWord, type Candidate } from './misspelling.ts';
import { matchOf, termMatch, termsOf } from './query.ts';
import { tokenise } from './words.ts';

const LETTERS = Array.from('abcdefghijklmnopqrstuvwxyzåäö');

/** The question with its unknown words changed to near ones that the index has; undefined when that finds nothing either. */
export async function findSuggestion(db: Db, query: string): Promise<string | undefined> {
  let better = query;
  for (const term of termsOf(query)) {
    if (term.words.length > 1 || (await hasHit(db, termMatch(term)))) continue;
    const [word] = term.words as [string];
    const near = nearestWord(word, await listCandidates(db, word));
    if (near) better = withWord(better, word, near);
  }
  return better !== query && (await hasHit(db, matchOf(termsOf(better)))) ? better : undefined;
}

/** The first that is written so, whatever accents it has there. */
function withWord(query: string, word: string, near: string): string {
  const token = tokenise(query).find((one) => one.word === word);
  return token ? query.slice(0, token.start) + near + query.slice(token.end) : query;
}

/** Those words of the question that are found by themselves, when all together are not. */
export async function listFoundAlone(db: Db, query: string): Promise<string[]> {
  const terms = termsOf(query);
  if (terms.length < 2) return [];
  const found: string[] = [];
  for (const { words, quoted } of terms) {
    const text = quoted ? `"${words.join(' ')}"` : words.join(' ');
    if (!found.includes(text) && (await hasHit(db, matchOf(termsOf(text))))) found.push(text);
  }
  return found;
}

/** Words that begin with the same letter, with the second one, or only differ in the first. */
async function listCandidates(db: Db, word: string): Promise<Candidate[]> {
  const most = mostSlips(word);
  if (!most) return [];
  const starts = JSON.stringify([...new Set(word.slice(0, 2))]);
  const others = JSON.stringify([
    ...LETTERS.map((letter) => letter + word.slice(1)),
    ...LETTERS.map((letter) => letter + word),
  ]);
  const { rows } = await sql<Candidate>`
    select word, texts, plain from json_each(${starts}) cross join search_word
      where word >= value and word < value || char(0x10ffff)
        and length(word) between ${word.length - most} and ${word.length + most + LONGEST_ENDING}
    union select word, texts, plain from search_word where word in (select value from json_each(${others}))`.execute(
    db,
  );
  return rows;
}
