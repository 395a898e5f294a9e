import type { Db } from '../../db/schema.ts';

/** Mailings of which something has not left, or may come back to the queue. */
export function listWaitingMailings(db: Db) {
  return db
    .selectFrom('mailing')
    .select(['id', 'kind', 'meeting_id', 'subject', 'text'])
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('outbox')
          .select('outbox.id')
          .whereRef('outbox.mailing_id', '=', 'mailing.id')
          .where('outbox.state', 'in', ['queued', 'sending', 'unknown', 'failed']),
      ),
    )
    .execute();
}

/** A mail about the meeting waits, or may be sent again, with its bytes made before. */
export async function waitsForMeeting(db: Db, meetingId: number): Promise<boolean> {
  const row = await db
    .selectFrom('outbox')
    .select('id')
    .where('meeting_id', '=', meetingId)
    .where('kind', '!=', 'minutes')
    .where('state', 'in', ['queued', 'sending', 'unknown', 'failed'])
    .executeTakeFirst();
  return row !== undefined;
}
