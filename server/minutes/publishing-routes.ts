import { Router, type Response } from 'express';
import type { Context } from '../context.ts';
import { Refused } from '../shared/failures.ts';
import { rawField, textField, tooLong, type Body, type Errors } from '../shared/fields.ts';
import { goTo, siteOf } from '../web/page.ts';
import type { Gate } from './gate.ts';
import { gateFault, readGateForm } from './gate-form.ts';
import { tellOpen } from './gate-view.ts';
import { mendMinutes, publishMinutes, withdrawMinutes } from './publishing-actions.ts';
import { showReview, type SlugRequest } from './review-routes.ts';

const MOST_TOLD = 20;

/** Behind the guard. */
export function publishingRoutes(context: Context): Router {
  const router = Router();
  const path = '/moten/:slug';
  router.post(`${path}/publicering`, (req: SlugRequest, res: Response) => publish(context, req, res));
  router.post(`${path}/rattning`, (req: SlugRequest, res: Response) => mend(context, req, res));
  router.post(`${path}/avpublicering`, async (req: SlugRequest, res: Response) => {
    const reason = textField(req.body as Body, 'reason');
    const fault = reason ? tooLong(reason, 1000) : 'Skriv varför texten tas bort. Det kan stå kort.';
    if (fault) return showReview(context, req, res, { errors: { reason: fault }, status: 422 });
    await withdrawMinutes(context, req.params.slug, reason, userOf(res));
    goTo(res, `/admin/moten/${req.params.slug}/publicering?klart=avpublicerat`);
  });
  return router;
}

async function publish(context: Context, req: SlugRequest, res: Response): Promise<void> {
  const { revision, summary, choice } = readGateForm(req.body as Body);
  const fault = gateFault({ revision, summary, choice })['summary'];
  if (fault) return showReview(context, req, res, { errors: { summary: fault }, status: 422 });
  await unlessClosed(context, req, res, {
    act: () => publishMinutes(context, req.params.slug, revision, userOf(res), summary),
    done: 'publicerat',
  });
}

async function mend(context: Context, req: SlugRequest, res: Response): Promise<void> {
  const body = req.body as Body;
  const isFact = rawField(body, 'kind') === 'fact';
  const text = isFact ? textField(body, 'correction') : '';
  const fault = isFact && (text ? tooLong(text, 2000) : 'Skriv vad som var fel och vad som gäller.');
  if (fault) return showReview(context, req, res, { errors: { correction: fault }, status: 422 });
  const { revision: number, summary } = readGateForm(body);
  await unlessClosed(context, req, res, {
    act: () => mendMinutes(context, req.params.slug, { number, correction: text, summary }, userOf(res)),
    done: isFact ? 'not' : 'rattat',
  });
}

/** What a closed gate, or somebody else's save, stops is shown with what was typed. */
async function unlessClosed(
  context: Context,
  req: SlugRequest,
  res: Response,
  { act, done }: { act: () => Promise<Gate | undefined>; done: string },
): Promise<void> {
  try {
    const gate = await act();
    if (gate) return await showReview(context, req, res, { errors: gateErrors(gate, req), status: 422 });
    goTo(res, `/admin/moten/${req.params.slug}/publicering?klart=${done}`);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    await showReview(context, req, res, { errors: { granskning: error.message }, status: 409 });
  }
}

/** The note is not stored, so what stands in it is told at its field. */
function gateErrors(gate: Gate, req: SlugRequest): Errors {
  const note = textField(req.body as Body, 'correction');
  const own = gate.open.find(({ field, words }) => field.startsWith('rattelse-') && note.includes(words));
  if (own) return { correction: `”${own.words}” kan inte stå i rättelsen. ${own.why}` };
  return Object.fromEntries(
    tellOpen(gate)
      .slice(0, MOST_TOLD)
      .map((told, index) => [`sak-${index + 1}`, told]),
  );
}

function userOf(res: Response): number {
  return siteOf(res).user!.id;
}
