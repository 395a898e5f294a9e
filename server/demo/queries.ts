import type { Insertable } from 'kysely';
import type { Trx } from '../../db/schema.ts';
import type { SubscriberTable } from '../../db/tables/mail.ts';
import type { ProposalEventTable, ProposalTable } from '../../db/tables/proposals.ts';

export async function insertSubscribers(trx: Trx, rows: Insertable<SubscriberTable>[]): Promise<void> {
  await trx.insertInto('subscriber').values(rows).execute();
}

export async function insertProposal(
  trx: Trx,
  proposal: Insertable<ProposalTable>,
  trail: Omit<Insertable<ProposalEventTable>, 'proposal_id'>[],
): Promise<void> {
  const { id } = await trx.insertInto('proposal').values(proposal).returning('id').executeTakeFirstOrThrow();
  const rows = trail.map((event) => ({ ...event, proposal_id: id }));
  await trx.insertInto('proposal_event').values(rows).execute();
}

export async function setItemState(trx: Trx, itemId: number, state: 'done' | 'postponed'): Promise<void> {
  await trx.updateTable('agenda_item').set({ state }).where('id', '=', itemId).execute();
}
