import { Router, type Request, type Response } from 'express';
import type { Context } from '../context.ts';
import { hasErrors, lineField, textField, tooLong, type Body, type Errors } from '../shared/fields.ts';
import { NotFound } from '../shared/failures.ts';
import { longDate } from '../shared/time.ts';
import { findWaiting } from '../mail/mailing-queries.ts';
import { goTo, page, siteOf } from '../web/page.ts';
import type { Changed } from './actions.ts';
import { confirmation } from './confirmations.ts';
import { dateFault } from './form.ts';
import * as life from './life-actions.ts';
import { isPast, isUndecided, meetingTitle, type Meeting } from './meeting.ts';
import { getMeeting } from './queries.ts';
import { afterChange } from './routes.ts';

type OfMeeting = Request<{ slug: string }>;
const REASON_LIMIT = 500;

/** Announce, move, cancel, hold: what a meeting goes through. */
export function meetingLifeRoutes(context: Context): Router {
  const router = Router({ mergeParams: true });
  const plain = (path: string, action: typeof life.holdMeeting, done: string) =>
    router.post(path, async (req: OfMeeting, res: Response) => {
      const changed = await action(context, req.params.slug, siteOf(res).user!);
      afterChange(res, changed, 'change', done);
    });
  plain('/inbjudan', life.announceMeeting, 'inbjudan');
  plain('/visning', life.showNow, 'visas');
  plain('/hallet', life.holdMeeting, 'hallet');
  plain('/installt/borttagning', life.reviveMeeting, 'angrat');
  router.get('/installt', (req: OfMeeting, res) => showCancel(context, req, res));
  router.post('/installt', (req: OfMeeting, res) => cancel(context, req, res));
  router.get('/datum', (req: OfMeeting, res) => showDates(context, req, res));
  router.post('/datum', (req: OfMeeting, res) => changeDate(context, req, res, 'date'));
  router.post('/datum/forslag', (req: OfMeeting, res) => changeDate(context, req, res, 'other'));
  router.post('/datum/:id/val', async (req: Request<{ slug: string; id: string }>, res) => {
    const changed = await life.decideDate(context, req.params.slug, Number(req.params.id), siteOf(res).user!);
    afterChange(res, changed, 'change', 'bestamt');
  });
  router.get('/beratta', (req: OfMeeting, res) => showTell(context, req, res));
  return router;
}

async function showCancel(
  context: Context,
  req: OfMeeting,
  res: Response,
  form: { reason: string; errors: Errors } = { reason: '', errors: {} },
): Promise<void> {
  const meeting = await getMeeting(context.db, req.params.slug);
  const title = `Ställ in mötet ${longDate(meeting.date)}`;
  await page(
    res,
    'meetings/cancel',
    { title, meeting, meetingTitle, ...form },
    form.errors['reason'] ? 422 : 200,
  );
}

async function cancel(context: Context, req: OfMeeting, res: Response): Promise<void> {
  const reason = textField(req.body as Body, 'reason');
  const fault = reason
    ? tooLong(reason, REASON_LIMIT)
    : 'Skriv varför mötet ställs in. Det står sedan på mötets sida.';
  if (fault) return showCancel(context, req, res, { reason, errors: { reason: fault } });
  const changed = await life.cancelMeeting(context, req.params.slug, reason, siteOf(res).user!);
  afterChange(res, changed, 'cancellation', 'installt');
}

type DateField = 'date' | 'other';

async function showDates(
  context: Context,
  req: OfMeeting,
  res: Response,
  form: { errors: Errors; values: Partial<Record<DateField, string>> } = { errors: {}, values: {} },
): Promise<void> {
  const meeting = await getMeeting(context.db, req.params.slug);
  siteOf(res).done = confirmation(req.query['klart']);
  const title = `Datum för mötet ${longDate(meeting.date)}`;
  const data = { title, meeting, undecided: isUndecided(meeting), meetingTitle, ...form };
  await page(res, 'meetings/dates', data, hasErrors(form.errors) ? 422 : 200);
}

async function changeDate(context: Context, req: OfMeeting, res: Response, field: DateField): Promise<void> {
  const meeting = await getMeeting(context.db, req.params.slug);
  const date = lineField(req.body as Body, field);
  const fault = newDateFault(meeting, date, res);
  if (fault) return showDates(context, req, res, { errors: { [field]: fault }, values: { [field]: date } });
  const user = siteOf(res).user!;
  if (field === 'date')
    return afterChange(res, await life.moveMeeting(context, meeting.slug, date, user), 'change', 'flyttat');
  const changed: Changed = await life.addCandidateDate(context, meeting.slug, date, user);
  goTo(res, `/admin/moten/${changed.slug}/datum?klart=datum`);
}

function newDateFault(meeting: Meeting, date: string, res: Response): string | undefined {
  const { today, settings } = siteOf(res);
  const { start_time: start, end_time: end } = meeting;
  const fault = dateFault(date, { today, start, end, zone: settings.zone });
  if (fault) return fault;
  return date < today && !isPast(meeting, today)
    ? 'Datumet har redan varit. Välj en dag som kommer.'
    : undefined;
}

async function showTell(context: Context, req: OfMeeting, res: Response): Promise<void> {
  const meeting = await getMeeting(context.db, req.params.slug);
  const kind = req.query['slag'];
  if (kind !== 'change' && kind !== 'cancellation') throw new NotFound('Sidan finns inte.');
  const title = 'Vill du berätta för prenumeranterna?';
  const waiting = await findWaiting(context.db, meeting.id);
  await page(res, 'meetings/tell', { title, meeting, kind, waiting, meetingTitle });
}
