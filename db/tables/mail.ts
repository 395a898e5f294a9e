import type { Generated } from 'kysely';

export type MailingKind =
  'announcement' | 'change' | 'cancellation' | 'reminder' | 'minutes' | 'programme' | 'message';
/** What a mail is: of a mailing, or to one person alone. */
export type MailKind = MailingKind | SingleKind;
export type SingleKind =
  'confirmation' | 'test' | 'proposal' | 'speaker' | 'speaker-entry' | 'follow-up' | 'secretary';
export type MessageWish = 'announcement' | 'changes' | 'reminder' | 'minutes';
export type OutboxState = 'queued' | 'sending' | 'sent' | 'failed' | 'unknown' | 'stopped';

export interface SubscriberTable {
  id: Generated<number>;
  email: string;
  email_key: string;
  name: Generated<string>;
  state: 'pending' | 'confirmed';
  announcement: 0 | 1;
  changes: 0 | 1;
  reminder: 0 | 1;
  minutes: 0 | 1;
  calendar: 0 | 1;
  origin: 'form' | 'import';
  consent_text: Generated<string>;
  requested_at: string;
  confirmed_at: string | null;
  link_generation: Generated<number>;
  /** The address itself was refused for good: it gets nothing more until somebody lifts that. */
  refused_at: string | null;
  refused_reason: string | null;
}

export interface SuppressionTable {
  email_hash: string;
  reason: string;
  at: string;
}

/** The text is frozen when the mailing is queued. */
export interface MailingTable {
  id: Generated<number>;
  kind: MailingKind;
  meeting_id: number | null;
  meeting_revision: number;
  subject: string;
  text: string;
  state: 'queued' | 'stopped';
  not_before: string;
  user_id: number | null;
  created_at: string;
  /** Sent at once, and shown on every public page until the meeting is over. */
  urgent: Generated<0 | 1>;
  /** Whom a free message goes to. */
  wish: MessageWish | null;
  /** "2027-vt", of a programme. */
  term: string | null;
  /** JSON of `MeetingFacts`: what this mailing told, so that the next one can say what differs. */
  facts: string | null;
}

/** A mailing that is being written; nothing sends it. */
export interface MailingDraftTable {
  id: Generated<number>;
  kind: MailingKind;
  meeting_id: number | null;
  term: string | null;
  wish: MessageWish | null;
  subject: string;
  change: Generated<string>;
  text: string;
  user_id: number | null;
  changed_at: string;
}

export interface OutboxTable {
  id: Generated<number>;
  mailing_id: number | null;
  subscriber_id: number | null;
  recipient_name: Generated<string>;
  recipient_address: string;
  kind: MailKind;
  meeting_id: number | null;
  meeting_revision: number | null;
  subject: string;
  message_id: string;
  /** What the calendar part asks for; null without one. */
  method: 'REQUEST' | 'CANCEL' | null;
  state: OutboxState;
  not_before: string;
  drop_after: string | null;
  lease_until: string | null;
  attempts: Generated<number>;
  reason: string | null;
  created_at: string;
  sent_at: string | null;
  /** A speaker who does not subscribe. */
  speaker_id: number | null;
  /** What the mail server said when it took the mail. */
  response: string | null;
}

export interface HeartbeatTable {
  name: string;
  at: string;
  pid: number;
  /** Why the queue rests, for the secretary. */
  note: string | null;
}

/**
 * The whole message, so that a retry sends the same bytes; it goes some days after sending. It stands apart from the states,
 * which are written often.
 */
export interface OutboxRawTable {
  outbox_id: number;
  raw: Buffer;
}

/** What somebody says before a meeting. Afterwards `needs` is emptied and nobody is named: only counts are left. */
export interface AnswerTable {
  id: Generated<number>;
  meeting_id: number;
  subscriber_id: number | null;
  answer: 'on-site' | 'online' | 'no';
  needs: Generated<string>;
  /** The day that was answered for: a moved meeting asks again. */
  date: string;
  answered_at: string;
}
