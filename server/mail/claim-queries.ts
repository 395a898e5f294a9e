import { sql } from 'kysely';
import type { Db, Trx } from '../../db/schema.ts';
import type { Mail } from './outbox.ts';
import { UNKNOWN_ONCE, type Outcome } from './outcome.ts';

export type ClaimedMail = Mail & { raw: Buffer | null };

/** The next mails to send, at most `most`, marked as being sent until `leaseUntil`. */
export async function claimMails(
  trx: Trx,
  now: string,
  { most, leaseUntil }: { most: number; leaseUntil: string },
): Promise<ClaimedMail[]> {
  const unsure = await claimIn(trx, 'unknown', now, most, leaseUntil);
  const fresh = await claimIn(trx, 'queued', now, most - unsure.length, leaseUntil);
  return [...unsure, ...fresh];
}

async function claimIn(trx: Trx, state: Due, now: string, most: number, lease_until: string) {
  if (most <= 0) return [];
  const due = await selectDue(trx, state, now).limit(most).execute();
  if (!due.length) return [];
  const ids = due.map(({ id }) => id);
  const claimed = await trx
    .updateTable('outbox')
    .set((eb) => ({ state: 'sending', lease_until, attempts: eb('attempts', '+', 1) }))
    .where('id', 'in', ids)
    .returningAll()
    .execute();
  const raws = await trx.selectFrom('outbox_raw').selectAll().where('outbox_id', 'in', ids).execute();
  const rawOf = new Map(raws.map(({ outbox_id, raw }) => [outbox_id, raw]));
  return claimed.map((mail) => ({ ...mail, raw: rawOf.get(mail.id) ?? null }));
}

export async function hasDue(db: Db, now: string): Promise<boolean> {
  const first = async (state: Due) => selectDue(db, state, now).limit(1).executeTakeFirst();
  return Boolean((await first('unknown')) ?? (await first('queued')));
}

type Due = 'queued' | 'unknown';

/**
 * Mails about a meeting that has changed since (date, time, place, state) are left where they are: they would tell what is
 * true no longer. Minutes always hold.
 */
function selectDue(db: Db, state: Due, now: string) {
  return db
    .selectFrom('outbox')
    .leftJoin('meeting', 'meeting.id', 'outbox.meeting_id')
    .select('outbox.id')
    .where('outbox.state', '=', state)
    .$if(state === 'unknown', (query) => query.where('outbox.reason', '=', UNKNOWN_ONCE))
    .where('outbox.not_before', '<=', now)
    .where((eb) =>
      eb.or([
        eb('outbox.meeting_id', 'is', null),
        eb('outbox.kind', '=', 'minutes'),
        eb('outbox.meeting_revision', '=', eb.ref('meeting.revision')),
        eb('outbox.drop_after', '<=', now),
      ]),
    )
    .orderBy('outbox.not_before')
    .orderBy('outbox.id');
}

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

/** `settleMail` for all that the server took, in one statement. */
export async function settleSent(
  trx: Trx,
  sent: readonly { id: number; attempts: number; response: string | null }[],
  now: string,
): Promise<void> {
  await sql`
    update outbox set state = 'sent', sent_at = ${now}, reason = null, lease_until = null, response = done.response
    from (select value ->> 'id' as id, value ->> 'attempts' as attempts, value ->> 'response' as response
          from json_each(${JSON.stringify(sent)})) as done
    where outbox.id = done.id and outbox.state = 'sending' and outbox.attempts = done.attempts`.execute(trx);
}

/** Claimed, and after all not sent. */
export async function putBack(
  trx: Trx,
  mails: readonly Pick<Mail, 'id' | 'attempts' | 'reason'>[],
): Promise<void> {
  for (const mail of mails)
    await settleMail(trx, mail, { state: 'queued', reason: mail.reason, attempts: mail.attempts - 1 });
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

/** How many mails have left since that instant, or are leaving. */
export async function countSince(db: Db, since: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select (select count(*) from outbox where sent_at > ${since}) + (select count(*) from outbox where state = 'sending')
      as count`.execute(db);
  return rows[0]!.count;
}
