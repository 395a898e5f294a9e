import { recordAudit } from '../audit/queries.ts';
import { transaction, type Context } from '../context.ts';
import { NotFound } from '../shared/failures.ts';
import { emailKey } from '../shared/email-address.ts';
import { saveSpeaker } from '../speakers/queries.ts';
import { setSpeakerAddress } from '../speakers/address-queries.ts';
import { getSpeakerById } from '../speakers/register-queries.ts';
import { deleteOffer, findNewestSpeaker, listOffers, listSpeakersByAddress } from './offer-queries.ts';
import { getProposal } from './queries.ts';

/** Somebody who can speak about the proposal: by an offer, or (`offerId` 0) the one who proposed it. */
async function getVolunteer(context: Context, proposalId: number, offerId: number) {
  const proposal = await getProposal(context.db, proposalId);
  if (offerId === 0 && proposal.speaker_name)
    return {
      name: proposal.speaker_name,
      email: proposal.email,
      confirmed: proposal.email_confirmed_at !== null,
    };
  const offer = (await listOffers(context.db, proposalId)).find(({ id }) => id === offerId);
  if (!offer) throw new NotFound('Erbjudandet finns inte längre.');
  return { name: offer.name, email: offer.email, confirmed: false };
}

/**
 * Puts the one who offered into the register of speakers, once. A person who is there already gets only a confirmed address:
 * anybody may write anybody's name; `namesake` says that the secretary must decide.
 */
export async function registerVolunteer(
  context: Context,
  userId: number,
  proposalId: number,
  offerId: number,
): Promise<{ id: number; namesake: boolean }> {
  const { name, email, confirmed } = await getVolunteer(context, proposalId, offerId);
  const now = context.now();
  return transaction(context, async (trx) => {
    const known = email ? (await listSpeakersByAddress(trx)).get(emailKey(email)) : undefined;
    if (known) return { id: known, namesake: false };
    const before = await findNewestSpeaker(trx);
    const id = await saveSpeaker(trx, { name, role: null, organisation: null }, now);
    const speaker = await getSpeakerById(trx, id);
    const isNew = id > before;
    if (email && !speaker.email && (isNew || confirmed)) await setSpeakerAddress(trx, id, email);
    await recordAudit(trx, { at: now, userId, action: 'offer registered', object: `speaker ${id}` });
    return { id, namesake: !isNew && email !== null && !confirmed };
  });
}

/** What the secretary has no use for is not kept. Doing it twice is doing it once. */
export async function forgetOffer(
  context: Context,
  userId: number,
  proposalId: number,
  offerId: number,
): Promise<void> {
  const at = context.now();
  await transaction(context, async (trx) => {
    if (await deleteOffer(trx, proposalId, offerId))
      await recordAudit(trx, { at, userId, action: 'offer deleted', object: `proposal ${proposalId}` });
  });
}
