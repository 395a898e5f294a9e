import type { Trx } from '../../db/schema.ts';
import { keepOffAgendas } from './agenda-actions.ts';
import { isOpen } from './follow-up.ts';
import { getFollowUp } from './queries.ts';
import { deleteEvent, insertEvent, updateFollowUp } from './record-queries.ts';

/** The follow-up's item was not held, and is not carried to a meeting: it waits in the backlog, or ends with the reason in its trail. */
export async function setAside(
  trx: Trx,
  followUpId: number,
  { meetingId, letGo, reason }: { meetingId: number; letGo: boolean; reason: string },
  now: string,
): Promise<void> {
  const followUp = await getFollowUp(trx, followUpId);
  await keepOffAgendas(trx, followUp, meetingId, now);
  if (!letGo || !isOpen(followUp)) return;
  const said = { state: 'dropped', answer: reason, at: now, by_link: 0 } as const;
  await insertEvent(trx, { ...said, follow_up_id: followUpId, meeting_id: meetingId });
}

/** The item was let go, and then was not: neither was the follow-up, unless something was said about it since. */
export async function takeUpAgain(trx: Trx, followUpId: number, meetingSlug: string): Promise<void> {
  const { trail } = await getFollowUp(trx, followUpId);
  const [last, before] = [trail.at(-1), trail.at(-2)];
  if (!last || last.state !== 'dropped' || last.by_link || last.meeting_slug !== meetingSlug) return;
  await deleteEvent(trx, last.id);
  const { state, answer } = before ?? { state: 'open' as const, answer: '' };
  await updateFollowUp(trx, followUpId, { state, answer });
}
