import { transaction, type Context } from '../context.ts';
import { enqueue } from '../mail/outbox.ts';
import { singleMail } from '../mail/single.ts';
import { getSettings } from '../settings/queries.ts';
import { later } from '../shared/time.ts';
import { standingToken } from '../shared/tokens.ts';
import { PURPOSE } from './address-actions.ts';
import { countUntold, listConfirmedProposers, listUntold, markTold } from './address-queries.ts';
import { changeLetter } from './letter.ts';
import { getProposal } from './queries.ts';
import { trailSteps } from './trail.ts';

/**
 * Tells proposers with a confirmed address what has happened, once the holding time has passed: several changes are one mail.
 * What nobody is to be told of counts as told. Returns the number of mails.
 */
export async function tellProposers(context: Context): Promise<number> {
  const now = context.now();
  const { schedule } = await getSettings(context.db);
  const before = later(now, { minutes: -schedule.holdingMinutes });
  const untold = Map.groupBy(await listUntold(context.db, before), (event) => event.proposal_id);
  let told = 0;
  for (const [proposalId, events] of untold) {
    const ids = events.map(({ id }) => id);
    told += await tell(context, proposalId, ids, now);
  }
  return told;
}

/** Nobody is told when another process has told of it meanwhile, or an event is gone: the next round looks again. */
async function tell(context: Context, proposalId: number, ids: number[], now: string): Promise<number> {
  const mails = await mailsAbout(context, proposalId, ids, now);
  return transaction(context, async (trx) => {
    if ((await countUntold(trx, ids)) < ids.length) return 0;
    await markTold(trx, ids, now);
    const proposers = await listConfirmedProposers(trx, proposalId);
    const wanted = mails.filter(({ to }) =>
      proposers.some((one) => one.id === to.id && one.link_generation === to.link_generation),
    );
    for (const { mail } of wanted) await enqueue(trx, mail);
    return wanted.length;
  });
}

async function mailsAbout(context: Context, proposalId: number, eventIds: readonly number[], now: string) {
  const { config, db, key } = context;
  const settings = await getSettings(db);
  const { trail } = await getProposal(db, proposalId);
  const steps = trailSteps(trail, settings.zone).filter(({ id }) => eventIds.includes(id));
  const page = `${config.baseUrl}/forslag/${proposalId}`;
  const mails = [];
  for (const to of await listConfirmedProposers(db, proposalId)) {
    const stop = `${config.baseUrl}/forslag/mejl/${standingToken(key, PURPOSE, to.id, to.link_generation)}`;
    const letter = changeLetter({ title: to.title, steps, page, stop }, settings);
    const single = { kind: 'proposal', to: { name: '', address: to.email }, letter, hours: 7 * 24 } as const;
    mails.push({ to, mail: await singleMail({ config, settings, now }, single) });
  }
  return mails;
}
