import type { Trx } from '../../db/schema.ts';
import { recordAudit } from '../audit/queries.ts';
import { followPublished } from '../follow-ups/published-actions.ts';
import type { Meeting } from '../meetings/meeting.ts';
import { refreshMeetingIndex } from '../search/queries.ts';
import type { MinutesContent } from './minutes.ts';
import * as queries from './queries.ts';

/** Gives the same content back when there is nothing to change. */
export type Rewrite = (content: MinutesContent) => MinutesContent;

/**
 * Changes the public text quietly, and the draft too, each in a revision of its own, so that what is only in the draft stays
 * there. True when the public text is another.
 */
export async function rewriteMinutes(
  trx: Trx,
  meeting: Pick<Meeting, 'id' | 'date' | 'imported_at'>,
  rewrite: Rewrite,
  by: { now: string; userId: number | null; note: string },
): Promise<boolean> {
  const [latest, minutes, shown] = [
    await queries.findLatestRevision(trx, meeting.id),
    await queries.findMinutes(trx, meeting.id),
    await queries.findPublicMinutes(trx, meeting.id),
  ];
  if (!latest || !minutes) return false;
  const draft = rewrite(latest.content);
  const mended = shown && rewrite(shown.content);
  const isChanged = mended !== undefined && mended !== shown!.content;
  if (isChanged) await mend(trx, meeting, mended, by);
  const isAhead = latest.id !== minutes.public_revision_id;
  if (isAhead && (isChanged || draft !== latest.content))
    await queries.insertRevision(trx, meeting.id, draft, by);
  return isChanged;
}

async function mend(
  trx: Trx,
  meeting: Pick<Meeting, 'id' | 'date' | 'imported_at'>,
  content: MinutesContent,
  by: { now: string; userId: number | null; note: string },
): Promise<void> {
  const id = await queries.insertRevision(trx, meeting.id, content, by);
  await queries.mendPublicRevision(trx, meeting.id, id, by.now);
  await queries.linkMinutesOrganisations(trx, meeting.id, content, by.now);
  await followPublished(trx, meeting, content, by.now);
  await refreshMeetingIndex(trx, meeting.id);
  const { now: at, userId } = by;
  await recordAudit(trx, { at, userId, action: 'minutes mended', object: `meeting ${meeting.id}` });
}
