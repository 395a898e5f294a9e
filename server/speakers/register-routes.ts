import { Router, type Request, type Response } from 'express';
import { CONSENT_WORDS } from '../consents/consent.ts';
import { listAppearances, listConsentLog, mapConsents } from '../consents/queries.ts';
import { listNameTasks } from '../consents/task-actions.ts';
import type { Context } from '../context.ts';
import { speakerText } from '../meetings/meeting.ts';
import { hasErrors, rawField, type Body, type Errors } from '../shared/fields.ts';
import { goTo, page, siteOf } from '../web/page.ts';
import * as actions from './actions.ts';
import { listDoubles } from './doubles.ts';
import { readPerson, type PersonValues } from './form.ts';
import { listOrganisations, listSpeakers } from './queries.ts';
import { getOrganisationById, getSpeakerById } from './register-queries.ts';

const DONE = new Map<unknown, string>([
  ['sparat', 'Registret är sparat.'],
  ['ihop', 'De är ihopslagna.'],
  ['utbytt', 'Namnet är utbytt.'],
  [
    'samma-namn',
    'En person med det namnet fanns redan här. Är det samma person som erbjöd sig? Skriv då adressen ur erbjudandet här. Den är inte sparad.',
  ],
]);
const HERE = '/admin/medverkande';
type Entry = Request<{ id: string }>;
type Form = { values: Partial<PersonValues>; errors: Errors };

/** Below /admin/medverkande. */
export function speakerRegisterRoutes(context: Context): Router {
  const router = Router();
  router.get('/', async (req, res) => {
    siteOf(res).done = DONE.get(req.query['klart']);
    const [people, organisations] = [await listSpeakers(context.db), await listOrganisations(context.db)];
    const doubles = { people: listDoubles(people), organisations: listDoubles(organisations) };
    const data = { title: 'Medverkande', people, organisations, doubles, speakerText };
    await page(res, 'speakers/register', data);
  });
  router.get('/personer/:id', (req: Entry, res) => showPerson(context, req, res));
  router.post('/personer/:id', (req: Entry, res) => savePerson(context, req, res));
  router.post('/personer/:id/sammanslagning', (req: Entry, res) =>
    merge(context, req, res, actions.mergeSpeaker),
  );
  router.get('/organisationer/:id', (req: Entry, res) => showOrganisation(context, req, res));
  router.post('/organisationer/:id', (req: Entry, res) => saveOrganisation(context, req, res));
  router.post('/organisationer/:id/sammanslagning', (req: Entry, res) =>
    merge(context, req, res, actions.mergeOrganisation),
  );
  return router;
}

async function merge(
  context: Context,
  req: Entry,
  res: Response,
  action: typeof actions.mergeSpeaker,
): Promise<void> {
  const to = Number(rawField(req.body as Body, 'to'));
  await action(context, Number(req.params.id), to, siteOf(res).user!.id);
  goTo(res, `${HERE}?klart=ihop`);
}

async function showPerson(context: Context, req: Entry, res: Response, form?: Form): Promise<void> {
  const person = await getSpeakerById(context.db, Number(req.params.id));
  const others = (await listSpeakers(context.db)).filter(({ id }) => id !== person.id);
  siteOf(res).done = DONE.get(req.query['klart']);
  const data = {
    title: person.name,
    ...(await consentsOf(context, person.id)),
    person,
    others,
    organisations: await listOrganisations(context.db),
    speakerText,
    values: person,
    errors: {},
    ...form,
  };
  await page(res, 'speakers/person', data, form ? 422 : 200);
}

/** What the person allows at each meeting, how that has changed, and what is left to do about it. */
async function consentsOf({ db }: Context, id: number) {
  const appearances = await listAppearances(db, id);
  const ids = appearances.map((one) => one.id);
  const [task] = await listNameTasks(db, id);
  const consents = await mapConsents(db, ids);
  return { appearances, consents, task, log: await listConsentLog(db, id), CONSENT_WORDS };
}

async function savePerson(context: Context, req: Entry, res: Response): Promise<void> {
  const form = readPerson(req.body as Body);
  if (hasErrors(form.errors)) return showPerson(context, req, res, form);
  await actions.editSpeaker(context, Number(req.params.id), form.values, siteOf(res).user!.id);
  goTo(res, `${HERE}?klart=sparat`);
}

async function showOrganisation(context: Context, req: Entry, res: Response, form?: Form): Promise<void> {
  const organisation = await getOrganisationById(context.db, Number(req.params.id));
  const others = (await listOrganisations(context.db)).filter(({ id }) => id !== organisation.id);
  const data = { title: organisation.name, organisation, others, values: organisation, errors: {}, ...form };
  await page(res, 'speakers/organisation', data, form ? 422 : 200);
}

async function saveOrganisation(context: Context, req: Entry, res: Response): Promise<void> {
  const { errors, values } = readPerson(req.body as Body);
  const faults = hasErrors(errors)
    ? errors
    : await actions.editOrganisation(context, Number(req.params.id), values, siteOf(res).user!.id);
  if (hasErrors(faults)) return showOrganisation(context, req, res, { values, errors: faults });
  goTo(res, `${HERE}?klart=sparat`);
}
