import { Router, type Request, type Response } from 'express';
import type { Context } from '../context.ts';
import { getMeeting } from '../meetings/queries.ts';
import { hasErrors, type Body, type Errors } from '../shared/fields.ts';
import { goTo, page, siteOf } from '../web/page.ts';
import { reportAtMeeting } from './actions.ts';
import { STATES, STATE_NAMES, inOrder, isOpen, whoAndWhen, type FollowUp } from './follow-up.ts';
import { readState, type StateValues } from './form.ts';
import { listFollowUps } from './queries.ts';

type OfMeeting = Request<{ slug: string }>;

/** What was told at a meeting about several at once; mounted at /admin/moten/:slug/uppfoljningar. */
export function followUpReportRoutes(context: Context): Router {
  const router = Router({ mergeParams: true });
  router.get('/', (req: OfMeeting, res) => show(context, req, res));
  router.post('/', (req: OfMeeting, res) => report(context, req, res));
  return router;
}

/** Those that are open, and those that were told of here already. */
async function listFor(context: Context, slug: string): Promise<FollowUp[]> {
  return inOrder(await listFollowUps(context.db)).filter(
    (one) => isOpen(one) || one.trail.some(({ meeting_slug }) => meeting_slug === slug),
  );
}

async function show(
  context: Context,
  req: OfMeeting,
  res: Response,
  typed: Record<number, StateValues> = {},
  errors: Errors = {},
): Promise<void> {
  const meeting = await getMeeting(context.db, req.params.slug);
  if (req.query['klart'] === 'sparat') siteOf(res).done = 'Rapporterna är sparade och syns för alla.';
  const followUps = await listFor(context, meeting.slug);
  const data = { title: 'Rapportera på mötet', meeting, followUps, typed, errors };
  const words = { states: STATES, stateNames: STATE_NAMES, whoAndWhen };
  await page(res, 'follow-ups/report', { ...data, ...words }, hasErrors(errors) ? 422 : 200);
}

async function report(context: Context, req: OfMeeting, res: Response): Promise<void> {
  const { slug } = await getMeeting(context.db, req.params.slug);
  const body = req.body as Body;
  const typed: Record<number, StateValues> = {};
  const errors: Errors = {};
  const reports = [];
  for (const { id } of await listFor(context, slug)) {
    if (!body || !Object.hasOwn(body, `f${id}-state`)) continue;
    const read = readState(body, `f${id}-`);
    typed[id] = read.values;
    Object.assign(errors, read.errors);
    if (read.state) reports.push({ id, state: read.state, answer: read.values.answer });
  }
  if (hasErrors(errors)) return show(context, req, res, typed, errors);
  await reportAtMeeting(context, slug, reports, siteOf(res).user!.id);
  goTo(res, `/admin/moten/${slug}/uppfoljningar?klart=sparat`);
}
