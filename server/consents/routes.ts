import { Router, type Request, type Response } from 'express';
import type { Context } from '../context.ts';
import { getInvited } from '../invitations/actions.ts';
import { networkPrefix } from '../limits/network.ts';
import type { Body, Errors } from '../shared/fields.ts';
import { goTo, page } from '../web/page.ts';
import { tokenPage } from '../web/token-page.ts';
import { answerConsents, mayAnswerConsents } from './actions.ts';
import { CONSENT_WORDS, readConsents } from './consent.ts';
import { consentsFor } from './queries.ts';

type OfToken = Request<{ token: string }>;

/** A page of its own for what the group may show, which stays open after the meeting. */
export function consentRoutes(context: Context): Router {
  const router = Router();
  router.use('/medverkan', tokenPage);
  router.get('/medverkan/:token/samtycke', (req: OfToken, res) => showConsents(context, req, res));
  router.post('/medverkan/:token/samtycke', (req: OfToken, res) => answer(context, req, res));
  return router;
}

const OFTEN = 'Det har kommit för många svar härifrån. Vänta en timme, och försök igen.';
const EMPTY = 'Vi förstod inte svaret. Kryssa för det som vi får visa, och spara igen.';

async function answer(context: Context, req: OfToken, res: Response): Promise<void> {
  const { token } = req.params;
  await getInvited(context, token);
  const { consents } = readConsents(req.body as Body);
  if (!consents) return showConsents(context, req, res, { samtycke: EMPTY }, 422);
  if (!(await mayAnswerConsents(context, token, networkPrefix(req.ip))))
    return showConsents(context, req, res, { samtycke: OFTEN }, 429);
  await answerConsents(context, token, consents);
  goTo(res, `/medverkan/${token}?klart=samtycke`);
}

async function showConsents(
  context: Context,
  req: OfToken,
  res: Response,
  errors: Errors = {},
  status = 200,
): Promise<void> {
  const { appearance, item, meeting } = await getInvited(context, req.params.token);
  const consents = await consentsFor(context.db, appearance);
  const { token } = req.params;
  const data = { title: 'Det här får vi visa', token, appearance, item, meeting, consents, errors };
  await page(res, 'consents/show', { ...data, CONSENT_WORDS }, status);
}
