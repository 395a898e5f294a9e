import { sql } from 'kysely';
import type { Db } from '../../db/schema.ts';

export interface BatchRow {
  id: number;
  at: string;
  undone_at: string | null;
  by: string | null;
  texts: number;
  meetings: number;
}

const told = sql`
  select b.id, b.at, b.undone_at, user.name as "by",
    (select count(*) from import_source where batch_id = b.id) as texts,
    (select count(*) from import_made where batch_id = b.id and kind = 'meeting') as meetings
  from import_batch as b left join user on user.id = b.user_id`;

/** The newest first, with how much each brought. */
export async function listBatches(db: Db, limit: number): Promise<BatchRow[]> {
  const { rows } = await sql<BatchRow>`${told} order by b.id desc limit ${limit}`.execute(db);
  return rows;
}

export async function findBatchRow(db: Db, id: number): Promise<BatchRow | undefined> {
  const { rows } = await sql<BatchRow>`${told} where b.id = ${id}`.execute(db);
  return rows[0];
}
