import { Router, type Request, type Response } from 'express';
import type { Context } from '../context.ts';
import type { Meeting } from '../meetings/meeting.ts';
import { getMeeting } from '../meetings/queries.ts';
import { hasErrors, type Body, type Errors } from '../shared/fields.ts';
import { addDays, dateIn } from '../shared/time.ts';
import { goTo, page, siteOf } from '../web/page.ts';
import { findPassage, strikePassage, type Found } from './actions.ts';
import { awaitsRewriting, findLastStrike } from './audit-queries.ts';
import { passageOf, readStrikeForm, strikeFaults, type StrikeForm } from './form.ts';
import { countPassage } from './passage.ts';
import { grouped } from './place.ts';

type SlugRequest = Request<{ slug: string }>;

const DONE: Record<string, string> = {
  struket: 'Texten är struken.',
  stoppat:
    'Texten är struken. Mejl som väntade hade den kvar och är stoppade. Skriv ett nytt utskick under Utskick.',
};
const EMPTY: StrikeForm = { text: '', instead: '', loose: false, elsewhere: false, seen: '' };
const NEW_PLACES =
  'Texten har ändrats sedan du tittade. Här är alla ställen som de är nu. Läs igenom dem och stryk igen.';

/** Below /admin/moten/SLUG/strykning. The words are never part of an address. */
export function strikeRoutes(context: Context): Router {
  const router = Router({ mergeParams: true });
  router.get('/', async (req: SlugRequest, res: Response) => {
    const key = req.query['klart'];
    siteOf(res).done = typeof key === 'string' && Object.hasOwn(DONE, key) ? DONE[key] : undefined;
    await showForm(context, res, await getMeeting(context.db, req.params.slug), EMPTY);
  });

  router.post('/granskning', async (req: SlugRequest, res: Response) => {
    const meeting = await getMeeting(context.db, req.params.slug);
    const form = readStrikeForm(req.body as Body);
    const errors = strikeFaults(form);
    if (hasErrors(errors)) return showForm(context, res, meeting, form, errors);
    await showPlaces(context, res, { meeting, form, found: await find(context, meeting, form) });
  });

  router.post('/', async (req: SlugRequest, res: Response) => {
    const meeting = await getMeeting(context.db, req.params.slug);
    const form = readStrikeForm(req.body as Body);
    const errors = strikeFaults(form);
    if (hasErrors(errors)) return showForm(context, res, meeting, form, errors);
    const { loose, elsewhere, seen } = form;
    const strike = { passage: passageOf(form), loose, elsewhere, seen };
    const struck = await strikePassage(context, meeting.id, strike, siteOf(res).user!.id);
    if (struck.done)
      return goTo(
        res,
        `/admin/moten/${meeting.slug}/strykning?klart=${struck.stopped ? 'stoppat' : 'struket'}`,
      );
    const { found } = struck;
    const fault = found.seen === seen ? 'Välj vad som ska strykas med rutorna här nedanför.' : NEW_PLACES;
    await showPlaces(context, res, { meeting, form, found, fault });
  });
  return router;
}

function find(context: Context, meeting: Meeting, form: StrikeForm): Promise<Found> {
  return findPassage(context, meeting.id, passageOf(form));
}

async function showForm(
  context: Context,
  res: Response,
  meeting: Meeting,
  form: StrikeForm,
  errors: Errors = {},
): Promise<void> {
  const waits = await awaitsRewriting(context.db);
  const last = await findLastStrike(context.db);
  const data = { meeting, form, errors, waits, backups: last ? backupDays(res, last) : undefined };
  await page(
    res,
    'strikes/form',
    { title: 'Stryk en text för gott', ...data },
    hasErrors(errors) ? 422 : 200,
  );
}

/** Until when copies that were made before `instant` are kept; undefined when that has passed. */
function backupDays(res: Response, instant: string): { from: string; until: string } | undefined {
  const { settings, today } = siteOf(res);
  const from = dateIn(settings.zone, instant);
  const until = addDays(from, settings.retention.backupDays);
  return until >= today ? { from, until } : undefined;
}

interface Shown {
  meeting: Meeting;
  form: StrikeForm;
  found: Found;
  fault?: string;
}

async function showPlaces(
  context: Context,
  res: Response,
  { meeting, form, found, fault }: Shown,
): Promise<void> {
  const { places, seen } = found;
  if (!places.length) {
    const text =
      'Texten finns inte någonstans. Kopiera den direkt från minnesanteckningarna och försök igen.';
    return showForm(context, res, meeting, form, { text });
  }
  const changed = places.filter(({ fate }) => fate !== 'stays');
  const here = changed.filter(({ meetingId }) => meetingId === meeting.id);
  const elsewhere = changed.filter(({ meetingId, fate }) => meetingId !== meeting.id && fate === 'changed');
  const { instead, text } = form;
  const data = {
    meeting,
    form: { ...form, seen },
    fault,
    here: grouped(here),
    elsewhere: grouped(elsewhere),
    elsewhereCount: elsewhere.length,
    loose: changed.filter((place) => place.loose > 0 && place.fate === 'changed').length,
    onlyLoose: changed.every((place) => place.exact === 0),
    stays: grouped(places.filter(({ fate }) => fate === 'stays')),
    bringsBack: countPassage(instead, { text }).exact > 0,
    backups: backupDays(res, context.now())!,
  };
  await page(res, 'strikes/review', { title: 'Granska strykningen', ...data }, fault ? 409 : 200);
}
