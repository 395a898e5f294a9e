import type { Db, Trx } from '../../db/schema.ts';
import { emailKey } from '../shared/email-address.ts';

export async function insertOffer(
  trx: Trx,
  offer: { proposal_id: number; name: string; email: string; text: string; received_at: string },
): Promise<void> {
  await trx.insertInto('proposal_offer').values(offer).execute();
}

/** Who can speak about it; for the secretary alone. */
export function listOffers(db: Db, proposalId: number) {
  return db
    .selectFrom('proposal_offer')
    .selectAll()
    .where('proposal_id', '=', proposalId)
    .orderBy('id')
    .execute();
}

/** How many others have offered to speak about each. */
export async function countOffers(db: Db): Promise<Map<number, number>> {
  const rows = await db
    .selectFrom('proposal_offer')
    .select('proposal_id')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .groupBy('proposal_id')
    .execute();
  return new Map(rows.map(({ proposal_id, count }) => [proposal_id, count]));
}

export async function deleteOffer(trx: Trx, proposalId: number, id: number): Promise<boolean> {
  const gone = await trx
    .deleteFrom('proposal_offer')
    .where('id', '=', id)
    .where('proposal_id', '=', proposalId)
    .executeTakeFirst();
  return gone.numDeletedRows > 0n;
}

/** Returns how many. */
export async function deleteOffersBefore(trx: Trx, receivedBefore: string): Promise<number> {
  const gone = await trx
    .deleteFrom('proposal_offer')
    .where('received_at', '<', receivedBefore)
    .returning('id')
    .execute();
  return gone.length;
}

/** The highest number in the register; a person with a higher one is new. */
export async function findNewestSpeaker(db: Db): Promise<number> {
  const row = await db
    .selectFrom('speaker')
    .select((eb) => eb.fn.max('id').as('id'))
    .executeTakeFirst();
  return row?.id ?? 0;
}

/** Persons of the register by their addresses. */
export async function listSpeakersByAddress(db: Db): Promise<Map<string, number>> {
  const speakers = await db
    .selectFrom('speaker')
    .select(['id', 'email'])
    .where('email', 'is not', null)
    .$narrowType<{ email: string }>()
    .orderBy('id', 'desc')
    .execute();
  return new Map(speakers.map(({ id, email }) => [emailKey(email), id]));
}
