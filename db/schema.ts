import type { Kysely, Transaction } from 'kysely';
import type * as imports from './tables/imports.ts';
import type * as mail from './tables/mail.ts';
import type * as meetings from './tables/meetings.ts';
import type * as minutes from './tables/minutes.ts';
import type * as people from './tables/people.ts';
import type * as proposals from './tables/proposals.ts';

export interface Schema {
  setting: people.SettingTable;
  secret: people.SecretTable;
  user: people.UserTable;
  session: people.SessionTable;
  one_time_link: people.OneTimeLinkTable;
  attempt: people.AttemptTable;
  audit_event: people.AuditEventTable;
  organisation: people.OrganisationTable;
  speaker: people.SpeakerTable;
  theme: meetings.ThemeTable;
  meeting: meetings.MeetingTable;
  candidate_date: meetings.CandidateDateTable;
  former_address: meetings.FormerAddressTable;
  meeting_theme: meetings.MeetingThemeTable;
  agenda_item: meetings.AgendaItemTable;
  agenda_speaker: meetings.AgendaSpeakerTable;
  minutes: minutes.MinutesTable;
  minutes_revision: minutes.MinutesRevisionTable;
  minutes_overrule: minutes.MinutesOverruleTable;
  minutes_check: minutes.MinutesCheckTable;
  public_revision: meetings.PublicRevisionTable;
  minutes_organisation: minutes.MinutesOrganisationTable;
  import_run: imports.ImportRunTable;
  import_file: imports.ImportFileTable;
  import_find: imports.ImportFindTable;
  old_address: imports.OldAddressTable;
  import_source: imports.ImportSourceTable;
  import_batch: imports.ImportBatchTable;
  import_made: imports.ImportMadeTable;
  import_filled: imports.ImportFilledTable;
  search: meetings.SearchTable;
  proposal: proposals.ProposalTable;
  proposal_event: proposals.ProposalEventTable;
  follow_up: proposals.FollowUpTable;
  proposal_offer: proposals.ProposalOfferTable;
  follow_up_event: proposals.FollowUpEventTable;
  follow_up_organisation: proposals.FollowUpOrganisationTable;
  document: proposals.DocumentTable;
  document_file: proposals.DocumentFileTable;
  document_of_meeting: proposals.DocumentMeetingTable;
  document_of_theme: proposals.DocumentThemeTable;
  consent: meetings.ConsentTable;
  consent_event: meetings.ConsentEventTable;
  reminder: people.ReminderTable;
  subscriber: mail.SubscriberTable;
  suppression: mail.SuppressionTable;
  mailing: mail.MailingTable;
  mailing_draft: mail.MailingDraftTable;
  answer: mail.AnswerTable;
  outbox: mail.OutboxTable;
  outbox_raw: mail.OutboxRawTable;
  heartbeat: mail.HeartbeatTable;
}

/** For reading; a transaction fits too. */
export type Db = Kysely<Schema>;
/** For writing: only what `transaction()` hands out. */
export type Trx = Transaction<Schema>;
