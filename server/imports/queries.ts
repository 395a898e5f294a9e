import type { Db, Trx } from '../../db/schema.ts';
import type { RecognisedMeeting } from '../recognition/recognised.ts';

export function findImport(db: Db, key: string) {
  return db.selectFrom('import_source').select('meeting_id').where('key', '=', key).executeTakeFirst();
}

export async function recordImport(
  trx: Trx,
  { key, meetingId, batchId }: { key: string; meetingId: number; batchId: number | undefined },
  meeting: RecognisedMeeting,
  now: string,
): Promise<void> {
  const values = {
    key,
    file: meeting.file,
    meeting_id: meetingId,
    recognised: JSON.stringify(meeting),
    imported_at: now,
    batch_id: batchId ?? null,
  };
  await trx.insertInto('import_source').values(values).execute();
}

/** The meeting that has one of these dates among its candidates. */
export async function findMeetingOn(db: Db, dates: readonly string[]): Promise<number | undefined> {
  const row = await db
    .selectFrom('candidate_date')
    .select('meeting_id')
    .where('date', 'in', dates)
    .where('state', '=', 'open')
    .orderBy('leading', 'desc')
    .orderBy('meeting_id')
    .executeTakeFirst();
  return row?.meeting_id;
}
