import type { Db } from '../../db/schema.ts';
import { useOneTimeLink } from '../auth/queries.ts';
import { transaction, type Context } from '../context.ts';
import { enqueue } from '../mail/outbox.ts';
import { singleMail } from '../mail/single.ts';
import { getSettings } from '../settings/queries.ts';
import { later } from '../shared/time.ts';
import { standingToken, tokenHash } from '../shared/tokens.ts';
import { PURPOSE, getAsked } from './address-actions.ts';
import {
  confirmAddress,
  countUntold,
  findProposer,
  listConfirmedProposers,
  listUntold,
  markTold,
} from './address-queries.ts';
import { changeLetter } from './letter.ts';
import type { TrailEvent } from './proposal.ts';
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
    told += await tell(context, proposalId, ids, { now, before }).catch((error: unknown) => {
      context.log.error('telling a proposer', {
        proposal: proposalId,
        error: String((error as Error)?.stack),
      });
      return 0;
    });
  }
  return told;
}

/** Doing it twice is doing it once. Who confirms after something has happened is told of it at once. */
export async function confirmProposer(context: Context, token: string): Promise<{ title: string }> {
  const now = context.now();
  const { id, title } = await getAsked(context, token);
  const proposer = await findProposer(context.db, id);
  const told = proposer && !proposer.email_confirmed_at ? await listTold(context.db, id) : [];
  const to = { id, title, email: proposer?.email ?? '', link_generation: proposer?.link_generation ?? 0 };
  const mail = told.length && to.email ? await mailTo(context, to, told, now) : undefined;
  await transaction(context, async (trx) => {
    const isFirst = !(await findProposer(trx, id))?.email_confirmed_at;
    await confirmAddress(trx, id, now);
    await useOneTimeLink(trx, tokenHash(token), now);
    if (mail && isFirst) await enqueue(trx, mail);
  });
  return { title };
}

/** Nobody is told when another process has told of it meanwhile, or an event is gone: the next round looks again. */
async function tell(
  context: Context,
  proposalId: number,
  ids: number[],
  { now, before }: { now: string; before: string },
): Promise<number> {
  const mails = await mailsAbout(context, proposalId, ids, now);
  return transaction(context, async (trx) => {
    if ((await countUntold(trx, ids, before)) < ids.length) return 0;
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
  const mails = [];
  const { trail } = await getProposal(context.db, proposalId);
  const steps = trail.filter(({ id }) => eventIds.includes(id));
  for (const to of await listConfirmedProposers(context.db, proposalId))
    mails.push({ to, mail: await mailTo(context, to, steps, now, trail) });
  return mails;
}

/** What others have been told already, of the proposal or of the one that it belongs to. */
async function listTold(db: Db, id: number): Promise<TrailEvent[]> {
  const own = await getProposal(db, id);
  const { trail } = own.same_as_id === null ? own : await getProposal(db, own.same_as_id);
  return trail.slice(1).filter(({ told_at }) => told_at !== null);
}

interface Proposer {
  id: number;
  title: string;
  email: string;
  link_generation: number;
}

async function mailTo(
  context: Context,
  to: Proposer,
  events: readonly TrailEvent[],
  now: string,
  trail: readonly TrailEvent[] = events,
) {
  const { config, db, key } = context;
  const settings = await getSettings(db);
  const ids = new Set(events.map(({ id }) => id));
  const steps = trailSteps(trail, settings.zone).filter(({ id }) => ids.has(id));
  const page = `${config.baseUrl}/forslag/${to.id}`;
  const stop = `${config.baseUrl}/forslag/mejl/${standingToken(key, PURPOSE, to.id, to.link_generation)}`;
  const letter = changeLetter({ title: to.title, steps, page, stop }, settings);
  const single = { kind: 'proposal', to: { name: '', address: to.email }, letter, hours: 7 * 24 } as const;
  return singleMail({ config, settings, now }, single);
}
