import type { Generated } from 'kysely';

export type MailingKind =
  'announcement' | 'change' | 'cancellation' | 'reminder' | 'minutes' | 'programme' | 'message';
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
}

/** `raw` holds the whole message, so that a retry sends the same bytes; it is blanked some days after sending. */
export interface OutboxTable {
  id: Generated<number>;
  mailing_id: number | null;
  subscriber_id: number | null;
  recipient_name: Generated<string>;
  recipient_address: string;
  kind: MailingKind | 'confirmation';
  meeting_id: number | null;
  meeting_revision: number | null;
  subject: string;
  message_id: string;
  raw: Buffer | null;
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
}

export interface HeartbeatTable {
  name: string;
  at: string;
  pid: number;
  /** Why the queue rests, for the secretary. */
  note: string | null;
}
