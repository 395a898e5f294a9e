import { Router } from 'express';
import { simpleParser, type ParsedMail } from 'mailparser';
import type { Context } from '../context.ts';
import { Refused } from '../shared/failures.ts';
import { rawField, type Body } from '../shared/fields.ts';
import { goTo, page, siteOf } from '../web/page.ts';
import { listDrafts } from './draft-queries.ts';
import { draftRoutes } from './draft-routes.ts';
import { logCsv } from './log-csv.ts';
import { restingBecause } from './loop.ts';
import { sendFramed } from './preview-routes.ts';
import * as mailings from './mailing-queries.ts';
import * as queries from './queries.ts';
import * as waiting from './waiting-actions.ts';
import { KIND_NAMES, STATE_NAMES } from './words.ts';

const DONE = new Map(
  Object.entries({
    koad: 'Utskicket ligger i kön.',
    ingen: 'Ingen har valt att få den sortens mejl. Utskicket är sparat, men ingen får det.',
    redan: 'Alla som vill ha det här utskicket har det redan, eller får det strax.',
    nu: 'Utskicket skickas nu.',
    stoppad: 'Utskicket är stoppat. Det som redan hade skickats går inte att ta tillbaka.',
    utkast: 'Utkastet är sparat. Inget är skickat.',
    'utkast-bort': 'Utkastet är borttaget.',
    rad: 'Raden är borttagen från de öppna sidorna.',
    igen: 'Mejlet skickas en gång till.',
  }),
);

const PER_PAGE = 50;
const numberOf = (id: string | undefined): number => Number(id) || 0;

/** Mounted under /admin, after the guard. */
export function mailRoutes(context: Context): Router {
  const router = Router();
  const { db, config } = context;
  router.get('/utskick', async (req, res) => {
    siteOf(res).done = DONE.get(rawField(req.query as Body, 'klart'));
    const pages = Math.max(1, Math.ceil((await mailings.countMailings(db)) / PER_PAGE));
    const at = Math.min(pages, Math.max(1, numberOf(rawField(req.query as Body, 'sida'))));
    const all = await mailings.listMailings(db, PER_PAGE, (at - 1) * PER_PAGE);
    const [problems, singles] = [await queries.listProblems(db), await queries.listSingleMails(db)];
    const [drafts, resting] = [await listDrafts(db), await restingBecause(context)];
    const terms = await mailings.listComingTerms(db, siteOf(res).today);
    const data = {
      mailings: all,
      at,
      pages,
      problems,
      singles,
      drafts,
      terms,
      resting,
      asFiles: !config.smtpUrl,
    };
    await page(res, 'mail/list', { title: 'Utskick', now: context.now(), ...data, KIND_NAMES, STATE_NAMES });
  });

  router.use(draftRoutes(context));
  router.get('/utskick/:id.csv', async (req, res) => {
    const mailing = await mailings.getMailing(db, numberOf(req.params.id));
    res.attachment(`utskick-${mailing.id}.csv`).type('text/csv; charset=utf-8');
    res.send(logCsv(await queries.listMailsOf(db, mailing.id)));
  });
  router.get('/utskick/:id', async (req, res) => {
    siteOf(res).done = DONE.get(rawField(req.query as Body, 'klart'));
    const mailing = await mailings.getMailing(db, numberOf(req.params.id));
    const mails = await queries.listMailsOf(db, mailing.id);
    const data = { mailing, mails, now: context.now(), KIND_NAMES, STATE_NAMES };
    await page(res, 'mail/show', { title: mailing.subject, ...data });
  });
  const verb = (path: string, action: typeof waiting.hasten | typeof waiting.stopMailing, done: string) =>
    router.post(`/utskick/:id/${path}`, async (req, res) => {
      const id = numberOf(req.params['id']);
      await action(context, id, siteOf(res).user!.id);
      goTo(res, `/admin/utskick/${id}?klart=${done}`);
    });
  verb('nu', waiting.hasten, 'nu');
  verb('stopp', waiting.stopMailing, 'stoppad');
  verb('rad/borttagning', waiting.endNotice, 'rad');

  router.get('/utskick/mejl/:id.eml', async (req, res) => {
    const mail = await queries.getMail(db, numberOf(req.params.id));
    const read = await readStored(context, mail);
    if (!read) throw new Refused('Mejlets innehåll är inte kvar.');
    res.attachment(`mejl-${mail.id}.eml`).type('message/rfc822').send(read.raw);
  });
  router.get('/utskick/mejl/:id', async (req, res) => {
    const mail = await queries.getMail(db, numberOf(req.params.id));
    const read = await readStored(context, mail);
    const calendar = read && calendarOf(read.parsed);
    await page(res, 'mail/mail', { title: mail.subject, mail, read, calendar, STATE_NAMES });
  });
  router.get('/utskick/mejl/:id/html', async (req, res) => {
    const read = await readStored(context, await queries.getMail(db, numberOf(req.params.id)));
    sendFramed(res, (read && read.parsed.html) || '<p lang="sv">Innehållet är inte kvar.</p>');
  });
  router.post('/utskick/mejl/:id/igen', async (req, res) => {
    const id = numberOf(req.params.id);
    await waiting.sendAgain(context, id, siteOf(res).user!.id);
    goTo(res, '/admin/utskick?klart=igen');
  });
  return router;
}

/** The stored bytes, and what an independent reader makes of them. A link that confirms is for its owner alone. */
async function readStored(context: Context, mail: { id: number; kind: string }) {
  const isSecret = mail.kind === 'confirmation' && Boolean(context.config.smtpUrl);
  const raw = isSecret ? undefined : await queries.findRaw(context.db, mail.id);
  if (!raw) return undefined;
  const headers = raw.toString('utf8').split('\r\n\r\n', 1)[0]!;
  return { raw, headers, parsed: await simpleParser(raw) };
}

function calendarOf({ attachments }: ParsedMail): string | undefined {
  return attachments.find(({ contentType }) => contentType === 'text/calendar')?.content.toString('utf8');
}
