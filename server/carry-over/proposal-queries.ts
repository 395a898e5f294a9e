import type { Db, Trx } from '../../db/schema.ts';
import type { ProposalState } from '../../db/tables/proposals.ts';
import type { AgendaItem, Meeting } from '../meetings/meeting.ts';
import { moveProposal } from '../proposals/trail-queries.ts';
import type { ProposalEnd } from './closing.ts';
import { findCopy } from './copy-queries.ts';

export interface AskedProposal {
  id: number;
  title: string;
}

/** What was proposed about the meeting's themes and is planned; the agenda's own items say it for those that stand there. */
export async function listAskedProposals(
  db: Db,
  { themes, items }: Pick<Meeting, 'themes' | 'items'>,
): Promise<AskedProposal[]> {
  if (!themes.length) return [];
  const onAgenda = items.flatMap(({ proposal_id }) => proposal_id ?? []);
  const themeIds = themes.map(({ id }) => id);
  const rows = await db
    .selectFrom('proposal')
    .select(['id', 'title'])
    .where('theme_id', 'in', themeIds)
    .where('state', '=', 'planned')
    .where('same_as_id', 'is', null)
    .where('hidden_at', 'is', null)
    .orderBy('received_at')
    .orderBy('id')
    .execute();
  return rows.filter(({ id }) => !onAgenda.includes(id));
}

/** What was talked about is discussed at that meeting, unless it was done already; what was asked about is what was answered. */
export async function settleProposals(
  trx: Trx,
  meeting: Meeting,
  done: readonly AgendaItem[],
  answers: ReadonlyMap<number, ProposalEnd>,
  now: string,
): Promise<void> {
  const meetingId = meeting.id;
  await discussProposals(trx, meetingId, done, now);
  for (const { id } of await listAskedProposals(trx, meeting)) {
    const state = answers.get(id);
    if (state === 'done' || state === 'discussed') await moveProposal(trx, { id, state, meetingId }, now);
  }
}

/** What the items were about is discussed at that meeting, unless it was done already. */
export async function discussProposals(
  trx: Trx,
  meetingId: number,
  items: readonly Pick<AgendaItem, 'proposal_id'>[],
  now: string,
): Promise<void> {
  for (const { proposal_id } of items)
    if (proposal_id !== null && (await isOpen(trx, proposal_id)))
      await moveProposal(trx, { id: proposal_id, state: 'discussed', meetingId }, now);
}

/** The meetings where an item stands: its own, and that of its copy. */
export async function placesOf(trx: Trx, itemId: number, meetingId: number): Promise<number[]> {
  const copy = await findCopy(trx, itemId);
  return copy ? [meetingId, copy.meeting_id] : [meetingId];
}

/**
 * What is planned for one of these meetings, or was until it had to wait, is planned for where its item went; without a
 * meeting it waits.
 */
export async function followItem(
  trx: Trx,
  { proposal_id }: Pick<AgendaItem, 'proposal_id'>,
  places: readonly number[],
  meetingId: number | undefined,
  now: string,
): Promise<void> {
  if (proposal_id === null) return;
  const trail = await trx
    .selectFrom('proposal_event')
    .innerJoin('proposal', (join) =>
      join.on((eb) =>
        eb('proposal_event.proposal_id', '=', eb.fn.coalesce('proposal.same_as_id', 'proposal.id')),
      ),
    )
    .select(['proposal_event.state', 'proposal_event.meeting_id'])
    .where('proposal.id', '=', proposal_id)
    .orderBy('at', 'desc')
    .orderBy('proposal_event.id', 'desc')
    .execute();
  const [last, earlier] = trail;
  const waits = last?.meeting_id === null && (last.state === 'received' || last.state === 'discussed');
  const planned = waits
    ? earlier?.state === 'planned'
    : last?.state === 'planned' && places.includes(last.meeting_id ?? 0);
  if (!planned) return;
  const waiting = trail.some(({ state }) => state === 'discussed') ? 'discussed' : 'received';
  const move = meetingId ? { state: 'planned' as const, meetingId } : { state: waiting as ProposalState };
  await moveProposal(trx, { id: proposal_id, ...move }, now);
}

async function isOpen(db: Db, id: number): Promise<boolean> {
  const row = await db
    .selectFrom('proposal')
    .innerJoin('proposal as main', (join) =>
      join.on((eb) => eb('main.id', '=', eb.fn.coalesce('proposal.same_as_id', 'proposal.id'))),
    )
    .select('main.state')
    .where('proposal.id', '=', id)
    .executeTakeFirst();
  return row !== undefined && row.state !== 'done' && row.state !== 'declined';
}
