import { Router, type Response } from 'express';
import type { Context } from '../context.ts';
import { networkPrefix } from '../limits/network.ts';
import { hasErrors, type Body, type Errors } from '../shared/fields.ts';
import { goTo, page, siteOf } from '../web/page.ts';
import { receiveProposal } from './actions.ts';
import { isFromMachine, readProposal, type ProposalForm } from './form.ts';
import { STATE_NAMES, groupByState } from './proposal.ts';
import { listProposals } from './queries.ts';

const THANKS = 'Tack! Ditt förslag syns här när sekreteraren har läst det.';
const EMPTY: ProposalForm = { title: '', text: '', email: '' };

/** The public side; mounted at /forslag. */
export function proposalRoutes(context: Context): Router {
  const router = Router();

  const show = async (res: Response, values: ProposalForm, errors: Errors) => {
    const groups = groupByState(await listProposals(context.db, { publicOnly: true }));
    const data = {
      title: 'Förslag',
      description: 'Föreslå ett tema eller en förbättring, och se vad det blev av andras förslag.',
      groups,
      values,
      errors,
      stateNames: STATE_NAMES,
    };
    await page(res, 'proposals/index', data, hasErrors(errors) ? 422 : 200);
  };

  router.get('/', (req, res) => {
    if (req.query['klart'] === 'tack') siteOf(res).done = THANKS;
    return show(res, EMPTY, {});
  });

  router.post('/', async (req, res) => {
    const body = req.body as Body;
    const { values, errors } = readProposal(body);
    if (hasErrors(errors)) return show(res, values, errors);
    const refused = isFromMachine(body) ? {} : await receiveProposal(context, values, networkPrefix(req.ip));
    if (hasErrors(refused)) return show(res, values, refused);
    goTo(res, '/forslag?klart=tack');
  });
  return router;
}
