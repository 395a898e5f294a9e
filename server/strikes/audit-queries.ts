import type { Db } from '../../db/schema.ts';
import { summaryIn, type Summary } from './reason.ts';

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

export interface PastStrike extends Summary {
  at: string;
  /** Null when the account is gone. */
  by: string | null;
}

/** What was struck from the page of this meeting, the latest first. */
export async function listStrikes(db: Db, meetingId: number): Promise<PastStrike[]> {
  const rows = await db
    .selectFrom('audit_event')
    .leftJoin('user', 'user.id', 'audit_event.user_id')
    .select(['audit_event.at', 'audit_event.detail', 'user.name as by'])
    .where('action', '=', STRUCK_EVENT)
    .where('object', '=', `meeting ${meetingId}`)
    .orderBy('audit_event.id', 'desc')
    .execute();
  return rows.flatMap(({ at, by, detail }) => {
    const summary = summaryIn(detail);
    return summary ? [{ at, by, ...summary }] : [];
  });
}
