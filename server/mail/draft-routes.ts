import { Router, type Request, type Response } from 'express';
import { transaction, type Context } from '../context.ts';
import { NotFound, Refused } from '../shared/failures.ts';
import { hasErrors, rawField, type Body, type Errors } from '../shared/fields.ts';
import { goTo, page, siteOf } from '../web/page.ts';
import { queueMailing } from './actions.ts';
import { draftFor, type DraftWithAudience } from './draft-actions.ts';
import { draftErrors, emptyChange, readDraftForm, sendAt, type DraftForm } from './draft-form.ts';
import { deleteDraft, findDraft, saveDraft } from './draft-queries.ts';
import { formOfWaiting, startingForm } from './draft-start.ts';
import { showPreview } from './preview-routes.ts';
import { getMailing } from './mailing-queries.ts';
import { readTarget, type Target } from './target.ts';
import { fillTemplate } from './template.ts';
import { sendTest } from './test-actions.ts';
import { KIND_NAMES } from './words.ts';

type Asked = Request<{ slug?: string; id?: string }>;

/** Writing a mailing, and looking at it, before it is queued. Mounted under /admin, after the guard. */
export function draftRoutes(context: Context): Router {
  const router = Router();
  for (const base of ['/moten/:slug/utskick', '/utskick']) {
    router.get(`${base}/ny`, (req: Asked, res) => showNew(context, req, res));
    router.post(base, (req: Asked, res) => queue(context, req, res));
    router.post(`${base}/utkast`, (req: Asked, res) => keep(context, req, res));
    router.post(`${base}/utkast/borttagning`, (req: Asked, res) => forget(context, req, res));
    router.post(`${base}/prov`, (req: Asked, res) => test(context, req, res));
    router.get(`${base}/forhandsvisning`, (req: Asked, res) => preview(context, req, res, req.query as Body));
    router.post(`${base}/forhandsvisning`, (req: Asked, res) => preview(context, req, res, req.body as Body));
  }
  router.get('/utskick/:id/redigera', (req: Asked, res) => showEdit(context, req, res));
  return router;
}

function targetOf(req: Asked, words: Body): Target {
  const target = readTarget({
    kind: rawField(words, 'slag'),
    slug: req.params.slug,
    term: rawField(words, 'termin'),
    wish: rawField(words, 'till'),
  });
  if (!target) throw new NotFound('Det finns inget sådant utskick.');
  return target;
}

/** Begins with what was saved, or with the template. */
async function showNew(context: Context, req: Asked, res: Response): Promise<void> {
  const target = targetOf(req, req.query as Body);
  const draft = await draftFor(context, target);
  const saved = await findDraft(context.db, draft);
  const wished = saved?.wish && target.kind === 'message' && { kind: target.kind, wish: saved.wish };
  const shown = wished ? await draftFor(context, wished) : draft;
  await showForm(res, shown, startingForm(shown, saved, context.now()), { saved: saved?.changed_at });
}

/** A waiting mailing again, with the meeting's new facts in place of the old ones. */
async function showEdit(context: Context, req: Asked, res: Response): Promise<void> {
  const mailing = await getMailing(context.db, Number(req.params.id) || 0);
  if (mailing.state === 'stopped' || !mailing.queued)
    throw new Refused('Utskicket väntar inte längre. Skriv ett nytt i stället.');
  const target = readTarget({
    kind: mailing.kind,
    slug: mailing.slug ?? undefined,
    term: mailing.term ?? '',
    wish: mailing.wish ?? '',
  });
  const draft = await draftFor(context, target!);
  const { form, changes } = formOfWaiting(draft, mailing, context.now());
  await showForm(res, draft, form, { replaces: mailing.id, changes });
}

interface Shown {
  errors?: Errors;
  saved?: string | undefined;
  replaces?: number | undefined;
  /** What has changed since the mailing that is edited was written. */
  changes?: string[];
}

async function showForm(
  res: Response,
  draft: DraftWithAudience,
  form: DraftForm,
  { errors = {}, saved, replaces, changes = [] }: Shown,
): Promise<void> {
  const base = draft.meeting ? `/admin/moten/${draft.meeting.slug}/utskick` : '/admin/utskick';
  const verb = replaces ? 'Ändra utskicket' : 'Nytt utskick';
  const data = { draft, form, errors, saved, replaces, changes, base, KIND_NAMES };
  const title = `${verb}: ${KIND_NAMES[draft.kind]}`;
  await page(res, 'mail/new', { title, ...data }, hasErrors(errors) ? 422 : 200);
}

interface Posted {
  target: Target;
  draft: DraftWithAudience;
  form: DraftForm;
  errors: Errors;
  replaces: number | undefined;
}

/** Undefined when no such mailing makes sense any more; what was typed is then shown, to be copied. */
async function readPosted(context: Context, req: Asked, res: Response): Promise<Posted | undefined> {
  const body = req.body as Body;
  const target = targetOf(req, body);
  const form = readDraftForm(body);
  try {
    const draft = await draftFor(context, target);
    const errors = {
      ...draftErrors(form, Object.keys(draft.values), draft.settings.zone, context.now()),
      ...(draft.kind === 'change' && emptyChange(form)),
    };
    return { target, draft, form, errors, replaces: Number(rawField(body, 'replaces')) || undefined };
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    await page(res, 'mail/refused', { title: error.message, why: error.message, form }, 409);
    return undefined;
  }
}

async function queue(context: Context, req: Asked, res: Response): Promise<void> {
  const posted = await readPosted(context, req, res);
  if (!posted) return;
  const { target, draft, form, errors, replaces } = posted;
  if (hasErrors(errors)) return showForm(res, draft, form, { errors, replaces });
  const { subject, text, change, urgent, when } = form;
  const at = sendAt(form, draft.settings.zone);
  const userId = siteOf(res).user!.id;
  const request = { ...target, subject, text, change, now: when === 'now', at, urgent, replaces, userId };
  try {
    const { mailingId, added } = await queueMailing(context, request);
    const done = added ? (when === 'now' || urgent ? 'nu' : 'koad') : draft.recipients ? 'redan' : 'ingen';
    goTo(res, `/admin/utskick/${mailingId}?klart=${done}`);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    const field = at ? 'date' : 'text';
    await showForm(res, draft, form, { errors: { [field]: error.message }, replaces });
  }
}

async function keep(context: Context, req: Asked, res: Response): Promise<void> {
  const posted = await readPosted(context, req, res);
  if (!posted) return;
  const { draft, form, errors, replaces } = posted;
  const { subject, text, change } = form;
  if (errors['text'] || errors['subject']) return showForm(res, draft, form, { errors, replaces });
  const row = {
    kind: draft.kind,
    meeting_id: draft.meeting?.id ?? null,
    term: draft.term,
    wish: draft.wish,
    subject,
    text,
    change,
    user_id: siteOf(res).user!.id,
    changed_at: context.now(),
  };
  await transaction(context, (trx) => saveDraft(trx, draft, row));
  goTo(res, '/admin/utskick?klart=utkast');
}

async function forget(context: Context, req: Asked, res: Response): Promise<void> {
  const draft = await draftFor(context, targetOf(req, req.body as Body));
  await transaction(context, (trx) => deleteDraft(trx, draft));
  goTo(res, '/admin/utskick?klart=utkast-bort');
}

async function test(context: Context, req: Asked, res: Response): Promise<void> {
  const posted = await readPosted(context, req, res);
  if (!posted) return;
  const { draft, form, errors, replaces } = posted;
  if (errors['text'] || errors['subject']) return showForm(res, draft, form, { errors, replaces });
  const user = siteOf(res).user!;
  await sendTest(context, { ...draft, ...worded(form) }, { name: user.name, address: user.email });
  siteOf(res).done = `Provet är på väg till ${user.email}. Det lägger inget i någons kalender.`;
  await showForm(res, draft, form, { replaces });
}

/** The letter as one of those who would get it, down to the bytes; nothing is stored. */
async function preview(context: Context, req: Asked, res: Response, words: Body): Promise<void> {
  const draft = await draftFor(context, targetOf(req, words));
  const form = readDraftForm(words);
  const wording = req.method === 'POST' ? worded(form) : {};
  await showPreview(res, context, { ...draft, ...wording }, words);
}

function worded({ subject, text, change }: DraftForm) {
  return { subject, text: fillTemplate(text, { ändring: change }) };
}
