import type { Db, Trx } from '../../db/schema.ts';
import { replaceRows } from './index-queries.ts';
import { documentRow } from './index-row.ts';

/** To be called, in the same transaction, when a document is added, changed or removed; a speaker's material is not searched. */
export async function indexDocument(trx: Trx, documentId: number): Promise<void> {
  const document = await trx
    .selectFrom('document')
    .select(['id', 'title', 'source', 'text', 'dated_on'])
    .where('id', '=', documentId)
    .where('agenda_speaker_id', 'is', null)
    .executeTakeFirst();
  const themes = await trx
    .selectFrom('document_of_theme')
    .select('theme_id as id')
    .where('document_id', '=', documentId)
    .orderBy('theme_id')
    .execute();
  const rows = document
    ? [
        documentRow(
          document,
          themes.map(({ id }) => id),
        ),
      ]
    : [];
  await replaceRows(trx, `document ${documentId}`, rows);
}

/** All, or those of a theme. */
export async function listDocumentIds(db: Db, themeId?: number): Promise<number[]> {
  let query = db.selectFrom('document').select('id').orderBy('id');
  if (themeId) {
    const ofTheme = db.selectFrom('document_of_theme').select('document_id').where('theme_id', '=', themeId);
    query = query.where('id', 'in', ofTheme);
  }
  return (await query.execute()).map(({ id }) => id);
}
