import { Router, type Request, type Response } from 'express';
import type { Context } from '../context.ts';
import { TEMPLATE_KINDS, type TemplateKind } from '../settings/mail-templates.ts';
import { NotFound } from '../shared/failures.ts';
import { lineField, rawField, textField, tooLong, type Body, type Errors } from '../shared/fields.ts';
import { escapeHtml } from '../shared/html.ts';
import { goTo, page, siteOf } from '../web/page.ts';
import { hasten, queueMailing, stopMailing } from './actions.ts';
import { draftMailing } from './draft-actions.ts';
import { letterFor, type Draft } from './letter.ts';
import { restingBecause } from './loop.ts';
import * as queries from './queries.ts';
import { readParts } from './raw-parts.ts';
import { fillTemplate } from './template.ts';
import { KIND_NAMES, STATE_NAMES } from './words.ts';

const DONE = new Map(
  Object.entries({
    koad: 'Utskicket ligger i kön.',
    redan: 'Alla som vill ha det här utskicket har det redan, eller får det strax.',
    nu: 'Utskicket skickas nu.',
    stoppad: 'Utskicket är stoppat. Det som redan hade skickats går inte att ta tillbaka.',
  }),
);

/** Mounted under /admin, after the guard. */
export function mailRoutes(context: Context): Router {
  const router = Router();
  const path = '/moten/:slug/utskick';
  router.get(`${path}/ny`, async (req: Request<{ slug: string }>, res) => {
    await showDraft(res, await draftMailing(context, readKind(req.query['slag']), req.params.slug));
  });

  router.post(path, async (req: Request<{ slug: string }>, res: Response) => {
    const { draft, errors } = await readDraft(context, req);
    if (Object.keys(errors).length) return showDraft(res, draft, errors, 422);
    const { kind, subject, text } = draft;
    const userId = siteOf(res).user!.id;
    const { slug } = req.params;
    const { mailingId, added } = await queueMailing(context, { kind, slug, subject, text, userId });
    goTo(res, `/admin/utskick/${mailingId}?klart=${added ? 'koad' : 'redan'}`);
  });

  /** The letter as somebody would get it; nothing is stored. */
  router.post(`${path}/forhandsvisning`, async (req: Request<{ slug: string }>, res) => {
    const { draft } = await readDraft(context, req);
    showPreview(res, draft, rawField(req.body as Body, 'som'));
  });
  router.get(`${path}/forhandsvisning`, async (req: Request<{ slug: string }>, res) => {
    const draft = await draftMailing(context, readKind(req.query['slag']), req.params.slug);
    showPreview(res, draft, '');
  });

  router.get('/utskick', async (req, res) => {
    siteOf(res).done = DONE.get(rawField(req.query as Body, 'klart'));
    const { db, config } = context;
    const mailings = await queries.listMailings(db);
    const [problems, singles] = [await queries.listProblems(db), await queries.listSingleMails(db)];
    const resting = await restingBecause(context);
    const data = { mailings, problems, singles, resting, asFiles: !config.smtpUrl, now: context.now() };
    await page(res, 'mail/list', { title: 'Utskick', ...data, KIND_NAMES, STATE_NAMES });
  });

  router.get('/utskick/:id', async (req, res) => {
    siteOf(res).done = DONE.get(rawField(req.query as Body, 'klart'));
    const mailing = await queries.getMailing(context.db, Number(req.params.id) || 0);
    const mails = await queries.listMailsOf(context.db, mailing.id);
    const data = { mailing, mails, now: context.now(), KIND_NAMES, STATE_NAMES };
    await page(res, 'mail/show', { title: mailing.subject, ...data });
  });
  router.post('/utskick/:id/nu', async (req, res) => {
    await hasten(context, Number(req.params.id) || 0, siteOf(res).user!.id);
    goTo(res, `/admin/utskick/${Number(req.params.id)}?klart=nu`);
  });
  router.post('/utskick/:id/stopp', async (req, res) => {
    await stopMailing(context, Number(req.params.id) || 0, siteOf(res).user!.id);
    goTo(res, `/admin/utskick/${Number(req.params.id)}?klart=stoppad`);
  });

  router.get('/utskick/mejl/:id', async (req, res) => {
    const mail = await queries.getMail(context.db, Number(req.params.id) || 0);
    const isSecret = mail.kind === 'confirmation' && Boolean(context.config.smtpUrl);
    const raw = isSecret ? undefined : await queries.findRaw(context.db, mail.id);
    const parts = raw && readParts(raw);
    await page(res, 'mail/mail', { title: mail.subject, mail, parts, STATE_NAMES });
  });
  return router;
}

function readKind(value: unknown): TemplateKind {
  const kind = TEMPLATE_KINDS.find((known) => known === value);
  if (!kind) throw new NotFound('Det finns inget sådant utskick.');
  return kind;
}

async function readDraft(context: Context, req: Request<{ slug: string }>) {
  const body = req.body as Body;
  const draft = await draftMailing(context, readKind(rawField(body, 'slag')), req.params.slug);
  const subject = lineField(body, 'subject');
  const text = fillTemplate(textField(body, 'text'), { ändring: textField(body, 'change') });
  const errors: Errors = {};
  const longSubject = tooLong(subject, 200);
  const longText = tooLong(text, 50_000);
  if (!subject || longSubject) errors['subject'] = longSubject ?? 'Skriv en ämnesrad.';
  if (!text || longText) errors['text'] = longText ?? 'Skriv en text.';
  return { draft: { ...draft, subject, text }, errors };
}

function showDraft(
  res: Response,
  draft: Draft & { recipients: number },
  errors: Errors = {},
  status = 200,
): Promise<void> {
  const data = { title: `Nytt utskick: ${KIND_NAMES[draft.kind]}`, draft, errors, KIND_NAMES };
  return page(res, 'mail/new', data, status);
}

/** Mail needs styles of its own; sandboxed, it can do nothing with ours. */
function showPreview(res: Response, draft: Draft, as: string): void {
  const method = draft.kind === 'cancellation' ? 'CANCEL' : 'REQUEST';
  const manageUrl = `${draft.baseUrl}/prenumeration/EXEMPEL`;
  const to = { name: 'Kim Exempel', email: 'kim@example.org', manageUrl };
  const hasCalendar = draft.kind !== 'minutes' && draft.kind !== 'reminder';
  const { letter, calendar } = letterFor(draft, { ...to, method: hasCalendar ? method : undefined });
  res.removeHeader('Origin-Agent-Cluster');
  const plain =
    as === 'text' ? letter.text : as === 'kalender' ? (calendar?.content ?? 'Ingen kallelse.') : '';
  res.set({
    'Content-Security-Policy':
      "sandbox; default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'",
    'X-Frame-Options': 'SAMEORIGIN',
  });
  res
    .type('html')
    .send(
      plain
        ? `<!doctype html><html lang="sv"><title>Förhandsvisning</title><pre>${escapeHtml(plain)}</pre></html>`
        : letter.html,
    );
}
