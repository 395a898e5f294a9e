import type { Db, Trx } from '../../db/schema.ts';
import type { Meeting } from '../meetings/meeting.ts';
import { followAgenda, toldOf, type Told } from '../minutes/postponed.ts';
import { findLatestRevision, insertRevision, lastSectionNumber } from '../minutes/queries.ts';
import { findCarried } from './queries.ts';

/** Each item with the line that the minutes tell it by now. */
export async function linesOf(db: Db, { items }: Meeting): Promise<Told[]> {
  const carried = await findCarried(
    db,
    items.map(({ id }) => id),
  );
  return items.map((item) => toldOf(item, carried));
}

/** A new revision, when minutes have been begun and what became of the items differs from what they say. */
export async function followAgendaInDraft(
  trx: Trx,
  before: readonly Told[],
  meeting: Meeting,
  by: { userId: number | null; now: string },
): Promise<void> {
  const latest = await findLatestRevision(trx, meeting.id);
  if (!latest) return;
  const last = await lastSectionNumber(trx, meeting.id);
  const content = followAgenda(latest.content, before, await linesOf(trx, meeting), last);
  if (content === latest.content) return;
  await insertRevision(trx, meeting.id, content, { ...by, note: 'Uppskjutna punkter enligt dagordningen' });
}
