import type { Trx } from '../../db/schema.ts';
import { deleteItem, insertItemsBeforeClosing } from '../agenda/queries.ts';
import { updateMeeting } from '../meetings/record-queries.ts';
import { refreshMeetingIndex } from '../search/queries.ts';
import { getSettings } from '../settings/queries.ts';
import { dateIn } from '../shared/time.ts';
import { belongsOn, standsTooLate } from './agenda-rule.ts';
import { agendaTitle, inOrder, type FollowUp } from './follow-up.ts';
import { findNextMeetings, listFollowUps, mapTakenUp } from './queries.ts';
import {
  listComingItems,
  listOnComingAgendas,
  listParkedIds,
  setItem,
  updateFollowUp,
} from './record-queries.ts';

/**
 * The next meeting's agenda takes up what is open and what is news, but not what waits in the backlog. Returns how many items
 * were added.
 */
export async function bringToNextAgenda(trx: Trx, now: string): Promise<number> {
  const { zone } = await getSettings(trx);
  const today = dateIn(zone, now);
  const { next } = await findNextMeetings(trx, today);
  if (!next) return 0;
  const takenUp = await mapTakenUp(trx, today);
  const lastOf = (followUp: FollowUp) => takenUp.get(followUp.agenda_meeting_id ?? 0);
  const parked = await listParkedIds(trx);
  const all = (await listFollowUps(trx, { shown: true })).filter(({ id }) => !parked.has(id));
  const due = all.filter((followUp) => belongsOn(followUp, next, lastOf(followUp), zone));
  for (const followUp of all.filter((one) => standsTooLate(one, next, lastOf(one))))
    if (await takeOff(trx, followUp, now, { carried: false })) due.push(followUp);
  if (!due.length) return 0;
  const there = await listOnComingAgendas(trx, today);
  const fresh = inOrder(due.filter(({ id }) => !there.has(id)));
  for (const followUp of due) await updateFollowUp(trx, followUp.id, { agenda_meeting_id: next.id });
  if (fresh.length) await addItems(trx, next.id, fresh, now);
  return fresh.length;
}

async function addItems(trx: Trx, meetingId: number, followUps: FollowUp[], now: string): Promise<void> {
  const items = followUps.map((one) => ({ title: agendaTitle(one), kind: 'follow-up' as const }));
  const ids = await insertItemsBeforeClosing(trx, meetingId, items, now);
  for (const [index, { id: follow_up_id }] of followUps.entries())
    await setItem(trx, ids[index]!, { title: items[index]!.title, follow_up_id });
  await touch(trx, meetingId, now);
}

/** Coming agendas say what is known now; a title that somebody has changed is left alone. */
export async function retitle(trx: Trx, before: FollowUp, after: FollowUp, now: string): Promise<void> {
  const [old, title] = [agendaTitle(before), agendaTitle(after)];
  if (old === title) return;
  for (const item of await listComingItems(trx, before.id, await todayAt(trx, now)))
    if (item.title === old) {
      await setItem(trx, item.id, { title });
      await touch(trx, item.meeting_id, now);
    }
}

/** What was put there by itself goes by itself. */
export async function takeOffAgendas(trx: Trx, followUp: FollowUp, now: string): Promise<void> {
  await takeOff(trx, followUp, now, { carried: true });
  await updateFollowUp(trx, followUp.id, { agenda_meeting_id: null });
}

/** True when something went. What somebody has carried to a later meeting stays there, unless `carried`. */
async function takeOff(
  trx: Trx,
  followUp: FollowUp,
  now: string,
  { carried }: { carried: boolean },
): Promise<boolean> {
  const items = await listComingItems(trx, followUp.id, await todayAt(trx, now));
  const own = items.filter(
    ({ title, carried_from_id }) => title === agendaTitle(followUp) && (carried || carried_from_id === null),
  );
  for (const item of own) {
    await deleteItem(trx, item.id);
    await touch(trx, item.meeting_id, now);
  }
  return own.length > 0;
}

/** It is not taken up again by itself after that meeting: what was put on a later agenda by itself goes. */
export async function keepOffAgendas(
  trx: Trx,
  followUp: FollowUp,
  meetingId: number,
  now: string,
): Promise<void> {
  await takeOff(trx, followUp, now, { carried: false });
  await updateFollowUp(trx, followUp.id, { agenda_meeting_id: meetingId });
}

async function todayAt(trx: Trx, now: string): Promise<string> {
  return dateIn((await getSettings(trx)).zone, now);
}

async function touch(trx: Trx, meetingId: number, now: string): Promise<void> {
  await updateMeeting(trx, meetingId, {}, now);
  await refreshMeetingIndex(trx, meetingId);
}
