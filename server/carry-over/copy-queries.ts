import type { Trx } from '../../db/schema.ts';
import { placeBeforeClosing } from '../agenda/queries.ts';
import type { AgendaItem } from '../meetings/meeting.ts';
import { updateMeeting } from '../meetings/record-queries.ts';
import { refreshMeetingIndex } from '../search/queries.ts';
import { Refused } from '../shared/failures.ts';
import { adoptFollowUp, giveDocuments, moveDocuments } from './material-queries.ts';

export type CarriedItem = Pick<AgendaItem, 'id'> & { reason?: string };

/**
 * Puts the item on the agenda of another meeting, before its closing "Övriga frågor". An item has one copy at most:
 * carried again it moves on, until it has been held. The speakers are asked anew; a no to something goes along.
 * Returns the id of the copy.
 */
export async function carryItem(
  trx: Trx,
  item: CarriedItem,
  targetMeetingId: number,
  now: string,
): Promise<number> {
  const { id, changed } = await placeItem(trx, item, targetMeetingId, now);
  await touchMeetings(trx, changed, now);
  return id;
}

/** The same, when several are carried; `changed` are the meetings to touch when all is done. */
export async function placeItem(
  trx: Trx,
  item: CarriedItem,
  targetMeetingId: number,
  now: string,
): Promise<{ id: number; changed: number[] }> {
  const copy = await findCopy(trx, item.id);
  if (copy?.meeting_id !== targetMeetingId) {
    if (copy) await moveCopy(trx, copy, targetMeetingId);
    else if (!(await adoptFollowUp(trx, item.id, targetMeetingId)))
      await insertCopy(trx, item.id, targetMeetingId, now);
  }
  const { id } = (await findCopy(trx, item.id))!;
  if (copy?.meeting_id !== targetMeetingId) await placeBeforeClosing(trx, targetMeetingId, [id]);
  await putOff(trx, item.id, { outcome: 'moved', ...(item.reason !== undefined && { reason: item.reason }) });
  return { id, changed: [targetMeetingId, ...(copy ? [copy.meeting_id] : [])] };
}

export function findCopy(trx: Trx, originId: number) {
  return trx
    .selectFrom('agenda_item')
    .innerJoin('meeting', 'meeting.id', 'agenda_item.meeting_id')
    .select([
      'agenda_item.id',
      'agenda_item.meeting_id',
      'agenda_item.state',
      'agenda_item.follow_up_id',
      'meeting.state as meeting_state',
    ])
    .where('carried_from_id', '=', originId)
    .orderBy('agenda_item.id')
    .executeTakeFirst();
}

async function moveCopy(
  trx: Trx,
  copy: { id: number; state: string; meeting_state: string },
  meetingId: number,
): Promise<void> {
  if (copy.state !== 'planned' || copy.meeting_state === 'held')
    throw new Refused('Punkten har redan tagits upp på ett senare möte. Flytta den därifrån i stället.');
  if (await hasPromise(trx, copy.id))
    throw new Refused(
      'En medverkande har redan tackat ja till punktens nya möte. Ta bort punkten från den dagordningen först, så får hen veta det.',
    );
  await trx.updateTable('agenda_item').set({ meeting_id: meetingId }).where('id', '=', copy.id).execute();
  await trx
    .updateTable('agenda_speaker')
    .set({
      answer: 'waiting',
      invited_at: null,
      invited_revision: null,
      answered_for: null,
      nudged_at: null,
      answered_at: null,
      wished_meeting_id: null,
      needs: '',
      message: '',
    })
    .where('agenda_item_id', '=', copy.id)
    .execute();
  await moveDocuments(trx, copy.id, meetingId);
}

async function insertCopy(trx: Trx, originId: number, meetingId: number, now: string): Promise<void> {
  const origin = await trx
    .selectFrom('agenda_item')
    .select(['title', 'kind', 'planned_minutes', 'proposal_id', 'follow_up_id'])
    .where('id', '=', originId)
    .executeTakeFirstOrThrow();
  const row = { ...origin, meeting_id: meetingId, position: 0, carried_from_id: originId, created_at: now };
  const { id } = await trx.insertInto('agenda_item').values(row).returning('id').executeTakeFirstOrThrow();
  const speakers = await trx
    .selectFrom('agenda_speaker')
    .select(['id', 'position', 'speaker_id', 'name', 'role', 'organisation'])
    .where('agenda_item_id', '=', originId)
    .execute();
  for (const { id: before, ...speaker } of speakers) {
    const values = { ...speaker, agenda_item_id: id, answer: 'waiting' as const };
    const added = await trx
      .insertInto('agenda_speaker')
      .values(values)
      .returning('id')
      .executeTakeFirstOrThrow();
    await copyRefusals(trx, before, added.id);
    await giveDocuments(trx, before, added.id);
  }
  await moveDocuments(trx, id, meetingId);
}

/** Somebody has said yes by link, and may have that meeting in the calendar. */
async function hasPromise(trx: Trx, itemId: number): Promise<boolean> {
  const yes = await trx
    .selectFrom('agenda_speaker')
    .select('id')
    .where('agenda_item_id', '=', itemId)
    .where('answer', '=', 'yes')
    .where('answered_for', 'is not', null)
    .executeTakeFirst();
  return yes !== undefined;
}

/** Who has said no to a name or a picture must not have to say it twice. */
async function copyRefusals(trx: Trx, from: number, to: number): Promise<void> {
  const refusals = await trx
    .selectFrom('consent')
    .select(['kind', 'given', 'at'])
    .where('agenda_speaker_id', '=', from)
    .where('given', '=', 0)
    .execute();
  for (const refusal of refusals)
    await trx
      .insertInto('consent')
      .values({ ...refusal, agenda_speaker_id: to })
      .execute();
}

/** Their texts are newer. */
export async function touchMeetings(trx: Trx, meetingIds: number[], now: string): Promise<void> {
  for (const meetingId of new Set(meetingIds)) {
    await updateMeeting(trx, meetingId, {}, now);
    await refreshMeetingIndex(trx, meetingId);
  }
}

/** The item was not held. */
export async function putOff(
  trx: Trx,
  itemId: number,
  end: { outcome: 'moved' | 'backlog' | 'dropped'; reason?: string },
): Promise<void> {
  await trx
    .updateTable('agenda_item')
    .set({ ...end, state: 'postponed' })
    .where('id', '=', itemId)
    .execute();
}

export async function setItemState(trx: Trx, itemId: number, state: 'planned' | 'done'): Promise<void> {
  await trx
    .updateTable('agenda_item')
    .set({ state, outcome: null, reason: '' })
    .where('id', '=', itemId)
    .execute();
}
