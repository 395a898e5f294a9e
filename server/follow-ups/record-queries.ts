import type { Insertable, Updateable } from 'kysely';
import type { Db, Trx } from '../../db/schema.ts';
import { refreshFollowUpIndex } from '../search/follow-up-queries.ts';
import type { FollowUpEventTable, FollowUpState, FollowUpTable } from '../../db/tables/proposals.ts';

export type NewFollowUp = Pick<Insertable<FollowUpTable>, 'what' | 'created_at'> &
  Partial<Insertable<FollowUpTable>>;

/** Open, unless it says otherwise. */
export async function insertFollowUp(trx: Trx, followUp: NewFollowUp): Promise<number> {
  const empty = {
    meeting_id: null,
    section_id: null,
    source_key: null,
    proposal_id: null,
    due_on: null,
    speaker_id: null,
    organisation_id: null,
    shown_at: null,
    asked_at: null,
    answered_at: null,
    asked_meeting_id: null,
    agenda_meeting_id: null,
  };
  const row = { ...empty, state: 'open' as const, changed_at: followUp.created_at, ...followUp };
  const { id } = await trx.insertInto('follow_up').values(row).returning('id').executeTakeFirstOrThrow();
  await refreshFollowUpIndex(trx, id);
  return id;
}

export async function updateFollowUp(trx: Trx, id: number, change: Updateable<FollowUpTable>): Promise<void> {
  await trx.updateTable('follow_up').set(change).where('id', '=', id).execute();
  await refreshFollowUpIndex(trx, id);
}

export async function deleteFollowUp(trx: Trx, id: number): Promise<void> {
  await trx.deleteFrom('follow_up').where('id', '=', id).execute();
  await refreshFollowUpIndex(trx, id);
}

/** The state of the follow-up becomes that of the event. */
export async function insertEvent(trx: Trx, event: Insertable<FollowUpEventTable>): Promise<void> {
  await trx.insertInto('follow_up_event').values(event).execute();
  const { state, answer = '' } = event;
  await updateFollowUp(trx, event.follow_up_id, { state, answer });
}

export async function replaceEvent(
  trx: Trx,
  id: number,
  event: { at: string; state: FollowUpState; answer: string },
): Promise<void> {
  const changed = trx.updateTable('follow_up_event').set(event).where('id', '=', id);
  await refreshIndex(trx, await changed.returning('follow_up_id').execute());
}

export async function deleteEvent(trx: Trx, id: number): Promise<void> {
  const gone = trx.deleteFrom('follow_up_event').where('id', '=', id);
  await refreshIndex(trx, await gone.returning('follow_up_id').execute());
}

export async function emptyAnswer(trx: Trx, eventId: number): Promise<void> {
  const changed = trx.updateTable('follow_up_event').set({ answer: '' }).where('id', '=', eventId);
  await refreshIndex(trx, await changed.returning('follow_up_id').execute());
}

async function refreshIndex(trx: Trx, events: readonly { follow_up_id: number }[]): Promise<void> {
  for (const { follow_up_id } of events) await refreshFollowUpIndex(trx, follow_up_id);
}

export async function setOrganisations(trx: Trx, id: number, organisationIds: number[]): Promise<void> {
  await trx.deleteFrom('follow_up_organisation').where('follow_up_id', '=', id).execute();
  for (const organisation_id of new Set(organisationIds))
    await trx.insertInto('follow_up_organisation').values({ follow_up_id: id, organisation_id }).execute();
  await refreshFollowUpIndex(trx, id);
}

/** Keys change places when lines do, and each is unique. */
export async function clearKeys(trx: Trx, ids: readonly number[]): Promise<void> {
  if (ids.length)
    await trx
      .updateTable('follow_up')
      .set({ source_key: null })
      .where('id', 'in', [...ids])
      .execute();
}

export async function markAsked(
  trx: Trx,
  ids: readonly number[],
  { meetingId, at }: { meetingId: number | null; at: string },
): Promise<void> {
  await trx
    .updateTable('follow_up')
    .set({ asked_at: at, asked_meeting_id: meetingId })
    .where('id', 'in', [...ids])
    .execute();
}

/** The ids of what was asked about at that instant. */
export async function listAskedAt(db: Db, at: string): Promise<number[]> {
  const rows = await db.selectFrom('follow_up').select('id').where('asked_at', '=', at).execute();
  return rows.map(({ id }) => id);
}

/** Questions of that instant that are still in the queue. */
export function listWaitingQuestions(db: Db, at: string) {
  return db
    .selectFrom('outbox')
    .select(['id', 'recipient_address'])
    .where('kind', '=', 'follow-up')
    .where('created_at', '=', at)
    .where('state', '=', 'queued')
    .execute();
}

/** Items about it on agendas of meetings that are still to come. */
export function listComingItems(db: Db, followUpId: number, today: string) {
  return selectComingItems(db, today)
    .select(['agenda_item.id', 'agenda_item.meeting_id', 'agenda_item.title', 'agenda_item.carried_from_id'])
    .where('agenda_item.follow_up_id', '=', followUpId)
    .execute();
}

/** The ids of those that stand there already, also when somebody has carried them there. */
export async function listOnComingAgendas(db: Db, today: string): Promise<Set<number>> {
  const rows = await selectComingItems(db, today).select('agenda_item.follow_up_id').execute();
  return new Set(rows.flatMap(({ follow_up_id }) => follow_up_id ?? []));
}

/** The ids of those that somebody sent to the backlog, and that nobody has taken from there. */
export async function listParkedIds(db: Db): Promise<Set<number>> {
  const rows = await db
    .selectFrom('agenda_item')
    .select('follow_up_id')
    .where('outcome', '=', 'backlog')
    .where('follow_up_id', 'is not', null)
    .$narrowType<{ follow_up_id: number }>()
    .execute();
  return new Set(rows.map(({ follow_up_id }) => follow_up_id));
}

function selectComingItems(db: Db, today: string) {
  return db
    .selectFrom('agenda_item')
    .innerJoin('meeting', 'meeting.id', 'agenda_item.meeting_id')
    .innerJoin('candidate_date', (join) =>
      join.onRef('candidate_date.meeting_id', '=', 'meeting.id').on('candidate_date.leading', '=', 1),
    )
    .where('agenda_item.state', '=', 'planned')
    .where('meeting.state', 'not in', ['held', 'cancelled'])
    .where('candidate_date.date', '>=', today);
}

export async function setItem(
  trx: Trx,
  itemId: number,
  item: { title: string; follow_up_id?: number },
): Promise<void> {
  await trx.updateTable('agenda_item').set(item).where('id', '=', itemId).execute();
}
