import { Router, type Request, type Response } from 'express';
import type { Context } from '../context.ts';
import { NotFound } from '../shared/failures.ts';
import { page, siteOf } from '../web/page.ts';
import { getFile } from './actions.ts';
import { KINDS, excerptOf, groupDocuments, lineOf } from './document.ts';
import { getLibraryFile } from './library-actions.ts';
import { findLibraryDocument, listLibrary } from './library-queries.ts';
import { mapTies } from './tie-queries.ts';

type OfFile = Request<{ id: string }>;

/** The documents that everybody may read, and the material that speakers let everybody see. */
export function documentRoutes(context: Context): Router {
  const router = Router();
  router.get('/underlag', (req, res) => showList(context, req, res));
  router.get('/underlag/:id', (req: OfFile, res) => showDocument(context, req, res));
  router.get('/underlag/:id/fil', async (req: OfFile, res) =>
    sendFile(res, await getLibraryFile(context, fileId(req))),
  );
  return router;
}

export function fileId({ params }: OfFile): number {
  if (!/^[1-9]\d{0,11}$/.test(params.id)) throw new NotFound('Underlaget finns inte.');
  return Number(params.id);
}

async function showList(context: Context, req: Request, res: Response): Promise<void> {
  const all = await listLibrary(context.db);
  const years = [...new Set(all.flatMap(({ dated_on }) => dated_on?.slice(0, 4) ?? []))].toSorted().reverse();
  const year = years.find((one) => one === req.query['ar']);
  const shown = year ? all.filter(({ dated_on }) => dated_on?.startsWith(year)) : all;
  const ids = shown.map(({ id }) => id);
  const { groupName } = siteOf(res).settings;
  await page(res, 'documents/list', {
    title: year ? `Underlag ${year}` : 'Underlag',
    description: `${groupName}: rapporter, artiklar och annat som hör till möten och teman.`,
    groups: groupDocuments(shown, await mapTies(context.db, ids)),
    years,
    year,
    lineOf,
  });
}

/** What a speaker handed in has no page of its own: its address gives the file. */
async function showDocument(context: Context, req: OfFile, res: Response): Promise<void> {
  const id = fileId(req);
  const document = await findLibraryDocument(context.db, id);
  if (!document) return sendFile(res, await getFile(context, id, { publicOnly: true }));
  await page(res, 'documents/show', {
    title: document.title,
    description: [KINDS[document.kind], document.source].filter(Boolean).join(', '),
    document,
    excerpt: document.text && excerptOf(document.text),
    tied: (await mapTies(context.db, [id])).get(id)!,
    lineOf,
  });
}

interface Sent {
  document: { kind: string; file_name: string | null; media_type: string | null; named?: 0 | 1 | null };
  content: Buffer;
}

/** A picture may be shown in a page of ours; everything else is saved. Nothing in it can run or fetch (CSP). */
export function sendFile(res: Response, { document, content }: Sent): void {
  res.attachment(nameOf(document));
  if (document.media_type?.startsWith('image/')) res.set('Content-Disposition', 'inline');
  res
    .set({
      'Content-Type': document.media_type ?? 'application/octet-stream',
      'Content-Security-Policy': "sandbox; default-src 'none'",
      'Cache-Control': 'no-cache',
      'Cross-Origin-Resource-Policy': 'same-origin',
    })
    .send(content);
}

/** A file that bears somebody's name is fetched without it when the name must not be shown. */
function nameOf({ file_name, named }: Sent['document']): string {
  const name = file_name ?? 'material';
  return named === 0 ? name.replace(/^.*(?=\.\w+$)/, 'material') : name;
}
