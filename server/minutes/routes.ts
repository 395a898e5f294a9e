import { Router, type Request, type Response } from 'express';
import type { Context } from '../context.ts';
import { linesOfMeeting } from '../follow-ups/minutes-lines.ts';
import { hasErrors, rawField, type Body, type Errors } from '../shared/fields.ts';
import { goTo, page, siteOf } from '../web/page.ts';
import { doneSentence } from './done.ts';
import { getDraft, saveMinutes, type Draft } from './actions.ts';
import { SECTION_KINDS, minutesFaults, readMinutesForm, speakersText, type MinutesForm } from './form.ts';
import type { Merged } from './merge.ts';
import { readersOf } from './own-section-actions.ts';
import { presentMinutes } from './presented.ts';
import { spellOutSections } from './quick-marks.ts';
import { listUpcoming } from './publishing-actions.ts';
import { movePlaced, unplacedParts } from './placing.ts';
import { findMinutes } from './queries.ts';
import { readStep } from './sections.ts';

/** Only a page that shows what is stored may keep by itself. */
const KEEPING = ['keep-words.js', 'keep.js'];
const WRITING = ['editor.js', 'paste.js', 'preview.js'];

type SlugRequest = Request<{ slug: string }>;

/** Behind the guard. */
export function minutesRoutes(context: Context): Router {
  const router = Router();
  const path = '/moten/:slug';

  router.get(`${path}/anteckningar`, async (req: SlugRequest, res: Response) => {
    siteOf(res).done = doneSentence(req.query['klart']);
    await showForm(context, res, await getDraft(context, req.params.slug));
  });

  router.post(`${path}/anteckningar`, (req: SlugRequest, res: Response) => save(context, req, res));

  router.post(`${path}/anteckningar/forhandsvisning`, async (req: SlugRequest, res: Response) => {
    const draft = await getDraft(context, req.params.slug);
    const form = readMinutesForm(req.body as Body);
    const errors = minutesFaults(form);
    if (hasErrors(errors)) return showForm(context, res, draft, { form, errors }, 422);
    const content = { ...draft.content, ...spellOutSections(form.typed) };
    const upcoming = content.upcoming ?? (await listUpcoming(context.db, draft.meeting));
    const minutes = presentMinutes({ ...content, upcoming });
    const lines = linesOfMeeting(content, draft.meeting);
    const title = 'Förhandsvisning';
    await page(res, 'minutes/preview', { title, ...draft, form, minutes, lines, speakersText });
  });

  return router;
}

async function save(context: Context, req: SlugRequest, res: Response): Promise<void> {
  const body = req.body as Body;
  const button = rawField(body, 'do');
  const form = readMinutesForm(body);
  if (button === 'place') form.typed = movePlaced(form.typed, (key) => rawField(body, `move-${key}`));
  const errors = minutesFaults(form);
  if (hasErrors(errors) || button === 'continue')
    return showForm(
      context,
      res,
      await getDraft(context, req.params.slug),
      { form, errors },
      hasErrors(errors) ? 422 : 200,
    );
  const step = readStep(button);
  const sent = button === 'review' ? { ...form, typed: spellOutSections(form.typed) } : form;
  const result = await saveMinutes(context, req.params.slug, sent, step, userOf(res));
  if (!result.saved) {
    const draft = await getDraft(context, req.params.slug);
    const merged = { ...form, base: result.theirs, typed: result.merged.typed };
    return showForm(
      context,
      res,
      draft,
      { form: merged, errors: {}, merged: result.merged, who: result.who },
      409,
    );
  }
  if (button === 'review') return goTo(res, `/admin/moten/${req.params.slug}/publicering`);
  const shift = step.verb === 'move-up' ? -1 : step.verb === 'move-down' ? 1 : 0;
  const near = result.sections[Math.min(Math.max(step.index + shift, 0), result.sections.length - 1)];
  goTo(
    res,
    `/admin/moten/${req.params.slug}/anteckningar?klart=sparat${step.verb === 'save' || !near ? '' : `#${near}`}`,
  );
}

interface Shown {
  form: MinutesForm;
  errors: Errors;
  merged?: Merged;
  who?: string;
}

async function showForm(
  context: Context,
  res: Response,
  draft: Draft,
  shown?: Shown,
  status = 200,
): Promise<void> {
  const form = shown?.form.whole ? shown.form : { base: draft.number, note: '', typed: draft.content };
  const minutes = await findMinutes(context.db, draft.meeting.id);
  const lines = linesOfMeeting(form.typed, draft.meeting);
  const readers = await readersOf(context.db, draft.meeting.id, siteOf(res).today);
  const parts = unplacedParts(form.typed.unplaced);
  const data = {
    ...draft,
    parts,
    errors: {},
    merged: null,
    who: '',
    ...shown,
    form,
    minutes,
    lines,
    readers,
  };
  const title = 'Skriv minnesanteckningar';
  await page(
    res,
    'minutes/edit',
    { title, ...data, kinds: SECTION_KINDS, speakersText, scripts: [...WRITING, ...(shown ? [] : KEEPING)] },
    status,
  );
}

function userOf(res: Response): number {
  return siteOf(res).user!.id;
}
