import { sql } from 'kysely';
import type { Db } from '../../db/schema.ts';

/** The meetings with a version of the minutes, old or new, that holds the name; the latest first. */
export async function listMeetingsWithVersions(db: Db, name: string): Promise<number[]> {
  const json = JSON.stringify(name).slice(1, -1);
  const rows = await db
    .selectFrom('minutes_revision')
    .select('meeting_id')
    .distinct()
    .where(sql<boolean>`instr(content, ${json})`)
    .orderBy('meeting_id', 'desc')
    .execute();
  return rows.map(({ meeting_id }) => meeting_id);
}
