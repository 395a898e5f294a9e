import type { Db, Trx } from '../../db/schema.ts';

export async function beat(
  trx: Trx,
  heartbeat: { name: string; at: string; pid: number; note: string | null },
): Promise<void> {
  await trx
    .insertInto('heartbeat')
    .values(heartbeat)
    .onConflict((conflict) => conflict.column('name').doUpdateSet(heartbeat))
    .execute();
}

export async function endBeat(trx: Trx, name: string, pid: number): Promise<void> {
  await trx.deleteFrom('heartbeat').where('name', '=', name).where('pid', '=', pid).execute();
}

export function findBeat(db: Db, name: string) {
  return db.selectFrom('heartbeat').selectAll().where('name', '=', name).executeTakeFirst();
}
