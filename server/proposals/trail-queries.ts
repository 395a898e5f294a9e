import type { Db, Trx } from '../../db/schema.ts';
import type { ProposalState } from '../../db/tables/proposals.ts';
import { insertItemsBeforeClosing } from '../agenda/queries.ts';
import type { Meeting } from '../meetings/meeting.ts';
import { insertProposalEvent, updateProposal } from './queries.ts';

export interface Move {
  id: number;
  state: ProposalState;
  meetingId?: number | null;
  /** The answer that everybody reads; the one that stands is kept when it is left out. */
  answer?: string;
}

/** The new state, and an event of its trail; the same again adds nothing. A double moves with the proposal it belongs to. */
export async function moveProposal(
  trx: Trx,
  { id, state, meetingId = null, answer }: Move,
  now: string,
): Promise<boolean> {
  const { main, answer: standing } = await getMain(trx, id);
  const wanted = { state, answer: answer ?? standing, meeting_id: meetingId };
  const last = await findLastEvent(trx, main);
  if (last?.state === state && last.answer === wanted.answer && last.meeting_id === meetingId) return false;
  await updateProposal(trx, main, { state, answer: wanted.answer });
  await insertProposalEvent(trx, { proposal_id: main, at: now, ...wanted });
  return true;
}

/** A meeting has got the theme: what was proposed about it is planned. What is done or declined stays so. */
export async function planProposalsOfTheme(
  trx: Trx,
  themeId: number,
  meetingId: number,
  now: string,
): Promise<void> {
  const waiting = await trx
    .selectFrom('proposal')
    .select('id')
    .where('theme_id', '=', themeId)
    .where('same_as_id', 'is', null)
    .where('state', 'in', ['received', 'discussed', 'planned'])
    .execute();
  for (const { id } of waiting) await moveProposal(trx, { id, state: 'planned', meetingId }, now);
}

/** Puts the proposal on a meeting's agenda, once. False when it is there already. */
export async function addProposalToAgenda(
  trx: Trx,
  proposal: { id: number; title: string },
  meeting: Pick<Meeting, 'id' | 'items'>,
  now: string,
): Promise<boolean> {
  if (meeting.items.some(({ proposal_id }) => proposal_id === proposal.id)) return false;
  const item = { title: proposal.title, kind: 'report' } as const;
  const [id] = await insertItemsBeforeClosing(trx, meeting.id, [item], now);
  await trx.updateTable('agenda_item').set({ proposal_id: proposal.id }).where('id', '=', id!).execute();
  return true;
}

async function getMain(db: Db, id: number): Promise<{ main: number; answer: string }> {
  const row = await db
    .selectFrom('proposal')
    .leftJoin('proposal as first', 'first.id', 'proposal.same_as_id')
    .select(['proposal.id', 'proposal.answer', 'first.id as first_id', 'first.answer as first_answer'])
    .where('proposal.id', '=', id)
    .executeTakeFirstOrThrow();
  return { main: row.first_id ?? row.id, answer: row.first_answer ?? row.answer };
}

function findLastEvent(db: Db, proposalId: number) {
  return db
    .selectFrom('proposal_event')
    .select(['state', 'answer', 'meeting_id'])
    .where('proposal_id', '=', proposalId)
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
}
