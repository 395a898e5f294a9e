import { Router, type Request, type Response } from 'express';
import type { Context } from '../context.ts';
import { meetingTitle } from '../meetings/meeting.ts';
import { listMeetings } from '../meetings/queries.ts';
import { NotFound } from '../shared/failures.ts';
import { hasErrors, type Body, type Errors } from '../shared/fields.ts';
import { goTo, page, siteOf } from '../web/page.ts';
import { answerProposal, hideProposal, makeTheme, showProposal } from './actions.ts';
import { readAnswer, type AnswerForm } from './form.ts';
import { STATES, STATE_NAMES, isNew, isPublic } from './proposal.ts';
import { getProposal, listProposals } from './queries.ts';

const DONE = new Map(
  Object.entries({
    visas: 'Förslaget visas nu på den öppna sidan.',
    gomt: 'Förslaget är gömt.',
    svar: 'Svaret är sparat.',
    tema: 'Förslaget är nu ett tema.',
  }),
);
const MEETINGS_TO_CHOOSE_FROM = 60;

/** The secretary's side; mounted at /admin/forslag. */
export function proposalAdminRoutes(context: Context): Router {
  const router = Router();

  router.get('/', async (_req, res) => {
    const all = await listProposals(context.db, { publicOnly: false });
    const [fresh, read] = [all.filter(isNew), all.filter((proposal) => !isNew(proposal))];
    await page(res, 'proposals/admin-index', {
      title: 'Förslag',
      fresh,
      read,
      isPublic,
      stateNames: STATE_NAMES,
    });
  });

  router.get('/:id', async (req, res) => {
    siteOf(res).done = DONE.get(req.query['klart'] as string);
    const { state, answer } = await getProposal(context.db, idOf(req));
    await show(context, req, res, { state, answer, meeting: '' }, {});
  });

  router.post('/:id/visning', async (req, res) => {
    await showProposal(context, siteOf(res).user!.id, idOf(req));
    goTo(res, `/admin/forslag/${idOf(req)}?klart=visas`);
  });

  router.post('/:id/gomning', async (req, res) => {
    await hideProposal(context, siteOf(res).user!.id, idOf(req));
    goTo(res, `/admin/forslag/${idOf(req)}?klart=gomt`);
  });

  router.post('/:id/svar', async (req, res) => {
    const { values, errors, state } = readAnswer(req.body as Body);
    if (!state || hasErrors(errors)) return show(context, req, res, values, errors);
    await answerProposal(context, siteOf(res).user!.id, idOf(req), { ...values, state });
    goTo(res, `/admin/forslag/${idOf(req)}?klart=svar`);
  });

  router.post('/:id/tema', async (req, res) => {
    await makeTheme(context, siteOf(res).user!.id, idOf(req));
    goTo(res, `/admin/forslag/${idOf(req)}?klart=tema`);
  });
  return router;
}

async function show(
  context: Context,
  req: Request<{ id: string }>,
  res: Response,
  values: AnswerForm,
  errors: Errors,
): Promise<void> {
  const proposal = await getProposal(context.db, idOf(req));
  const meetings = await listMeetings(context.db, { order: 'desc', limit: MEETINGS_TO_CHOOSE_FROM });
  const data = { title: proposal.title, proposal, meetings, values, errors, meetingTitle };
  const words = {
    states: STATES,
    stateNames: STATE_NAMES,
    shown: isPublic(proposal),
    fresh: isNew(proposal),
  };
  await page(res, 'proposals/edit', { ...data, ...words }, hasErrors(errors) ? 422 : 200);
}

function idOf(req: Request<{ id: string }>): number {
  if (!/^\d{1,12}$/.test(req.params.id)) throw new NotFound('Förslaget finns inte.');
  return Number(req.params.id);
}
