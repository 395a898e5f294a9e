import type { Db, Trx } from '../../db/schema.ts';

/** Whose address it is, and whether it was confirmed. */
export function findProposer(db: Db, id: number) {
  return db
    .selectFrom('proposal')
    .select(['id', 'title', 'email', 'email_confirmed_at', 'link_generation'])
    .where('id', '=', id)
    .executeTakeFirst();
}

export async function confirmAddress(trx: Trx, id: number, at: string): Promise<void> {
  await trx
    .updateTable('proposal')
    .set({ email_confirmed_at: at })
    .where('id', '=', id)
    .where('email', 'is not', null)
    .execute();
}

/** The address is gone, and so is every link that was mailed to it. */
export async function forgetAddress(trx: Trx, id: number): Promise<void> {
  await trx
    .updateTable('proposal')
    .set((eb) => ({
      email: null,
      email_confirmed_at: null,
      link_generation: eb('link_generation', '+', 1),
    }))
    .where('id', '=', id)
    .execute();
}

/** Addresses that were asked about and that nobody confirmed; one from before we asked stays for the secretary. */
export async function forgetUnconfirmedAddresses(trx: Trx, receivedBefore: string): Promise<number> {
  const gone = await trx
    .updateTable('proposal')
    .set({ email: null })
    .where('email', 'is not', null)
    .where('email_confirmed_at', 'is', null)
    .where('received_at', '<', receivedBefore)
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('one_time_link')
          .select('token_hash')
          .whereRef('subject_id', '=', 'proposal.id')
          .where('purpose', '=', 'confirm-proposal'),
      ),
    )
    .returning('id')
    .execute();
  return gone.length;
}

/** Whose proposal, or the one that it is grouped with, was done or declined before `before`, with nothing since. */
export function listSettled(db: Db, before: string): Promise<{ id: number; email: string }[]> {
  return db
    .selectFrom('proposal')
    .innerJoin('proposal as main', (join) =>
      join.on((eb) => eb('main.id', '=', eb.fn.coalesce('proposal.same_as_id', 'proposal.id'))),
    )
    .select(['proposal.id', 'proposal.email'])
    .where('proposal.email_confirmed_at', 'is not', null)
    .where('proposal.email', 'is not', null)
    .$narrowType<{ email: string }>()
    .where('main.state', 'in', ['done', 'declined'])
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('proposal_event')
            .select('proposal_event.id')
            .where((event) =>
              event.or([
                event('proposal_event.proposal_id', '=', event.ref('main.id')),
                event('proposal_event.proposal_id', '=', event.ref('proposal.id')),
              ]),
            )
            .where('proposal_event.at', '>=', before),
        ),
      ),
    )
    .execute();
}

/** Events of what everybody may see that proposers have not been told of, after the receiving itself, which happened before `before`; oldest first. */
export function listUntold(db: Db, before: string): Promise<{ id: number; proposal_id: number }[]> {
  return db
    .selectFrom('proposal_event')
    .innerJoin('proposal', 'proposal.id', 'proposal_event.proposal_id')
    .innerJoin('proposal as main', (join) =>
      join.on((eb) => eb('main.id', '=', eb.fn.coalesce('proposal.same_as_id', 'proposal.id'))),
    )
    .select(['proposal_event.id', 'proposal_event.proposal_id'])
    .where('proposal_event.told_at', 'is', null)
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('proposal_event as earlier')
          .select('earlier.id')
          .whereRef('earlier.proposal_id', '=', 'proposal.id')
          .whereRef('earlier.id', '<', 'proposal_event.id'),
      ),
    )
    .where('proposal_event.at', '<=', before)
    .where('main.shown_at', 'is not', null)
    .where('main.hidden_at', 'is', null)
    .orderBy('proposal_event.id')
    .execute();
}

/** Proposers of this and of what is grouped with it who confirmed their address. */
export function listConfirmedProposers(db: Db, proposalId: number) {
  return db
    .selectFrom('proposal')
    .select(['id', 'title', 'email', 'link_generation'])
    .where((eb) => eb.or([eb('id', '=', proposalId), eb('same_as_id', '=', proposalId)]))
    .where('email', 'is not', null)
    .where('email_confirmed_at', 'is not', null)
    .$narrowType<{ email: string }>()
    .orderBy('id')
    .execute();
}

/** How many of these events are there, not told yet, and from before `before`: a number may have been taken again. */
export async function countUntold(db: Db, ids: readonly number[], before: string): Promise<number> {
  const { count } = await db
    .selectFrom('proposal_event')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('id', 'in', [...ids])
    .where('told_at', 'is', null)
    .where('at', '<=', before)
    .executeTakeFirstOrThrow();
  return count;
}

export async function markTold(trx: Trx, ids: readonly number[], at: string): Promise<void> {
  await trx
    .updateTable('proposal_event')
    .set({ told_at: at })
    .where('id', 'in', [...ids])
    .execute();
}

/** Used or not, so that a second press is no error; as long as it holds. */
export function findConfirmLink(db: Db, tokenHash: string, now: string) {
  return db
    .selectFrom('one_time_link')
    .selectAll()
    .where('purpose', '=', 'confirm-proposal')
    .where('token_hash', '=', tokenHash)
    .where('expires_at', '>', now)
    .executeTakeFirst();
}

/** Whether somebody else's mails about another proposal go to the same address. */
export async function followsAnother(db: Db, id: number, email: string): Promise<boolean> {
  const other = await db
    .selectFrom('proposal')
    .select('id')
    .where('email', '=', email)
    .where('email_confirmed_at', 'is not', null)
    .where('id', '!=', id)
    .executeTakeFirst();
  return other !== undefined;
}
