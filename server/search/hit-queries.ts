import { sql } from 'kysely';
import type { Db } from '../../db/schema.ts';
import type { SearchTable } from '../../db/tables/search.ts';
import { firstIdOf } from './index-queries.ts';
import type { Kind } from './index-row.ts';
import { filterMatchOf, isFiltered, matchOf, titleMatchOf, type Filters, type Term } from './query.ts';

/** More than so many are not ranked by their words but shown by title and date, and not counted. */
export const MOST_RANKED = 1000;
/** Of the columns title, body, people, title_stems, stems, parts, folded, context and facets. */
const WEIGHTS = sql.join([8, 2, 6, 10, 2, 1, 0.5, 0.5, 0]);
/** Of what is as near by its words: what was said comes before what was to be said, and a theme before all. Best is most negative. */
const WORTH: readonly (readonly [Kind, number])[] = [
  ['theme', 1.2],
  ['organisation', 1.1],
  ['meeting', 0.75],
  ['document', 0.85],
  ['proposal', 0.85],
  ['followup', 0.7],
];
const worth = sql`case kind ${sql.join(
  WORTH.map(([kind, by]) => sql`when ${kind} then ${by}`),
  sql` `,
)} else 1 end`;

export interface Hit extends SearchTable {
  kind: Kind;
}

export interface Found {
  hits: Hit[];
  /** At most MOST_RANKED + 1. */
  total: number;
}

interface Question {
  match: string;
  from: number;
  to: number;
}

/** Best first; without terms, the newest of what the filters let through. */
export async function findHits(
  db: Db,
  terms: readonly Term[],
  filters: Filters,
  limit: number,
): Promise<Found> {
  const words = matchOf(terms);
  const within = filterMatchOf(filters);
  const filtered = isFiltered({ ...filters, year: undefined });
  const match = words && filtered ? `(${words}) AND ${within}` : words || within;
  const question = { match, ...idsOf(filters) };
  const newest = await listNewest(db, question, MOST_RANKED + 1);
  const total = newest.length;
  if (!words) return { hits: await listTexts(db, newest.slice(0, limit)), total };
  if (total <= MOST_RANKED) return { hits: await listTexts(db, await listBest(db, question, limit)), total };
  const titled = `${titleMatchOf(terms)}${filtered ? ` AND ${within}` : ''}`;
  const named = await listNewest(db, { ...question, match: titled }, limit);
  const ids = [...new Set([...named, ...newest])].slice(0, limit);
  return { hits: await listTexts(db, ids), total };
}

function idsOf({ year }: Filters): Pick<Question, 'from' | 'to'> {
  if (!year) return { from: 0, to: Number.MAX_SAFE_INTEGER };
  return { from: firstIdOf(`${year}-01-01`), to: firstIdOf(`${Number(year) + 1}-01-01`) - 1 };
}

async function listNewest(db: Db, { match, from, to }: Question, limit: number): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`select rowid as id from search_index
    where search_index match ${match} and rowid between ${from} and ${to}
    order by rowid desc limit ${limit}`.execute(db);
  return rows.map(({ id }) => id);
}

async function listBest(db: Db, { match, from, to }: Question, limit: number): Promise<number[]> {
  const { rows } = await sql<{
    id: number;
  }>`select id from search_index inner join search on id = search_index.rowid
    where search_index match ${match} and search_index.rowid between ${from} and ${to}
    order by bm25(search_index, ${WEIGHTS}) * ${worth}, id desc limit ${limit}`.execute(db);
  return rows.map(({ id }) => id);
}

async function listTexts(db: Db, ids: readonly number[]): Promise<Hit[]> {
  const rows = await db.selectFrom('search').selectAll().where('id', 'in', ids).execute();
  const byId = new Map(rows.map((row) => [row.id, row as Hit]));
  return ids.map((id) => byId.get(id)!);
}

export async function hasHit(db: Db, match: string): Promise<boolean> {
  const { rows } = await sql`select 1 from search_index where search_index match ${match} limit 1`.execute(
    db,
  );
  return rows.length > 0;
}
