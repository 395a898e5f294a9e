import type { Trx } from '../../db/schema.ts';
import { recordAudit } from '../audit/queries.ts';
import type { Context } from '../context.ts';
import type { Actor } from '../meetings/actions.ts';
import type { AgendaItem, Meeting } from '../meetings/meeting.ts';
import { getMeetingById } from '../meetings/queries.ts';
import { targetOf, type Decision } from './closing.ts';
import { placeItem, putOff, setItemState, touchMeetings } from './copy-queries.ts';
import { followAgendaInDraft, linesOf } from './draft-queries.ts';

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
  item: AgendaItem,
  decision: Decision,
  targets: readonly Meeting[],
  now: string,
): Promise<number[]> {
  const target = targetOf(decision, targets);
  const { choice, reason } = decision;
  if (target) return (await placeItem(trx, { id: item.id, reason }, target.id, now)).changed;
  if (choice === 'done') await setItemState(trx, item.id, 'done');
  if (choice === 'backlog' || choice === 'dropped') await putOff(trx, item.id, { outcome: choice, reason });
  return [];
}
