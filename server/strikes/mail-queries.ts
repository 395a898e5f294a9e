import type { Db } from '../../db/schema.ts';

/** Kept mails newer than `after`, a few at a time. */
export function listKeptMails(db: Db, after: number, most: number) {
  return db
    .selectFrom('outbox_raw')
    .innerJoin('outbox', 'outbox.id', 'outbox_raw.outbox_id')
    .leftJoin('mailing', 'mailing.id', 'outbox.mailing_id')
    .select((eb) => [
      'outbox.id',
      'outbox.state',
      'outbox_raw.raw',
      eb.fn.coalesce('outbox.meeting_id', 'mailing.meeting_id').as('meeting_id'),
    ])
    .where('outbox.id', '>', after)
    .orderBy('outbox.id')
    .limit(most)
    .execute();
}

/** Every mail as its file is named. */
export function listMailNames(db: Db) {
  return db
    .selectFrom('outbox')
    .leftJoin('mailing', 'mailing.id', 'outbox.mailing_id')
    .select((eb) => [
      'outbox.id',
      'outbox.kind',
      'outbox.created_at',
      eb.fn.coalesce('outbox.meeting_id', 'mailing.meeting_id').as('meeting_id'),
    ])
    .execute();
}

export async function listMailingsOf(db: Db, mailIds: readonly number[]): Promise<number[]> {
  const rows = await db
    .selectFrom('outbox')
    .select('mailing_id')
    .distinct()
    .where('id', 'in', mailIds)
    .where('mailing_id', 'is not', null)
    .execute();
  return rows.map(({ mailing_id }) => mailing_id!);
}
