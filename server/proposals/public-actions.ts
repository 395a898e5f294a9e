import { insertOneTimeLink } from '../auth/queries.ts';
import { transaction, type Context } from '../context.ts';
import { withinLimits, type Limit } from '../limits/actions.ts';
import { enqueue } from '../mail/outbox.ts';
import { singleMail } from '../mail/single.ts';
import { getSettings } from '../settings/queries.ts';
import { emailKey, readEmail } from '../shared/email-address.ts';
import { NotFound } from '../shared/failures.ts';
import type { Errors } from '../shared/fields.ts';
import { later } from '../shared/time.ts';
import { randomToken, tokenHash } from '../shared/tokens.ts';
import type { OfferForm, ProposalForm } from './form.ts';
import { CONFIRM_HOURS, confirmLetter } from './letter.ts';
import { insertOffer } from './offer-queries.ts';
import { isPublic } from './proposal.ts';
import { addSupporter, getProposal, insertProposal, insertProposalEvent } from './queries.ts';

/** Somebody sends in a proposal; it waits unseen until the secretary has read it. The form must be checked. */
export async function receiveProposal(
  context: Context,
  form: ProposalForm,
  network: string,
): Promise<Errors> {
  if (!(await withinLimits(context, ofNetwork('proposal', network))))
    return { title: 'Det har kommit många förslag härifrån. Vänta en timme och skicka igen.' };
  const received_at = context.now();
  const email = readEmail(form.email) ?? null;
  const confirmation = email ? await confirmationFor(context, form.title, email) : undefined;
  await transaction(context, async (trx) => {
    const { title, text, speaker: speaker_name } = form;
    const id = await insertProposal(trx, { title, text, email, speaker_name, received_at });
    const event = {
      proposal_id: id,
      at: received_at,
      state: 'received',
      answer: '',
      meeting_id: null,
    } as const;
    await insertProposalEvent(trx, event);
    if (!confirmation) return;
    await insertOneTimeLink(trx, { ...confirmation.link, subject_id: id });
    await enqueue(trx, confirmation.mail);
  });
  return {};
}

function ofNetwork(what: string, who: string): Limit[] {
  return [
    { what, who, most: 5, minutes: 60 },
    { what: `${what} in a day`, who, most: 20, minutes: 24 * 60 },
  ];
}

/** Nobody can make us write often to somebody else's address. */
async function confirmationFor(context: Context, title: string, address: string) {
  const limit = { what: 'proposal address', who: emailKey(address), most: 3, minutes: 24 * 60 };
  if (!(await withinLimits(context, [limit]))) return undefined;
  const now = context.now();
  const token = randomToken();
  const settings = await getSettings(context.db);
  const letter = confirmLetter(title, settings, `${context.config.baseUrl}/forslag/bekrafta/${token}`);
  const from = { config: context.config, settings, now };
  const to = { name: '', address };
  const expires_at = later(now, { hours: CONFIRM_HOURS });
  return {
    mail: await singleMail(from, { kind: 'confirmation', to, letter, hours: CONFIRM_HOURS }),
    link: { token_hash: tokenHash(token), purpose: 'confirm-proposal', created_at: now, expires_at } as const,
  };
}

/** Only what everybody may read can be supported or offered for; what is grouped counts where it belongs. */
async function getOpen(context: Context, id: number): Promise<number> {
  const proposal = await getProposal(context.db, id);
  if (!isPublic(proposal)) throw new NotFound('Förslaget finns inte.');
  return proposal.same_as_id ?? id;
}

/** A workplace or a library may have one address for all, so a few a day count from each network. */
const SUPPORTERS_OF_NETWORK = 5;

/** Counts one more who wants it. Nothing is kept of who it was, but a keyed hash of the network for a day. */
export async function supportProposal(context: Context, id: number, network: string): Promise<void> {
  const main = await getOpen(context, id);
  const limits = [
    { what: `support ${main}`, who: network, most: SUPPORTERS_OF_NETWORK, minutes: 24 * 60 },
    { what: 'support', who: network, most: 60, minutes: 60 },
  ];
  if (await withinLimits(context, limits)) await transaction(context, (trx) => addSupporter(trx, main));
}

/** Somebody can speak about the proposal; only the secretary sees it. The form must be checked. */
export async function offerToSpeak(
  context: Context,
  id: number,
  { name, email, text }: OfferForm,
  network: string,
): Promise<Errors> {
  const proposal_id = await getOpen(context, id);
  if (!(await withinLimits(context, ofNetwork('offer', network))))
    return { name: 'Det har kommit många svar härifrån. Vänta en timme och skicka igen.' };
  const offer = { proposal_id, name, email: readEmail(email)!, text, received_at: context.now() };
  await transaction(context, (trx) => insertOffer(trx, offer));
  return {};
}
