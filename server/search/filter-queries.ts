import type { Db } from '../../db/schema.ts';
import { REGISTER } from './register-queries.ts';

export interface Choice {
  slug: string;
  title: string;
}

export interface Choices {
  /** Newest first. */
  years: string[];
  themes: Choice[];
  organisations: Choice[];
}

/** What can be chosen to filter by: all of it is public. */
export async function listChoices(db: Db): Promise<Choices> {
  const rows = await db
    .selectFrom('search')
    .select(['kind', 'address', 'title'])
    .where('owner', '=', REGISTER)
    .execute();
  const choices = (kind: string) =>
    rows
      .filter((row) => row.kind === kind)
      .map(({ address, title }) => ({ slug: address.split('/').at(-1)!, title }))
      .toSorted((one, other) => one.title.localeCompare(other.title, 'sv'));
  return { years: await listYears(db), themes: choices('theme'), organisations: choices('organisation') };
}

/** The ids are in the order of days: the ends tell which years there are. */
async function listYears(db: Db): Promise<string[]> {
  const ends = await Promise.all(
    (['asc', 'desc'] as const).map((order) =>
      db
        .selectFrom('search')
        .select('date')
        .where('id', '>=', 1_000_000)
        .orderBy('id', order)
        .limit(1)
        .executeTakeFirst(),
    ),
  );
  const [first, last] = ends.map((end) => Number(end?.date.slice(0, 4) ?? 0)) as [number, number];
  return first ? Array.from({ length: last - first + 1 }, (_, index) => String(last - index)) : [];
}

export async function findThemeId(db: Db, slug: string): Promise<number | undefined> {
  const row = await db.selectFrom('theme').select('id').where('slug', '=', slug).executeTakeFirst();
  return row?.id;
}

export async function findOrganisationId(db: Db, slug: string): Promise<number | undefined> {
  const row = await db.selectFrom('organisation').select('id').where('slug', '=', slug).executeTakeFirst();
  return row?.id;
}
