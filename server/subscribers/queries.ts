import type { Insertable, Selectable } from 'kysely';
import type { Db, Trx } from '../../db/schema.ts';
import type { SubscriberTable } from '../../db/tables/mail.ts';
import type { Wishes } from './wishes.ts';

export type Subscriber = Selectable<SubscriberTable>;

/** By address. */
export function listConfirmed(db: Db): Promise<Subscriber[]> {
  return db
    .selectFrom('subscriber')
    .selectAll()
    .where('state', '=', 'confirmed')
    .orderBy('email_key')
    .execute();
}

/** Who gets mailings: confirmed, and the address takes mail. By address. */
export function listMailable(db: Db): Promise<Subscriber[]> {
  return db
    .selectFrom('subscriber')
    .selectAll()
    .where('state', '=', 'confirmed')
    .where('refused_at', 'is', null)
    .orderBy('email_key')
    .execute();
}

/** What a list file is held against. */
export function listKnown(db: Db) {
  return db.selectFrom('subscriber').select(['id', 'name', 'email_key', 'state', 'refused_at']).execute();
}

export async function listSuppressed(db: Db): Promise<Set<string>> {
  const rows = await db.selectFrom('suppression').select('email_hash').execute();
  return new Set(rows.map(({ email_hash }) => email_hash));
}

export async function countPending(db: Db): Promise<number> {
  const row = await db
    .selectFrom('subscriber')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('state', '=', 'pending')
    .executeTakeFirstOrThrow();
  return row.count;
}

export function findSubscriber(db: Db, id: number): Promise<Subscriber | undefined> {
  return db.selectFrom('subscriber').selectAll().where('id', '=', id).executeTakeFirst();
}

export function findByEmail(db: Db, emailKey: string): Promise<Subscriber | undefined> {
  return db.selectFrom('subscriber').selectAll().where('email_key', '=', emailKey).executeTakeFirst();
}

export async function insertSubscriber(trx: Trx, row: Insertable<SubscriberTable>): Promise<number> {
  return (await trx.insertInto('subscriber').values(row).returning('id').executeTakeFirstOrThrow()).id;
}

const ROWS_AT_ONCE = 500;

export async function insertSubscribers(trx: Trx, rows: Insertable<SubscriberTable>[]): Promise<void> {
  for (let from = 0; from < rows.length; from += ROWS_AT_ONCE)
    await trx
      .insertInto('subscriber')
      .values(rows.slice(from, from + ROWS_AT_ONCE))
      .execute();
}

export type SubscriberChange = Partial<Wishes> &
  Partial<Pick<Subscriber, 'name' | 'state' | 'confirmed_at' | 'requested_at' | 'consent_text' | 'origin'>>;

export async function updateSubscriber(trx: Trx, id: number, change: SubscriberChange): Promise<void> {
  await trx.updateTable('subscriber').set(change).where('id', '=', id).execute();
}

/** The mail server refuses the address itself: nothing more is sent there until that is lifted. */
export async function markRefused(trx: Trx, id: number, reason: string, at: string): Promise<void> {
  await trx
    .updateTable('subscriber')
    .set({ refused_at: at, refused_reason: reason })
    .where('id', '=', id)
    .execute();
}

export async function liftRefusal(trx: Trx, id: number): Promise<void> {
  await trx
    .updateTable('subscriber')
    .set({ refused_at: null, refused_reason: null })
    .where('id', '=', id)
    .execute();
}

/** Mails that ask the person to confirm, and that wait. */
export async function listWaitingConfirmations(db: Db, subscriberId: number): Promise<number[]> {
  const rows = await db
    .selectFrom('outbox')
    .select('id')
    .where('subscriber_id', '=', subscriberId)
    .where('kind', '=', 'confirmation')
    .where('state', '=', 'queued')
    .execute();
  return rows.map(({ id }) => id);
}

export async function deleteSubscriber(trx: Trx, id: number): Promise<void> {
  await trx
    .deleteFrom('one_time_link')
    .where('purpose', '=', 'confirm-subscription')
    .where('subject_id', '=', id)
    .execute();
  await trx.deleteFrom('subscriber').where('id', '=', id).execute();
}

export async function listUnconfirmed(db: Db, requestedBefore: string): Promise<number[]> {
  const rows = await db
    .selectFrom('subscriber')
    .select('id')
    .where('state', '=', 'pending')
    .where('requested_at', '<', requestedBefore)
    .execute();
  return rows.map(({ id }) => id);
}

/** Also a link that was used; not one that is too old. */
export function findConfirmLink(db: Db, tokenHash: string, now: string) {
  return db
    .selectFrom('one_time_link')
    .selectAll()
    .where('purpose', '=', 'confirm-subscription')
    .where('token_hash', '=', tokenHash)
    .where('expires_at', '>', now)
    .executeTakeFirst();
}

export async function suppress(trx: Trx, emailHash: string, reason: string, at: string): Promise<void> {
  await trx
    .insertInto('suppression')
    .values({ email_hash: emailHash, reason, at })
    .onConflict((conflict) => conflict.column('email_hash').doUpdateSet({ reason, at }))
    .execute();
}

export async function isSuppressed(db: Db, emailHash: string): Promise<boolean> {
  const row = await db
    .selectFrom('suppression')
    .select('at')
    .where('email_hash', '=', emailHash)
    .executeTakeFirst();
  return row !== undefined;
}

export async function endSuppression(trx: Trx, emailHash: string): Promise<void> {
  await trx.deleteFrom('suppression').where('email_hash', '=', emailHash).execute();
}
