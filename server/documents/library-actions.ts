import type { Db, Trx } from '../../db/schema.ts';
import { recordAudit } from '../audit/queries.ts';
import { checkDocument } from '../checks/check-document.ts';
import { transaction, type Context } from '../context.ts';
import { readFileText } from '../file-text/actions.ts';
import { FORMATS, tidyText } from '../file-text/file-text.ts';
import { updateMeeting } from '../meetings/record-queries.ts';
import { findKnownToGroup } from '../minutes/gate-queries.ts';
import { indexDocument } from '../search/document-queries.ts';
import { NotFound } from '../shared/failures.ts';
import { type Errors } from '../shared/fields.ts';
import { readLink } from '../shared/html.ts';
import type { DocumentKind, DocumentValues } from './document.ts';
import { readDocument, safeFileName } from './file-kind.ts';
import * as library from './library-queries.ts';
import { insertOverruled, listOverruled } from './overrule-queries.ts';
import { deleteDocument, findContent, findDocument } from './queries.ts';
import { reviewFault, reviewOf, type Review } from './review.ts';

/** Of all files together: a backup must stay small enough to be made. */
const MOST_OF_LIBRARY = 500_000_000;
const FULL =
  'Alla underlag får tillsammans ta 500 megabyte, och det här får inte plats. Välj en mindre fil, lägg in en länk i stället, eller ta bort gamla underlag.';
const NOTHING = 'Välj en fil, eller skriv en länk.';

interface Uploaded {
  bytes: Buffer;
  name: string;
}

interface Ready {
  row: library.FileRow;
  content: Buffer;
}

export type Saved = { id: number } | { errors: Errors; review?: Review };

/** Everybody sees it at once. The values have been read without faults. */
export async function addDocument(
  context: Context,
  values: DocumentValues,
  uploaded: Uploaded | undefined,
  userId: number,
): Promise<Saved> {
  if (!uploaded && !values.url) return { errors: { file: NOTHING } };
  const file = uploaded && (await readyFile(uploaded));
  if (file && 'errors' in file) return file;
  const review = await reviewFor(context.db, values, file?.row.text);
  const faults = reviewFault(review, values);
  if (faults) return { errors: faults, review };
  const at = context.now();
  return transaction(context, async (trx): Promise<Saved> => {
    if (file && (await isFull(trx, file))) return { errors: { file: FULL } };
    const id = await library.insertLibraryDocument(trx, rowOf(values), at);
    await finish(trx, id, values, file);
    await insertOverruled(trx, id, review.open, { reason: values.reason, user_id: userId, at });
    await recordAudit(trx, { at, userId, action: 'document added', object: `document ${id}` });
    return { id };
  });
}

/** A new file takes the place of the old one; without one the old one stays. */
export async function changeDocument(
  context: Context,
  id: number,
  values: DocumentValues,
  uploaded: Uploaded | undefined,
  userId: number,
): Promise<Saved> {
  const file = uploaded && (await readyFile(uploaded));
  if (file && 'errors' in file) return file;
  const stored = await library.getLibraryDocument(context.db, id);
  const review = await reviewFor(context.db, values, file ? file.row.text : stored.text, id);
  const faults = reviewFault(review, values);
  if (faults) return { errors: faults, review };
  const at = context.now();
  return transaction(context, async (trx): Promise<Saved> => {
    const before = await library.getLibraryDocument(trx, id);
    if (!file && !values.url && !before.file_name) return { errors: { file: NOTHING } };
    if (file && (await isFull(trx, file, id))) return { errors: { file: FULL } };
    await library.updateLibraryDocument(trx, id, rowOf(values));
    await finish(trx, id, values, file);
    await insertOverruled(trx, id, review.open, { reason: values.reason, user_id: userId, at });
    await recordAudit(trx, { at, userId, action: 'document changed', object: `document ${id}` });
    return { id };
  });
}

/** The secretary takes a document away, or what a speaker handed in; doing it twice is doing it once. */
export function removeDocument(context: Context, id: number, userId: number): Promise<void> {
  const at = context.now();
  return transaction(context, async (trx) => {
    const document = await findDocument(trx, id);
    if (!document) return;
    await deleteDocument(trx, id);
    await indexDocument(trx, id);
    if (document.meeting_id !== null) await updateMeeting(trx, document.meeting_id, {}, at);
    const action = document.agenda_speaker_id === null ? 'document removed' : 'material removed';
    await recordAudit(trx, { at, userId, action, object: `document ${id}` });
  });
}

/** A file with its bytes; everybody may have it. */
export async function getLibraryFile(context: Context, id: number) {
  const document = await library.getLibraryDocument(context.db, id);
  const content = await findContent(context.db, id);
  if (!content) throw new NotFound('Underlaget är en länk, och har ingen fil.');
  return { document, content };
}

/** As minutes are, except that who has written a report may be named in it. */
async function reviewFor(
  db: Db,
  { title, source }: DocumentValues,
  text: string | null | undefined,
  id?: number,
): Promise<Review> {
  const texts = { title, source, text: text ?? '' };
  const overruled = id === undefined ? new Set<string>() : await listOverruled(db, id);
  return reviewOf(await checkDocument(texts, await findKnownToGroup(db)), texts, overruled);
}

async function readyFile({ bytes, name }: Uploaded): Promise<Ready | { errors: Errors }> {
  const read = readDocument(bytes, name);
  if ('fault' in read) return { errors: { file: read.fault } };
  const { mediaType: media_type, extension, content } = read;
  const found = await textOf(extension, content);
  if ('fault' in found) return { errors: { file: found.fault } };
  const file_name = safeFileName(name, extension);
  return { row: { file_name, media_type, text: found.text || null }, content };
}

async function textOf(extension: string, content: Buffer): Promise<{ text: string } | { fault: string }> {
  const format = FORMATS.find((one) => one === extension);
  if (format) return readFileText(format, content);
  return { text: extension === 'txt' || extension === 'md' ? tidyText(content.toString('utf8')) : '' };
}

async function isFull(trx: Trx, { content }: Ready, without?: number): Promise<boolean> {
  return (await library.sumLibraryBytes(trx, without)) + content.length > MOST_OF_LIBRARY;
}

function rowOf({ title, kind, source, date, url }: DocumentValues): library.DocumentRow {
  return { title, kind: kind as DocumentKind, source, dated_on: date || null, url: readLink(url) ?? null };
}

async function finish(trx: Trx, id: number, values: DocumentValues, file: Ready | undefined): Promise<void> {
  if (file) await library.setFile(trx, id, file.row, file.content);
  const ids = (texts: readonly string[]) => texts.map(Number).filter(Number.isSafeInteger);
  await library.setTies(trx, id, { meetings: ids(values.meetings), themes: ids(values.themes) });
  await indexDocument(trx, id);
}
