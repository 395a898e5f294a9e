import { sql } from 'kysely';
import type { Db, Trx } from '../../db/schema.ts';
import type { MinutesContent } from './minutes.ts';
import { findRevision, insertRevision, type Revision } from './queries.ts';

/** Minutes of writing that every save of the page is kept for; of what is older, one in each such time. */
const KEPT_MINUTES = 10;

/** The revision of that number; of those that were thinned out, the one before it, else the one after. */
export async function findNearestRevision(
  db: Db,
  meetingId: number,
  number: number,
): Promise<Revision | undefined> {
  const row = await db
    .selectFrom('minutes_revision')
    .select('number')
    .where('meeting_id', '=', meetingId)
    .orderBy((eb) => eb('number', '>', number))
    .orderBy(sql`abs(number - ${number})`)
    .limit(1)
    .executeTakeFirst();
  return row && findRevision(db, meetingId, row.number);
}

/** A revision that the page made by itself; its number. */
export async function keepRevision(
  trx: Trx,
  meetingId: number,
  content: MinutesContent,
  by: { userId: number; now: string },
): Promise<number> {
  const id = await insertRevision(trx, meetingId, content, { ...by, note: '' });
  const { number } = await trx
    .updateTable('minutes_revision')
    .set({ autosaved: 1 })
    .where('id', '=', id)
    .returning('number')
    .executeTakeFirstOrThrow();
  return number;
}

/** Somebody pressed the button: the text that the page had kept becomes a version of its own. */
export async function settleRevision(trx: Trx, id: number, note: string): Promise<void> {
  await trx.updateTable('minutes_revision').set({ autosaved: 0, note }).where('id', '=', id).execute();
}

/** Of what pages saved by themselves some time ago, the last one of each person and time is kept. */
export async function thinRevisions(trx: Trx, meetingId: number, now: string): Promise<void> {
  const before = new Date(Date.parse(now) - KEPT_MINUTES * 60_000).toISOString();
  const slot = sql<number>`unixepoch(created_at) / ${sql.lit(KEPT_MINUTES * 60)}`;
  const last = trx
    .selectFrom('minutes_revision')
    .select((eb) => eb.fn.max('id').as('id'))
    .where('meeting_id', '=', meetingId)
    .groupBy(['user_id', slot]);
  const inUse = trx
    .selectFrom('minutes')
    .select((eb) => eb.fn.coalesce('public_revision_id', sql.lit(0)).as('id'))
    .where('meeting_id', '=', meetingId);
  await trx
    .deleteFrom('minutes_revision')
    .where('meeting_id', '=', meetingId)
    .where('autosaved', '=', 1)
    .where('created_at', '<', before)
    .where('id', 'not in', last)
    .where('id', 'not in', inUse)
    .execute();
}
