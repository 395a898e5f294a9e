import { sql } from 'kysely';
import type { Db, Trx } from '../../db/schema.ts';
import type { Meeting } from '../meetings/meeting.ts';
import { getMeetingById } from '../meetings/queries.ts';
import { findPublicMinutes } from '../minutes/queries.ts';
import { meetingRow, sectionRows, type IndexRow } from './index-row.ts';
import { refreshRegisterIndex } from './register-queries.ts';
import { MARK_END, MARK_START } from './search.ts';

/** Replaces all that the search knows of this meeting by what is public now. */
export async function indexMeeting(trx: Trx, meeting: Meeting): Promise<void> {
  const minutes = await findPublicMinutes(trx, meeting.id);
  const rows = [meetingRow(meeting), ...(minutes ? sectionRows(meeting, minutes.content) : [])];
  await replaceRows(trx, `meeting ${meeting.id}`, rows);
}

/** To be called, in the same transaction, by whatever changes what is public of a meeting. */
export async function refreshMeetingIndex(trx: Trx, meetingId: number): Promise<void> {
  await indexMeeting(trx, await getMeetingById(trx, meetingId));
  await refreshRegisterIndex(trx);
}

/** To be called, in the same transaction, when a meeting is gone. */
export async function forgetMeetingIndex(trx: Trx, meetingId: number): Promise<void> {
  await replaceRows(trx, `meeting ${meetingId}`, []);
  await refreshRegisterIndex(trx);
}

/** To be called when a theme is renamed, described anew or merged (for the one that stays). */
export async function refreshThemeIndex(trx: Trx, themeId: number): Promise<void> {
  const ids = await trx
    .selectFrom('meeting_theme')
    .select('meeting_id')
    .where('theme_id', '=', themeId)
    .execute();
  for (const { meeting_id } of ids) await indexMeeting(trx, await getMeetingById(trx, meeting_id));
  await refreshRegisterIndex(trx);
}

/** To be called when an organisation is made, renamed or merged; names in minutes stay as they were printed. */
export async function refreshOrganisationIndex(trx: Trx, _organisationId?: number): Promise<void> {
  await refreshRegisterIndex(trx);
}

export async function replaceRows(trx: Trx, owner: string, rows: IndexRow[]): Promise<void> {
  await trx.deleteFrom('search').where('owner', '=', owner).execute();
  for (const row of rows) {
    await trx
      .insertInto('search')
      .values({ ...row, owner })
      .execute();
  }
}

export interface Hit {
  title: string;
  excerpt: string;
  people: string;
  kind: IndexRow['kind'];
  address: string;
  date: string;
}

/** `match` is an FTS5 expression of quoted words; best first. */
export async function listHits(db: Db, match: string, limit: number): Promise<Hit[]> {
  const marks = [MARK_START, MARK_END] as const;
  const { rows } = await sql<Hit>`
    select snippet(search, 0, ${marks[0]}, ${marks[1]}, '…', 64) as title,
      snippet(search, 1, ${marks[0]}, ${marks[1]}, '…', 32) as excerpt,
      snippet(search, 2, ${marks[0]}, ${marks[1]}, '…', 24) as people,
      kind, address, date
    from search where search match ${match} order by rank, date desc limit ${limit}`.execute(db);
  return rows;
}
