import { Router, type Request, type Response } from 'express';
import { listNameTasks } from '../consents/task-actions.ts';
import type { Context } from '../context.ts';
import { listStale } from '../mail/mailing-queries.ts';
import { settingsChangedAt } from '../settings/queries.ts';
import { hasErrors, lineField, rawField, tooLong, type Body, type Errors } from '../shared/fields.ts';
import { longDate } from '../shared/time.ts';
import { listThemes } from '../themes/queries.ts';
import { goTo, page, siteOf } from '../web/page.ts';
import { createMeeting } from './actions.ts';
import { dateFault } from './form.ts';
import { meetingTitle, type Meeting } from './meeting.ts';
import { listGroupDeadlines } from './deadline-queries.ts';
import { deadlinesOf, inOrder } from './deadlines.ts';
import type { Plan } from './meeting-rules.ts';
import { OVERVIEW_CELLS, greeting, lateness, rowOf } from './overview.ts';
import { COLUMNS } from './cells.ts';
import { hasAnyMeeting, listProgress } from './overview-queries.ts';
import { listMeetings, listYears } from './queries.ts';

/** The secretary's first page, all meetings, and a new one. */
export function overviewRoutes(context: Context): Router {
  const router = Router();
  router.get('/', (_req, res) => showOverview(context, res));
  router.get('/moten', (req, res) => showList(context, req, res));
  router.get('/moten/nytt', (_req, res) => showNew(context, res, { date: '', other: '', theme: '' }));
  router.post('/moten', (req, res) => create(context, req, res));
  return router;
}

export function planOf(res: Response): Plan {
  const { today, settings } = siteOf(res);
  return { today, schedule: settings.schedule, skeleton: settings.agendaSkeleton };
}

async function showOverview(context: Context, res: Response): Promise<void> {
  const { today, settings } = siteOf(res);
  const plan = planOf(res);
  const coming = await listMeetings(context.db, { from: today });
  const past = await listMeetings(context.db, { before: today, lacksMinutes: true, order: 'desc' });
  const progress = await listProgress(context.db, [...past, ...coming]);
  const rows = progress.map((one) => rowOf(one, plan));
  const ofGroup = await listGroupDeadlines(context.db, settings, today);
  const deadlines = inOrder([...progress.flatMap((one) => deadlinesOf(one, plan)), ...ofGroup]);
  // What waits to be sent has a line of its own.
  const late = deadlines.filter((one) => one.late && !one.key.startsWith('mailing '));
  const hour = Temporal.Instant.from(context.now()).toZonedDateTimeISO(settings.zone).hour;
  await page(res, 'meetings/overview', {
    title: 'Översikt',
    greeting: greeting(hour),
    nameTasks: await listNameTasks(context.db),
    stale: await listStale(context.db),
    late: late[0],
    lateCount: late.length,
    lateness,
    coming: rows.slice(past.length),
    todays: rows.filter(({ meeting: { date, state } }) => date === today && state === 'confirmed'),
    meetingTitle,
    columns: OVERVIEW_CELLS.map((name) => ({ name, text: COLUMNS[name] })),
    past: rows.slice(0, past.length),
    isNew: !(await hasAnyMeeting(context.db)),
    hasSettings: Boolean(await settingsChangedAt(context.db)),
  });
}

async function showList(context: Context, req: Request, res: Response): Promise<void> {
  const { today } = siteOf(res);
  const [newest] = await listMeetings(context.db, { before: today, order: 'desc', limit: 1 });
  const last = newest?.date.slice(0, 4) ?? '';
  const years = (await listYears(context.db)).filter((year) => year <= last);
  const asked = typeof req.query['ar'] === 'string' ? req.query['ar'] : '';
  const year = years.includes(asked) ? asked : last;
  const past = year ? await listMeetings(context.db, { year, before: today, order: 'desc' }) : [];
  const coming = await listMeetings(context.db, { from: today });
  await page(res, 'meetings/list', { title: 'Möten', coming, past, years, year, meetingTitle });
}

interface NewValues {
  date: string;
  other: string;
  theme: string;
}

async function showNew(
  context: Context,
  res: Response,
  values: NewValues,
  more: { errors?: Errors; taken?: Meeting | undefined; past?: boolean } = {},
): Promise<void> {
  const themes = await listThemes(context.db);
  const data = {
    title: 'Lägg till ett möte',
    values,
    themes,
    errors: {},
    taken: undefined,
    past: false,
    ...more,
    meetingTitle,
  };
  await page(res, 'meetings/new', data, more.errors ? 422 : 200);
}

async function create(context: Context, req: Request, res: Response): Promise<void> {
  const body = req.body as Body;
  const values = {
    date: lineField(body, 'date'),
    other: lineField(body, 'other'),
    theme: lineField(body, 'theme'),
  };
  const errors = newMeetingErrors(values, res);
  if (hasErrors(errors)) return showNew(context, res, values, { errors });
  const past = values.date < siteOf(res).today;
  if (past && !rawField(body, 'past')) {
    const date = `Stämmer året? Det var ${longDate(values.date)}. Kryssa i rutan om mötet redan har hållits.`;
    return showNew(context, res, values, { errors: { date }, past });
  }
  const dates = [values.date, values.other].filter(Boolean);
  const [taken] = (await listMeetings(context.db, { from: values.date, limit: 1 })).filter(
    ({ date }) => date === values.date,
  );
  if (taken && !rawField(body, 'another')) {
    const date = `Det finns redan ett möte ${longDate(values.date)}. Kryssa i rutan om det ska bli två den dagen.`;
    return showNew(context, res, values, { errors: { date }, taken, past });
  }
  const slug = await createMeeting(context, { dates, theme: values.theme }, siteOf(res).user!);
  goTo(res, `/admin/moten/${slug}?klart=skapat`);
}

function newMeetingErrors({ date, other, theme }: NewValues, res: Response): Errors {
  const { today, settings } = siteOf(res);
  const where = { today, start: settings.startTime, end: settings.endTime, zone: settings.zone };
  const faults = {
    date: dateFault(date, where),
    other: other
      ? other === date
        ? 'Välj en annan dag än den första.'
        : dateFault(other, where)
      : undefined,
    theme: tooLong(theme, 120),
  };
  return Object.fromEntries(Object.entries(faults).filter(([, fault]) => fault)) as Errors;
}
