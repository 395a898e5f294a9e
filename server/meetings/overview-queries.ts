import type { Db } from '../../db/schema.ts';
import type { Meeting } from './meeting.ts';
import type { Progress } from './meeting-rules.ts';

/** The meetings with what the mail and the minutes know of them. */
export async function listProgress(db: Db, meetings: Meeting[]): Promise<Progress[]> {
  const ids = meetings.map(({ id }) => id);
  if (!ids.length) return [];
  const mailings = await db
    .selectFrom('mailing')
    .select(['meeting_id', 'kind'])
    .where('meeting_id', 'in', ids)
    .where('kind', 'in', ['announcement', 'reminder'])
    .where('state', '=', 'queued')
    .execute();
  const drafts = await db
    .selectFrom('minutes')
    .select('meeting_id')
    .where('meeting_id', 'in', ids)
    .where('latest_revision_id', 'is not', null)
    .execute();
  const wanted = await hasReminderWish(db);
  const told = new Set(mailings.map(({ meeting_id, kind }) => `${kind} ${meeting_id}`));
  const drafted = new Set(drafts.map(({ meeting_id }) => meeting_id));
  return meetings.map((meeting) => ({
    meeting,
    mailed: told.has(`announcement ${meeting.id}`),
    reminded: !wanted || told.has(`reminder ${meeting.id}`),
    reminderIsUnwanted: !wanted && !told.has(`reminder ${meeting.id}`),
    drafted: drafted.has(meeting.id),
  }));
}

async function hasReminderWish(db: Db): Promise<boolean> {
  const wishes = db.selectFrom('subscriber').select('id').where('reminder', '=', 1);
  return Boolean(await wishes.where('state', '=', 'confirmed').limit(1).executeTakeFirst());
}

export async function hasAnyMeeting(db: Db): Promise<boolean> {
  return Boolean(await db.selectFrom('meeting').select('id').limit(1).executeTakeFirst());
}
