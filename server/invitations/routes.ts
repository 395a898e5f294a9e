import { Router, type Request, type Response } from 'express';
import { buildFeed } from '../calendar/feed.ts';
import { findCarried } from '../carry-over/queries.ts';
import { CONSENT_WORDS, readConsents, type Consents } from '../consents/consent.ts';
import { DONE } from '../consents/done.ts';
import { consentsFor } from '../consents/queries.ts';
import { saveConsents } from '../consents/withdrawing-actions.ts';
import type { Context } from '../context.ts';
import { networkPrefix } from '../limits/network.ts';
import { isUndecided, meetingTitle } from '../meetings/meeting.ts';
import { hasErrors, rawField, type Body, type Errors } from '../shared/fields.ts';
import { readLink } from '../shared/html.ts';
import { isDate } from '../shared/time.ts';
import { findOwnSection } from '../minutes/own-section-actions.ts';
import { goTo, page, siteOf } from '../web/page.ts';
import { tokenPage } from '../web/token-page.ts';
import { getInvited, listWishable, mayAnswer, saveAnswer, type AlsoSave, type Invited } from './actions.ts';
import { LABELS, WORDS, choiceOf, closedBecause } from './appearance.ts';
import { formErrors, readForm, storedForm, type AnswerForm } from './form.ts';
import { invitationToken } from './invitation-link.ts';
import { dayText } from './letter.ts';
import { ROOM_NEEDS } from './needs.ts';
import { findCarriedAppearance } from './queries.ts';

type OfToken = Request<{ token: string }>;

/** For everybody with a link. A GET never changes anything: mail scanners follow links. */
export function invitationRoutes(context: Context): Router {
  const router = Router();
  router.use('/medverkan', tokenPage);
  router.get('/medverkan/:token.ics', (req: OfToken, res) => sendEntry(context, req, res));
  router.get('/medverkan/:token', (req, res) => show(context, req, res));
  router.post('/medverkan/:token', (req, res) => answer(context, req, res));
  return router;
}

/** The same entry as in the feed and in the mails. */
async function sendEntry(context: Context, req: OfToken, res: Response): Promise<void> {
  const { meeting } = await getInvited(context, req.params.token);
  const { settings, today } = siteOf(res);
  const { text } = buildFeed([meeting], { settings, baseUrl: context.config.baseUrl, today });
  res
    .set('Content-Disposition', `attachment; filename="${encodeURIComponent(meeting.slug)}.ics"`)
    .type('text/calendar; charset=utf-8')
    .send(text);
}

async function show(context: Context, req: OfToken, res: Response): Promise<void> {
  const invited = await getInvited(context, req.params.token);
  const { appearance, meeting } = invited;
  const choice = choiceOf(appearance);
  const key = rawField(req.query as Body, 'klart');
  if (Object.hasOwn(DONE, key)) siteOf(res).done = DONE[key];
  if (key === 'sparat' && choice && appearance.answered_for === meeting.date)
    siteOf(res).done = `Tack! Vi har sparat ditt svar: ${LABELS[choice]}.`;
  await showPage(context, req, res, invited);
}

async function answer(context: Context, req: OfToken, res: Response): Promise<void> {
  const { token } = req.params;
  const invited = await getInvited(context, token);
  const { meeting, item } = invited;
  const { today } = siteOf(res);
  const form = readForm(req.body as Body);
  const { consents } = readConsents(req.body as Body);
  const refuse = (errors: Errors, status: number) =>
    showPage(context, req, res, invited, { form, errors, status, consents });
  if (closedBecause(meeting, item, today)) return refuse({}, 409);
  if (form.date !== meeting.date) return refuse({ answer: MOVED }, isDate(form.date) ? 409 : 422);
  const errors = formErrors(form, await listWishable(context.db, meeting, today));
  if (hasErrors(errors)) return refuse(errors, 422);
  if (!(await mayAnswer(context, invited, networkPrefix(req.ip)))) return refuse({ answer: OFTEN }, 429);
  const also: AlsoSave = async (trx, appearance, now) => {
    if (consents) await saveConsents(trx, appearance, consents, now);
  };
  if (await saveAnswer(context, token, form, also)) return goTo(res, `/medverkan/${token}?klart=sparat`);
  await showPage(context, req, res, await getInvited(context, token), {
    form,
    errors: { answer: MOVED },
    status: 409,
    consents,
  });
}

const MOVED = 'Mötet har ändrats sedan sidan visades. Se datumet här ovanför, och svara igen.';
const OFTEN = 'Det har kommit för många svar härifrån. Vänta en timme, och svara igen.';

const WORDING = { CONSENT_WORDS, LABELS, WORDS, ROOM_NEEDS, meetingTitle, dayText };

interface Sent {
  form: AnswerForm;
  errors: Errors;
  status: number;
  consents: Consents | undefined;
}

async function showPage(
  context: Context,
  req: OfToken,
  res: Response,
  invited: Invited,
  sent?: Sent,
): Promise<void> {
  const { appearance, item, meeting } = invited;
  const { today } = siteOf(res);
  const closed = closedBecause(meeting, item, today);
  const dates = await listWishable(context.db, meeting, today);
  const wished = dates.find(({ id }) => id === appearance.wished_meeting_id);
  const choice = choiceOf(appearance);
  const data = {
    title: closed || choice ? 'Din medverkan' : 'Vill du medverka?',
    token: req.params.token,
    form: sent?.form ?? storedForm(appearance, meeting, wished),
    typed: closed && sent ? sent.form.message : '',
    errors: (!closed && sent?.errors) || {},
    answered: choice && {
      choice,
      isOld: appearance.answered_for !== null && appearance.answered_for !== meeting.date,
    },
    heading: meetingTitle(meeting),
    consents: sent?.consents ?? (await consentsFor(context.db, appearance)),
    link: readLink(meeting.online),
    ownSection: await findOwnSection(context.db, invited, today),
    undecided: isUndecided(meeting),
    carried: await carriedOn(context, invited),
    appearance,
    item,
    meeting,
    closed,
    dates,
    wished,
    ...WORDING,
  };
  await page(res, 'invitations/show', data, sent?.status ?? 200);
}

/** Where the item was carried to, and the person's own page there. */
async function carriedOn(context: Context, { appearance, item }: Invited) {
  const to = (await findCarried(context.db, [item.id])).get(item.id)?.to;
  if (!to || item.outcome !== 'moved') return undefined;
  const there = await findCarriedAppearance(context.db, appearance);
  return { ...to, path: there && `/medverkan/${invitationToken(context, there)}` };
}
