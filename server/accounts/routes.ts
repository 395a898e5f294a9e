import { Router, type Request, type Response } from 'express';
import { addUser } from '../auth/actions.ts';
import { readCookie, sessionCookieName } from '../auth/session.ts';
import type { Context } from '../context.ts';
import { hasErrors, lineField, rawField, type Body, type Errors } from '../shared/fields.ts';
import { NotFound } from '../shared/failures.ts';
import { tokenHash } from '../shared/tokens.ts';
import { goTo, page, siteOf } from '../web/page.ts';
import { ONLY_LASTING, mayManage, periodOf, readPeriod, standingOf } from './account.ts';
import {
  assertMayManage,
  changePassword,
  changeReminders,
  disableAccount,
  enableAccount,
  endSession,
  managesAccounts,
} from './actions.ts';
import { periodRoutes } from './period-routes.ts';
import { findAccountByEmail, listAccounts, listSessions } from './queries.ts';

const DONE = new Map(
  Object.entries({
    nytt: 'Kontot är skapat. Lämna lösenordet till personen på ett säkert sätt.',
    stangt: 'Kontot är stängt. Personen är utloggad överallt.',
    oppnat: 'Kontot är öppet igen.',
    dagar: 'Dagarna är sparade.',
    'mejl-pa': 'Du får mejl om vad som ska göras.',
    'mejl-av': 'Du får inga fler mejl om vad som ska göras.',
    losenord: 'Lösenordet är bytt. Du är utloggad på alla andra ställen.',
    utloggad: 'Inloggningen är avslutad.',
  }),
);

const AGAIN = 'Skriv lösenordet igen. Fältet töms när något annat är fel.';

/** Mounted at /admin/konton. */
export function accountRoutes(context: Context): Router {
  const router = Router();
  const own = (req: Request) =>
    tokenHash(readCookie(req.headers.cookie, sessionCookieName(context.config.baseUrl)) ?? '');

  const show = async (
    req: Request,
    res: Response,
    errors: Errors = {},
    values: Record<string, string> = {},
  ) => {
    const { user, today, settings } = siteOf(res);
    const accounts = (await listAccounts(context.db)).map((account) => ({
      ...account,
      standing: standingOf(account, today, settings.zone),
    }));
    const sessions = await listSessions(context.db, user!.id);
    const mine = accounts.find(({ id }) => id === user!.id)!;
    const manages = mayManage(mine);
    const data = { title: 'Konton', accounts, sessions, mine, manages, own: own(req), errors, values };
    return page(res, 'accounts/index', data, hasErrors(errors) ? 422 : 200);
  };

  router.get('/', (req, res) => {
    siteOf(res).done = DONE.get(req.query['klart'] as string);
    return show(req, res);
  });

  router.post('/', async (req, res) => {
    const body = req.body as Body;
    const who = { email: lineField(body, 'email'), name: lineField(body, 'name').slice(0, 200) };
    const { values: days, errors } = readPeriod(body);
    const values = { ...who, ...days };
    if (days.last && days.last < siteOf(res).today)
      errors['last'] ??= 'Den dagen har redan varit. Välj en dag som kommer.';
    const known = await findAccountByEmail(context.db, who.email.toLowerCase());
    const userId = siteOf(res).user!.id;
    if (!(await managesAccounts(context.db, userId))) errors['last'] = ONLY_LASTING;
    if (known?.disabled_at) errors['email'] = 'Adressen har ett stängt konto. Öppna det i listan i stället.';
    const password = rawField(body, 'password');
    const refuse = (faults: Errors) =>
      show(req, res, { ...(password && { password: AGAIN }), ...faults }, values);
    if (hasErrors(errors)) return refuse(errors);
    const result = await addUser(context, { ...who, password, period: periodOf(days) }, (trx) =>
      assertMayManage(trx, userId),
    );
    if ('errors' in result) return refuse(result.errors);
    goTo(res, '/admin/konton?klart=nytt');
  });

  router.post('/losenord', async (req, res) => {
    const body = req.body as Body;
    const passwords = { current: rawField(body, 'current'), wanted: rawField(body, 'wanted') };
    const errors = await changePassword(context, siteOf(res).user!.id, own(req), passwords);
    if (hasErrors(errors)) return show(req, res, errors);
    goTo(res, '/admin/konton?klart=losenord');
  });

  router.post('/mejl', async (req, res) => {
    const wanted = rawField(req.body as Body, 'reminders') === 'ja';
    await changeReminders(context, siteOf(res).user!.id, wanted ? 1 : 0);
    goTo(res, `/admin/konton?klart=${wanted ? 'mejl-pa' : 'mejl-av'}`);
  });

  router.post('/inloggningar/avsluta', async (req, res) => {
    await endSession(context, siteOf(res).user!.id, rawField(req.body as Body, 'session'));
    goTo(res, '/admin/konton?klart=utloggad');
  });

  router.post('/:id/stangning', async (req, res) => {
    await disableAccount(context, siteOf(res).user!.id, idOf(req.params.id));
    goTo(res, '/admin/konton?klart=stangt');
  });

  router.post('/:id/oppning', async (req, res) => {
    await enableAccount(context, siteOf(res).user!.id, idOf(req.params.id));
    goTo(res, '/admin/konton?klart=oppnat');
  });
  router.use(periodRoutes(context));
  return router;
}

function idOf(text: string): number {
  if (!/^\d{1,12}$/.test(text)) throw new NotFound('Kontot finns inte.');
  return Number(text);
}
