import { Router, type Request, type Response } from 'express';
import type { Context } from '../context.ts';
import { NotFound } from '../shared/failures.ts';
import {
  checked,
  hasErrors,
  lineField,
  rawField,
  tooLong,
  type Body,
  type Errors,
} from '../shared/fields.ts';
import { forgetUploaded, manyFiles, manyFilesFault, uploadedFiles } from '../web/many-files.ts';
import { goTo, page, siteOf } from '../web/page.ts';
import { progressOf, type Progress } from './background.ts';
import { undoBatch } from './batch-actions.ts';
import { findBatchRow, listBatches } from './batch-list-queries.ts';
import { ANOTHER, SAME, tellAnswer } from './doubts.ts';
import { settle, skipOrTake, storeReady } from './review-actions.ts';
import { isReady, questionsIn, readYear, tellFind } from './review.ts';
import { dropRun, getRun, goOnReading, startRun } from './run-actions.ts';
import { listFinds } from './find-queries.ts';
import { listFiles, listRuns } from './run-queries.ts';
import { shownName } from './shown-name.ts';

const DONE: Readonly<Record<string, string>> = {
  svarat: 'Svaret är sparat.',
  slangd: 'Filerna är slängda. Inget av dem lästes in.',
  angrad: 'Inläsningen är ångrad. Allt som den förde in är borta.',
};
const MOST_BATCHES = 50;
const ENDINGS = ['.txt', '.md', '.html', '.htm', '.docx', '.pdf', '.xml', '.zip'];
const MOST_FILES = 500;
const MOST_TOGETHER = 100_000_000;
const SECONDS_BETWEEN_LOOKS = 2;

type OfRun = Request<{ id: string }>;
type OfFind = Request<{ id: string; find: string; index: string }>;

const readFiles = manyFiles('files', {
  mostFiles: MOST_FILES,
  mostTogether: MOST_TOGETHER,
  tooMuch:
    'Filerna är tillsammans större än 100 megabyte, och ingen av dem har kommit in. Välj dem i flera omgångar.',
});

/** Mounted at /admin/arkiv/import. */
export function importRoutes(context: Context): Router {
  const router = Router();
  router.get('/', (req, res) => showStart(context, req, res));
  router.post('/', readFiles, (req, res) => receive(context, req, res));
  router.get('/angra/:id', (req: OfRun, res) => showUndo(context, req, res));
  router.post('/angra/:id', (req: OfRun, res) => undo(context, req, res));
  router.get('/:id', (req: OfRun, res) => showRun(context, req, res));
  router.post('/:id', (req: OfRun, res) => store(context, req, res));
  router.post('/:id/fortsatt', async (req: OfRun, res) => {
    await goOnReading(context, idOf(req));
    goTo(res, pathOf(req));
  });
  router.post('/:id/slang', async (req: OfRun, res) => {
    await dropRun(context, idOf(req));
    goTo(res, '/admin/arkiv/import?klart=slangd');
  });
  router.post('/:id/:find/svar/:index', (req: OfFind, res) => answer(context, req, res));
  router.post('/:id/:find/utan', async (req: OfFind, res) => {
    const skip = rawField(req.body as Body, 'utan') === '1';
    await skipOrTake(context, { runId: idOf(req), findId: Number(req.params.find) }, skip);
    goTo(res, pathOf(req));
  });
  return router;
}

function idOf(req: OfRun): number {
  return Number(req.params.id);
}

function pathOf(req: OfRun): string {
  return `/admin/arkiv/import/${idOf(req)}`;
}

function tellDone(req: Request, res: Response): void {
  const { klart } = req.query;
  siteOf(res).done = typeof klart === 'string' && Object.hasOwn(DONE, klart) ? DONE[klart] : undefined;
}

async function showStart(context: Context, req: Request, res: Response, errors: Errors = {}): Promise<void> {
  tellDone(req, res);
  const data = {
    title: 'Läs in äldre texter',
    year: lineField(req.body as Body, 'year'),
    errors,
    endings: ENDINGS,
    batches: await listBatches(context.db, MOST_BATCHES),
    waiting: await listRuns(context.db),
  };
  await page(res, 'imports/start', data, hasErrors(errors) ? 422 : 200);
}

async function receive(context: Context, req: Request, res: Response): Promise<void> {
  const errors: Errors = {};
  const year = readYear(lineField(req.body as Body, 'year'));
  const files = uploadedFiles(req);
  const fault = manyFilesFault(res) ?? (files.length ? undefined : 'Välj en eller flera filer.');
  if (fault) errors['files'] = fault;
  if (year === undefined) errors['year'] = 'Skriv ett årtal med fyra siffror, till exempel 2019.';
  if (hasErrors(errors) || year === undefined) {
    await forgetUploaded(req);
    return showStart(context, req, res, errors);
  }
  const kept = files.map(({ name, storedAs }) => ({
    name: shownName(name),
    stored_as: storedAs,
    fault: null,
  }));
  const id = await startRun(context, { userId: siteOf(res).user!.id, year }, kept);
  goTo(res, `/admin/arkiv/import/${id}`);
}

async function showRun(context: Context, req: OfRun, res: Response, errors: Errors = {}): Promise<void> {
  const run = await getRun(context, idOf(req));
  const progress = progressOf(context, run.id);
  if (progress) return showProgress(res, run.id, progress);
  tellDone(req, res);
  const files = await listFiles(context.db, run.id);
  const finds = await listFinds(context.db, run.id);
  const body = req.body as Body;
  const data = {
    title: 'Granska inläsningen',
    scripts: ['answer-keys.js'],
    run,
    errors,
    publish: checked(body, 'publish'),
    reviewed: lineField(body, 'reviewed'),
    unread: files.filter(({ stored_as }) => stored_as !== null),
    refused: files.filter(({ fault }) => fault !== null),
    fileCount: files.length,
    finds,
    questions: questionsIn(finds),
    ready: finds.filter(isReady),
    tellFind,
    tellAnswer,
    SAME,
    ANOTHER,
  };
  await page(res, 'imports/review', data, hasErrors(errors) ? 422 : 200);
}

/** The browser asks again by itself, also without scripts. */
function showProgress(res: Response, id: number, progress: Progress): Promise<void> {
  res.setHeader('Refresh', String(SECONDS_BETWEEN_LOOKS));
  const title = progress.what === 'reading' ? 'Filerna läses' : 'Texterna läses in';
  return page(res, 'imports/progress', { title, id, ...progress });
}

async function answer(context: Context, req: OfFind, res: Response): Promise<void> {
  const { find, index } = req.params;
  const asked = { runId: idOf(req), findId: Number(find), index: Number(index) };
  const field = `svar-${asked.findId}-${asked.index}`;
  const fault = await settle(context, asked, lineField(req.body as Body, field));
  if (fault) return showRun(context, req, res, { [field]: fault });
  goTo(res, pathOf(req));
}

async function store(context: Context, req: OfRun, res: Response): Promise<void> {
  const body = req.body as Body;
  const reviewed = lineField(body, 'reviewed');
  const long = tooLong(reviewed, 300);
  if (long) return showRun(context, req, res, { reviewed: long });
  const options = { publish: checked(body, 'publish') === 1, reviewed: reviewed || undefined };
  await storeReady(context, idOf(req), siteOf(res).user!.id, options);
  goTo(res, pathOf(req));
}

async function showUndo(context: Context, req: OfRun, res: Response): Promise<void> {
  const batch = await findBatchRow(context.db, idOf(req));
  if (!batch || batch.undone_at) throw new NotFound('Den inläsningen finns inte, eller är redan ångrad.');
  await page(res, 'imports/undo', { title: 'Ångra en inläsning', batch });
}

async function undo(context: Context, req: OfRun, res: Response): Promise<void> {
  const { meetings, kept } = await undoBatch(context, idOf(req), siteOf(res).user!.id);
  if (!kept.length) return goTo(res, '/admin/arkiv/import?klart=angrad');
  await page(res, 'imports/undone', { title: 'Inläsningen är ångrad', meetings, kept });
}
