import { Router, type Request, type Response } from 'express';
import type { Context } from '../context.ts';
import { renderLetter } from '../mail/message.ts';
import { speakerText } from '../meetings/meeting.ts';
import { getMeeting } from '../meetings/queries.ts';
import { hasErrors, lineField, listField, rawField, type Body, type Errors } from '../shared/fields.ts';
import { addDays, isDate } from '../shared/time.ts';
import { goTo, page, siteOf } from '../web/page.ts';
import { askToRead, letterTo, listAskable } from './reading-actions.ts';
import { readingText } from './reading.ts';

type OfMeeting = Request<{ slug: string }>;

interface Form {
  ids: number[];
  by: string;
}

const LONGEST_DAYS = 60;

/** The speakers are asked to read the own section before it is public. Behind the guard. */
export function readingRoutes(context: Context): Router {
  const router = Router();
  router.get('/moten/:slug/lasning', (req: OfMeeting, res) => show(context, req, res));
  router.post('/moten/:slug/lasning', (req: OfMeeting, res) => ask(context, req, res));
  return router;
}

/** "visa" shows the mail again with the chosen day in it. */
async function ask(context: Context, req: OfMeeting, res: Response): Promise<void> {
  const body = req.body as Body;
  const form = { ids: listField(body, 'person').map(Number), by: lineField(body, 'by') };
  const errors: Errors = {};
  if (!form.ids.length) errors['person'] = 'Välj minst en person.';
  const fault = dayFault(form.by, siteOf(res).today);
  if (fault) errors['by'] = fault;
  if (hasErrors(errors) || rawField(body, 'verb') === 'visa') return show(context, req, res, form, errors);
  await askToRead(context, req.params.slug, { ...form, userId: siteOf(res).user!.id });
  goTo(res, `/admin/moten/${req.params.slug}/publicering?klart=fragade`);
}

function dayFault(day: string, today: string): string | undefined {
  if (!isDate(day)) return 'Skriv datumet så här: 2026-12-21.';
  if (day <= today) return 'Välj en dag efter i dag, så att den som läser hinner svara.';
  return day > addDays(today, LONGEST_DAYS) ? `Välj en dag inom ${LONGEST_DAYS} dagar.` : undefined;
}

async function show(
  context: Context,
  req: OfMeeting,
  res: Response,
  sent?: Form,
  errors: Errors = {},
): Promise<void> {
  const meeting = await getMeeting(context.db, req.params.slug);
  const { today, settings } = siteOf(res);
  const people = await listAskable(context, meeting);
  const reached = people.filter(({ email }) => email);
  const isNew = ({ looked_at, asked_to_read_at }: (typeof people)[number]) => !looked_at && !asked_to_read_at;
  const form = sent ?? {
    ids: reached.filter(isNew).map(({ id }) => id),
    by: addDays(today, settings.schedule.readingDays),
  };
  const first = reached.find(({ id }) => form.ids.includes(id)) ?? reached[0];
  const by = errors['by'] ? addDays(today, settings.schedule.readingDays) : form.by;
  const letter = first && renderLetter(await letterTo(context, first, meeting, by));
  const lacking = people.filter(({ email }) => !email);
  const title = 'Låt medverkande läsa först';
  const shown = { title, meeting, people: reached, lacking, form, errors, first, letter };
  await page(res, 'minutes/reading', { ...shown, readingText, speakerText }, hasErrors(errors) ? 422 : 200);
}
