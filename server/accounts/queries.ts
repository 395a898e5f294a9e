import type { Db, Trx } from '../../db/schema.ts';
import type { Period } from './account.ts';

/** Open accounts first, then by name. */
export function listAccounts(db: Db) {
  return db
    .selectFrom('user')
    .select(['id', 'email', 'name', 'disabled_at', 'created_at', 'first_day', 'last_day', 'reminders'])
    .orderBy((eb) => eb('disabled_at', 'is not', null))
    .orderBy('name')
    .execute();
}

export function findAccount(db: Db, id: number) {
  return db.selectFrom('user').selectAll().where('id', '=', id).executeTakeFirst();
}

export function findAccountByEmail(db: Db, email: string) {
  return db.selectFrom('user').selectAll().where('email', '=', email).executeTakeFirst();
}

export function listSessions(db: Db, userId: number) {
  return db
    .selectFrom('session')
    .selectAll()
    .where('user_id', '=', userId)
    .orderBy('last_seen_at', 'desc')
    .execute();
}

export async function setDisabled(trx: Trx, id: number, at: string | null): Promise<void> {
  await trx.updateTable('user').set({ disabled_at: at }).where('id', '=', id).execute();
}

export async function setPeriod(trx: Trx, id: number, period: Period): Promise<void> {
  await trx.updateTable('user').set(period).where('id', '=', id).execute();
}

export async function setReminders(trx: Trx, id: number, reminders: 0 | 1): Promise<void> {
  await trx.updateTable('user').set({ reminders }).where('id', '=', id).execute();
}

export async function setPassword(trx: Trx, id: number, password_hash: string): Promise<void> {
  await trx.updateTable('user').set({ password_hash }).where('id', '=', id).execute();
}

/** Ends the sessions of a user, except the one to keep. */
export async function deleteSessionsOf(trx: Trx, userId: number, keep = ''): Promise<void> {
  await trx.deleteFrom('session').where('user_id', '=', userId).where('token_hash', '!=', keep).execute();
}

export async function deleteOwnSession(trx: Trx, userId: number, tokenHash: string): Promise<void> {
  await trx.deleteFrom('session').where('user_id', '=', userId).where('token_hash', '=', tokenHash).execute();
}
