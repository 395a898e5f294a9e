import { Router, type Request, type Response } from 'express';
import type { Context } from '../context.ts';
import { listCards } from '../invitations/card-actions.ts';
import { endEntriesOf, endEntry } from '../invitations/entry-actions.ts';
import { isOpen } from '../invitations/invite.ts';
import { confirmation } from '../meetings/confirmations.ts';
import { getMeeting } from '../meetings/queries.ts';
import { showMeeting } from '../meetings/routes.ts';
import { speakerText } from '../meetings/meeting.ts';
import { Refused } from '../shared/failures.ts';
import { hasErrors, rawField, type Body } from '../shared/fields.ts';
import { listOrganisations, listSpeakers } from '../speakers/queries.ts';
import { goTo, page, siteOf } from '../web/page.ts';
import * as actions from './actions.ts';
import { ANSWER_NAMES, KIND_NAMES } from './agenda.ts';
import { readItem, readNewItems, readSpeaker } from './form.ts';

type OfMeeting = Request<{ slug: string }>;
type OfItem = Request<{ slug: string; id: string }>;
type OfSpeaker = Request<{ slug: string; id: string; person: string }>;

/** Below /admin/moten/ADDRESS/dagordning. */
export function agendaRoutes(context: Context): Router {
  const router = Router({ mergeParams: true });
  router.post('/', (req: OfMeeting, res) => add(context, req, res));
  router.get('/:id', (req: OfItem, res) => showItem(context, req, res));
  router.post('/:id', (req: OfItem, res) => edit(context, req, res));
  router.post('/:id/plats', async (req: OfItem, res) => {
    const step = rawField(req.body as Body, 'riktning') === 'upp' ? -1 : 1;
    await actions.moveItem(context, agendaOf(req, res), Number(req.params.id), step);
    goTo(res, `/admin/moten/${req.params.slug}#dagordning`);
  });
  router.post('/:id/borttagning', async (req: OfItem, res) => {
    if (await isHere(context, req)) await endEntriesOf(context, Number(req.params.id));
    const { parked } = await actions.removeItem(context, agendaOf(req, res), Number(req.params.id));
    goTo(res, `/admin/moten/${req.params.slug}?klart=${parked ? 'vantar' : 'borttagen'}#dagordning`);
  });
  router.post('/:id/medverkande', (req: OfItem, res) => addSpeaker(context, req, res));
  router.post('/:id/medverkande/:person/svar', (req: OfSpeaker, res) => answer(context, req, res));
  router.post('/:id/medverkande/:person/borttagning', async (req: OfSpeaker, res) => {
    if (await isHere(context, req)) await endEntry(context, whichOf(req));
    await actions.removeSpeaker(context, agendaOf(req, res), whichOf(req));
    goTo(res, `${itemPath(req)}?klart=medverkande`);
  });
  return router;
}

/** Another tab may have moved the item to another meeting. */
async function isHere(context: Context, { params }: { params: { slug: string; id: string } }) {
  const meeting = await getMeeting(context.db, params.slug);
  return actions.findItem(meeting, Number(params.id)) !== undefined;
}

function agendaOf(req: { params: { slug: string } }, res: Response): actions.Agenda {
  return { slug: req.params.slug, userId: siteOf(res).user!.id };
}

function whichOf({ params }: OfSpeaker) {
  return { itemId: Number(params.id), id: Number(params.person) };
}

function itemPath({ params }: { params: { slug: string; id: string } }): string {
  return `/admin/moten/${params.slug}/dagordning/${Number(params.id)}`;
}

async function add(context: Context, req: OfMeeting, res: Response): Promise<void> {
  const { errors, values, items } = readNewItems(req.body as Body);
  if (hasErrors(errors)) return showMeeting(context, req, res, { errors, values });
  await actions.addItems(context, agendaOf(req, res), items);
  goTo(res, `/admin/moten/${req.params.slug}?klart=dagordning#dagordning`);
}

async function showItem(
  context: Context,
  req: OfItem,
  res: Response,
  form: object = {},
  status = 200,
): Promise<void> {
  const meeting = await getMeeting(context.db, req.params.slug);
  const item = actions.itemOf(meeting, Number(req.params.id));
  siteOf(res).done = confirmation(req.query['klart']);
  await page(
    res,
    'agenda/item',
    {
      title: `Punkten ${item.title}`,
      scripts: ['copy.js'],
      meeting,
      item,
      cards: (await listCards(context, meeting)).filter((card) => card.item.id === item.id),
      open: isOpen(meeting, siteOf(res).today),
      values: { title: item.title, kind: item.kind, minutes: item.planned_minutes ?? '' },
      speaker: {},
      errors: {},
      organisations: await listOrganisations(context.db),
      people: await listSpeakers(context.db),
      KIND_NAMES,
      ANSWER_NAMES,
      speakerText,
      ...form,
    },
    status,
  );
}

async function edit(context: Context, req: OfItem, res: Response): Promise<void> {
  const { errors, values, item } = readItem(req.body as Body);
  if (hasErrors(errors)) return showItem(context, req, res, { errors, values }, 422);
  await actions.editItem(context, agendaOf(req, res), Number(req.params.id), item);
  goTo(res, `/admin/moten/${req.params.slug}?klart=dagordning#dagordning`);
}

async function addSpeaker(context: Context, req: OfItem, res: Response): Promise<void> {
  const { errors, values, speaker, email } = readSpeaker(req.body as Body);
  if (hasErrors(errors)) return showItem(context, req, res, { errors, speaker: values }, 422);
  await actions.addSpeaker(context, agendaOf(req, res), Number(req.params.id), { speaker, email });
  goTo(res, `${itemPath(req)}?klart=medverkande`);
}

async function answer(context: Context, req: OfSpeaker, res: Response): Promise<void> {
  const said = rawField(req.body as Body, 'answer');
  if (said !== 'yes' && said !== 'no' && said !== 'waiting')
    throw new Refused('Välj om personen har tackat ja, tackat nej eller inte svarat.');
  if (said !== 'yes' && (await isHere(context, req))) await endEntry(context, whichOf(req));
  await actions.answerFor(context, agendaOf(req, res), whichOf(req), said);
  const back = rawField(req.body as Body, 'back') === 'meeting';
  goTo(res, back ? `/admin/moten/${req.params.slug}#dagordning` : `${itemPath(req)}?klart=medverkande`);
}
