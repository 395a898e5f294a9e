import { Router, type Request, type Response } from 'express';
import type { Context } from '../context.ts';
import { getInvited } from '../invitations/actions.ts';
import { networkPrefix } from '../limits/network.ts';
import { rawField, textField, tooLong, type Body } from '../shared/fields.ts';
import { goTo, page, siteOf } from '../web/page.ts';
import { tokenPage } from '../web/token-page.ts';
import { findOwnSection, mayCorrect, noteOwnSection } from './own-section-actions.ts';

type OfToken = Request<{ token: string }>;

const LONGEST = 5000;
const OFTEN = 'Det har kommit för många svar härifrån. Vänta en timme, och försök igen.';
const LATE = 'Utkastet går inte längre att ändra härifrån. Skriv till gruppens kontaktperson i stället.';

/** The speaker reads the draft of the own section before everybody does. */
export function ownSectionRoutes(context: Context): Router {
  const router = Router();
  router.use('/medverkan', tokenPage);
  router.get('/medverkan/:token/utkast', (req: OfToken, res) => show(context, req, res));
  router.post('/medverkan/:token/utkast', (req: OfToken, res) => answer(context, req, res));
  return router;
}

async function answer(context: Context, req: OfToken, res: Response): Promise<void> {
  const { token } = req.params;
  const invited = await getInvited(context, token);
  const isRight = rawField(req.body as Body, 'do') === 'ratt';
  const correction = textField(req.body as Body, 'correction');
  const fault = isRight
    ? undefined
    : correction
      ? tooLong(correction, LONGEST)
      : 'Skriv vad som ska ändras. Är allt rätt, så tryck på ”Det ser bra ut”.';
  if (fault) return show(context, req, res, { correction, fault, status: 422 });
  if (!(await mayCorrect(context, invited, networkPrefix(req.ip))))
    return show(context, req, res, { correction, fault: OFTEN, status: 429 });
  if (!(await noteOwnSection(context, token, isRight ? undefined : correction)))
    return show(context, req, res, { correction, fault: LATE, status: 409 });
  goTo(res, `/medverkan/${token}?klart=${isRight ? 'sett' : 'andring'}`);
}

async function show(
  context: Context,
  req: OfToken,
  res: Response,
  sent?: { correction: string; fault: string; status: number },
): Promise<void> {
  const invited = await getInvited(context, req.params.token);
  const { appearance, item, meeting } = invited;
  const ownSection = await findOwnSection(context.db, invited, siteOf(res).today);
  const data = {
    title: 'Din del av minnesanteckningarna',
    token: req.params.token,
    appearance,
    item,
    meeting,
    ownSection,
    unsent: sent?.correction,
    errors: sent ? { correction: sent.fault } : {},
  };
  await page(res, 'minutes/own', data, sent?.status ?? 200);
}
