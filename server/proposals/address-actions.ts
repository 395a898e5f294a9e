import type { Trx } from '../../db/schema.ts';
import { transaction, type Context } from '../context.ts';
import { endMailsTo } from '../mail/stop-queries.ts';
import { getSettings } from '../settings/queries.ts';
import { NotFound } from '../shared/failures.ts';
import { later } from '../shared/time.ts';
import { readStandingToken, tokenHash } from '../shared/tokens.ts';
import * as addresses from './address-queries.ts';
import { deleteOffersBefore } from './offer-queries.ts';

const GONE =
  'Länken gäller inte längre. Den gäller i tre dygn och bara en gång. Vad som händer med förslaget ser du på sidan Förslag.';
/** Of the standing link in every mail to a proposer. */
export const PURPOSE = 'proposal';

export async function getAsked(context: Context, token: string): Promise<{ id: number; title: string }> {
  const link = await addresses.findConfirmLink(context.db, tokenHash(token), context.now());
  const proposer = link && (await addresses.findProposer(context.db, link.subject_id ?? 0));
  if (!proposer?.email) throw new NotFound(GONE);
  return proposer;
}

/** Whose mails the link ends; `ended` when they ended before. */
export async function getProposer(
  context: Context,
  token: string,
): Promise<{ id: number; title: string; ended: boolean }> {
  const read = readStandingToken(context.key, PURPOSE, token);
  const proposer = read && (await addresses.findProposer(context.db, read.id));
  if (!proposer)
    throw new NotFound('Länken gäller inte. Kontrollera att du fick med hela adressen ur mejlet.');
  const { id, title, email, link_generation } = proposer;
  return { id, title, ended: !email || link_generation !== read.generation };
}

export async function endProposerMails(context: Context, token: string): Promise<void> {
  const { id, ended } = await getProposer(context, token);
  if (ended) return;
  await transaction(context, async (trx) => {
    const email = (await addresses.findProposer(trx, id))?.email;
    if (email) await forget(trx, { id, email }, 'Den som föreslog vill inte ha fler mejl.');
  });
}

/** How long after the last step a proposer may still hear of something. */
const SETTLED_DAYS = 90;
const OFFER_DAYS = 365;

/**
 * Addresses that nobody confirmed go after the days of the settings, those of proposals that are settled some months later, and
 * offers to speak after a year. Returns how many.
 */
export async function forgetProposers(context: Context): Promise<number> {
  const { retention } = await getSettings(context.db);
  const before = (days: number) => later(context.now(), { days: -days });
  return transaction(context, async (trx) => {
    const unconfirmed = await addresses.forgetUnconfirmedAddresses(trx, before(retention.unconfirmedDays));
    const settled = await addresses.listSettled(trx, before(SETTLED_DAYS));
    for (const proposer of settled) await forget(trx, proposer, 'Förslaget är avslutat.');
    return unconfirmed + settled.length + (await deleteOffersBefore(trx, before(OFFER_DAYS)));
  });
}

/** Mails about another proposal to the same address go on. */
async function forget(trx: Trx, { id, email }: { id: number; email: string }, why: string): Promise<void> {
  if (!(await addresses.followsAnother(trx, id, email))) await endMailsTo(trx, 'proposal', email, why);
  await addresses.forgetAddress(trx, id);
}
