import { Router } from 'express';
import type { Context } from '../context.ts';
import { page } from '../web/page.ts';
import { tokenPage } from '../web/token-page.ts';
import { endProposerMails, getAsked, getProposer } from './address-actions.ts';
import { confirmProposer } from './telling-actions.ts';

/** What a proposer's mails link to; mounted at /forslag. A GET never changes anything: mail scanners follow links. */
export function proposerRoutes(context: Context): Router {
  const router = Router();
  router.use('/bekrafta', tokenPage);
  router.use('/mejl', tokenPage);
  router.get('/bekrafta/:token', async (req, res) => {
    const { title: proposal } = await getAsked(context, req.params.token);
    await page(res, 'proposals/confirm', { title: 'Följ ditt förslag', proposal, done: false });
  });
  router.post('/bekrafta/:token', async (req, res) => {
    const { title: proposal } = await confirmProposer(context, req.params.token);
    await page(res, 'proposals/confirm', { title: 'Adressen är bekräftad', proposal, done: true });
  });
  router.get('/mejl/:token', async (req, res) => {
    const { title: proposal, ended } = await getProposer(context, req.params.token);
    await page(res, 'proposals/end', { title: 'Mejl om ditt förslag', proposal, ended });
  });
  router.post('/mejl/:token', async (req, res) => {
    await endProposerMails(context, req.params.token);
    const { title: proposal } = await getProposer(context, req.params.token);
    await page(res, 'proposals/end', { title: 'Du får inga fler mejl', proposal, ended: true });
  });
  return router;
}
