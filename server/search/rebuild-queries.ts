import { sql } from 'kysely';
import type { Db, Trx } from '../../db/schema.ts';

export async function getVersion(db: Db): Promise<number> {
  return (await db.selectFrom('search_state').select('version').executeTakeFirstOrThrow()).version;
}

export async function emptyIndex(trx: Trx): Promise<void> {
  await trx.deleteFrom('search').execute();
  await trx.deleteFrom('search_word').execute();
  await trx.deleteFrom('search_stale').execute();
  await sql`insert into search_index (search_index) values ('delete-all')`.execute(trx);
}

/** One sorted piece is searched fastest. */
export async function settleIndex(trx: Trx, version: number): Promise<void> {
  await sql`insert into search_index (search_index) values ('optimize')`.execute(trx);
  await trx.updateTable('search_state').set({ version }).execute();
}

export async function listMeetingIds(db: Db): Promise<number[]> {
  const rows = await db.selectFrom('meeting').select('id').orderBy('id').execute();
  return rows.map(({ id }) => id);
}
