import type { Db } from '../../db/schema.ts';

export const STRUCK_EVENT = 'passage struck';
export const REWRITTEN_EVENT = 'database rewritten';

async function lastOf(db: Db, action: string) {
  return db
    .selectFrom('audit_event')
    .select(['id', 'at'])
    .where('action', '=', action)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
}

/** Something was struck, and the database file may still hold the words where nobody looks. */
export async function awaitsRewriting(db: Db): Promise<boolean> {
  const [struck, rewritten] = [await lastOf(db, STRUCK_EVENT), await lastOf(db, REWRITTEN_EVENT)];
  return struck !== undefined && struck.id > (rewritten?.id ?? 0);
}

/** When something was struck last, in any meeting. */
export async function findLastStrike(db: Db): Promise<string | undefined> {
  return (await lastOf(db, STRUCK_EVENT))?.at;
}
