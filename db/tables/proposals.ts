import type { Generated } from 'kysely';

export type ProposalState = 'received' | 'discussed' | 'planned' | 'done' | 'declined';

/** Public when `shown_at` is set and `hidden_at` is not. */
export interface ProposalTable {
  id: Generated<number>;
  title: string;
  text: Generated<string>;
  email: string | null;
  state: ProposalState;
  answer: Generated<string>;
  theme_id: number | null;
  received_at: string;
  shown_at: string | null;
  hidden_at: string | null;
}

export interface ProposalEventTable {
  id: Generated<number>;
  proposal_id: number;
  at: string;
  state: ProposalState;
  answer: Generated<string>;
  meeting_id: number | null;
}

export interface FollowUpTable {
  id: Generated<number>;
  meeting_id: number | null;
  proposal_id: number | null;
  what: string;
  who: Generated<string>;
  due_on: string | null;
  state: 'open' | 'ongoing' | 'done' | 'dropped';
  answer: Generated<string>;
  created_at: string;
  changed_at: string;
}

export interface DocumentTable {
  id: Generated<number>;
  title: string;
  kind: string;
  source: Generated<string>;
  dated_on: string | null;
  url: string | null;
  file_name: string | null;
  media_type: string | null;
  meeting_id: number | null;
  theme_id: number | null;
  created_at: string;
}
