import type { Db, Trx } from '../../db/schema.ts';
import { findPublicDocument } from '../documents/queries.ts';
import { replaceRows } from './index-queries.ts';
import { documentRow } from './index-row.ts';

/** To be called, in the same transaction, by whatever changes a document or who may see it. */
export async function indexDocument(trx: Trx, id: number): Promise<void> {
  const shown = await findPublicDocument(trx, id);
  const document =
    shown && (await trx.selectFrom('document').selectAll().where('id', '=', id).executeTakeFirst());
  if (!document) return replaceRows(trx, `document ${id}`, []);
  const { title, source, dated_on, created_at, theme_id } = document;
  const people = shown.named === 1 ? shown.name : '';
  const date = dated_on ?? created_at.slice(0, 10);
  const themeIds = theme_id === null ? [] : [theme_id];
  const row = documentRow({ id, title, source, text: '', people, date, context: shown.item_title, themeIds });
  await replaceRows(trx, `document ${id}`, [row]);
}

/** All, or those of a meeting, which are seen when it is, or of a theme. */
export async function listDocumentIds(
  db: Db,
  { meetingId, themeId }: { meetingId?: number; themeId?: number } = {},
): Promise<number[]> {
  let query = db.selectFrom('document').select('id').orderBy('id');
  if (meetingId) query = query.where('meeting_id', '=', meetingId);
  if (themeId) query = query.where('theme_id', '=', themeId);
  return (await query.execute()).map(({ id }) => id);
}
