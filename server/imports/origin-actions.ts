import * as library from '../documents/library-queries.ts';
import { indexDocument } from '../search/document-queries.ts';
import { insertMade } from './batch-queries.ts';
import { documentMark } from './mark-queries.ts';
import type { Import } from './meeting-actions.ts';
import { saveOldAddresses } from './old-address-queries.ts';
import type { Attachment, Origin } from './source.ts';

/** The old addresses lead to the meeting, and links to the attachments stand among its documents. Returns the links' titles. */
export async function storeOrigin(
  work: Import,
  { addresses, attachments }: Origin,
  meetingId: number,
  batchId: number | undefined,
): Promise<string[]> {
  await saveOldAddresses(work.trx, addresses, { meetingId, batchId });
  const titles: string[] = [];
  for (const attachment of attachments) {
    const id =
      (await library.findLink(work.trx, attachment.address)) ?? (await addLink(work, attachment, batchId));
    if (!(await library.tieToMeeting(work.trx, id, meetingId))) continue;
    work.filled.push({ meeting_id: meetingId, field: 'document', before: null, after: String(id) });
    titles.push(attachment.title);
  }
  return titles;
}

async function addLink(
  { trx, now }: Import,
  { title, address, published }: Attachment,
  batchId: number | undefined,
): Promise<number> {
  const kind = /\.(?:pptx?|odp|key)$/i.test(new URL(address).pathname) ? 'slides' : 'other';
  const row = { title: title.slice(0, 200), kind, source: '', dated_on: published, url: address } as const;
  const id = await library.insertLibraryDocument(trx, row, now);
  await indexDocument(trx, id);
  if (batchId)
    await insertMade(trx, batchId, {
      kind: 'document',
      row_id: id,
      mark: (await documentMark(trx, id)) ?? '',
    });
  return id;
}
