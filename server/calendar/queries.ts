import type { Db } from '../../db/schema.ts';
import type { Meeting } from '../meetings/meeting.ts';
import { listMeetings } from '../meetings/queries.ts';

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
