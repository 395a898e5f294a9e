import type { Generated } from 'kysely';

export type MeetingState = 'tentative' | 'confirmed' | 'cancelled' | 'held';
export type AgendaKind = 'talk' | 'report' | 'follow-up' | 'other-business';
export type SpeakerAnswer = 'waiting' | 'yes' | 'no';

export interface ThemeTable {
  id: Generated<number>;
  slug: string;
  title: string;
  title_key: string;
  description: Generated<string>;
  created_at: string;
  /** Waits in the backlog to be chosen for a meeting. */
  backlog_at: string | null;
  backlog_note: Generated<string>;
}

/** `start_time` and `end_time` are wall times in the group's zone, "13:30". */
export interface MeetingTable {
  id: Generated<number>;
  slug: string;
  state: MeetingState;
  start_time: string | null;
  end_time: string | null;
  place: Generated<string>;
  online: Generated<string>;
  usual: Generated<0 | 1>;
  description: Generated<string>;
  cancelled_reason: string | null;
  announced_at: string | null;
  shown_at: string | null;
  imported_at: string | null;
  revision: Generated<number>;
  created_at: string;
  changed_at: string;
}

export interface CandidateDateTable {
  id: Generated<number>;
  meeting_id: number;
  date: string;
  state: 'open' | 'dropped';
  leading: 0 | 1;
  uid: string;
  sequence: Generated<number>;
  changed_at: string;
}

export interface FormerAddressTable {
  kind: 'meeting' | 'theme' | 'organisation';
  slug: string;
  target_id: number;
  created_at: string;
}

export interface MeetingThemeTable {
  meeting_id: number;
  theme_id: number;
  position: number;
  part: string | null;
  /** Since when the theme waited in the backlog that it was taken from. */
  backlog_at: string | null;
}

export interface AgendaItemTable {
  id: Generated<number>;
  meeting_id: number;
  position: number;
  title: string;
  kind: AgendaKind;
  planned_minutes: number | null;
  state: Generated<'planned' | 'done' | 'postponed'>;
  carried_from_id: number | null;
  created_at: string;
  /** What the item is about, when it came from there. */
  proposal_id: number | null;
  follow_up_id: number | null;
  /** Where a postponed item went; the one that it became points back with `carried_from_id`. */
  outcome: 'moved' | 'backlog' | 'dropped' | null;
  /** Why it was not held, such as "sjukdom". */
  reason: Generated<string>;
}

/** `name`, `role` and `organisation` are as they will be printed at this meeting. */
export interface AgendaSpeakerTable {
  id: Generated<number>;
  agenda_item_id: number;
  position: number;
  speaker_id: number;
  name: string;
  role: string | null;
  organisation: string | null;
  answer: Generated<SpeakerAnswer>;
  link_generation: Generated<number>;
  invited_at: string | null;
  /** Of the meeting when the link was mailed: a mail about an earlier one told what is true no longer. */
  invited_revision: number | null;
  nudged_at: string | null;
  answered_at: string | null;
  /** The day that was answered for by link. */
  answered_for: string | null;
  /** Has read the draft of the own section. */
  looked_at: string | null;
  /** Would rather come to that meeting. */
  wished_meeting_id: number | null;
  /** What is needed in the room; emptied after the meeting. */
  needs: Generated<string>;
  /** To the secretary. */
  message: Generated<string>;
  /** JSON of the `SpeakerName` that the person changed by link. */
  printed_before: string | null;
  /** What the person wants mended in the draft. */
  correction: Generated<string>;
  corrected_at: string | null;
  /** When the person was asked to read the draft of the own section; silence after the day `read_by` means yes. */
  asked_to_read_at: string | null;
  read_by: string | null;
}

export type ConsentKind = 'name' | 'photo' | 'recording' | 'material';

/** What a speaker allows at one meeting; no row: was not asked. */
export interface ConsentTable {
  agenda_speaker_id: number;
  kind: ConsentKind;
  given: 0 | 1;
  at: string;
}

/** Each time that a consent was given or taken back; only added to. */
export interface ConsentEventTable {
  id: Generated<number>;
  speaker_id: number;
  agenda_speaker_id: number;
  kind: ConsentKind;
  given: 0 | 1;
  at: string;
}

/** One row; triggers raise it with every change of what the public sees, whoever makes it. */
export interface PublicRevisionTable {
  number: number;
}
