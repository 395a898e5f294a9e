import type { Selectable } from 'kysely';
import type { Db, Trx } from '../../db/schema.ts';
import type { AgendaSpeakerTable } from '../../db/tables/meetings.ts';
import type { SpeakerName } from '../speakers/speaker.ts';

/** One person on one item of one agenda, with everything said by link. */
export type Appearance = Selectable<AgendaSpeakerTable>;

export function findAppearance(db: Db, id: number): Promise<Appearance | undefined> {
  return db.selectFrom('agenda_speaker').selectAll().where('id', '=', id).executeTakeFirst();
}

export async function findMeetingIdOfItem(db: Db, itemId: number): Promise<number | undefined> {
  const row = await db
    .selectFrom('agenda_item')
    .select('meeting_id')
    .where('id', '=', itemId)
    .executeTakeFirst();
  return row?.meeting_id;
}

/** The same person on the item that this one was carried to. */
export function findCarriedAppearance(
  db: Db,
  { agenda_item_id, speaker_id }: Pick<Appearance, 'agenda_item_id' | 'speaker_id'>,
): Promise<Appearance | undefined> {
  return db
    .selectFrom('agenda_speaker')
    .innerJoin('agenda_item', 'agenda_item.id', 'agenda_speaker.agenda_item_id')
    .selectAll('agenda_speaker')
    .where('agenda_item.carried_from_id', '=', agenda_item_id)
    .where('agenda_speaker.speaker_id', '=', speaker_id)
    .orderBy('agenda_speaker.id', 'desc')
    .executeTakeFirst();
}

export type Invitee = Appearance & { email: string | null };

/** All who are on the agenda of the meeting, in its order, with the address that only the secretary sees. */
export function listInvitees(db: Db, meetingId: number): Promise<Invitee[]> {
  return selectInvitees(db)
    .where('agenda_item.meeting_id', '=', meetingId)
    .orderBy('agenda_item.position')
    .orderBy('agenda_item.id')
    .orderBy('agenda_speaker.position')
    .orderBy('agenda_speaker.id')
    .execute();
}

export function findInvitee(db: Db, id: number): Promise<Invitee | undefined> {
  return selectInvitees(db).where('agenda_speaker.id', '=', id).executeTakeFirst();
}

export async function listIdsOfItem(db: Db, itemId: number): Promise<number[]> {
  const rows = await db
    .selectFrom('agenda_speaker')
    .select('id')
    .where('agenda_item_id', '=', itemId)
    .orderBy('id')
    .execute();
  return rows.map(({ id }) => id);
}

function selectInvitees(db: Db) {
  return db
    .selectFrom('agenda_speaker')
    .innerJoin('agenda_item', 'agenda_item.id', 'agenda_speaker.agenda_item_id')
    .innerJoin('speaker', 'speaker.id', 'agenda_speaker.speaker_id')
    .selectAll('agenda_speaker')
    .select('speaker.email');
}

export type Said = Partial<
  Pick<
    Appearance,
    | 'answer'
    | 'answered_at'
    | 'answered_for'
    | 'wished_meeting_id'
    | 'needs'
    | 'message'
    | 'printed_before'
    | 'invited_at'
    | 'invited_revision'
    | 'nudged_at'
    | 'link_generation'
  > &
    SpeakerName
>;

export async function updateAppearance(trx: Trx, id: number, said: Said): Promise<void> {
  await trx.updateTable('agenda_speaker').set(said).where('id', '=', id).execute();
}

/** Empties what was needed at meetings before `today`, and messages of meetings before `old`. Returns how many had any. */
export async function forgetBefore(trx: Trx, today: string, old: string): Promise<number> {
  return (await empty(trx, 'needs', today)) + (await empty(trx, 'message', old));
}

async function empty(trx: Trx, column: 'needs' | 'message', before: string): Promise<number> {
  const { numUpdatedRows } = await trx
    .updateTable('agenda_speaker')
    .set({ [column]: '' })
    .where(column, '!=', '')
    .where('agenda_item_id', 'in', (eb) =>
      eb
        .selectFrom('agenda_item')
        .innerJoin('candidate_date', 'candidate_date.meeting_id', 'agenda_item.meeting_id')
        .select('agenda_item.id')
        .where('candidate_date.leading', '=', 1)
        .where('candidate_date.date', '<', before),
    )
    .executeTakeFirstOrThrow();
  return Number(numUpdatedRows);
}
