import type { Db, Trx } from '../../db/schema.ts';
import type { ProposalState } from '../../db/tables/proposals.ts';
import { NotFound } from '../shared/failures.ts';
import type { Proposal, TrailEvent } from './proposal.ts';

/** Newest first, without e-mail addresses. */
export async function listProposals(db: Db, { publicOnly }: { publicOnly: boolean }): Promise<Proposal[]> {
  let query = selectProposals(db).orderBy('proposal.received_at', 'desc').orderBy('proposal.id', 'desc');
  if (publicOnly) query = query.where('shown_at', 'is not', null).where('hidden_at', 'is', null);
  const proposals = await query.execute();
  const trail = Map.groupBy(await selectTrail(db).execute(), ({ proposal_id }) => proposal_id);
  return proposals.map((proposal) => ({ ...proposal, trail: trail.get(proposal.id) ?? [] }));
}

export async function getProposal(db: Db, id: number): Promise<Proposal & { email: string | null }> {
  const row = await selectProposals(db)
    .select('proposal.email')
    .where('proposal.id', '=', id)
    .executeTakeFirst();
  if (!row) throw new NotFound('Förslaget finns inte.');
  const trail: TrailEvent[] = await selectTrail(db).where('proposal_id', '=', id).execute();
  return { ...row, trail };
}

function selectProposals(db: Db) {
  return db
    .selectFrom('proposal')
    .leftJoin('theme', 'theme.id', 'proposal.theme_id')
    .select([
      'proposal.id',
      'proposal.title',
      'proposal.text',
      'proposal.state',
      'proposal.answer',
      'proposal.received_at',
      'proposal.shown_at',
      'proposal.hidden_at',
      'theme.slug as theme_slug',
      'theme.title as theme_title',
    ]);
}

function selectTrail(db: Db) {
  return db
    .selectFrom('proposal_event')
    .leftJoin('meeting', 'meeting.id', 'proposal_event.meeting_id')
    .leftJoin('candidate_date', (join) =>
      join.onRef('candidate_date.meeting_id', '=', 'meeting.id').on('candidate_date.leading', '=', 1),
    )
    .select([
      'proposal_event.id',
      'proposal_event.proposal_id',
      'proposal_event.at',
      'proposal_event.state',
      'proposal_event.answer',
      'meeting.slug as meeting_slug',
      'candidate_date.date as meeting_date',
    ])
    .orderBy('proposal_event.at')
    .orderBy('proposal_event.id');
}

export async function insertProposal(
  trx: Trx,
  proposal: { title: string; text: string; email: string | null; received_at: string },
): Promise<number> {
  const row = await trx
    .insertInto('proposal')
    .values({ ...proposal, state: 'received', theme_id: null, shown_at: null, hidden_at: null })
    .returning('id')
    .executeTakeFirstOrThrow();
  return row.id;
}

export async function insertProposalEvent(
  trx: Trx,
  event: { proposal_id: number; at: string; state: ProposalState; answer: string; meeting_id: number | null },
): Promise<void> {
  await trx.insertInto('proposal_event').values(event).execute();
}

export async function updateProposal(
  trx: Trx,
  id: number,
  change: {
    state?: ProposalState;
    answer?: string;
    theme_id?: number;
    shown_at?: string | null;
    hidden_at?: string | null;
  },
): Promise<void> {
  await trx.updateTable('proposal').set(change).where('id', '=', id).execute();
}
