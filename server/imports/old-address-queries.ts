import type { Db, Trx } from '../../db/schema.ts';
import { oldPath } from './old-address.ts';

/** An address that already leads somewhere stays as it is. */
export async function saveOldAddresses(
  trx: Trx,
  addresses: readonly string[],
  { meetingId, batchId }: { meetingId: number; batchId: number | undefined },
): Promise<void> {
  const paths = new Set(addresses.map(oldPath).filter((path) => path !== undefined));
  if (!paths.size) return;
  await trx
    .insertInto('old_address')
    .values([...paths].map((path) => ({ path, meeting_id: meetingId, batch_id: batchId ?? null })))
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

export async function findOldAddress(db: Db, path: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('old_address')
    .innerJoin('meeting', 'meeting.id', 'meeting_id')
    .select('slug')
    .where('path', '=', path)
    .executeTakeFirst();
  return row?.slug;
}
