import { sql, type Insertable, type Selectable } from 'kysely';
import type { Db, Trx } from '../../db/schema.ts';
import type { MailingTable, OutboxTable } from '../../db/tables/mail.ts';

export type NewMail = Insertable<OutboxTable>;
export type Mail = Selectable<OutboxTable>;
export type Mailing = Selectable<MailingTable>;

/** A mail with this reason has been tried once with an unknown outcome, and is tried once more. */
export const UNKNOWN_ONCE = 'Det är oklart om mejlet kom fram. Det skickas en gång till, med samma innehåll.';

/** The one place where a row enters the queue. */
export async function enqueue(trx: Trx, mail: NewMail): Promise<number> {
  return (await trx.insertInto('outbox').values(mail).returning('id').executeTakeFirstOrThrow()).id;
}

export async function insertMailing(trx: Trx, mailing: Insertable<MailingTable>): Promise<number> {
  return (await trx.insertInto('mailing').values(mailing).returning('id').executeTakeFirstOrThrow()).id;
}

export interface About {
  meetingId: number;
  revision: number;
  kind: OutboxTable['kind'];
}

/** Who has this mail already, sent or on its way. */
export async function listReached(db: Db, { meetingId, revision, kind }: About): Promise<Set<number>> {
  const rows = await db
    .selectFrom('outbox')
    .select('subscriber_id')
    .where('meeting_id', '=', meetingId)
    .where('meeting_revision', '=', revision)
    .where('kind', '=', kind)
    .where('state', '!=', 'stopped')
    .execute();
  return new Set(rows.map((row) => row.subscriber_id ?? 0));
}

/** Everything that was queued about a meeting, oldest first, without the bytes. */
export function listAboutMeeting(db: Db, meetingId: number) {
  return db
    .selectFrom('outbox')
    .select([
      'id',
      'subscriber_id',
      'message_id',
      'method',
      'state',
      'kind',
      'meeting_revision',
      'mailing_id',
    ])
    .where('meeting_id', '=', meetingId)
    .orderBy('id')
    .execute();
}

export function findMailing(db: Db, about: About) {
  return db
    .selectFrom('mailing')
    .selectAll()
    .where('meeting_id', '=', about.meetingId)
    .where('meeting_revision', '=', about.revision)
    .where('kind', '=', about.kind as MailingTable['kind'])
    .where('state', '=', 'queued')
    .orderBy('id', 'desc')
    .executeTakeFirst();
}

export interface Stop {
  mailingId?: number;
  subscriberId?: number;
  ids?: number[];
}

/** Takes what is not sent out of the queue; gives its Message-ID free. Returns how many. */
export async function stopMails(trx: Trx, which: Stop, reason: string): Promise<number> {
  let update = trx
    .updateTable('outbox')
    .set({ state: 'stopped', reason, raw: null, message_id: sql`message_id || ' stopped ' || id` })
    .where('state', '=', 'queued');
  if (which.mailingId !== undefined) update = update.where('mailing_id', '=', which.mailingId);
  if (which.subscriberId !== undefined) update = update.where('subscriber_id', '=', which.subscriberId);
  if (which.ids) update = update.where('id', 'in', which.ids);
  return Number((await update.executeTakeFirst()).numUpdatedRows);
}

/** What is left about somebody who is gone: that a mail was sent, not to whom. */
export async function forgetRecipient(trx: Trx, subscriberId: number): Promise<void> {
  await trx
    .updateTable('outbox')
    .set({ recipient_address: '', recipient_name: '', raw: null })
    .where('subscriber_id', '=', subscriberId)
    .where('state', 'not in', ['queued', 'sending'])
    .execute();
}

/** The next mail to send, marked as being sent until `leaseUntil`. */
export async function claimMail(trx: Trx, now: string, leaseUntil: string): Promise<Mail | undefined> {
  const next = await selectDue(trx, now).executeTakeFirst();
  if (!next) return undefined;
  return trx
    .updateTable('outbox')
    .set((eb) => ({ state: 'sending', lease_until: leaseUntil, attempts: eb('attempts', '+', 1) }))
    .where('id', '=', next.id)
    .returningAll()
    .executeTakeFirstOrThrow();
}

export type Outcome = Partial<
  Pick<Mail, 'state' | 'reason' | 'not_before' | 'sent_at' | 'attempts' | 'raw' | 'lease_until'>
>;

/** Only what is still being sent: a mail that somebody else took over is left alone. */
export async function settleMail(
  trx: Trx,
  mail: Pick<Mail, 'id' | 'attempts'>,
  outcome: Outcome,
): Promise<void> {
  await trx
    .updateTable('outbox')
    .set({ lease_until: null, ...outcome })
    .where('id', '=', mail.id)
    .where('state', '=', 'sending')
    .where('attempts', '=', mail.attempts)
    .execute();
}

/** Found in "sending" after its time: the process died, and nobody knows whether the mail left. */
export function listOverdue(db: Db, now: string): Promise<Mail[]> {
  return db
    .selectFrom('outbox')
    .selectAll()
    .where('state', '=', 'sending')
    .where('lease_until', '<', now)
    .execute();
}

export async function hasDue(db: Db, now: string): Promise<boolean> {
  const row = await selectDue(db, now).executeTakeFirst();
  return row !== undefined;
}

function selectDue(db: Db, now: string) {
  return db
    .selectFrom('outbox')
    .select('id')
    .where((eb) =>
      eb.or([
        eb('state', '=', 'queued'),
        eb.and([eb('state', '=', 'unknown'), eb('reason', '=', UNKNOWN_ONCE)]),
      ]),
    )
    .where('not_before', '<=', now)
    .orderBy('not_before')
    .orderBy('id')
    .limit(1);
}

/** Bytes and addresses of mails that were done with before `before` go. */
export async function forgetOldMails(trx: Trx, before: string): Promise<void> {
  await trx
    .updateTable('outbox')
    .set({ recipient_address: '', recipient_name: '', raw: null })
    .where('state', 'not in', ['queued', 'sending'])
    .where('created_at', '<', before)
    .where('recipient_address', '!=', '')
    .execute();
}
