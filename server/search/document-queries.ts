import type { Trx } from '../../db/schema.ts';
import { documentRow } from './index-row.ts';
import { replaceRows } from './queries.ts';

/** To be called, in the same transaction, when a document is added, changed or removed; a speaker's material is not searched. */
export async function indexDocument(trx: Trx, documentId: number): Promise<void> {
  const document = await trx
    .selectFrom('document')
    .select(['id', 'title', 'source', 'text', 'dated_on'])
    .where('id', '=', documentId)
    .where('agenda_speaker_id', 'is', null)
    .executeTakeFirst();
  await replaceRows(trx, `document ${documentId}`, document ? [documentRow(document)] : []);
}
