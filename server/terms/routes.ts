import { Router, type Request, type Response } from 'express';
import type { Context } from '../context.ts';
import { NotFound } from '../shared/failures.ts';
import { hasErrors, type Body, type Errors } from '../shared/fields.ts';
import { termOf } from '../shared/time.ts';
import { goTo, page, siteOf } from '../web/page.ts';
import { createTerm } from './actions.ts';
import { boardOf, postBoard, type BoardPage } from './board-routes.ts';
import { openRows } from './coverage.ts';
import { NONE, datesOf, otherKey, proposedChoices, readChoices, type Choices } from './form.ts';
import { countMeetings, listTermRows } from './queries.ts';
import { ruleText } from './rule.ts';
import { nextTerm, previousTerm, readTerm, termFault, termTitle } from './term.ts';

type OfTerm = Request<{ term: string }>;

const DONE: Readonly<Record<string, string>> = {
  skapade: 'Mötena är skapade. De är preliminära, och inget mejl har skickats.',
  fanns: 'Mötena fanns redan. Inget nytt är skapat.',
  sparat: 'Terminen är sparad.',
  bestamt: 'Datumet är bestämt.',
};
const TERMS_AHEAD = 4;

/** Mounted at /admin/terminer. */
export function termRoutes(context: Context): Router {
  const router = Router();
  router.get('/', (_req, res) => showTerms(context, res));
  router.get('/:term', (req, res) => showTerm(context, req, res));
  router.post('/:term', (req, res) => create(context, req, res));
  router.post('/:term/teman', async (req, res) => {
    const board = await postBoard(context, getTerm(req), req.body as Body, res);
    if (board) await showTerm(context, req, res, { board });
  });
  return router;
}

async function showTerms(context: Context, res: Response): Promise<void> {
  const { today } = siteOf(res);
  const terms: { term: string; title: string; meetings: number }[] = [];
  for (let term = termOf(today); terms.length < TERMS_AHEAD; term = nextTerm(term))
    terms.push({ term, title: termTitle(term), meetings: await countMeetings(context.db, term) });
  const unplanned = terms.slice(1).find(({ meetings }) => meetings === 0) ?? terms[1];
  await page(res, 'terms/list', { title: 'Planera en termin', terms, unplanned });
}

interface Shown {
  form?: { choices: Choices; errors: Errors };
  board?: BoardPage;
}

async function showTerm(context: Context, req: OfTerm, res: Response, shown: Shown = {}): Promise<void> {
  const term = getTerm(req);
  const site = siteOf(res);
  const klart = req.query['klart'];
  site.done = typeof klart === 'string' && Object.hasOwn(DONE, klart) ? DONE[klart] : undefined;
  const rows = await listTermRows(context.db, term, site.settings, site.today);
  const board = shown.board ?? (await boardOf(context, term, res));
  const onBoard = new Set(board.rows.map(({ meeting }) => meeting.id));
  const elsewhere = rows.filter(
    ({ meetings }) => !meetings.length || meetings.some(({ id }) => !onBoard.has(id)),
  );
  const neighbours = [previousTerm(term), nextTerm(term)].filter(readTerm);
  const data = {
    title: board.rows.length ? termTitle(term) : `Planera ${termTitle(term).toLowerCase()}`,
    term,
    board,
    months: [...Map.groupBy(elsewhere, ({ heading }) => heading)],
    isEmptyRule: !rows.length,
    rule: ruleText(site.settings.rule),
    fault: termFault(term, site.today),
    open: openRows(rows).length,
    neighbours: neighbours.map((one) => ({ term: one, title: termTitle(one) })),
    choices: proposedChoices(rows),
    errors: {},
    otherKey,
    NONE,
    ...shown.form,
  };
  await page(res, 'terms/show', data, shown.form ? 422 : board.status);
}

async function create(context: Context, req: OfTerm, res: Response): Promise<void> {
  const term = getTerm(req);
  const { settings, today, user } = siteOf(res);
  const rows = await listTermRows(context.db, term, settings, today);
  const form = readChoices(rows, req.body as Body);
  if (hasErrors(form.errors) && !termFault(term, today)) return showTerm(context, req, res, { form });
  const created = await createTerm(context, term, user!, ({ key }) => datesOf(form.choices, key));
  goTo(res, `/admin/terminer/${term}?klart=${created.length ? 'skapade' : 'fanns'}`);
}

function getTerm(req: OfTerm): string {
  const term = readTerm(req.params.term);
  if (!term) throw new NotFound('Den terminen finns inte. Skriv den så här: 2028-vt eller 2028-ht.');
  return term;
}
