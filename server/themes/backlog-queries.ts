import type { Db, Trx } from '../../db/schema.ts';
import { saveTheme } from './queries.ts';

/** A theme that waits to be chosen for a meeting. */
export interface Idea {
  id: number;
  title: string;
  note: string;
  /** Since when. */
  waiting: string;
  proposals: { id: number; title: string }[];
  /** Those that have had the theme, or have it, the latest first. */
  meetings: { slug: string; date: string }[];
}

/** The one that has waited longest first. */
export async function listBacklog(db: Db): Promise<Idea[]> {
  const themes = await db
    .selectFrom('theme')
    .select(['id', 'title', 'backlog_at', 'backlog_note'])
    .where('backlog_at', 'is not', null)
    .orderBy('backlog_at')
    .orderBy('id')
    .execute();
  const waiting = db.selectFrom('theme').select('id').where('backlog_at', 'is not', null);
  const proposals = await db
    .selectFrom('proposal')
    .select(['id', 'title', 'theme_id'])
    .where('theme_id', 'in', waiting)
    .where('hidden_at', 'is', null)
    .where('same_as_id', 'is', null)
    .orderBy('received_at')
    .execute();
  const meetings = await db
    .selectFrom('meeting_theme')
    .innerJoin('meeting', 'meeting.id', 'meeting_theme.meeting_id')
    .innerJoin('candidate_date', 'candidate_date.meeting_id', 'meeting.id')
    .select(['meeting_theme.theme_id', 'meeting.slug', 'candidate_date.date'])
    .where('meeting_theme.theme_id', 'in', waiting)
    .where('candidate_date.leading', '=', 1)
    .orderBy('candidate_date.date', 'desc')
    .execute();
  const [proposalsOf, meetingsOf] = [
    Map.groupBy(proposals, ({ theme_id }) => theme_id),
    Map.groupBy(meetings, ({ theme_id }) => theme_id),
  ];
  return themes.map(({ id, title, backlog_at, backlog_note }) => ({
    id,
    title,
    note: backlog_note,
    waiting: backlog_at!,
    proposals: (proposalsOf.get(id) ?? []).map((one) => ({ id: one.id, title: one.title })),
    meetings: (meetingsOf.get(id) ?? []).map(({ slug, date }) => ({ slug, date })),
  }));
}

/** For the choices of a form. */
export async function listIdeaTitles(db: Db): Promise<{ id: number; title: string }[]> {
  return db
    .selectFrom('theme')
    .select(['id', 'title'])
    .where('backlog_at', 'is not', null)
    .orderBy('title')
    .execute();
}

/** False when it waits already: what is there keeps its place and its note. */
export async function putInBacklog(trx: Trx, themeId: number, now: string, note?: string): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('theme')
    .set({ backlog_at: now, ...(note && { backlog_note: note }) })
    .where('id', '=', themeId)
    .where('backlog_at', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** Returns how many did not wait already. */
export async function addIdeas(
  trx: Trx,
  titles: readonly string[],
  note: string,
  now: string,
): Promise<number> {
  let added = 0;
  for (const title of titles)
    if (await putInBacklog(trx, await saveTheme(trx, title, now), now, note)) added++;
  return added;
}

export async function setNote(trx: Trx, id: number, note: string): Promise<void> {
  await trx.updateTable('theme').set({ backlog_note: note }).where('id', '=', id).execute();
}

/** Since when it waited; null when it did not. */
export async function takeFromBacklog(trx: Trx, id: number): Promise<string | null> {
  const { backlog_at } = await trx
    .selectFrom('theme')
    .select('backlog_at')
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  if (backlog_at) await trx.updateTable('theme').set({ backlog_at: null }).where('id', '=', id).execute();
  return backlog_at;
}

/** What was nothing but an idea leaves no trace. */
export async function forgetUnusedTheme(trx: Trx, id: number): Promise<void> {
  const used = (table: 'meeting_theme' | 'proposal' | 'document_of_theme') =>
    trx.selectFrom(table).select('theme_id').where('theme_id', '=', id).limit(1).executeTakeFirst();
  if ((await used('meeting_theme')) ?? (await used('proposal')) ?? (await used('document_of_theme'))) return;
  await trx.deleteFrom('theme').where('id', '=', id).where('description', '=', '').execute();
}
