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
  /** The proposer hears of changes only after having confirmed the address. */
  email_confirmed_at: string | null;
  link_generation: Generated<number>;
  supporters: Generated<number>;
  /** A double belongs to the proposal that was grouped with. */
  same_as_id: number | null;
  /** The proposer can speak about it; "" for no. */
  speaker_name: Generated<string>;
}

/** Somebody can speak about a proposal; only the secretary sees who. */
export interface ProposalOfferTable {
  id: Generated<number>;
  proposal_id: number;
  name: string;
  email: string;
  text: Generated<string>;
  received_at: string;
}

export interface ProposalEventTable {
  id: Generated<number>;
  proposal_id: number;
  at: string;
  state: ProposalState;
  answer: Generated<string>;
  meeting_id: number | null;
  /** When proposers were told, or nobody was to be. */
  told_at: string | null;
}

export type FollowUpState = 'open' | 'ongoing' | 'done' | 'postponed' | 'dropped';

/** Something agreed at a meeting, or an activity of a proposal that grew into a project. Public when `shown_at` is set. */
export interface FollowUpTable {
  id: Generated<number>;
  /** Where it was agreed, and the section of those minutes that it stands in. */
  meeting_id: number | null;
  section_id: string | null;
  /** Makes the same line of the same minutes one follow-up. */
  source_key: string | null;
  proposal_id: number | null;
  what: string;
  who: Generated<string>;
  /** When, in words, such as "under hösten". */
  when_text: Generated<string>;
  due_on: string | null;
  /** Who answers, when that is a person or an organisation of the register. */
  speaker_id: number | null;
  organisation_id: number | null;
  state: FollowUpState;
  answer: Generated<string>;
  shown_at: string | null;
  link_generation: Generated<number>;
  asked_at: string | null;
  /** The latest answer by link. */
  answered_at: string | null;
  /** Before which meeting it was asked last. */
  asked_meeting_id: number | null;
  /** On whose agenda it was put last. */
  agenda_meeting_id: number | null;
  created_at: string;
  /** When a person changed it last; as `created_at` as long as only the minutes' line has made it. */
  changed_at: string;
}

export interface FollowUpEventTable {
  id: Generated<number>;
  follow_up_id: number;
  at: string;
  state: FollowUpState;
  answer: Generated<string>;
  /** Where it was reported. */
  meeting_id: number | null;
  by_link: Generated<0 | 1>;
}

export interface FollowUpOrganisationTable {
  follow_up_id: number;
  organisation_id: number;
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
  /** The meeting that a speaker's material is for. */
  meeting_id: number | null;
  created_at: string;
  /** Whose material it is, when a speaker handed it in. */
  agenda_speaker_id: number | null;
  bytes: number | null;
  /** What could be read in the file, for the search. */
  text: string | null;
}

export interface DocumentMeetingTable {
  document_id: number;
  meeting_id: number;
}

export interface DocumentThemeTable {
  document_id: number;
  theme_id: number;
}

/** A finding that somebody let stand; the key is no words. */
export interface DocumentOverruleTable {
  document_id: number;
  key: string;
  rule: string;
  reason: string;
  user_id: number | null;
  at: string;
}

/** In the database, so that a backup is whole. */
export interface DocumentFileTable {
  document_id: number;
  content: Buffer;
}
