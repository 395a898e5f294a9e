import { sql } from 'kysely';
import type { Db, Trx } from '../../db/schema.ts';

export interface NewMaterial {
  title: string;
  kind: 'slides' | 'photo';
  file_name: string;
  media_type: string;
  meeting_id: number;
  agenda_speaker_id: number;
  created_at: string;
}

/** The file is kept in the database, so that a backup is whole. */
export async function insertMaterial(trx: Trx, material: NewMaterial, content: Buffer): Promise<number> {
  const rest = { bytes: content.length, dated_on: null, url: null };
  const { id } = await trx
    .insertInto('document')
    .values({ ...material, ...rest, id: nextId })
    .returning('id')
    .executeTakeFirstOrThrow();
  await trx.insertInto('document_file').values({ document_id: id, content }).execute();
  return id;
}

/** An address that somebody has saved never leads to another document, also when the last one was taken away. */
export const nextId = sql<number>`(select 1 + max(last, ifnull((select max(id) from document), 0)) from document_number)`;

export async function deleteDocument(trx: Trx, id: number): Promise<void> {
  await trx.deleteFrom('document').where('id', '=', id).execute();
}

export function findDocument(db: Db, id: number) {
  return db.selectFrom('document').selectAll().where('id', '=', id).executeTakeFirst();
}

export async function findContent(db: Db, documentId: number): Promise<Buffer | undefined> {
  const row = await db
    .selectFrom('document_file')
    .select('content')
    .where('document_id', '=', documentId)
    .executeTakeFirst();
  return row?.content;
}

/** How much the material of a meeting takes, without these. */
export async function sumBytes(db: Db, meetingId: number, without: readonly number[]): Promise<number> {
  const { bytes } = await db
    .selectFrom('document')
    .select(sql<number>`ifnull(sum(bytes), 0)`.as('bytes'))
    .where('meeting_id', '=', meetingId)
    .where('id', 'not in', without)
    .executeTakeFirstOrThrow();
  return bytes;
}

/** What one speaker has handed in for one item, oldest first. */
export function listHandedIn(db: Db, agendaSpeakerId: number) {
  return db
    .selectFrom('document')
    .select(['id', 'title', 'kind', 'file_name', 'bytes', 'created_at'])
    .where('agenda_speaker_id', '=', agendaSpeakerId)
    .orderBy('id')
    .execute();
}

/** What is handed in for the meetings, whoever may see it; for the secretary. */
export function listOfMeeting(db: Db, meetingId: number) {
  return selectMaterial(db)
    .select(isAllowed.as('allowed'))
    .where('agenda_item.meeting_id', '=', meetingId)
    .execute();
}

/** What everybody may see: the speaker has said yes and allows it, and the meeting shows its agenda. */
export function listPublicMaterial(db: Db, meetingId: number) {
  return selectPublic(db).where('agenda_item.meeting_id', '=', meetingId).execute();
}

export function findPublicDocument(db: Db, id: number) {
  return selectPublic(db).where('document.id', '=', id).executeTakeFirst();
}

function selectPublic(db: Db) {
  return selectMaterial(db)
    .where('agenda_speaker.answer', '=', 'yes')
    .where((eb) =>
      eb.or([eb('meeting.announced_at', 'is not', null), eb('meeting.shown_at', 'is not', null)]),
    )
    .where(isAllowed);
}

/** The speaker lets others see it. */
const isAllowed = sql<
  0 | 1
>`exists (select 1 from consent where consent.agenda_speaker_id = agenda_speaker.id and consent.given = 1
  and consent.kind = iif(document.kind = 'photo', 'photo', 'material'))`;

function selectMaterial(db: Db) {
  return db
    .selectFrom('document')
    .innerJoin('agenda_speaker', 'agenda_speaker.id', 'document.agenda_speaker_id')
    .innerJoin('agenda_item', 'agenda_item.id', 'agenda_speaker.agenda_item_id')
    .innerJoin('meeting', 'meeting.id', 'agenda_item.meeting_id')
    .leftJoin('consent as named', (join) =>
      join.onRef('named.agenda_speaker_id', '=', 'agenda_speaker.id').on('named.kind', '=', 'name'),
    )
    .select([
      'document.id',
      'document.title',
      'document.kind',
      'document.file_name',
      'document.media_type',
      'document.bytes',
      'agenda_item.id as item_id',
      'agenda_item.title as item_title',
      'agenda_speaker.name',
      'named.given as named',
    ])
    .orderBy('agenda_item.position')
    .orderBy('document.id');
}
