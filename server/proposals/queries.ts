import { sql } from 'kysely';
import type { Db, Trx } from '../../db/schema.ts';
import type { ProposalState } from '../../db/tables/proposals.ts';
import { NotFound } from '../shared/failures.ts';
import type { Proposal, TrailEvent } from './proposal.ts';

interface Filter {
  publicOnly: boolean;
  themeId?: number;
}

/** Newest first, without e-mail addresses. The public list has what is grouped only once: as the main one, when that is shown. */
export async function listProposals(db: Db, { publicOnly, themeId }: Filter): Promise<Proposal[]> {
  let query = selectProposals(db).orderBy('proposal.received_at', 'desc').orderBy('proposal.id', 'desc');
  if (publicOnly)
    query = query
      .where('proposal.shown_at', 'is not', null)
      .where('proposal.hidden_at', 'is', null)
      .where((eb) =>
        eb.or([eb('proposal.same_as_id', 'is', null), eb('proposal.same_as_id', 'not in', shownIds(db))]),
      );
  if (themeId) query = query.where('proposal.theme_id', '=', themeId);
  const proposals = await query.execute();
  const trail = Map.groupBy(await selectTrail(db).execute(), ({ proposal_id }) => proposal_id);
  return proposals.map((proposal) => ({ ...proposal, trail: trail.get(proposal.id) ?? [] }));
}

function shownIds(db: Db) {
  return db
    .selectFrom('proposal as main')
    .select('main.id')
    .where('main.shown_at', 'is not', null)
    .where('main.hidden_at', 'is', null);
}

export async function getProposal(
  db: Db,
  id: number,
): Promise<Proposal & { email: string | null; email_confirmed_at: string | null }> {
  const row = await selectProposals(db)
    .select(['proposal.email', 'proposal.email_confirmed_at'])
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
      'proposal.same_as_id',
      'proposal.speaker_name',
      'proposal.theme_id',
      'theme.slug as theme_slug',
      'theme.title as theme_title',
    ])
    .select((eb) => {
      const doubles = eb.selectFrom('proposal as double').whereRef('double.same_as_id', '=', 'proposal.id');
      return [
        sql<number>`proposal.supporters + ${doubles.select(sql<number>`ifnull(sum(double.supporters), 0)`.as('n'))}`.as(
          'supporters',
        ),
        sql<number>`1 + ${doubles.select(sql<number>`count(*)`.as('n'))}`.as('times'),
      ];
    });
}

function selectTrail(db: Db) {
  return db
    .selectFrom('proposal_event')
    .leftJoin('meeting', 'meeting.id', 'proposal_event.meeting_id')
    .leftJoin('candidate_date', (join) =>
      join.onRef('candidate_date.meeting_id', '=', 'meeting.id').on('candidate_date.leading', '=', 1),
    )
    .leftJoin('minutes', 'minutes.meeting_id', 'meeting.id')
    .select([
      'proposal_event.id',
      'proposal_event.proposal_id',
      'proposal_event.at',
      'proposal_event.state',
      'proposal_event.answer',
      'proposal_event.meeting_id',
      'proposal_event.told_at',
      'meeting.slug as meeting_slug',
      'meeting.state as meeting_state',
      'candidate_date.date as meeting_date',
    ])
    .select(sql<0 | 1>`(minutes.public_revision_id is not null)`.as('has_minutes'))
    .orderBy('proposal_event.at')
    .orderBy('proposal_event.id');
}

export async function insertProposal(
  trx: Trx,
  proposal: {
    title: string;
    text: string;
    email: string | null;
    speaker_name?: string;
    received_at: string;
  },
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

export async function deleteProposalEvent(trx: Trx, id: number): Promise<void> {
  await trx.deleteFrom('proposal_event').where('id', '=', id).execute();
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
    same_as_id?: number | null;
  },
): Promise<void> {
  await trx.updateTable('proposal').set(change).where('id', '=', id).execute();
}

/** All that were grouped with `id` belong to `main` instead. */
export async function moveDoubles(trx: Trx, id: number, main: number): Promise<void> {
  await trx.updateTable('proposal').set({ same_as_id: main }).where('same_as_id', '=', id).execute();
}

export async function addSupporter(trx: Trx, id: number): Promise<void> {
  await trx
    .updateTable('proposal')
    .set((eb) => ({ supporters: eb('supporters', '+', 1) }))
    .where('id', '=', id)
    .execute();
}

/** How many activities each proposal has that grew into a project, as far as everybody may see them. */
export async function listSummaries(db: Db): Promise<Map<number, { all: number; done: number }>> {
  const rows = await db
    .selectFrom('follow_up')
    .select('proposal_id')
    .select((eb) => eb.fn.countAll<number>().as('all'))
    .select(sql<number>`sum(state = 'done')`.as('done'))
    .where('proposal_id', 'is not', null)
    .where('shown_at', 'is not', null)
    .groupBy('proposal_id')
    .execute();
  return new Map(rows.map(({ proposal_id, all, done }) => [proposal_id!, { all, done }]));
}
