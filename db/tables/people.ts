import type { Generated } from 'kysely';

export interface SettingTable {
  key: string;
  value: string;
  changed_at: string;
}

export interface SecretTable {
  name: string;
  value: string;
}

export interface UserTable {
  id: Generated<number>;
  email: string;
  name: string;
  password_hash: string;
  first_day: string | null;
  last_day: string | null;
  disabled_at: string | null;
  created_at: string;
  /** Wants the mails about what is to be done. */
  reminders: Generated<0 | 1>;
}

export interface SessionTable {
  token_hash: string;
  user_id: number;
  created_at: string;
  last_seen_at: string;
}

export interface OneTimeLinkTable {
  token_hash: string;
  purpose: 'first-user' | 'confirm-subscription' | 'confirm-proposal';
  subject_id: number | null;
  created_at: string;
  expires_at: string;
  used_at: string | null;
}

export interface AttemptTable {
  id: Generated<number>;
  key: string;
  at: string;
}

export interface AuditEventTable {
  id: Generated<number>;
  at: string;
  user_id: number | null;
  action: string;
  object: string;
  detail: string | null;
}

export interface OrganisationTable {
  id: Generated<number>;
  slug: string;
  name: string;
  name_key: string;
  created_at: string;
  /** Where its follow-ups are asked about; never shown to the public. */
  email: string | null;
}

export interface SpeakerTable {
  id: Generated<number>;
  name: string;
  role: string | null;
  organisation_id: number | null;
  created_at: string;
  /** For the mails about the own meeting; never shown to the public. */
  email: string | null;
}

/** A mail to a secretary about what is to be done: one a week, and one on a day when a deadline has passed. */
export interface ReminderTable {
  user_id: number;
  kind: 'week' | 'day';
  day: string;
}
