import { Router, type Request, type Response } from 'express';
import type { Context } from '../context.ts';
import { NotFound } from '../shared/failures.ts';
import { hasErrors, rawField, type Body, type Errors } from '../shared/fields.ts';
import { goTo, page, siteOf } from '../web/page.ts';
import * as actions from './actions.ts';
import { askNow } from './asking-actions.ts';
import { choicesOf } from './choices-queries.ts';
import { STATES, STATE_NAMES, inOrder, isOpen, isOverdue, whoAndWhen } from './follow-up.ts';
import { EMPTY, readFollowUp, readState, valuesOf, type FollowUpValues, type StateValues } from './form.ts';
import { getFollowUp, listFollowUps, mapResponsible } from './queries.ts';

const HERE = '/admin/uppfoljningar';
const DONE = new Map<unknown, string>([
  ['sparad', 'Uppföljningen är sparad.'],
  ['lage', 'Läget är sparat och syns för alla.'],
  ['fragat', 'Frågan är på väg med mejl.'],
  ['lank', 'Länken är ny. De gamla länkarna gäller inte längre.'],
  ['struken', 'Meningen är struken.'],
  ['borttagen', 'Uppföljningen är borttagen.'],
]);

type Entry = Request<{ id: string }>;
const idOf = (req: Entry) => {
  if (!/^[1-9]\d{0,11}$/.test(req.params.id)) throw new NotFound('Uppföljningen finns inte.');
  return Number(req.params.id);
};
const userOf = (res: Response) => siteOf(res).user!.id;

/** The secretary's side; mounted at /admin/uppfoljningar. */
export function followUpAdminRoutes(context: Context): Router {
  const router = Router();
  router.get('/', (req, res) => showList(context, req, res));
  router.get('/ny', (req, res) => {
    const query = req.query as Body;
    const [proposal, meeting] = [rawField(query, 'forslag'), rawField(query, 'mote')];
    return showNew(context, res, { ...EMPTY, proposal, meeting });
  });
  router.post('/', (req, res) => create(context, req, res));
  router.get('/:id', (req: Entry, res) => show(context, req, res));
  router.post('/:id', (req: Entry, res) => edit(context, req, res));
  router.post('/:id/lage', (req: Entry, res) => report(context, req, res));
  router.post('/:id/fraga', async (req: Entry, res) => {
    await askNow(context, idOf(req), userOf(res));
    goTo(res, `${HERE}/${idOf(req)}?klart=fragat`);
  });
  router.post('/:id/lank', async (req: Entry, res) => {
    await actions.renewLink(context, idOf(req), userOf(res));
    goTo(res, `${HERE}/${idOf(req)}?klart=lank`);
  });
  router.post('/:id/handelser/:event/strykning', async (req: Request<{ id: string; event: string }>, res) => {
    await actions.strikeAnswer(context, idOf(req), Number(req.params.event), userOf(res));
    goTo(res, `${HERE}/${idOf(req)}?klart=struken`);
  });
  router.get('/:id/borttagning', async (req: Entry, res) => {
    const followUp = await getFollowUp(context.db, idOf(req));
    await page(res, 'follow-ups/remove', { title: 'Ta bort uppföljningen', followUp, whoAndWhen });
  });
  router.post('/:id/borttagning', async (req: Entry, res) => {
    await actions.removeFollowUp(context, idOf(req), userOf(res));
    goTo(res, `${HERE}?klart=borttagen`);
  });
  return router;
}

async function showList(context: Context, req: Request, res: Response): Promise<void> {
  const site = siteOf(res);
  site.done = DONE.get(req.query['klart']);
  const asked = rawField(req.query as Body, 'lage');
  const state = STATES.find((one) => one === asked);
  const all = inOrder(await listFollowUps(context.db));
  const counts = STATES.map((one) => ({
    state: one,
    count: all.filter((each) => each.state === one).length,
  }));
  await page(res, 'follow-ups/admin-index', {
    title: 'Uppföljning',
    followUps: state ? all.filter((one) => one.state === state) : all,
    total: all.length,
    late: all.filter((one) => isOverdue(one, site.today)).length,
    state,
    counts,
    stateNames: STATE_NAMES,
    isOverdue,
    whoAndWhen,
  });
}

async function showNew(
  context: Context,
  res: Response,
  values: FollowUpValues,
  errors: Errors = {},
): Promise<void> {
  const data = { title: 'Lägg till en uppföljning', values, errors, ...(await choicesOf(context.db)) };
  await page(res, 'follow-ups/new', data, hasErrors(errors) ? 422 : 200);
}

async function create(context: Context, req: Request, res: Response): Promise<void> {
  const { values, errors } = readFollowUp(req.body as Body);
  if (hasErrors(errors)) return showNew(context, res, values, errors);
  const id = await actions.createFollowUp(context, values, userOf(res));
  goTo(res, `${HERE}/${id}?klart=sparad`);
}

interface Typed {
  values?: FollowUpValues;
  said?: StateValues & { meeting: string };
  errors?: Errors;
}

async function show(context: Context, req: Entry, res: Response, typed: Typed = {}): Promise<void> {
  siteOf(res).done = DONE.get(req.query['klart']);
  const followUp = await getFollowUp(context.db, idOf(req));
  const responsible = (await mapResponsible(context.db, [followUp.id])).get(followUp.id);
  const choices = await choicesOf(context.db);
  const data = {
    title: followUp.what,
    followUp,
    responsible,
    values: valuesOf(followUp, responsible?.email ?? null),
    said: { state: followUp.state, answer: '', meeting: '' },
    errors: {},
    ...choices,
    reportable: choices.meetings.filter(({ date }) => date <= siteOf(res).today),
    open: isOpen(followUp),
    late: isOverdue(followUp, siteOf(res).today),
    states: STATES,
    stateNames: STATE_NAMES,
    whoAndWhen,
    ...typed,
  };
  await page(res, 'follow-ups/edit', data, typed.errors ? 422 : 200);
}

async function edit(context: Context, req: Entry, res: Response): Promise<void> {
  const { values, errors } = readFollowUp(req.body as Body);
  if (hasErrors(errors)) return show(context, req, res, { values, errors });
  await actions.editFollowUp(context, idOf(req), values, userOf(res));
  goTo(res, `${HERE}/${idOf(req)}?klart=sparad`);
}

async function report(context: Context, req: Entry, res: Response): Promise<void> {
  const { values, state, errors } = readState(req.body as Body);
  const meeting = rawField(req.body as Body, 'meeting');
  if (!state || hasErrors(errors)) return show(context, req, res, { said: { ...values, meeting }, errors });
  await actions.reportState(context, idOf(req), { state, answer: values.answer, meeting }, userOf(res));
  goTo(res, `${HERE}/${idOf(req)}?klart=lage`);
}
