import type { Trx } from '../../db/schema.ts';
import { insertLibraryDocument, setFile, setTies } from '../documents/library-queries.ts';
import { safeFileName } from '../documents/file-kind.ts';
import { indexDocument } from '../search/document-queries.ts';
import { saveTheme } from '../themes/queries.ts';
import { DOCUMENTS } from './content/documents.ts';

export async function fillDocuments(trx: Trx, now: string): Promise<void> {
  for (const { theme, url = null, text, ...row } of DOCUMENTS) {
    const id = await insertLibraryDocument(trx, { ...row, url }, now);
    const file = {
      file_name: safeFileName(`${row.title}.txt`, 'txt'),
      media_type: 'text/plain; charset=utf-8',
    };
    if (text) await setFile(trx, id, { ...file, text }, Buffer.from(text));
    await setTies(trx, id, { meetings: [], themes: [await saveTheme(trx, theme, now)] });
    await indexDocument(trx, id);
  }
}
