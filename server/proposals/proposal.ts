import type { ProposalState } from '../../db/tables/proposals.ts';

export const STATES: readonly ProposalState[] = ['received', 'discussed', 'planned', 'done', 'declined'];

export const STATE_NAMES: Record<ProposalState, string> = {
  received: 'Mottaget',
  discussed: 'Diskuterat',
  planned: 'Planerat',
  done: 'Genomfört',
  declined: 'Inte aktuellt',
};

export interface TrailEvent {
  id: number;
  proposal_id: number;
  at: string;
  state: ProposalState;
  answer: string;
  meeting_slug: string | null;
  meeting_date: string | null;
}

export interface Proposal {
  id: number;
  title: string;
  text: string;
  state: ProposalState;
  answer: string;
  received_at: string;
  shown_at: string | null;
  hidden_at: string | null;
  theme_slug: string | null;
  theme_title: string | null;
  trail: TrailEvent[];
}

/** A secretary has not yet decided whether everybody may read it. */
export function isNew(proposal: Pick<Proposal, 'shown_at' | 'hidden_at'>): boolean {
  return !proposal.shown_at && !proposal.hidden_at;
}

export function isPublic(proposal: Pick<Proposal, 'shown_at' | 'hidden_at'>): boolean {
  return Boolean(proposal.shown_at) && !proposal.hidden_at;
}

const GROUPS: readonly { title: string; states: readonly ProposalState[] }[] = [
  { title: 'Väntar på svar eller pågår', states: ['received', 'discussed'] },
  { title: 'Planerade', states: ['planned'] },
  { title: 'Genomförda', states: ['done'] },
  { title: 'Inte aktuella', states: ['declined'] },
];

/** Only the groups that have something in them. */
export function groupByState<P extends Pick<Proposal, 'state'>>(proposals: readonly P[]) {
  return GROUPS.map(({ title, states }) => ({
    title,
    proposals: proposals.filter(({ state }) => states.includes(state)),
  })).filter((group) => group.proposals.length > 0);
}
