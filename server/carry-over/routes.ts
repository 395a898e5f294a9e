import { Router, type Request, type Response } from 'express';
import type { Context } from '../context.ts';
import { meetingTitle, type AgendaItem, type Meeting } from '../meetings/meeting.ts';
import { getMeeting } from '../meetings/queries.ts';
import { findLatestRevision } from '../minutes/queries.ts';
import { NotFound } from '../shared/failures.ts';
import { hasErrors, lineField, type Body, type Errors } from '../shared/fields.ts';
import { longDate } from '../shared/time.ts';
import { goTo, page, siteOf } from '../web/page.ts';
import { changeEnd, placeParked, reopenMeeting } from './actions.ts';
import { endsOf, isClosed } from './carried.ts';
import { closeMeeting, getClosing, type Closing } from './closing-actions.ts';
import { PROPOSAL_ENDS, decisionOf, readClosingForm, suggestionFor, type ClosingForm } from './closing.ts';
import { isStanding, openItems } from './open-items.ts';
import { findCarried } from './queries.ts';

type OfMeeting = Request<{ slug: string }>;
type OfItem = Request<{ slug: string; id: string }>;

/** What becomes of the items when a meeting is over; below /admin/moten/ADDRESS. */
export function carryOverRoutes(context: Context): Router {
  const router = Router({ mergeParams: true });
  router.get('/avslut', (req: OfMeeting, res) => showClosing(context, req, res));
  router.post('/avslut', (req: OfMeeting, res) => close(context, req, res));
  router.get('/avslut/:id', (req: OfItem, res) => showEnd(context, req, res));
  router.post('/avslut/:id', (req: OfItem, res) => change(context, req, res));
  router.post('/hallet', async (req: OfMeeting, res, next) => {
    const { items } = await getMeeting(context.db, req.params.slug);
    if (!openItems(items, siteOf(res).settings.agendaSkeleton).length) return next();
    goTo(res, `/admin/moten/${req.params.slug}/avslut`);
  });
  router.post('/hallet/borttagning', async (req: OfMeeting, res) => {
    const { whole } = await reopenMeeting(context, req.params.slug, siteOf(res).user!);
    goTo(res, `/admin/moten/${req.params.slug}?klart=${whole ? 'inte-hallet' : 'inte-hallet-kvar'}`);
  });
  return router;
}

/** Items of the backlog. */
export function parkedRoutes(context: Context): Router {
  const router = Router();
  router.post('/vantande-punkter/:id', async (req: Request<{ id: string }>, res) => {
    const slug = lineField(req.body as Body, 'meeting');
    await placeParked(context, Number(req.params.id), slug, siteOf(res).user!);
    goTo(res, `/admin/moten/${slug}?klart=punkt-inlagd#dagordning`);
  });
  return router;
}

interface Shown {
  form?: ClosingForm;
  errors?: Errors;
  collisions?: AgendaItem[];
}

async function showClosing(
  context: Context,
  req: OfMeeting,
  res: Response,
  shown: Shown = {},
  status = 200,
): Promise<void> {
  const closing = await getClosing(context, req.params.slug);
  const { meeting, items, targets, cancelled, proposals } = closing;
  if (isClosed(meeting, items) && !shown.collisions?.length) return showClosed(context, res, closing);
  const known = shown.form?.decisions;
  const asked = items.map((item) => ({
    item,
    decision: known?.get(item.id) ?? suggestionFor(item, targets),
  }));
  const title = cancelled ? 'Flytta punkterna' : 'Avsluta mötet';
  const answers = new Map(proposals.map(({ id }) => [id, shown.form?.proposals.get(id) ?? 'discussed']));
  const data = {
    title,
    meeting,
    asked,
    proposals,
    answers,
    PROPOSAL_ENDS,
    targets,
    cancelled,
    meetingTitle,
    errors: {},
    ...shown,
  };
  const collisions = await toldOf(context, meeting, shown.collisions ?? []);
  await page(res, 'carry-over/closing', { ...data, collisions }, status);
}

/** Where each went, after the meeting. */
async function showClosed(context: Context, res: Response, { meeting, targets }: Closing): Promise<void> {
  const { settings } = siteOf(res);
  const rows = await toldOf(context, meeting, meeting.items);
  const away = new Set(rows.flatMap(({ end }) => end?.fate?.to?.meetingId ?? []));
  const announced = targets.filter(({ id, announced_at }) => announced_at && away.has(id));
  const title = meeting.state === 'cancelled' ? 'Punkterna är omhändertagna' : 'Mötet är avslutat';
  const told = rows.filter(({ item }) => !isStanding(item, settings.agendaSkeleton));
  const hasNotes = Boolean(await findLatestRevision(context.db, meeting.id));
  await page(res, 'carry-over/closed', { title, meeting, announced, meetingTitle, told, hasNotes });
}

async function toldOf({ db }: Context, meeting: Meeting, items: AgendaItem[]) {
  const ends = endsOf(
    items,
    await findCarried(
      db,
      meeting.items.map(({ id }) => id),
    ),
  );
  return items.map((item) => ({ item, end: ends.get(item.id) }));
}

async function close(context: Context, req: OfMeeting, res: Response): Promise<void> {
  const form = readClosingForm(req.body as Body);
  const result = await closeMeeting(context, req.params.slug, form, siteOf(res).user!);
  if (result.closed) return goTo(res, `/admin/moten/${req.params.slug}/avslut`);
  const { errors, collisions } = result;
  await showClosing(context, req, res, { form, errors, collisions }, hasErrors(errors) ? 422 : 409);
}

async function showEnd(
  context: Context,
  req: OfItem,
  res: Response,
  shown: Shown = {},
  status = 200,
): Promise<void> {
  const { meeting, targets, cancelled } = await getClosing(context, req.params.slug);
  const item = meeting.items.find(({ id }) => String(id) === req.params.id);
  if (!item) throw new NotFound('Punkten finns inte längre på dagordningen.');
  const carried = await findCarried(context.db, [item.id]);
  const stored = item.state === 'planned' ? suggestionFor(item, targets) : decisionOf(item, carried, targets);
  const decision = shown.form?.decisions.get(item.id) ?? stored;
  const title = `Vad händer med ”${item.title}”?`;
  const data = { title, meeting, item, decision, targets, cancelled, meetingTitle, errors: {}, ...shown };
  const end = endsOf([item], carried).get(item.id);
  await page(res, 'carry-over/end', { ...data, end, day: longDate(meeting.date) }, status);
}

async function change(context: Context, req: OfItem, res: Response): Promise<void> {
  const form = readClosingForm(req.body as Body);
  const { slug, id } = req.params;
  const itemId = /^\d{1,12}$/.test(id) ? Number(id) : -1;
  const errors = await changeEnd(context, slug, itemId, form, siteOf(res).user!);
  if (hasErrors(errors)) return showEnd(context, req, res, { form, errors }, 422);
  goTo(res, `/admin/moten/${slug}?klart=punkt-andrad#dagordning`);
}
