import type { Db } from '../../db/schema.ts';
import type { Meeting } from '../meetings/meeting.ts';
import { listMeetings } from '../meetings/queries.ts';

/** Rises with every change of what the public sees, whichever process makes it; mail does not move it. */
export async function getPublicRevision(db: Db): Promise<number> {
  return (await db.selectFrom('public_revision').select('number').executeTakeFirstOrThrow()).number;
}

/** Meetings with any candidate date from this day on. */
export async function listMeetingsWithDateFrom(db: Db, from: string): Promise<Meeting[]> {
  const rows = await db
    .selectFrom('candidate_date')
    .select('meeting_id')
    .where('date', '>=', from)
    .distinct()
    .execute();
  return listMeetings(db, { ids: rows.map(({ meeting_id }) => meeting_id) });
}
