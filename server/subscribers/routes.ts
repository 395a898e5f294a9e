import { Router, type Response } from 'express';
import type { Context } from '../context.ts';
import { networkPrefix } from '../limits/network.ts';
import { NotFound } from '../shared/failures.ts';
import { hasErrors, rawField, type Body, type Errors } from '../shared/fields.ts';
import { goTo, page, siteOf } from '../web/page.ts';
import { tokenPage } from '../web/token-page.ts';
import * as actions from './actions.ts';
import { changeChoices } from './choice-actions.ts';
import { consentText } from './confirmation.ts';
import { choiceErrors, formErrors, readForm, type SubscriptionForm } from './form.ts';
import { exportPerson } from './personal-actions.ts';
import { LABELS, STANDARD, WISHES, WORDS } from './wishes.ts';

const DONE = new Map(
  Object.entries({
    bekraftad: 'Tack! Din prenumeration är bekräftad.',
    sparad: 'Dina val är sparade.',
  }),
);

/** For everybody. A GET never changes anything: mail scanners follow links. */
export function subscriberRoutes(context: Context): Router {
  const router = Router();
  router.get('/prenumerera', (_req, res) => showForm(res, { email: '', name: '', wishes: STANDARD }));

  router.post('/prenumerera', async (req, res) => {
    const body = req.body as Body;
    const form = readForm(body);
    const errors = formErrors(form);
    if (hasErrors(errors)) return showForm(res, form, errors, 422);
    const isRobot = rawField(body, 'webbplats') !== '';
    if (!isRobot && !(await actions.subscribe(context, form, networkPrefix(req.ip))))
      return showForm(res, form, { email: 'Det har kommit för många försök härifrån. Vänta en timme.' }, 429);
    await page(res, 'subscribers/asked', { title: 'Se efter i din inkorg' });
  });

  router.use('/prenumeration', tokenPage);
  router.get('/prenumeration/bekrafta/:token', async (req, res) => {
    if (!(await actions.isConfirmLink(context, req.params.token)))
      throw new NotFound('Länken gäller inte längre. Prenumerera igen, så får du en ny.');
    await page(res, 'subscribers/confirm', { title: 'Bekräfta din prenumeration' });
  });
  router.post('/prenumeration/bekrafta/:token', async (req, res) => {
    goTo(res, `/prenumeration/${await actions.confirm(context, req.params.token)}?klart=bekraftad`);
  });

  router.get('/prenumeration/:token', async (req, res) => {
    const { email, name, ...wishes } = await getByToken(context, req.params.token);
    siteOf(res).done = DONE.get(rawField(req.query as Body, 'klart'));
    await showManage(res, req.params.token, { email, name, wishes });
  });
  router.post('/prenumeration/:token', async (req, res) => {
    const { email } = await getByToken(context, req.params.token);
    const form = { ...readForm(req.body as Body), email };
    const errors = choiceErrors(form);
    if (hasErrors(errors)) return showManage(res, req.params.token, form, errors, 422);
    await changeChoices(context, req.params.token, form);
    goTo(res, `/prenumeration/${req.params.token}?klart=sparad`);
  });

  router.get('/prenumeration/:token/uppgifter', async (req, res) => {
    const subscriber = await getByToken(context, req.params.token);
    res.attachment('mina-uppgifter.json').send(await exportPerson(context, subscriber));
  });

  router.get('/prenumeration/:token/avsluta', (req, res) =>
    page(res, 'subscribers/end', { title: 'Avsluta prenumerationen', ended: false, token: req.params.token }),
  );
  router.post('/prenumeration/:token/avsluta', async (req, res) => {
    await actions.unsubscribe(context, req.params.token);
    await page(res, 'subscribers/end', { title: 'Prenumerationen är avslutad', ended: true, token: '' });
  });
  return router;
}

async function getByToken(context: Context, token: string) {
  const subscriber = await actions.findByToken(context, token);
  if (!subscriber)
    throw new NotFound(
      'Länken gäller inte längre. Kanske har du avslutat. Du kan prenumerera igen när du vill.',
    );
  return subscriber;
}

function showForm(res: Response, form: SubscriptionForm, errors: Errors = {}, status = 200): Promise<void> {
  const consent = consentText(siteOf(res).settings.groupName);
  const data = { title: 'Prenumerera', form, errors, consent, WISHES, WORDS, LABELS };
  return page(res, 'subscribers/subscribe', data, status);
}

function showManage(
  res: Response,
  token: string,
  form: SubscriptionForm,
  errors: Errors = {},
  status = 200,
): Promise<void> {
  const data = { title: 'Din prenumeration', token, form, errors, WISHES, WORDS, LABELS };
  return page(res, 'subscribers/manage', data, status);
}
