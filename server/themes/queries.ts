import type { Db, Trx } from '../../db/schema.ts';
import { freeSlug, nameKey, slugOf } from '../shared/slug.ts';

export function listThemes(db: Db) {
  return db.selectFrom('theme').selectAll().orderBy('title').execute();
}

export function findTheme(db: Db, slug: string) {
  return db.selectFrom('theme').selectAll().where('slug', '=', slug).executeTakeFirst();
}

export async function listThemeMeetingIds(db: Db, themeId: number): Promise<number[]> {
  const rows = await db
    .selectFrom('meeting_theme')
    .select('meeting_id')
    .where('theme_id', '=', themeId)
    .execute();
  return rows.map(({ meeting_id }) => meeting_id);
}

/** The id of the theme with this title, made when it is new. */
export async function saveTheme(trx: Trx, title: string, now: string): Promise<number> {
  const title_key = nameKey(title);
  const known = await trx
    .selectFrom('theme')
    .select('id')
    .where('title_key', '=', title_key)
    .executeTakeFirst();
  if (known) return known.id;
  const slug = freeSlug(slugOf(title), await takenSlugs(trx));
  const row = await trx
    .insertInto('theme')
    .values({ slug, title, title_key, created_at: now })
    .returning('id')
    .executeTakeFirstOrThrow();
  return row.id;
}

async function takenSlugs(trx: Trx): Promise<Set<string>> {
  const now = await trx.selectFrom('theme').select('slug').execute();
  const former = await trx.selectFrom('former_address').select('slug').where('kind', '=', 'theme').execute();
  return new Set([...now, ...former].map(({ slug }) => slug));
}

/** In the order given; replaces what was there. */
export async function setMeetingThemes(
  trx: Trx,
  meetingId: number,
  themes: { id: number; part: string | null; backlog_at?: string | null }[],
): Promise<void> {
  await trx.deleteFrom('meeting_theme').where('meeting_id', '=', meetingId).execute();
  for (const [position, { id, part, backlog_at = null }] of themes.entries()) {
    await trx
      .insertInto('meeting_theme')
      .values({ meeting_id: meetingId, theme_id: id, position, part, backlog_at })
      .execute();
  }
}
