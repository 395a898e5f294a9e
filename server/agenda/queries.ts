import type { Db, Trx } from '../../db/schema.ts';
import type { SpeakerAnswer } from '../../db/tables/meetings.ts';
import { keepRefusal } from '../consents/gone-queries.ts';
import { saveSpeaker } from '../speakers/queries.ts';
import type { NewItem, NewSpeaker } from './agenda.ts';

export type { NewItem, NewSpeaker } from './agenda.ts';

/** Comes last on the agenda. */
export async function insertItem(trx: Trx, meetingId: number, item: NewItem, now: string): Promise<number> {
  const position = await nextPosition(trx, meetingId);
  const { id } = await trx
    .insertInto('agenda_item')
    .values({
      meeting_id: meetingId,
      position,
      title: item.title,
      kind: item.kind,
      planned_minutes: item.planned_minutes ?? null,
      created_at: now,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  for (const speaker of item.speakers ?? []) await insertItemSpeaker(trx, id, speaker, now);
  return id;
}

/** Comes last, but before a closing "Övriga frågor". Returns the ids. */
export async function insertItemsBeforeClosing(
  trx: Trx,
  meetingId: number,
  items: readonly NewItem[],
  now: string,
): Promise<number[]> {
  const ids: number[] = [];
  for (const item of items) ids.push(await insertItem(trx, meetingId, item, now));
  await placeBeforeClosing(trx, meetingId, ids);
  return ids;
}

/** These items of the agenda go last, but before a closing "Övriga frågor". */
export async function placeBeforeClosing(trx: Trx, meetingId: number, ids: readonly number[]): Promise<void> {
  const all = await trx
    .selectFrom('agenda_item')
    .select(['id', 'kind'])
    .where('meeting_id', '=', meetingId)
    .orderBy('position')
    .orderBy('id')
    .execute();
  const others = all.filter(({ id }) => !ids.includes(id));
  const end = others.at(-1)?.kind === 'other-business' ? others.length - 1 : others.length;
  await orderItems(trx, others.map(({ id }) => id).toSpliced(end, 0, ...ids));
}

/** What was on the agenda before is gone. */
export async function replaceAgenda(
  trx: Trx,
  meetingId: number,
  items: NewItem[],
  now: string,
): Promise<void> {
  await trx.deleteFrom('agenda_item').where('meeting_id', '=', meetingId).execute();
  for (const item of items) await insertItem(trx, meetingId, item, now);
}

export async function updateItem(
  trx: Trx,
  itemId: number,
  item: Pick<NewItem, 'title' | 'kind'> & { planned_minutes: number | null },
): Promise<void> {
  await trx.updateTable('agenda_item').set(item).where('id', '=', itemId).execute();
}

export async function deleteItem(trx: Trx, itemId: number): Promise<void> {
  await trx.deleteFrom('agenda_item').where('id', '=', itemId).execute();
}

/** Writes the whole order anew. */
export async function orderItems(trx: Trx, ids: number[]): Promise<void> {
  for (const [position, id] of ids.entries()) {
    await trx.updateTable('agenda_item').set({ position }).where('id', '=', id).execute();
  }
}

/** The person is kept in the register too, and an address only there. */
export async function insertItemSpeaker(
  trx: Trx,
  itemId: number,
  speaker: NewSpeaker,
  now: string,
  email?: string,
): Promise<number> {
  const speaker_id = await saveSpeaker(trx, speaker, now);
  if (email) await trx.updateTable('speaker').set({ email }).where('id', '=', speaker_id).execute();
  const { name, role, organisation, answer } = speaker;
  const last = await trx
    .selectFrom('agenda_speaker')
    .select((eb) => eb.fn.max('position').as('position'))
    .where('agenda_item_id', '=', itemId)
    .executeTakeFirst();
  const position = (last?.position ?? -1) + 1;
  const row = { agenda_item_id: itemId, position, speaker_id, name, role, organisation, answer };
  const { id } = await trx.insertInto('agenda_speaker').values(row).returning('id').executeTakeFirstOrThrow();
  await keepRefusal(trx, id, speaker_id, now);
  return id;
}

export async function setAnswer(trx: Trx, agendaSpeakerId: number, answer: SpeakerAnswer): Promise<void> {
  await trx.updateTable('agenda_speaker').set({ answer }).where('id', '=', agendaSpeakerId).execute();
}

export async function deleteItemSpeaker(trx: Trx, agendaSpeakerId: number): Promise<void> {
  await trx.deleteFrom('agenda_speaker').where('id', '=', agendaSpeakerId).execute();
}

async function nextPosition(db: Db, meetingId: number): Promise<number> {
  const last = await db
    .selectFrom('agenda_item')
    .select((eb) => eb.fn.max('position').as('position'))
    .where('meeting_id', '=', meetingId)
    .executeTakeFirst();
  return (last?.position ?? -1) + 1;
}

/** Speakers as the public may know them: those who said yes, on agendas that are shown, to something that was not put off. */
export function selectPublicAppearances(db: Db) {
  return db
    .selectFrom('agenda_speaker')
    .innerJoin('speaker', 'speaker.id', 'agenda_speaker.speaker_id')
    .innerJoin('agenda_item', 'agenda_item.id', 'agenda_speaker.agenda_item_id')
    .innerJoin('meeting', 'meeting.id', 'agenda_item.meeting_id')
    .where('agenda_speaker.answer', '=', 'yes')
    .where('agenda_item.state', '!=', 'postponed')
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('consent')
            .select('consent.kind')
            .whereRef('consent.agenda_speaker_id', '=', 'agenda_speaker.id')
            .where('consent.kind', '=', 'name')
            .where('consent.given', '=', 0),
        ),
      ),
    )
    .where((eb) => eb.or([eb('announced_at', 'is not', null), eb('shown_at', 'is not', null)]));
}
