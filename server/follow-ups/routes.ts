import { Router, type Request, type Response } from 'express';
import type { Context } from '../context.ts';
import { networkPrefix } from '../limits/network.ts';
import { hasErrors, rawField, type Body, type Errors } from '../shared/fields.ts';
import { goTo, page, siteOf } from '../web/page.ts';
import { tokenPage } from '../web/token-page.ts';
import { answerFollowUp, getAsked, mayAnswer, type Asked } from './answer-actions.ts';
import { ANSWERS, LABELS, WORDS, formErrors, readForm, type AnswerForm } from './answer.ts';
import { STATE_NAMES, inOrder, isActivity, isOpen, isOverdue, whoAndWhen } from './follow-up.ts';
import { projectSummary } from './project.ts';
import { listFollowUps } from './queries.ts';

type OfToken = Request<{ token: string }>;

/** For everybody. A GET never changes anything: mail scanners follow links. */
export function followUpRoutes(context: Context): Router {
  const router = Router();
  router.get('/uppfoljningar', (_req, res) => showAll(context, res));
  router.use('/uppfoljning', tokenPage);
  router.get('/uppfoljning/:token', (req, res) => show(context, req, res));
  router.post('/uppfoljning/:token', (req, res) => answer(context, req, res));
  return router;
}

async function showAll(context: Context, res: Response): Promise<void> {
  const all = inOrder(await listFollowUps(context.db, { shown: true }));
  const single = all.filter((one) => !isActivity(one));
  const activities = all.filter((one) => isActivity(one) && one.proposal_shown);
  const projects = [...Map.groupBy(activities, ({ proposal_id }) => proposal_id!)].map(([id, ofOne]) => ({
    id,
    title: ofOne[0]!.proposal_title,
    activities: ofOne,
    summary: projectSummary(ofOne),
  }));
  const data = {
    title: 'Uppföljning',
    description: 'Vad vi kom överens om på mötena, vem som gör det och hur det gick.',
    open: single.filter(isOpen),
    settled: single.filter((one) => !isOpen(one)),
    projects,
  };
  await page(res, 'follow-ups/all', { ...data, stateNames: STATE_NAMES, isOverdue, whoAndWhen });
}

async function show(context: Context, req: OfToken, res: Response): Promise<void> {
  const asked = await getAsked(context, req.params.token);
  const { state, answer: sentence, trail } = asked.followUp;
  if (rawField(req.query as Body, 'klart') === 'sparat' && trail.at(-1)?.by_link)
    siteOf(res).done = `Tack! Vi har sparat ditt svar: ${STATE_NAMES[state].toLowerCase()}.`;
  const said = ANSWERS.find((one) => one === state);
  await showPage(res, req.params.token, asked, { state: said, sentence: said ? sentence : '' });
}

async function answer(context: Context, req: OfToken, res: Response): Promise<void> {
  const { token } = req.params;
  const asked = await getAsked(context, token);
  const form = readForm(req.body as Body);
  if (asked.closed) return showPage(res, token, asked, form, {}, 409);
  const errors = formErrors(form);
  if (hasErrors(errors)) return showPage(res, token, asked, form, errors, 422);
  if (!(await mayAnswer(context, asked.followUp.id, networkPrefix(req.ip)))) {
    const often = { state: 'Det har kommit för många svar härifrån. Vänta en timme, och svara igen.' };
    return showPage(res, token, asked, form, often, 429);
  }
  if (await answerFollowUp(context, token, form)) return goTo(res, `/uppfoljning/${token}?klart=sparat`);
  await showPage(res, token, await getAsked(context, token), form, {}, 409);
}

function showPage(
  res: Response,
  token: string,
  { followUp, closed, next }: Asked,
  form: AnswerForm,
  errors: Errors = {},
  status = 200,
): Promise<void> {
  const data = {
    title: closed ? 'Svar om en uppföljning' : 'Hur har det gått?',
    typed: status === 409 ? form.sentence : '',
    token,
    followUp,
    closed,
    next,
    form,
    errors,
    choices: ANSWERS,
    stateNames: STATE_NAMES,
    whoAndWhen,
    LABELS,
    WORDS,
  };
  return page(res, 'follow-ups/answer', data, status);
}
