import { sql } from 'kysely';
import type { Trx } from '../../db/schema.ts';
import type { SearchTable } from '../../db/tables/search.ts';
import { daysBetween } from '../shared/time.ts';
import { facetOf, type IndexRow } from './index-row.ts';
import { learnWords, listParts, type Change } from './word-queries.ts';
import { distinctWords, formsOf, wordsOf } from './words.ts';

const MOST_OF_A_DAY = 1_000_000;
/** With each change, so that none of them takes long. */
const MOST_RENEWED = 20;
const MOST_WORDS = 200;
const FIRST_DAY = '1900-01-01';

/** Replaces all that the search knows of the owner; what is as before is left alone. */
export async function replaceRows(trx: Trx, owner: string, rows: readonly IndexRow[]): Promise<void> {
  const wanted = new Map(rows.map((row) => [keyOf(row), row]));
  const known = await trx.selectFrom('search').selectAll().where('owner', '=', owner).execute();
  const gone = known.filter((row) => !wanted.delete(keyOf(row)));
  const added = [...wanted.values()].map((row) => ({ ...composed(row), owner }));
  if (!gone.length && !added.length) return;
  await deleteRows(trx, gone);
  const kept = await insertRows(trx, added);
  const grown = await learnWords(trx, [...changes(gone, -1), ...changes(kept, 1)]);
  await markStale(trx, grown);
  await writeForms(trx, kept);
  await renewStale(trx, MOST_RENEWED);
}

function keyOf(row: IndexRow | SearchTable): string {
  const { kind, address, date, title, body, people, context, facets } = row;
  return JSON.stringify(
    [kind, address, date, title, body, people, context, facets].map((one) => one.normalize('NFC')),
  );
}

function composed(row: IndexRow): IndexRow {
  const [title, body, people, context] = [row.title, row.body, row.people, row.context].map((one) =>
    one.normalize('NFC'),
  ) as [string, string, string, string];
  return { ...row, title, body, people, context };
}

function changes(rows: readonly SearchTable[], by: 1 | -1): Change[] {
  return rows.flatMap((row) =>
    [...distinctWords(wordsOf(row))].map(([word, plain]) => ({ word, texts: by, plain: plain ? by : 0 })),
  );
}

async function deleteRows(trx: Trx, rows: readonly SearchTable[]): Promise<void> {
  const ids = JSON.stringify(rows.map(({ id }) => id));
  if (!rows.length) return;
  await sql`delete from search_index where rowid in (select value from json_each(${ids}))`.execute(trx);
  await sql`delete from search_stale where id in (select value from json_each(${ids}))`.execute(trx);
  await sql`delete from search where id in (select value from json_each(${ids}))`.execute(trx);
}

/** The id begins with the day, so that the index is in the order of time. */
async function insertRows(trx: Trx, rows: readonly (IndexRow & { owner: string })[]): Promise<SearchTable[]> {
  const kept: SearchTable[] = [];
  const next = new Map<string, number>();
  for (const row of rows) {
    const id = next.get(row.date) ?? (await firstFreeId(trx, row.date));
    next.set(row.date, id + 1);
    kept.push({ ...row, id });
  }
  for (const row of kept) await trx.insertInto('search').values(row).execute();
  return kept;
}

/** The least id that a text of the day can have; of a month or a year, on its first day. */
export function firstIdOf(date: string): number {
  return date ? daysBetween(FIRST_DAY, `${date}-01-01`.slice(0, 10)) * MOST_OF_A_DAY : 0;
}

async function firstFreeId(trx: Trx, date: string): Promise<number> {
  const first = firstIdOf(date);
  const { last } = await trx
    .selectFrom('search')
    .select((eb) => eb.fn.max('id').as('last'))
    .where('id', '>=', first)
    .where('id', '<', first + MOST_OF_A_DAY)
    .executeTakeFirstOrThrow();
  return Math.max(first, Number(last ?? 0)) + 1;
}

/** Whose texts can be filtered by one of the themes or organisations. */
export async function listOwnersWith(
  trx: Trx,
  what: 'theme' | 'organisation',
  ids: readonly number[],
): Promise<string[]> {
  const match = ids.map((id) => `facets : "${facetOf(what, id)}"`).join(' OR ');
  const { rows } = await sql<{ owner: string }>`select distinct owner from search where id in
    (select rowid from search_index where search_index match ${match})`.execute(trx);
  return rows.map(({ owner }) => owner);
}

async function writeForms(trx: Trx, rows: readonly SearchTable[], again = false): Promise<void> {
  const words = rows.map((row) => ({ row, words: wordsOf(row) }));
  const parts = await listParts(trx, new Set(words.flatMap((one) => [...distinctWords(one.words).keys()])));
  for (const { row, words: of } of words) {
    const forms = formsOf(of, (word) => parts.get(word) ?? []);
    const values = { ...forms, rowid: row.id, facets: row.facets };
    if (again) await trx.deleteFrom('search_index').where('rowid', '=', row.id).execute();
    await trx.insertInto('search_index').values(values).execute();
  }
}

/** The texts with words whose parts have become known only now. */
async function markStale(trx: Trx, words: readonly string[]): Promise<void> {
  for (let at = 0; at < words.length; at += MOST_WORDS) {
    const some = words.slice(at, at + MOST_WORDS).map((word) => `"${word}"`);
    await sql`insert or ignore into search_stale (id) select rowid from search_index
      where search_index match ${`{title body} : (${some.join(' OR ')})`}`.execute(trx);
  }
}

/** Returns how many were waiting, at most so many. */
export async function renewStale(trx: Trx, most: number): Promise<number> {
  const rows = await trx
    .selectFrom('search')
    .selectAll()
    .where('id', 'in', trx.selectFrom('search_stale').select('id').orderBy('id', 'desc').limit(most))
    .execute();
  if (rows.length) await writeForms(trx, rows, true);
  await trx
    .deleteFrom('search_stale')
    .where(
      'id',
      'in',
      rows.map(({ id }) => id),
    )
    .execute();
  return rows.length;
}
