import { Router, type Response } from 'express';
import type { Context } from '../context.ts';
import { NotFound } from '../shared/failures.ts';
import { hasErrors, type Body, type Errors } from '../shared/fields.ts';
import { goTo, page, siteOf } from '../web/page.ts';
import { periodOf, readPeriod } from './account.ts';
import { changePeriod } from './actions.ts';
import { findAccount } from './queries.ts';

/** The first and the last day of an account. */
export function periodRoutes(context: Context): Router {
  const router = Router();

  const getAccount = async (text: string) => {
    const account = /^\d{1,12}$/.test(text) && (await findAccount(context.db, Number(text)));
    if (!account) throw new NotFound('Kontot finns inte.');
    return account;
  };
  const show = (
    res: Response,
    { id, name }: { id: number; name: string },
    values: Record<'first' | 'last', string>,
    errors: Errors = {},
  ) => {
    const data = { title: `Dagar för ${name}`, account: { id, name }, values, errors };
    return page(res, 'accounts/period', data, hasErrors(errors) ? 422 : 200);
  };

  router.get('/:id/dagar', async (req, res) => {
    const account = await getAccount(req.params.id);
    await show(res, account, { first: account.first_day ?? '', last: account.last_day ?? '' });
  });

  router.post('/:id/dagar', async (req, res) => {
    const account = await getAccount(req.params.id);
    const { values, errors } = readPeriod(req.body as Body);
    if (hasErrors(errors)) return show(res, account, values, errors);
    const change = { id: account.id, period: periodOf(values) };
    const faults = await changePeriod(context, siteOf(res).user!.id, change);
    if (hasErrors(faults)) return show(res, account, values, faults);
    goTo(res, '/admin/konton?klart=dagar');
  });
  return router;
}
