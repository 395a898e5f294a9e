import { Router, type Request, type Response } from 'express';
import type { Context } from '../context.ts';
import { hasErrors, rawField, type Body, type Errors } from '../shared/fields.ts';
import { goTo, page, siteOf } from '../web/page.ts';
import { oneFile, uploadFault, uploadedFile } from '../web/upload.ts';
import { readList, readListText, writeList, type ReadList } from './csv.ts';
import { importList, sortList } from './list-actions.ts';
import { readSource, type ListSource } from './list-source.ts';

/** What fits in a form with room to spare, once it is escaped. */
const MOST_CARRIED = 1_900_000;

/** Below /admin/prenumeranter/import. Nothing is stored before the last step; the list travels in the form. */
export function subscriberImportRoutes(context: Context): Router {
  const router = Router();
  router.get('/', (_req, res) => showForm(res, { origin: '', date: '', text: '' }));
  router.post('/', oneFile('file'), (req, res) => showPreview(context, req, res));
  router.post('/inlasning', async (req, res) => {
    const body = req.body as Body;
    const { source, errors } = readSource(body, siteOf(res).today);
    const { people } = readListText(rawField(body, 'text'));
    if (!people.length) errors['file'] ??= 'Det finns ingen i listan att lägga till.';
    if (hasErrors(errors)) return showForm(res, { ...source, text: '' }, errors);
    await importList(context, people, source, siteOf(res).user!.id);
    goTo(res, '/admin/prenumeranter?klart=inlast');
  });
  return router;
}

async function showPreview(context: Context, req: Request, res: Response): Promise<void> {
  const body = req.body as Body;
  const { source, errors } = readSource(body, siteOf(res).today);
  const text = rawField(body, 'text');
  const list = readSent(req, text);
  const fault = uploadFault(res) ?? listFault(list);
  if (fault) errors['file'] = fault;
  const sorted = await sortList(context, context.db, list?.people ?? []);
  const carried = writeList(sorted.fresh.map(({ wishes, ...person }) => ({ ...person, ...wishes })));
  if (encodeURIComponent(carried).length > MOST_CARRIED)
    errors['file'] ??= 'Listan är för stor för en gång. Dela den i två.';
  if (!list || hasErrors(errors)) return showForm(res, { ...source, text }, errors);
  await page(res, 'subscribers/import-preview', {
    title: 'Granska listan',
    source,
    ...list,
    ...sorted,
    carried,
  });
}

/** The file, or else the pasted text. */
function readSent(req: Request, text: string): ReadList | undefined {
  const bytes = uploadedFile(req);
  if (bytes) return readList(bytes);
  return text.trim() ? readListText(text) : undefined;
}

function listFault(list: ReadList | undefined): string | undefined {
  if (!list) return 'Välj en fil, eller klistra in listan.';
  const [first] = list.invalid;
  if (!first && !list.people.length) return 'Listan är tom.';
  return list.people.length || list.invalid.length > 1 ? undefined : `Rad ${first!.line}: ${first!.why}`;
}

function showForm(res: Response, values: ListSource & { text: string }, errors: Errors = {}): Promise<void> {
  const status = hasErrors(errors) ? 422 : 200;
  return page(res, 'subscribers/import', { title: 'Läs in en lista', values, errors }, status);
}
