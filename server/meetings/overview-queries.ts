import type { Db } from '../../db/schema.ts';
import type { Meeting } from './meeting.ts';
import type { Progress } from './next-step.ts';

/** The meetings with what the mail and the minutes know of them. */
export async function listProgress(db: Db, meetings: Meeting[]): Promise<Progress[]> {
  const ids = meetings.map(({ id }) => id);
  if (!ids.length) return [];
  const mailings = await db
    .selectFrom('mailing')
    .select('meeting_id')
    .where('meeting_id', 'in', ids)
    .where('kind', '=', 'announcement')
    .where('state', '=', 'queued')
    .execute();
  const drafts = await db
    .selectFrom('minutes')
    .select('meeting_id')
    .where('meeting_id', 'in', ids)
    .where('latest_revision_id', 'is not', null)
    .execute();
  const mailed = new Set(mailings.map(({ meeting_id }) => meeting_id));
  const drafted = new Set(drafts.map(({ meeting_id }) => meeting_id));
  return meetings.map((meeting) => ({
    meeting,
    mailed: mailed.has(meeting.id),
    drafted: drafted.has(meeting.id),
  }));
}

export async function hasAnyMeeting(db: Db): Promise<boolean> {
  return Boolean(await db.selectFrom('meeting').select('id').limit(1).executeTakeFirst());
}
