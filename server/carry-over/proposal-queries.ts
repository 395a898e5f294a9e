import type { Db, Trx } from '../../db/schema.ts';
import type { AgendaItem, Meeting } from '../meetings/meeting.ts';
import { moveProposal } from '../proposals/trail-queries.ts';
import type { ProposalEnd } from './closing.ts';

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
  for (const { proposal_id } of done)
    if (proposal_id !== null && (await isOpen(trx, proposal_id)))
      await moveProposal(trx, { id: proposal_id, state: 'discussed', meetingId }, now);
  for (const { id } of await listAskedProposals(trx, meeting)) {
    const state = answers.get(id);
    if (state === 'done' || state === 'discussed') await moveProposal(trx, { id, state, meetingId }, now);
  }
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
