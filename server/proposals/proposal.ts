import type { ProposalState } from '../../db/tables/proposals.ts';
import type { MeetingState } from '../../db/tables/meetings.ts';
import { dateIn, daysBetween } from '../shared/time.ts';

export const STATES: readonly ProposalState[] = ['received', 'discussed', 'planned', 'done', 'declined'];

export const STATE_NAMES: Record<ProposalState, string> = {
  received: 'Mottaget',
  discussed: 'Diskuterat',
  planned: 'Planerat',
  done: 'Klart',
  declined: 'Inte aktuellt',
};

export interface TrailEvent {
  id: number;
  proposal_id: number;
  at: string;
  state: ProposalState;
  answer: string;
  meeting_id: number | null;
  meeting_slug: string | null;
  meeting_date: string | null;
  meeting_state: MeetingState | null;
  /** The minutes of that meeting can be read. */
  has_minutes: 0 | 1;
  told_at: string | null;
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
  /** Of those who proposed it too: with the doubles that are grouped with it. */
  supporters: number;
  /** How many times it was proposed: 1 and its doubles. */
  times: number;
  same_as_id: number | null;
  /** The proposer can speak about it; "" for no. */
  speaker_name: string;
  theme_id: number | null;
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

/** Nobody has said anything about it yet. */
export function isWaiting({ state, answer }: Pick<Proposal, 'state' | 'answer'>): boolean {
  return state === 'received' && !answer;
}

const GROUPS: readonly { title: string; states: readonly ProposalState[] }[] = [
  { title: 'Väntar på svar eller pågår', states: ['received', 'discussed'] },
  { title: 'Planerade', states: ['planned'] },
  { title: 'Klara', states: ['done'] },
  { title: 'Inte aktuella', states: ['declined'] },
];

/** Only the groups that have something in them; what has waited longest comes first where something waits. */
export function groupByState<P extends Pick<Proposal, 'state'>>(newestFirst: readonly P[]) {
  return GROUPS.map(({ title, states }, index) => {
    const proposals = newestFirst.filter(({ state }) => states.includes(state));
    return { title, proposals: index === 0 ? proposals.toReversed() : proposals };
  }).filter((group) => group.proposals.length > 0);
}

type Dated = Pick<Proposal, 'received_at' | 'trail'>;

/** Days from the day that it came in to the first word about it; undefined while there is none. */
export function daysToAnswer({ received_at, trail }: Dated, zone: string): number | undefined {
  const first = trail.find(({ state, answer }) => state !== 'received' || answer);
  return first && daysBetween(dateIn(zone, received_at), dateIn(zone, first.at));
}

export function daysWaited({ received_at }: Pick<Proposal, 'received_at'>, zone: string, today: string) {
  return Math.max(0, daysBetween(dateIn(zone, received_at), today));
}

/** "i dag", "en dag", "12 dagar" */
export function daysText(days: number): string {
  return days === 0 ? 'mindre än en dag' : days === 1 ? 'en dag' : `${days} dagar`;
}

/** How it goes for proposals as a whole: how many wait, and the median of days to the first answer. */
export function waitingSummary(
  proposals: readonly (Dated & Pick<Proposal, 'state' | 'answer'>)[],
  zone: string,
  today: string,
): { waiting: number; longest: number; median: number | undefined } {
  const waiting = proposals.filter(isWaiting).map((proposal) => daysWaited(proposal, zone, today));
  const answered = proposals.flatMap((proposal) => daysToAnswer(proposal, zone) ?? []);
  return { waiting: waiting.length, longest: Math.max(0, ...waiting), median: median(answered) };
}

function median(numbers: readonly number[]): number | undefined {
  const sorted = numbers.toSorted((one, other) => one - other);
  const middle = sorted.length / 2;
  if (!sorted.length) return undefined;
  return sorted.length % 2
    ? sorted[Math.floor(middle)]
    : Math.round((sorted[middle - 1]! + sorted[middle]!) / 2);
}
