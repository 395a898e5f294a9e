import { sql } from 'kysely';
import type { Db, Trx } from '../../db/schema.ts';
import { NotFound } from '../shared/failures.ts';
import type { DocumentKind } from './document.ts';
import { nextId } from './queries.ts';

/** What a secretary has put in; a speaker's material is no part of it. */
const selectLibrary = (db: Db) =>
  db
    .selectFrom('document')
    .select(['id', 'title', 'source', 'dated_on', 'url', 'file_name', 'media_type', 'bytes'])
    .select((eb) => eb.ref('kind').$castTo<DocumentKind>().as('kind'))
    .where('agenda_speaker_id', 'is', null)
    .orderBy('dated_on', (order) => order.desc().nullsLast())
    .orderBy('title')
    .orderBy('id');

/** Newest first. */
export function listLibrary(db: Db) {
  return selectLibrary(db).execute();
}

export function listOfTheme(db: Db, themeId: number) {
  const ids = db.selectFrom('document_of_theme').select('document_id').where('theme_id', '=', themeId);
  return selectLibrary(db).where('id', 'in', ids).execute();
}

/** Of the meeting itself and of its themes. */
export function listLibraryOfMeeting(db: Db, meetingId: number) {
  const own = db.selectFrom('document_of_meeting').select('document_id').where('meeting_id', '=', meetingId);
  const ofThemes = db
    .selectFrom('document_of_theme')
    .innerJoin('meeting_theme', 'meeting_theme.theme_id', 'document_of_theme.theme_id')
    .select('document_id')
    .where('meeting_id', '=', meetingId);
  return selectLibrary(db).where('id', 'in', own.union(ofThemes)).execute();
}

/** With its text. */
export function findLibraryDocument(db: Db, id: number) {
  return selectLibrary(db).select('text').where('id', '=', id).executeTakeFirst();
}

export async function getLibraryDocument(db: Db, id: number) {
  const document = await findLibraryDocument(db, id);
  if (!document) throw new NotFound('Underlaget finns inte, eller visas inte längre.');
  return document;
}

export interface DocumentRow {
  title: string;
  kind: DocumentKind;
  source: string;
  dated_on: string | null;
  url: string | null;
}

export interface FileRow {
  file_name: string;
  media_type: string;
  text: string | null;
}

export interface Ties {
  meetings: readonly number[];
  themes: readonly number[];
}

/** The file is kept in the database, so that a backup is whole. */
export async function insertLibraryDocument(trx: Trx, row: DocumentRow, created_at: string): Promise<number> {
  const { id } = await trx
    .insertInto('document')
    .values({ ...row, created_at, id: nextId })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

export async function updateLibraryDocument(trx: Trx, id: number, row: DocumentRow): Promise<void> {
  await trx.updateTable('document').set(row).where('id', '=', id).execute();
}

/** Takes the place of the file that was there. */
export async function setFile(trx: Trx, id: number, row: FileRow, content: Buffer): Promise<void> {
  await trx
    .updateTable('document')
    .set({ ...row, bytes: content.length })
    .where('id', '=', id)
    .execute();
  await trx
    .insertInto('document_file')
    .values({ document_id: id, content })
    .onConflict((conflict) => conflict.column('document_id').doUpdateSet({ content }))
    .execute();
}

/** Replaces what it was tied to; what is gone meanwhile is left out. */
export async function setTies(trx: Trx, document_id: number, { meetings, themes }: Ties): Promise<void> {
  await trx.deleteFrom('document_of_meeting').where('document_id', '=', document_id).execute();
  await trx.deleteFrom('document_of_theme').where('document_id', '=', document_id).execute();
  await trx
    .insertInto('document_of_meeting')
    .columns(['document_id', 'meeting_id'])
    .expression((eb) =>
      eb
        .selectFrom('meeting')
        .select([sql.lit(document_id).as('document_id'), 'id'])
        .where('id', 'in', meetings),
    )
    .execute();
  await trx
    .insertInto('document_of_theme')
    .columns(['document_id', 'theme_id'])
    .expression((eb) =>
      eb
        .selectFrom('theme')
        .select([sql.lit(document_id).as('document_id'), 'id'])
        .where('id', 'in', themes),
    )
    .execute();
}

export async function findLink(db: Db, url: string): Promise<number | undefined> {
  const query = selectLibrary(db).where('url', '=', url).where('file_name', 'is', null);
  return (await query.executeTakeFirst())?.id;
}

/** False when it belonged to the meeting before. */
export async function tieToMeeting(trx: Trx, document_id: number, meeting_id: number): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await trx
    .insertInto('document_of_meeting')
    .values({ document_id, meeting_id })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirstOrThrow();
  return Boolean(numInsertedOrUpdatedRows);
}

/** False when it did not belong to the meeting. */
export async function untieFromMeeting(trx: Trx, documentId: number, meetingId: number): Promise<boolean> {
  const { numDeletedRows } = await trx
    .deleteFrom('document_of_meeting')
    .where('document_id', '=', documentId)
    .where('meeting_id', '=', meetingId)
    .executeTakeFirstOrThrow();
  return numDeletedRows > 0;
}

export async function findTies(db: Db, id: number): Promise<Ties> {
  const meetings = await db
    .selectFrom('document_of_meeting')
    .select('meeting_id')
    .where('document_id', '=', id)
    .execute();
  const themes = await db
    .selectFrom('document_of_theme')
    .select('theme_id')
    .where('document_id', '=', id)
    .execute();
  return {
    meetings: meetings.map(({ meeting_id }) => meeting_id),
    themes: themes.map(({ theme_id }) => theme_id),
  };
}

/** How much all files of the library take, without this document's. */
export async function sumLibraryBytes(db: Db, without: number | undefined): Promise<number> {
  const { bytes } = await db
    .selectFrom('document')
    .select(sql<number>`ifnull(sum(bytes), 0)`.as('bytes'))
    .where('agenda_speaker_id', 'is', null)
    .where('id', '!=', without ?? -1)
    .executeTakeFirstOrThrow();
  return bytes;
}
