import { Router, type Request, type Response } from 'express';
import { openItems } from '../carry-over/open-items.ts';
import type { Context } from '../context.ts';
import { listUnreached } from '../follow-ups/meeting-queries.ts';
import { linesOfMeeting } from '../follow-ups/minutes-lines.ts';
import type { Meeting } from '../meetings/meeting.ts';
import { Refused } from '../shared/failures.ts';
import { hasErrors, textField, type Body, type Errors } from '../shared/fields.ts';
import { goTo, page, siteOf } from '../web/page.ts';
import { getDraft } from './actions.ts';
import { doneSentence } from './done.ts';
import { leftToSettle } from './gate.ts';
import { gateFor, settle } from './gate-actions.ts';
import { gateFault, readGateForm, type Choice } from './gate-form.ts';
import { findLastCheck } from './gate-queries.ts';
import { MOST_SHOWN, RULE_NAMES, numberedAdvice, placesOf, shortened, titleOf } from './gate-view.ts';
import { publishingFault } from './minutes.ts';
import { readersOf } from './own-section-actions.ts';
import { presentMinutes } from './presented.ts';
import { listUpcoming } from './publishing-actions.ts';
import { findMinutes, listRevisions } from './queries.ts';
import { spellOutSections } from './quick-marks.ts';
import { listAskable } from './reading-actions.ts';

export type SlugRequest = Request<{ slug: string }>;

const DONE: Record<Choice['kind'], string> = {
  summary: 'sammanfattat',
  remedy: 'andrat',
  own: 'andrat',
  stand: 'kvar',
  back: 'ater',
  place: 'placerat',
  drop: 'kastat',
};

/** Behind the guard: what the check finds, and what the secretary does about it. */
export function reviewRoutes(context: Context): Router {
  const router = Router();
  router.get('/moten/:slug/publicering', (req: SlugRequest, res: Response) => {
    siteOf(res).done = doneSentence(req.query['klart']);
    return showReview(context, req, res);
  });
  router.post('/moten/:slug/granskning', (req: SlugRequest, res: Response) => answer(context, req, res));
  return router;
}

async function answer(context: Context, req: SlugRequest, res: Response): Promise<void> {
  const form = readGateForm(req.body as Body);
  const errors = gateFault(form);
  if (hasErrors(errors)) return showReview(context, req, res, { errors, status: 422 });
  const { choice } = form;
  try {
    const left = await settle(context, req.params.slug, form, siteOf(res).user!.id);
    const place = left && 'at' in choice ? `f-sak-${Math.min(choice.at, left - 1) + 1}` : 'f-granskning';
    goTo(res, `/admin/moten/${req.params.slug}/publicering?klart=${DONE[choice.kind]}#${place}`);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    await showReview(context, req, res, { errors: { granskning: error.message }, status: 409 });
  }
}

export interface Sent {
  errors: Errors;
  status: number;
}

/** What is left to do before, and what can be done after publication; with what was sent when it could not be done. */
export async function showReview(
  context: Context,
  req: SlugRequest,
  res: Response,
  sent?: Sent,
): Promise<void> {
  const draft = await getDraft(context, req.params.slug);
  if (!draft.number) return goTo(res, `/admin/moten/${req.params.slug}/anteckningar`);
  const { meeting, content } = draft;
  const row = await findMinutes(context.db, meeting.id);
  const [latest] = await listRevisions(context.db, meeting.id);
  const upcoming = content.upcoming ?? (await listUpcoming(context.db, meeting));
  const data = {
    title: 'Granska och publicera',
    ...draft,
    published: Boolean(row?.public_revision_id),
    changed: latest?.id !== row?.public_revision_id,
    row,
    fault: publishingFault(meeting, content, siteOf(res).today),
    open: openCount(meeting, res),
    minutes: presentMinutes({ ...spellOutSections(content), upcoming }),
    readers: await readersOf(context.db, meeting.id, siteOf(res).today),
    askable: (await listAskable(context, meeting)).length,
    lines: linesOfMeeting(content, meeting),
    unreached: await listUnreached(context.db, meeting.id),
    errors: sent?.errors ?? {},
    typed: (name: string) => textField(sent && (req.body as Body), name),
    hasTyped: (name: string) => Boolean(sent && req.body && Object.hasOwn(req.body as object, name)),
    ...(await gateData(context, draft)),
  };
  await page(res, 'minutes/review', data, sent?.status ?? 200);
}

async function gateData(context: Context, { meeting, content }: Awaited<ReturnType<typeof getDraft>>) {
  const gate = await gateFor(context, meeting, content);
  return {
    gate,
    left: leftToSettle(gate),
    places: placesOf(content, gate.open),
    hidden: Math.max(0, gate.open.length - MOST_SHOWN),
    advice: numberedAdvice(gate),
    check: await findLastCheck(context.db, meeting.id),
    ruleNames: RULE_NAMES,
    shortened,
    titleOf: (field: string) => titleOf(content, field),
  };
}

/** An imported meeting is not asked about. */
function openCount({ items, imported_at, date }: Meeting, res: Response): number {
  const { settings, today } = siteOf(res);
  return imported_at || date > today ? 0 : openItems(items, settings.agendaSkeleton).length;
}
