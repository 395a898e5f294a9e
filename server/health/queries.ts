import type { Db } from '../../db/schema.ts';

/** How many mails the queue holds in each state; a state without any is left out. */
export function countMails(db: Db) {
  return db
    .selectFrom('outbox')
    .select(['state', (eb) => eb.fn.countAll<number>().as('count')])
    .groupBy('state')
    .orderBy('state')
    .execute();
}

/** When the mail that has waited longest past its time could have left; undefined when none waits. */
export async function findLongestDue(db: Db, now: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('outbox')
    .select((eb) => eb.fn.min('not_before').as('at'))
    .where('state', '=', 'queued')
    .where('not_before', '<=', now)
    .executeTakeFirst();
  return row?.at ?? undefined;
}

/** When each loop of a running app was last heard of. */
export function listHeartbeats(db: Db) {
  return db.selectFrom('heartbeat').select(['name', 'at']).orderBy('name').execute();
}
