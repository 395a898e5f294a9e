import type { Db } from '../../db/schema.ts';
import type { MinutesContent } from './minutes.ts';

export interface PublicMinutes {
  content: MinutesContent;
  first_published_at: string;
  published_at: string;
  /** Set when the text was mended after publication. */
  changed_at: string | null;
}

/** What everybody may read; undefined for drafts and unpublished minutes. */
export async function findPublicMinutes(db: Db, meetingId: number): Promise<PublicMinutes | undefined> {
  const row = await db
    .selectFrom('minutes')
    .innerJoin('minutes_revision', 'minutes_revision.id', 'minutes.public_revision_id')
    .select(['content', 'first_published_at', 'published_at', 'changed_at'])
    .where('minutes.meeting_id', '=', meetingId)
    .executeTakeFirst();
  if (!row) return undefined;
  const { first_published_at, published_at, changed_at } = row;
  const content = JSON.parse(row.content) as MinutesContent;
  return { content, first_published_at: first_published_at ?? '', published_at: published_at ?? '', changed_at };
}
