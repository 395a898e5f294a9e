import { Router, type Request, type Response } from 'express';
import type { Context } from '../context.ts';
import { isOverdue, whoAndWhen, STATE_NAMES as ACTIVITY_STATES } from '../follow-ups/follow-up.ts';
import { projectSummary } from '../follow-ups/project.ts';
import { listActivities } from '../follow-ups/queries.ts';
import { networkPrefix } from '../limits/network.ts';
import { NotFound } from '../shared/failures.ts';
import { hasErrors, rawField, type Body, type Errors } from '../shared/fields.ts';
import { goTo, page, siteOf } from '../web/page.ts';
import {
  isFromMachine,
  readOffer,
  readProposal,
  readStamp,
  type OfferForm,
  type ProposalForm,
} from './form.ts';
import {
  STATE_NAMES,
  daysText,
  daysWaited,
  groupByState,
  isPublic,
  isWaiting,
  waitingSummary,
} from './proposal.ts';
import { offerToSpeak, receiveProposal, supportProposal } from './public-actions.ts';
import { getProposal, listProposals, listSummaries } from './queries.ts';
import { isTimely, keptStamp } from './stamp.ts';
import { trailSteps } from './trail.ts';

const THANKS = new Map<unknown, string>([
  ['tack', 'Tack! Ditt förslag syns här när sekreteraren har läst det.'],
  [
    'mejl',
    'Tack! Ditt förslag syns här när sekreteraren har läst det. Titta i din inkorg om du vill veta vad som händer med det.',
  ],
  ['stod', 'Tack! Det är noterat att fler vill det här.'],
  ['erbjudande', 'Tack! Sekreteraren hör av sig till dig.'],
]);
const AGAIN =
  'Det gick väldigt fort. Tryck en gång till, så vet vi att du inte är en robot. Allt du skrev finns kvar.';
const EMPTY: ProposalForm = { title: '', text: '', email: '', speaks: 0, speaker: '' };
const NO_OFFER: OfferForm = { name: '', email: '', text: '' };
type OfProposal = Request<{ id: string }>;

/** The public side; mounted at /forslag. */
export function proposalRoutes(context: Context): Router {
  const router = Router();
  router.get('/', (req, res) => showAll(context, req, res, EMPTY, {}));
  router.post('/', (req, res) => receive(context, req, res));
  router.get('/:id', (req: OfProposal, res) => showOne(context, req, res, NO_OFFER, {}));
  router.post('/:id/stod', async (req: OfProposal, res: Response) => {
    if (!isFromMachine(req.body as Body))
      await supportProposal(context, proposalId(req), networkPrefix(req.ip));
    goTo(res, `/forslag/${proposalId(req)}?klart=stod`);
  });
  router.post('/:id/erbjudande', (req: OfProposal, res) => offer(context, req, res));
  return router;
}

export function proposalId(req: OfProposal): number {
  if (!/^\d{1,12}$/.test(req.params.id)) throw new NotFound('Förslaget finns inte.');
  return Number(req.params.id);
}

async function receive(context: Context, req: Request, res: Response): Promise<void> {
  const body = req.body as Body;
  const { values, errors } = readProposal(body);
  if (hasErrors(errors)) return showAll(context, req, res, values, errors);
  if (isFromMachine(body)) return goTo(res, '/forslag?klart=tack');
  if (!isTimely(context.key, readStamp(body), context.now()))
    return showAll(context, req, res, values, { form: AGAIN });
  const refused = await receiveProposal(context, values, networkPrefix(req.ip));
  if (hasErrors(refused)) return showAll(context, req, res, values, refused);
  goTo(res, `/forslag?klart=${values.email ? 'mejl' : 'tack'}`);
}

async function showAll(
  context: Context,
  req: Request,
  res: Response,
  values: ProposalForm,
  errors: Errors,
): Promise<void> {
  const site = siteOf(res);
  const { zone } = site.settings;
  site.done = THANKS.get(rawField(req.query as Body, 'klart'));
  const all = await listProposals(context.db, { publicOnly: true });
  const data = {
    title: 'Förslag',
    description: 'Föreslå ett tema eller en förbättring, och se vad det blev av andras förslag.',
    groups: groupByState(all),
    summary: waitingSummary(all, zone, site.today),
    projects: await listSummaries(context.db),
    stamp: keptStamp(context.key, readStamp(req.body as Body), context.now()),
    values,
    errors,
    ...wordsFor(zone, site.today),
  };
  await page(res, 'proposals/index', data, hasErrors(errors) ? 422 : 200);
}

function wordsFor(zone: string, today: string) {
  const waitedText = (proposal: { received_at: string }) => daysText(daysWaited(proposal, zone, today));
  return { stateNames: STATE_NAMES, stepsOf: trailSteps, isWaiting, waitedText, daysText };
}

async function showOne(
  context: Context,
  req: OfProposal,
  res: Response,
  values: OfferForm,
  errors: Errors,
): Promise<void> {
  const {
    email: _email,
    email_confirmed_at: _at,
    ...proposal
  } = await getProposal(context.db, proposalId(req));
  const main = proposal.same_as_id === null ? undefined : await getProposal(context.db, proposal.same_as_id);
  if (main && isPublic(main)) return res.redirect(302, `/forslag/${main.id}`);
  if (!isPublic(proposal)) throw new NotFound('Förslaget finns inte, eller visas inte än.');
  const site = siteOf(res);
  site.done = THANKS.get(rawField(req.query as Body, 'klart'));
  const activities = await listActivities(context.db, proposal.id);
  const project = { activities, summary: projectSummary(activities), stateNames: ACTIVITY_STATES };
  const data = {
    title: proposal.title,
    proposal,
    project: { ...project, isOverdue, whoAndWhen },
    stamp: keptStamp(context.key, readStamp(req.body as Body), context.now()),
    values,
    errors,
    ...wordsFor(site.settings.zone, site.today),
  };
  await page(res, 'proposals/show', data, hasErrors(errors) ? 422 : 200);
}

async function offer(context: Context, req: OfProposal, res: Response): Promise<void> {
  const body = req.body as Body;
  const { values, errors } = readOffer(body);
  if (hasErrors(errors)) return showOne(context, req, res, values, errors);
  const done = `/forslag/${proposalId(req)}?klart=erbjudande`;
  if (isFromMachine(body)) return goTo(res, done);
  if (!isTimely(context.key, readStamp(body), context.now()))
    return showOne(context, req, res, values, { form: AGAIN });
  const refused = await offerToSpeak(context, proposalId(req), values, networkPrefix(req.ip));
  if (hasErrors(refused)) return showOne(context, req, res, values, refused);
  goTo(res, done);
}
