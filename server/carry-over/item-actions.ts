import type { Trx } from '../../db/schema.ts';
import { recordAudit } from '../audit/queries.ts';
import type { Context } from '../context.ts';
import { setAside, takeUpAgain } from '../follow-ups/carried-actions.ts';
import type { Actor } from '../meetings/actions.ts';
import type { AgendaItem, Meeting } from '../meetings/meeting.ts';
import { getMeetingById } from '../meetings/queries.ts';
import { targetOf, type Decision } from './closing.ts';
import { placeItem, putOff, setItemState, touchMeetings } from './copy-queries.ts';
import { followAgendaInDraft, linesOf } from './draft-queries.ts';
import { followItem } from './proposal-queries.ts';
import { findMeetingOf } from './queries.ts';

export interface Work {
  trx: Trx;
  context: Context;
  meeting: Meeting;
  user: Actor;
  action: string;
}

/**
 * Whatever `work` does to the items, the draft of the minutes and the search follow it. It returns the meetings whose
 * agendas changed, or undefined when nothing did.
 */
export async function changeItems(
  { trx, context, meeting, user, action }: Work,
  work: (now: string) => Promise<number[] | undefined>,
): Promise<boolean> {
  const now = context.now();
  const before = await linesOf(trx, meeting);
  const changed = await work(now);
  if (!changed) return false;
  await touchMeetings(trx, [meeting.id, ...changed], now);
  await followAgendaInDraft(trx, before, await getMeetingById(trx, meeting.id), { userId: user.id, now });
  await recordAudit(trx, { at: now, userId: user.id, action, object: `meeting ${meeting.id}` });
  return true;
}

/** Returns the meetings whose agendas changed. */
export async function settle(
  trx: Trx,
  { meeting, item, targets }: { meeting: Meeting; item: AgendaItem; targets: readonly Meeting[] },
  decision: Decision,
  now: string,
): Promise<number[]> {
  const target = targetOf(decision, targets);
  const { choice, reason } = decision;
  await undoLetGo(trx, meeting, item);
  if (target) return (await placeItem(trx, { id: item.id, reason }, target.id, now)).changed;
  if (choice === 'done') await setItemState(trx, item.id, 'done');
  if (choice !== 'backlog' && choice !== 'dropped') return [];
  await putOff(trx, item.id, { outcome: choice, reason });
  const aside = { meetingId: meeting.id, letGo: choice === 'dropped', reason };
  if (item.follow_up_id !== null) await setAside(trx, item.follow_up_id, aside, now);
  return [];
}

/** Before an item gets another end: what was let go with it is open again. */
export async function undoLetGo(
  trx: Trx,
  { slug }: Pick<Meeting, 'slug'>,
  { outcome, follow_up_id }: Pick<AgendaItem, 'outcome' | 'follow_up_id'>,
): Promise<void> {
  if (outcome === 'dropped' && follow_up_id !== null) await takeUpAgain(trx, follow_up_id, slug);
}

/**
 * A carried item is taken off its agenda before anybody took it up: its origin waits in the backlog. A follow-up comes
 * again by itself. True when it waits.
 */
export async function parkOrigin(
  trx: Trx,
  context: Context,
  { meeting, item, user }: { meeting: Meeting; item: AgendaItem; user: Actor },
): Promise<boolean> {
  const { carried_from_id: originId, follow_up_id, state } = item;
  if (originId === null || follow_up_id !== null || state !== 'planned' || meeting.state === 'held')
    return false;
  const originMeetingId = await findMeetingOf(trx, originId);
  if (originMeetingId === undefined) return false;
  const work = { trx, context, meeting: await getMeetingById(trx, originMeetingId), user };
  return changeItems({ ...work, action: 'agenda item carried' }, async (now) => {
    await putOff(trx, originId, { outcome: 'backlog' });
    await followItem(trx, item, [meeting.id], undefined, now);
    return [];
  });
}
