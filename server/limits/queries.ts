import type { Db, Trx } from '../../db/schema.ts';

export async function countAttempts(db: Db, key: string, since: string): Promise<number> {
  const row = await db
    .selectFrom('attempt')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('key', '=', key)
    .where('at', '>', since)
    .executeTakeFirstOrThrow();
  return row.count;
}

export async function recordAttempt(trx: Trx, key: string, at: string): Promise<void> {
  await trx.insertInto('attempt').values({ key, at }).execute();
}

export async function forgetAttempts(trx: Trx, before: string): Promise<void> {
  await trx.deleteFrom('attempt').where('at', '<', before).execute();
}
