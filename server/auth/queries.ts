import type { Insertable } from 'kysely';
import type { Db, Trx } from '../../db/schema.ts';
import type { OneTimeLinkTable, UserTable } from '../../db/tables/people.ts';
import type { Period } from '../accounts/account.ts';

export async function countUsers(db: Db): Promise<number> {
  const row = await db
    .selectFrom('user')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return row.count;
}

export function findUserByEmail(db: Db, email: string) {
  return db
    .selectFrom('user')
    .selectAll()
    .where('email', '=', email)
    .where('disabled_at', 'is', null)
    .executeTakeFirst();
}

export async function insertUser(
  trx: Trx,
  user: Pick<Insertable<UserTable>, 'email' | 'name' | 'password_hash' | 'created_at'> & Partial<Period>,
): Promise<number> {
  const row = await trx.insertInto('user').values(user).returning('id').executeTakeFirstOrThrow();
  return row.id;
}

export async function insertSession(
  trx: Trx,
  session: { token_hash: string; user_id: number; created_at: string; last_seen_at: string },
): Promise<void> {
  await trx.insertInto('session').values(session).execute();
}

export function findSession(db: Db, tokenHash: string) {
  return db
    .selectFrom('session')
    .innerJoin('user', 'user.id', 'session.user_id')
    .select([
      'session.created_at',
      'session.last_seen_at',
      'user.id',
      'user.name',
      'user.email',
      'user.first_day',
      'user.last_day',
    ])
    .where('session.token_hash', '=', tokenHash)
    .where('user.disabled_at', 'is', null)
    .executeTakeFirst();
}

export async function touchSession(trx: Trx, tokenHash: string, at: string): Promise<void> {
  await trx.updateTable('session').set({ last_seen_at: at }).where('token_hash', '=', tokenHash).execute();
}

export async function deleteSession(trx: Trx, tokenHash: string): Promise<void> {
  await trx.deleteFrom('session').where('token_hash', '=', tokenHash).execute();
}

export async function deleteSessionsBefore(trx: Trx, createdBefore: string): Promise<void> {
  await trx.deleteFrom('session').where('created_at', '<', createdBefore).execute();
}

type Purpose = OneTimeLinkTable['purpose'];

export async function insertOneTimeLink(trx: Trx, link: Omit<OneTimeLinkTable, 'used_at'>): Promise<void> {
  await trx
    .insertInto('one_time_link')
    .values({ ...link, used_at: null })
    .execute();
}

export async function deleteOneTimeLinks(
  trx: Trx,
  purpose: Purpose,
  subjectId: number | null,
): Promise<void> {
  await trx
    .deleteFrom('one_time_link')
    .where('purpose', '=', purpose)
    .where('subject_id', 'is', subjectId)
    .execute();
}

export function findOneTimeLink(db: Db, purpose: Purpose, tokenHash: string, now: string) {
  return db
    .selectFrom('one_time_link')
    .selectAll()
    .where('purpose', '=', purpose)
    .where('token_hash', '=', tokenHash)
    .where('used_at', 'is', null)
    .where('expires_at', '>', now)
    .executeTakeFirst();
}

export async function useOneTimeLink(trx: Trx, tokenHash: string, at: string): Promise<void> {
  await trx.updateTable('one_time_link').set({ used_at: at }).where('token_hash', '=', tokenHash).execute();
}
