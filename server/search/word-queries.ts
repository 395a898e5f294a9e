import { sql } from 'kysely';
import type { Db, Trx } from '../../db/schema.ts';
import { candidateStems, splitCompound } from './compounds.ts';
import { stemOf } from './words.ts';

/** How many texts more, or fewer, have a word. */
export interface Change {
  word: string;
  texts: number;
  plain: number;
}

/** Counts the words. Returns the words of other texts that turn out to be compounds, now that a part of them is known. */
export async function learnWords(trx: Trx, changes: readonly Change[]): Promise<string[]> {
  const sums = summed(changes);
  const known = await listKnown(trx, [...sums.keys()]);
  const fresh = [...sums.keys()].filter((word) => !known.has(word));
  const rows = [...sums.values()].map((change) => {
    const base = stemOf(change.word);
    return { ...change, stem: base, backwards: reversed(base) };
  });
  const before = await listKnownStems(trx, [...sums.keys()].map(stemOf));
  await sql`insert into search_word (word, stem, backwards, parts, texts, plain)
    select value ->> 'word', value ->> 'stem', value ->> 'backwards', '', value ->> 'texts', value ->> 'plain'
    from json_each(${JSON.stringify(rows)}) where true
    on conflict (word) do update set texts = texts + excluded.texts, plain = plain + excluded.plain`.execute(
    trx,
  );
  const emptied = JSON.stringify([...sums.values()].filter(({ texts }) => texts < 0).map(({ word }) => word));
  await sql`delete from search_word where texts <= 0 and word in (select value from json_each(${emptied}))`.execute(
    trx,
  );
  await divide(trx, fresh);
  const learned = rows.filter(({ plain, stem }) => plain > 0 && stem.length >= 4 && !before.has(stem));
  const around = await listAround(trx, [...new Set(learned.map(({ stem }) => stem))]);
  return divide(
    trx,
    around.filter((word) => !fresh.includes(word)),
  );
}

/** A word that is taken from one text and put into another is as common as before. */
function summed(changes: readonly Change[]): Map<string, Change> {
  const sums = new Map<string, Change>();
  for (const { word, texts, plain } of changes) {
    const sum = sums.get(word);
    if (sum) {
      sum.texts += texts;
      sum.plain += plain;
    } else sums.set(word, { word, texts, plain });
  }
  for (const { word, texts, plain } of sums.values()) if (!texts && !plain) sums.delete(word);
  return sums;
}

const reversed = (text: string) => Array.from(text).toReversed().join('');

async function listKnown(trx: Trx, words: readonly string[]): Promise<Set<string>> {
  const { rows } = await sql<{ word: string }>`select word from search_word
    where word in (select value from json_each(${JSON.stringify(words)}))`.execute(trx);
  return new Set(rows.map(({ word }) => word));
}

/** Those of the stems that a common word has, not only names. */
async function listKnownStems(trx: Trx, stems: readonly string[]): Promise<Set<string>> {
  const { rows } = await sql<{ stem: string }>`select distinct stem from search_word
    where stem in (select value from json_each(${JSON.stringify([...new Set(stems)])})) and plain > 0`.execute(
    trx,
  );
  return new Set(rows.map(({ stem }) => stem));
}

/** Words that begin or end with one of the stems, and may be compounds with it. */
async function listAround(trx: Trx, stems: readonly string[]): Promise<string[]> {
  if (!stems.length) return [];
  const ranges = JSON.stringify(stems.map((stem) => ({ stem, backwards: reversed(stem) })));
  const { rows } = await sql<{ word: string }>`
    select word from json_each(${ranges}) cross join search_word
      where word > value ->> 'stem' and word < (value ->> 'stem') || char(0x10ffff) and length(word) >= length(value ->> 'stem') + 3
    union select word from json_each(${ranges}) cross join search_word
      where backwards > value ->> 'backwards' and backwards < (value ->> 'backwards') || char(0x10ffff)
        and length(backwards) >= length(value ->> 'backwards') + 3`.execute(trx);
  return rows.map(({ word }) => word);
}

/** Finds the parts of the words, by the words of the index. Returns those that have other parts than before. */
async function divide(trx: Trx, words: readonly string[]): Promise<string[]> {
  if (!words.length) return [];
  const isKnown = await knownParts(trx, words);
  const found = words.map((word) => ({ word, parts: splitCompound(word, isKnown).join(' ') }));
  const { rows } = await sql<{ word: string }>`update search_word set parts = value ->> 'parts'
    from json_each(${JSON.stringify(found)})
    where word = value ->> 'word' and parts <> value ->> 'parts' returning word`.execute(trx);
  return rows.map(({ word }) => word);
}

/** Asked in two steps: for the whole words, and for what is left of them behind a part that is known. */
async function knownParts(trx: Trx, words: readonly string[]): Promise<(stem: string) => boolean> {
  const known = await listKnownStems(trx, words.flatMap(candidateStems));
  const rests = words.flatMap((word) => restsOf(word, known));
  for (const stem of await listKnownStems(trx, rests.flatMap(candidateStems))) known.add(stem);
  return (stem) => known.has(stem);
}

function restsOf(word: string, known: ReadonlySet<string>): string[] {
  const rests: string[] = [];
  for (let at = 3; at <= word.length - 7; at++) {
    const first = word.slice(0, at);
    if (known.has(stemOf(first)) || known.has(stemOf(first.replace(/s$/, '')))) rests.push(word.slice(at));
  }
  return rests;
}

export async function listParts(db: Db, words: ReadonlySet<string>): Promise<Map<string, string[]>> {
  const { rows } = await sql<{ word: string; parts: string }>`select word, parts from search_word
    where word in (select value from json_each(${JSON.stringify([...words])})) and parts <> ''`.execute(db);
  return new Map(rows.map(({ word, parts }) => [word, parts.split(' ')]));
}
