import { Router, type Request, type Response } from 'express';
import type { Context } from '../context.ts';
import { NotFound } from '../shared/failures.ts';
import { lineField, rawField, type Body } from '../shared/fields.ts';
import { goTo, page, siteOf } from '../web/page.ts';
import { erase } from './actions.ts';
import { writeList } from './csv.ts';
import { subscriberImportRoutes } from './import-routes.ts';
import { exportPerson } from './personal-actions.ts';
import { originName } from './personal-data.ts';
import { countPending, findSubscriber, listConfirmed } from './queries.ts';
import { tryAddressAgain } from './refusal-actions.ts';
import { countWishes, rollOf } from './roll.ts';
import { LABELS, WISHES, WORDS } from './wishes.ts';

const DONE = new Map(
  Object.entries({
    borttagen: 'Prenumeranten är borttagen.',
    igen: 'Nästa utskick går till adressen igen.',
    inlast: 'Listan är inläst. Ingen har fått mejl om det.',
  }),
);
type ById = Request<{ id: string }>;

/** Mounted under /admin, after the guard. */
export function subscriberAdminRoutes(context: Context): Router {
  const router = Router();
  router.use('/prenumeranter/import', subscriberImportRoutes(context));
  router.get('/prenumeranter', (req, res) => showList(context, req, res));
  router.get('/prenumeranter.csv', async (_req, res) => {
    res.attachment('prenumeranter.csv').type('text/csv; charset=utf-8');
    res.send(`${writeList(await listConfirmed(context.db))}\r\n`);
  });
  router.get('/prenumeranter/:id/uppgifter', async (req: ById, res) => {
    const subscriber = await getSubscriber(context, req);
    res.attachment('uppgifter.json').send(await exportPerson(context, subscriber));
  });
  router.post('/prenumeranter/:id/avvisning/borttagning', async (req: ById, res) => {
    await tryAddressAgain(context, idOf(req), siteOf(res).user!.id);
    goTo(res, '/admin/prenumeranter?klart=igen');
  });
  router.get('/prenumeranter/:id/borttagning', async (req: ById, res) => {
    const subscriber = await getSubscriber(context, req);
    await page(res, 'subscribers/erase', { title: 'Ta bort prenumeranten', subscriber });
  });
  router.post('/prenumeranter/:id/borttagning', async (req: ById, res) => {
    await erase(context, idOf(req), siteOf(res).user!.id);
    goTo(res, '/admin/prenumeranter?klart=borttagen');
  });
  return router;
}

async function showList(context: Context, req: Request, res: Response): Promise<void> {
  const query = req.query as Body;
  siteOf(res).done = DONE.get(rawField(query, 'klart'));
  const search = lineField(query, 'q').slice(0, 200);
  const all = await listConfirmed(context.db);
  await page(res, 'subscribers/list', {
    title: 'Prenumeranter',
    search,
    total: all.length,
    pending: await countPending(context.db),
    refused: all.filter(({ refused_at }) => refused_at !== null).length,
    counts: countWishes(all),
    ...rollOf(all, search, Number(rawField(query, 'sida'))),
    originName,
    WISHES,
    WORDS,
    LABELS,
  });
}

const idOf = (req: ById): number => Number(req.params.id) || 0;

async function getSubscriber(context: Context, req: ById) {
  const subscriber = await findSubscriber(context.db, idOf(req));
  if (!subscriber) throw new NotFound('Prenumeranten finns inte.');
  return subscriber;
}
