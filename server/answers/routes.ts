import { Router, type Request, type Response } from 'express';
import type { Context } from '../context.ts';
import { networkPrefix } from '../limits/network.ts';
import { meetingTitle } from '../meetings/meeting.ts';
import { hasErrors, lineField, rawField, type Body, type Errors } from '../shared/fields.ts';
import { readLink } from '../shared/html.ts';
import { isDate } from '../shared/time.ts';
import { goTo, page, siteOf } from '../web/page.ts';
import { tokenPage } from '../web/token-page.ts';
import { getInvited, mayAnswer, saveAnswer, takeBackAnswer, type Invited } from './actions.ts';
import {
  LABELS,
  WORDS,
  choicesFor,
  closedBecause,
  formErrors,
  readAnswer,
  readForm,
  type AnswerForm,
} from './answer.ts';

type OfToken = Request<{ token: string }>;

/** For everybody with a link. A GET never changes anything: mail scanners follow links. */
export function answerRoutes(context: Context): Router {
  const router = Router();
  router.use('/svar', tokenPage);
  router.get('/svar/:token', (req, res) => show(context, req, res));
  router.post('/svar/:token', (req, res) => answer(context, req, res));
  router.post('/svar/:token/borttagning', async (req, res) => {
    await takeBackAnswer(context, req.params.token);
    goTo(res, `/svar/${req.params.token}?klart=borttaget`);
  });
  return router;
}

async function show(context: Context, req: OfToken, res: Response): Promise<void> {
  const invited = await getInvited(context, req.params.token);
  const { meeting, stored } = invited;
  const query = req.query as Body;
  const done = rawField(query, 'klart');
  const current = stored?.date === meeting.date ? stored.answer : undefined;
  if (done === 'sparat' && current) siteOf(res).done = `Tack! Vi har sparat ditt svar: ${LABELS[current]}.`;
  if (done === 'borttaget' && !stored) siteOf(res).done = 'Ditt svar är borttaget.';
  const wished = readAnswer(lineField(query, 'svar')) ?? current;
  const form = { answer: wished, needs: stored?.needs ?? '', date: meeting.date };
  await showPage(req, res, invited, form);
}

async function answer(context: Context, req: OfToken, res: Response): Promise<void> {
  const invited = await getInvited(context, req.params.token);
  const { meeting, stored } = invited;
  const form = readForm(req.body as Body);
  if (closedBecause(meeting, siteOf(res).today)) return showPage(req, res, invited, form, {}, 409);
  if (form.date !== meeting.date) return showMoved(req, res, invited, form);
  const errors = formErrors(form, choicesFor(meeting, stored));
  if (hasErrors(errors)) return showPage(req, res, invited, form, errors, 422);
  if (!(await mayAnswer(context, invited, networkPrefix(req.ip)))) {
    const often = { answer: 'Det har kommit för många svar härifrån. Vänta en timme, och svara igen.' };
    return showPage(req, res, invited, form, often, 429);
  }
  if (await saveAnswer(context, req.params.token, form)) goTo(res, `/svar/${req.params.token}?klart=sparat`);
  else await showMoved(req, res, await getInvited(context, req.params.token), form);
}

/** The meeting changed between the form and its sending; what was typed is kept. */
function showMoved(req: OfToken, res: Response, invited: Invited, form: AnswerForm): Promise<void> {
  const errors = { answer: 'Mötet har ändrats sedan sidan visades. Se datumet här ovanför, och svara igen.' };
  return showPage(req, res, invited, { ...form, answer: undefined }, errors, isDate(form.date) ? 409 : 422);
}

function showPage(
  req: OfToken,
  res: Response,
  { meeting, stored }: Invited,
  form: AnswerForm,
  errors: Errors = {},
  status = 200,
): Promise<void> {
  const closed = closedBecause(meeting, siteOf(res).today);
  const data = {
    title: closed ? 'Svar om mötet' : 'Kommer du till mötet?',
    token: req.params.token,
    typed: req.method === 'POST' ? form.needs : '',
    heading: meetingTitle(meeting),
    link: readLink(meeting.online),
    choices: choicesFor(meeting, stored),
    earlierDate: stored && stored.date !== meeting.date ? stored.date : undefined,
    meeting,
    stored,
    closed,
    form,
    errors,
    LABELS,
    WORDS,
  };
  return page(res, 'answers/answer', data, status);
}
