import { sql } from 'kysely';
import type { Db, Trx } from '../../db/schema.ts';
import type { Mail } from './outbox.ts';
import { UNKNOWN_ONCE, type Outcome } from './outcome.ts';

export type ClaimedMail = Mail & { raw: Buffer | null };

/** The next mails to send, at most `most`, kept from others until `leaseUntil`; they still wait, and can be stopped. */
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
    .set({ lease_until })
    .where('id', 'in', ids)
    .returningAll()
    .execute();
  const raws = await trx.selectFrom('outbox_raw').selectAll().where('outbox_id', 'in', ids).execute();
  const rawOf = new Map(raws.map(({ outbox_id, raw }) => [outbox_id, raw]));
  return claimed.map((mail) => ({ ...mail, raw: rawOf.get(mail.id) ?? null }));
}

/** Marks claimed mails as being sent, until `lease_until`. Those that were stopped since are left out. */
export async function beginMails(
  trx: Trx,
  mails: readonly ClaimedMail[],
  lease_until: string,
): Promise<ClaimedMail[]> {
  if (!mails.length) return [];
  const begun = await trx
    .updateTable('outbox')
    .set((eb) => ({ state: 'sending', lease_until, attempts: eb('attempts', '+', 1) }))
    .where(
      'id',
      'in',
      mails.map(({ id }) => id),
    )
    .where('state', 'in', ['queued', 'unknown'])
    .where('lease_until', 'is not', null)
    .returning('id')
    .execute();
  const ids = new Set(begun.map(({ id }) => id));
  return mails
    .filter(({ id }) => ids.has(id))
    .map((mail) => ({ ...mail, state: 'sending', attempts: mail.attempts + 1 }));
}

/** Claimed, and after all not sent. */
export async function putBack(trx: Trx, mails: readonly ClaimedMail[]): Promise<void> {
  if (!mails.length) return;
  const ids = mails.map(({ id }) => id);
  await trx
    .updateTable('outbox')
    .set({ lease_until: null })
    .where('id', 'in', ids)
    .where('state', 'in', ['queued', 'unknown'])
    .execute();
}

export async function hasDue(db: Db, now: string): Promise<boolean> {
  const first = async (state: Due) => selectDue(db, state, now).limit(1).executeTakeFirst();
  return Boolean((await first('unknown')) ?? (await first('queued')));
}

type Due = 'queued' | 'unknown';

/**
 * Mails about a meeting that has changed since (date, time, place, state) are left where they are: they would tell what is
 * true no longer. Minutes always hold, and so does that a speaker is not coming.
 */
function selectDue(db: Db, state: Due, now: string) {
  return db
    .selectFrom('outbox')
    .leftJoin('meeting', 'meeting.id', 'outbox.meeting_id')
    .select('outbox.id')
    .where('outbox.state', '=', state)
    .$if(state === 'unknown', (query) => query.where('outbox.reason', '=', UNKNOWN_ONCE))
    .where('outbox.not_before', '<=', now)
    .where((eb) => eb.or([eb('outbox.lease_until', 'is', null), eb('outbox.lease_until', '<', now)]))
    .where((eb) =>
      eb.or([
        eb('outbox.meeting_id', 'is', null),
        eb('outbox.kind', '=', 'minutes'),
        eb.and([eb('outbox.kind', '=', 'speaker-entry'), eb('outbox.method', '=', 'CANCEL')]),
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

/** Found in "sending" after its time: the process died, and nobody knows whether the mail left. */
export function listOverdue(db: Db, now: string): Promise<Mail[]> {
  return db
    .selectFrom('outbox')
    .selectAll()
    .where('state', '=', 'sending')
    .where('lease_until', '<', now)
    .execute();
}

/** How many mails have left between these instants, or are leaving. */
export async function countBetween(db: Db, since: string, now: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select (select count(*) from outbox where sent_at > ${since} and sent_at <= ${now}) + (select count(*) from outbox where state = 'sending')
      as count`.execute(db);
  return rows[0]!.count;
}
