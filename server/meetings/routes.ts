import { Router, type Request, type RequestHandler, type Response } from 'express';
import { KIND_NAMES, runningTimes } from '../agenda/agenda.ts';
import { LABELS, closedBecause, countsText } from '../answers/answer.ts';
import { countAnswers, listNeeds } from '../answers/queries.ts';
import { endsOfMeeting } from '../carry-over/queries.ts';
import { isStanding, openItems } from '../carry-over/open-items.ts';
import type { Context } from '../context.ts';
import { listCards } from '../invitations/card-actions.ts';
import { lineOf } from '../documents/document.ts';
import { listLibraryOfMeeting } from '../documents/library-queries.ts';
import { listOfMeeting } from '../documents/queries.ts';
import { hasErrors, type Body, type Errors } from '../shared/fields.ts';
import { longDate } from '../shared/time.ts';
import { listThemes } from '../themes/queries.ts';
import { listMailingsAbout } from '../mail/mailing-queries.ts';
import { findLastCheck } from '../minutes/gate-queries.ts';
import { goTo, page, siteOf } from '../web/page.ts';
import { editMeeting, type Changed } from './actions.ts';
import { confirmation } from './confirmations.ts';
import { readBefore, readMeetingForm, valuesOf, type MeetingValues } from './form.ts';
import { isPast, isUndecided, meetingTitle, speakerText, type Meeting } from './meeting.ts';
import { rowOf } from './overview.ts';
import { listProgress } from './overview-queries.ts';
import { planOf } from './overview-routes.ts';
import { findMovedMeeting, getMeeting } from './queries.ts';

type OfMeeting = Request<{ slug: string }>;

/** The secretary's pages of the meetings; mounted before everything else below /admin/moten/ADDRESS. */
export function meetingRoutes(context: Context): Router {
  const router = Router();
  router.use('/moten/:slug', followMoved(context));
  router.get('/moten/:slug', (req, res) => showMeeting(context, req, res));
  router.get('/moten/:slug/redigera', (req, res) => showEdit(context, req, res));
  router.post('/moten/:slug/redigera', (req, res) => edit(context, req, res));
  return router;
}

/** A former address goes on to today's; a form that was sent there goes along. */
function followMoved(context: Context): RequestHandler<{ slug: string }> {
  return async (req, res, next) => {
    const slug = await findMovedMeeting(context.db, req.params.slug);
    if (!slug) return next();
    const rest = req.originalUrl.slice(`/admin/moten/${req.params.slug}`.length);
    res.redirect(req.method === 'GET' || req.method === 'HEAD' ? 302 : 307, `/admin/moten/${slug}${rest}`);
  };
}

/** The meeting's working page; the agenda's form comes back to it with its errors. */
export async function showMeeting(
  context: Context,
  req: OfMeeting,
  res: Response,
  form: { errors: Errors; values: { items: string } } = { errors: {}, values: { items: '' } },
): Promise<void> {
  const meeting = await getMeeting(context.db, req.params.slug);
  const [progress] = await listProgress(context.db, [meeting]);
  const site = siteOf(res);
  site.done = confirmation(req.query['klart']);
  const skeleton = site.settings.agendaSkeleton;
  const data = {
    title: `${meetingTitle(meeting)}, ${longDate(meeting.date)}`,
    meeting,
    row: rowOf(progress!, planOf(res)),
    ends: await endsOfMeeting(context.db, meeting),
    open: openItems(meeting.items, skeleton).length,
    standing: new Set(meeting.items.filter((item) => isStanding(item, skeleton)).map(({ id }) => id)),
    times: runningTimes(meeting.items, meeting.start_time, meeting.end_time),
    answers: await answersTo(context, meeting, site.today),
    cards: await listCards(context, meeting),
    mailings: await listMailingsAbout(context.db, meeting.id),
    material: await listOfMeeting(context.db, meeting.id),
    documents: await listLibraryOfMeeting(context.db, meeting.id),
    lineOf,
    check: await findLastCheck(context.db, meeting.id),
    past: isPast(meeting, site.today),
    undecided: isUndecided(meeting),
    KIND_NAMES,
    meetingTitle,
    speakerText,
    ...form,
  };
  await page(res, 'meetings/working', data, hasErrors(form.errors) ? 422 : 200);
}

/** What they need concerns only a meeting that will be. */
async function answersTo({ db }: Context, meeting: Meeting, today: string) {
  const needs = closedBecause(meeting, today) ? [] : await listNeeds(db, meeting);
  return { text: countsText(await countAnswers(db, meeting)), needs, LABELS };
}

async function showEdit(context: Context, req: OfMeeting, res: Response): Promise<void> {
  const meeting = await getMeeting(context.db, req.params.slug);
  const values = valuesOf(meeting);
  await answerEdit(context, res, { meeting, values, before: values });
}

interface EditPage {
  meeting: Meeting;
  values: MeetingValues;
  before: Partial<MeetingValues>;
  errors?: Errors;
  conflict?: { label: string; now: string }[];
}

async function answerEdit(context: Context, res: Response, edit: EditPage, status = 200): Promise<void> {
  const title = `Redigera mötet ${longDate(edit.meeting.date)}`;
  const data = { title, themes: await listThemes(context.db), errors: {}, conflict: [], ...edit };
  await page(res, 'meetings/edit', { ...data, before: JSON.stringify(edit.before) }, status);
}

async function edit(context: Context, req: OfMeeting, res: Response): Promise<void> {
  const meeting = await getMeeting(context.db, req.params.slug);
  const { zone } = siteOf(res).settings;
  const dates = meeting.dates.filter(({ state }) => state === 'open').map(({ date }) => date);
  const { errors, values } = readMeetingForm(req.body as Body, { dates, zone });
  const before = readBefore(req.body as Body);
  if (hasErrors(errors)) return answerEdit(context, res, { meeting, values, before, errors }, 422);
  const result = await editMeeting(context, meeting.slug, { before, values }, siteOf(res).user!);
  if ('conflict' in result) {
    const { conflict, stored } = result;
    return answerEdit(context, res, { meeting, values: result.values, before: stored, conflict }, 409);
  }
  afterChange(res, result, 'change', 'sparat');
}

/** On to the question whether subscribers should hear, or back to the meeting. */
export function afterChange(
  res: Response,
  { slug, tell }: Changed,
  kind: 'change' | 'cancellation',
  done: string,
): void {
  goTo(res, tell ? `/admin/moten/${slug}/beratta?slag=${kind}` : `/admin/moten/${slug}?klart=${done}`);
}
