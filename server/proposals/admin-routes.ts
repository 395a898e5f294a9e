import { Router, type Request, type Response } from 'express';
import type { Context } from '../context.ts';
import { isOverdue, whoAndWhen, STATE_NAMES as ACTIVITY_STATES } from '../follow-ups/follow-up.ts';
import { projectSummary } from '../follow-ups/project.ts';
import { listFollowUps } from '../follow-ups/queries.ts';
import { isPast, meetingTitle } from '../meetings/meeting.ts';
import { findMeeting, listMeetings } from '../meetings/queries.ts';
import { NotFound } from '../shared/failures.ts';
import { emailKey } from '../shared/email-address.ts';
import { hasErrors, lineField, rawField, type Body, type Errors } from '../shared/fields.ts';
import { goTo, page, siteOf } from '../web/page.ts';
import * as actions from './actions.ts';
import { readAnswer, type AnswerForm } from './form.ts';
import { forgetOffer, registerVolunteer } from './offer-actions.ts';
import { countOffers, listOffers, listSpeakersByAddress } from './offer-queries.ts';
import * as words from './proposal.ts';
import { getProposal, listProposals } from './queries.ts';
import { similarTo } from './similar.ts';
import { trailSteps } from './trail.ts';

const DONE = new Map<unknown, string>(
  Object.entries({
    visas: 'Förslaget visas nu på den öppna sidan.',
    gomt: 'Förslaget är gömt.',
    svar: 'Svaret är sparat.',
    angrat: 'Det senaste steget är borta.',
    tema: 'Förslaget har nu ett tema med en egen sida. Det står inte i Temabanken.',
    temabanken: 'Förslaget väntar i Temabanken. Därifrån väljer du det till ett möte.',
    dagordning: 'Förslaget står nu på mötets dagordning, och alla ser till vilket möte det är planerat.',
    ihop: 'Förslagen hör nu ihop.',
    borttaget: 'Erbjudandet är borttaget.',
    isar: 'Förslaget står för sig självt igen.',
  }),
);
const MEETINGS_TO_CHOOSE_FROM = 60;
type OfProposal = Request<{ id: string }>;

/** The secretary's side; mounted at /admin/forslag. */
export function proposalAdminRoutes(context: Context): Router {
  const router = Router();
  router.get('/', (req, res) => showList(context, req, res));
  router.get('/:id', async (req: OfProposal, res: Response) => {
    siteOf(res).done = DONE.get(req.query['klart']);
    const { state, answer, trail } = await getProposal(context.db, idOf(req));
    const meeting = (state === 'planned' && trail.at(-1)?.meeting_slug) || '';
    await show(context, req, res, { state, answer, meeting }, {});
  });
  router.post('/:id/svar', (req: OfProposal, res) => answer(context, req, res));

  const plain = (
    path: string,
    done: string,
    action: (userId: number, id: number, body: Body) => Promise<void>,
  ) =>
    router.post(`/:id/${path}`, async (req: OfProposal, res: Response) => {
      await action(siteOf(res).user!.id, idOf(req), req.body as Body);
      goTo(res, `/admin/forslag/${idOf(req)}?klart=${done}`);
    });
  plain('visning', 'visas', (userId, id) => actions.showProposal(context, userId, id));
  plain('gomning', 'gomt', (userId, id) => actions.hideProposal(context, userId, id));
  plain('tema', 'tema', (userId, id) => actions.makeTheme(context, userId, id));
  plain('temabanken', 'temabanken', (userId, id) => actions.keepForLater(context, userId, id));
  plain('angrat', 'angrat', (userId, id, body) =>
    actions.undoAnswer(context, userId, id, Number(rawField(body, 'steg'))),
  );
  plain('dagordning', 'dagordning', (userId, id, body) =>
    actions.bringUp(context, userId, id, lineField(body, 'meeting')),
  );
  plain('grupp', 'ihop', (userId, id, body) =>
    actions.groupProposals(context, userId, id, Number(rawField(body, 'till'))),
  );
  plain('erbjudande/borttagning', 'borttaget', (userId, id, body) =>
    forgetOffer(context, userId, id, offerOf(body)),
  );
  router.post('/:id/medverkande', async (req: OfProposal, res: Response) => {
    const offerId = offerOf(req.body as Body);
    const { id, namesake } = await registerVolunteer(context, siteOf(res).user!.id, idOf(req), offerId);
    goTo(res, `/admin/medverkande/personer/${id}${namesake ? '?klart=samma-namn' : ''}`);
  });
  plain('grupp/borttagning', 'isar', (userId, id) => actions.ungroupProposal(context, userId, id));
  return router;
}

async function showList(context: Context, req: Request, res: Response): Promise<void> {
  const { today, settings } = siteOf(res);
  siteOf(res).done = DONE.get(req.query['klart']);
  const all = await listProposals(context.db, { publicOnly: false });
  const [fresh, read] = [all.filter(words.isNew), all.filter((proposal) => !words.isNew(proposal))];
  const data = {
    title: 'Förslag',
    fresh,
    asked: read.filter((proposal) => hasBeenHeld(proposal, today)),
    waiting: read
      .filter((one) => words.isPublic(one) && words.isWaiting(one) && !one.same_as_id)
      .toReversed(),
    read,
    offers: await countOffers(context.db),
    isPublic: words.isPublic,
    stateNames: words.STATE_NAMES,
    waitedText: (one: words.Proposal) => words.daysText(words.daysWaited(one, settings.zone, today)),
  };
  await page(res, 'proposals/admin-index', data);
}

/** Planned to a meeting that has been: the secretary says what came of it. */
function hasBeenHeld({ state, trail, same_as_id }: words.Proposal, today: string): boolean {
  const date = trail.findLast((event) => event.state === 'planned')?.meeting_date;
  return state === 'planned' && !same_as_id && Boolean(date) && date! < today;
}

async function answer(context: Context, req: OfProposal, res: Response): Promise<void> {
  const { values, errors, state } = readAnswer(req.body as Body);
  const meeting = values.meeting ? await findMeeting(context.db, values.meeting) : undefined;
  if (values.meeting && !meeting) errors['meeting'] = 'Mötet finns inte längre. Välj ett annat i listan.';
  if (state === 'planned' && !meeting)
    errors['meeting'] ??= 'Välj mötet som det är planerat till. Utan ett möte kan läget inte vara Planerat.';
  if (!state || hasErrors(errors)) return show(context, req, res, values, errors);
  const given = { state, answer: values.answer, meetingId: meeting?.id ?? null };
  await actions.answerProposal(context, siteOf(res).user!.id, idOf(req), given);
  goTo(res, `/admin/forslag/${idOf(req)}?klart=svar`);
}

async function show(
  context: Context,
  req: OfProposal,
  res: Response,
  values: AnswerForm,
  errors: Errors,
): Promise<void> {
  const { db } = context;
  const { today, settings } = siteOf(res);
  const proposal = await getProposal(db, idOf(req));
  const all = await listProposals(db, { publicOnly: false });
  const others = all.filter(({ id, same_as_id }) => id !== proposal.id && same_as_id === null);
  const meetings = await listMeetings(db, { order: 'desc', limit: MEETINGS_TO_CHOOSE_FROM });
  const activities = await listFollowUps(db, { proposalId: proposal.id });
  const data = {
    title: proposal.title,
    proposal,
    main: all.find(({ id }) => id === proposal.same_as_id),
    doubles: all.filter(({ same_as_id }) => same_as_id === proposal.id),
    similar: similarTo(proposal, others).slice(0, 5),
    others,
    offers: await listOffers(db, proposal.id),
    registered: await listSpeakersByAddress(db),
    emailKey,
    project: {
      activities,
      summary: projectSummary(activities),
      stateNames: ACTIVITY_STATES,
      isOverdue,
      whoAndWhen,
    },
    meetings,
    coming: meetings.filter(
      (one) => !isPast(one, today) && one.state !== 'cancelled' && one.state !== 'held',
    ),
    latest: meetings.find((one) => one.date <= today && one.state !== 'cancelled'),
    asked: hasBeenHeld(proposal, today),
    undo: actions.undoable(proposal),
    steps: trailSteps(proposal.trail, settings.zone),
    waited: words.daysText(words.daysWaited(proposal, settings.zone, today)),
    values,
    errors,
    meetingTitle,
    states: words.STATES,
    stateNames: words.STATE_NAMES,
    shown: words.isPublic(proposal),
    fresh: words.isNew(proposal),
    waits: words.isWaiting(proposal),
  };
  await page(res, 'proposals/edit', data, hasErrors(errors) ? 422 : 200);
}

/** 0 is the one who proposed it. */
const offerOf = (body: Body): number => Number(/^\d{1,12}$/.exec(rawField(body, 'erbjudande'))?.[0] ?? -1);

function idOf(req: OfProposal): number {
  if (!/^\d{1,12}$/.test(req.params.id)) throw new NotFound('Förslaget finns inte.');
  return Number(req.params.id);
}
