import { sql } from 'kysely';
import type { Db, Trx } from '../../db/schema.ts';
import type { ReminderTable } from '../../db/tables/people.ts';

/**
 * Accounts that nobody has closed, with the latest days that they were reminded for. A day to come is not believed: the clock
 * was wrong when that was marked.
 */
export function listSecretaries(db: Db, today: string) {
  const latest = (kind: ReminderTable['kind']) =>
    sql<string | null>`max(case when reminder.kind = ${kind} then reminder.day end)`;
  return db
    .selectFrom('user')
    .leftJoin('reminder', (join) =>
      join.onRef('reminder.user_id', '=', 'user.id').on('reminder.day', '<=', today),
    )
    .select(['user.id', 'user.name', 'user.email', 'user.first_day', 'user.last_day', 'user.reminders'])
    .select([latest('week').as('week'), latest('day').as('day')])
    .where('user.disabled_at', 'is', null)
    .groupBy('user.id')
    .orderBy('user.id')
    .execute();
}

/** False when it was there already: somebody else has done it. */
export async function insertMark(trx: Trx, mark: ReminderTable): Promise<boolean> {
  const result = await trx
    .insertInto('reminder')
    .values(mark)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return result.numInsertedOrUpdatedRows === 1n;
}

export async function forgetMarks(trx: Trx, before: string): Promise<void> {
  await trx.deleteFrom('reminder').where('day', '<', before).execute();
}
