import { Router, type Request, type RequestHandler, type Response } from 'express';
import type { Context } from '../context.ts';
import { meetingTitle } from '../meetings/meeting.ts';
import { listMeetings } from '../meetings/queries.ts';
import { RULE_NAMES } from '../minutes/gate-view.ts';
import { hasErrors, rawField, type Body, type Errors } from '../shared/fields.ts';
import { listThemes } from '../themes/queries.ts';
import { inTurn, largeFile, largeUploadFault, oneLargeFile } from '../web/large-upload.ts';
import { goTo, page, siteOf } from '../web/page.ts';
import { getFile } from './actions.ts';
import { EMPTY, KINDS, lineOf, readDocumentForm, type DocumentValues } from './document.ts';
import { MOST_BYTES, TOO_LARGE } from './file-kind.ts';
import { addDocument, changeDocument, removeDocument, type Saved } from './library-actions.ts';
import { findTies, getLibraryDocument, listLibrary } from './library-queries.ts';
import type { Review } from './review.ts';
import { fileId, sendFile } from './routes.ts';
import { mapTies } from './tie-queries.ts';

const HERE = '/admin/underlag';
const MOST_FIELDS = 400;
const DONE = new Map<unknown, string>([
  ['sparat', 'Underlaget är sparat. Alla ser det.'],
  ['borttaget', 'Underlaget är borttaget.'],
]);
const AGAIN = 'Filen följde inte med. Välj den igen när du har rättat resten.';

type OfFile = Request<{ id: string }>;

/** The secretary's side; mounted at /admin/underlag. */
export function documentAdminRoutes(context: Context): Router {
  const router = Router();
  router.get('/', (req, res) => showList(context, req, res));
  router.get('/nytt', (req, res) => showNew(context, req, res));
  router.post('/', readFile, (req: Request, res: Response) => inTurn(() => add(context, req, res)));
  router.get('/:id', async (req: OfFile, res) =>
    sendFile(res, await getFile(context, fileId(req), { publicOnly: false })),
  );
  router.get('/:id/redigera', (req: OfFile, res) => showEdit(context, req, res));
  router.post('/:id', readFile as RequestHandler<{ id: string }>, (req: OfFile, res: Response) =>
    inTurn(() => change(context, req, res)),
  );
  router.post('/:id/borttagning', async (req: OfFile, res: Response) => {
    await removeDocument(context, fileId(req), siteOf(res).user!.id);
    const back = rawField(req.body as Body, 'back');
    goTo(res, /^[\w-]{1,40}$/.test(back) ? `/admin/moten/${back}` : `${HERE}?klart=borttaget`);
  });
  return router;
}

const readFile = oneLargeFile('file', MOST_BYTES, TOO_LARGE, MOST_FIELDS);

async function showList(context: Context, req: Request, res: Response): Promise<void> {
  siteOf(res).done = DONE.get(req.query['klart']);
  const documents = await listLibrary(context.db);
  const tied = await mapTies(
    context.db,
    documents.map(({ id }) => id),
  );
  await page(res, 'documents/admin-list', { title: 'Underlag', documents, tied, lineOf });
}

interface Form {
  values: DocumentValues;
  errors: Errors;
  review?: Review;
}

async function showNew(context: Context, req: Request, res: Response, form?: Form): Promise<void> {
  const query = req.query as Body;
  const [meeting, theme] = [rawField(query, 'mote'), rawField(query, 'tema')];
  const values = { ...EMPTY, meetings: [meeting].filter(Boolean), themes: [theme].filter(Boolean) };
  const data = { title: 'Lägg till ett underlag', action: HERE, document: undefined };
  await showForm(context, res, data, form ?? { values, errors: {} });
}

async function showEdit(context: Context, req: OfFile, res: Response, form?: Form): Promise<void> {
  const document = await getLibraryDocument(context.db, fileId(req));
  const { meetings, themes } = await findTies(context.db, document.id);
  const { title, kind, source, dated_on, url } = document;
  const stored = { ...EMPTY, title, kind, source, date: dated_on ?? '', url: url ?? '' };
  const values = { ...stored, meetings: meetings.map(String), themes: themes.map(String) };
  const data = { title: `Ändra ${title}`, action: `${HERE}/${document.id}`, document };
  await showForm(context, res, data, form ?? { values, errors: {} });
}

async function showForm(
  context: Context,
  res: Response,
  data: { title: string; action: string; document: unknown },
  form: Form,
): Promise<void> {
  const meetings = await listMeetings(context.db, { order: 'desc' });
  const years = Map.groupBy(meetings, ({ date }) => date.slice(0, 4));
  const themes = await listThemes(context.db);
  const more = { years: [...years], themes, KINDS, meetingTitle, RULE_NAMES, review: form.review };
  await page(res, 'documents/edit', { ...data, ...form, ...more }, hasErrors(form.errors) ? 422 : 200);
}

async function add(context: Context, req: Request, res: Response): Promise<void> {
  const saved = await receive(req, res, (values, file) =>
    addDocument(context, values, file, siteOf(res).user!.id),
  );
  if ('id' in saved) return goTo(res, `${HERE}?klart=sparat`);
  await showNew(context, req, res, saved);
}

async function change(context: Context, req: OfFile, res: Response): Promise<void> {
  const saved = await receive(req, res, (values, file) =>
    changeDocument(context, fileId(req), values, file, siteOf(res).user!.id),
  );
  if ('id' in saved) return goTo(res, `${HERE}?klart=sparat`);
  await showEdit(context, req, res, saved);
}

type Save = (values: DocumentValues, file: { bytes: Buffer; name: string } | undefined) => Promise<Saved>;

/** A browser never keeps the file that was chosen, so a form that comes back says that it must be chosen again. */
async function receive(req: Request, res: Response, save: Save): Promise<{ id: number } | Form> {
  const { values, errors } = readDocumentForm(req.body as Body);
  const fault = largeUploadFault(res);
  const file = fault ? undefined : await largeFile(req as Request);
  if (fault) errors['file'] = fault;
  else if (hasErrors(errors) && file) errors['file'] = AGAIN;
  if (hasErrors(errors)) return { values, errors };
  const saved = await save(values, file);
  if ('id' in saved) return saved;
  if (saved.review && file) saved.errors['file'] = AGAIN;
  return { values, ...saved };
}
