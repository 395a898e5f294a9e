import { Router, type Request, type Response } from 'express';
import { openItems } from '../carry-over/open-items.ts';
import type { Context } from '../context.ts';
import { listUnreached } from '../follow-ups/meeting-queries.ts';
import { linesOfMeeting } from '../follow-ups/minutes-lines.ts';
import type { Meeting } from '../meetings/meeting.ts';
import { rawField, textField, tooLong, type Body } from '../shared/fields.ts';
import { goTo, page, siteOf } from '../web/page.ts';
import { getDraft } from './actions.ts';
import { doneSentence } from './done.ts';
import { publishingFault } from './minutes.ts';
import { readersOf } from './own-section-actions.ts';
import { presentMinutes } from './presented.ts';
import { listUpcoming, mendMinutes, publishMinutes, withdrawMinutes } from './publishing-actions.ts';
import { findMinutes, listRevisions } from './queries.ts';
import { listAskable } from './reading-actions.ts';

type SlugRequest = Request<{ slug: string }>;

/** Behind the guard. */
export function publishingRoutes(context: Context): Router {
  const router = Router();
  const path = '/moten/:slug';

  router.get(`${path}/publicering`, (req: SlugRequest, res: Response) => {
    siteOf(res).done = doneSentence(req.query['klart']);
    return showReview(context, req, res);
  });

  router.post(`${path}/publicering`, async (req: SlugRequest, res: Response) => {
    await publishMinutes(context, req.params.slug, revisionField(req), userOf(res));
    goTo(res, `/admin/moten/${req.params.slug}/publicering?klart=publicerat`);
  });

  router.post(`${path}/rattning`, async (req: SlugRequest, res: Response) => {
    const kind = rawField(req.body as Body, 'kind');
    const text = textField(req.body as Body, 'correction');
    const fault =
      kind === 'fact' && (text ? tooLong(text, 2000) : 'Skriv vad som var fel och vad som gäller.');
    if (fault) return showReview(context, req, res, { errors: { correction: fault }, correction: text });
    await mendMinutes(context, req.params.slug, revisionField(req), kind === 'fact' ? text : '', userOf(res));
    goTo(res, `/admin/moten/${req.params.slug}/publicering?klart=${kind === 'fact' ? 'not' : 'rattat'}`);
  });

  router.post(`${path}/avpublicering`, async (req: SlugRequest, res: Response) => {
    const reason = textField(req.body as Body, 'reason');
    const fault = reason ? tooLong(reason, 1000) : 'Skriv varför texten tas bort. Det kan stå kort.';
    if (fault) return showReview(context, req, res, { errors: { reason: fault }, reason });
    await withdrawMinutes(context, req.params.slug, reason, userOf(res));
    goTo(res, `/admin/moten/${req.params.slug}/publicering?klart=avpublicerat`);
  });
  return router;
}

/** What is left to do before, and what can be done after publication. */
async function showReview(
  context: Context,
  req: SlugRequest,
  res: Response,
  shown: Record<string, unknown> = {},
): Promise<void> {
  const draft = await getDraft(context, req.params.slug);
  if (!draft.number) return goTo(res, `/admin/moten/${req.params.slug}/anteckningar`);
  const row = await findMinutes(context.db, draft.meeting.id);
  const [latest] = await listRevisions(context.db, draft.meeting.id);
  const upcoming = draft.content.upcoming ?? (await listUpcoming(context.db, draft.meeting));
  const fault = publishingFault(draft.meeting, draft.content, siteOf(res).today);
  const state = {
    published: Boolean(row?.public_revision_id),
    changed: latest?.id !== row?.public_revision_id,
    row,
    fault,
    open: openCount(draft.meeting, res),
  };
  const minutes = presentMinutes({ ...draft.content, upcoming });
  const data = {
    title: 'Granska och publicera',
    errors: {},
    correction: '',
    reason: '',
    ...draft,
    ...state,
    minutes,
    readers: await readersOf(context.db, draft.meeting.id, siteOf(res).today),
    askable: (await listAskable(context, draft.meeting)).length,
    lines: linesOfMeeting(draft.content, draft.meeting),
    unreached: await listUnreached(context.db, draft.meeting.id),
    ...shown,
  };
  await page(res, 'minutes/review', data, shown['errors'] ? 422 : 200);
}

/** An imported meeting is not asked about. */
function openCount({ items, imported_at, date }: Meeting, res: Response): number {
  const { settings, today } = siteOf(res);
  return imported_at || date > today ? 0 : openItems(items, settings.agendaSkeleton).length;
}

function userOf(res: Response): number {
  return siteOf(res).user!.id;
}

function revisionField(req: SlugRequest): number {
  return Number(/^\d{1,6}$/.exec(rawField(req.body as Body, 'revision'))?.[0] ?? -1);
}
