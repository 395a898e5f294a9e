export const name = 'the record';

export const up = `
create table setting (key text primary key, value text not null check (json_valid(value)), changed_at text not null) strict;
create table secret (name text primary key, value text not null) strict;

create table user (
  id integer primary key, email text not null unique, name text not null, password_hash text not null,
  first_day text, last_day text, disabled_at text, created_at text not null
) strict;
create table session (
  token_hash text primary key, user_id integer not null references user on delete cascade,
  created_at text not null, last_seen_at text not null
) strict;
create index session_user on session (user_id);
create table one_time_link (
  token_hash text primary key, purpose text not null check (purpose in ('first-user', 'confirm-subscription')),
  subject_id integer, created_at text not null, expires_at text not null, used_at text
) strict;
create table attempt (id integer primary key, key text not null, at text not null) strict;
create index attempt_key on attempt (key, at);
create table audit_event (
  id integer primary key, at text not null, user_id integer, action text not null, object text not null, detail text
) strict;
create trigger audit_event_is_final before update on audit_event begin select raise(abort, 'audit events are final'); end;
create trigger audit_event_stays before delete on audit_event begin select raise(abort, 'audit events are final'); end;

create table organisation (
  id integer primary key, slug text not null unique, name text not null, name_key text not null unique, created_at text not null
) strict;
create table speaker (
  id integer primary key, name text not null, role text, organisation_id integer references organisation on delete set null,
  created_at text not null
) strict;
create index speaker_organisation on speaker (organisation_id);
create table theme (
  id integer primary key, slug text not null unique, title text not null, title_key text not null unique,
  description text not null default '', created_at text not null
) strict;

create table meeting (
  id integer primary key, slug text not null unique,
  state text not null check (state in ('tentative', 'confirmed', 'cancelled', 'held')),
  start_time text, end_time text, place text not null default '', online text not null default '',
  usual integer not null default 0 check (usual in (0, 1)),
  description text not null default '', cancelled_reason text,
  announced_at text, shown_at text, imported_at text,
  revision integer not null default 1, created_at text not null, changed_at text not null,
  check (end_time is null or start_time is not null)
) strict;
create index meeting_state on meeting (state);
create table candidate_date (
  id integer primary key, meeting_id integer not null references meeting on delete cascade,
  date text not null, state text not null check (state in ('open', 'dropped')), leading integer not null check (leading in (0, 1)),
  uid text not null unique, sequence integer not null default 0 check (sequence >= 0), changed_at text not null
) strict;
create unique index candidate_date_leading on candidate_date (meeting_id) where leading = 1;
create index candidate_date_date on candidate_date (date);
create trigger candidate_date_uid_is_final before update of uid on candidate_date begin select raise(abort, 'a UID never changes'); end;
create table former_address (
  kind text not null check (kind in ('meeting', 'theme', 'organisation')), slug text not null, target_id integer not null,
  created_at text not null, primary key (kind, slug)
) strict;
create table meeting_theme (
  meeting_id integer not null references meeting on delete cascade, theme_id integer not null references theme,
  position integer not null, part text, primary key (meeting_id, theme_id)
) strict;
create index meeting_theme_theme on meeting_theme (theme_id);

create table agenda_item (
  id integer primary key, meeting_id integer not null references meeting on delete cascade, position integer not null,
  title text not null, kind text not null check (kind in ('talk', 'report', 'follow-up', 'other-business')),
  planned_minutes integer check (planned_minutes between 1 and 600),
  state text not null default 'planned' check (state in ('planned', 'done', 'postponed')),
  carried_from_id integer references agenda_item on delete set null, created_at text not null
) strict;
create index agenda_item_meeting on agenda_item (meeting_id, position);
create table agenda_speaker (
  id integer primary key, agenda_item_id integer not null references agenda_item on delete cascade, position integer not null,
  speaker_id integer not null references speaker, name text not null, role text, organisation text,
  answer text not null default 'waiting' check (answer in ('waiting', 'yes', 'no'))
) strict;
create index agenda_speaker_item on agenda_speaker (agenda_item_id, position);
create index agenda_speaker_speaker on agenda_speaker (speaker_id);

create table minutes (
  meeting_id integer primary key references meeting on delete cascade,
  latest_revision_id integer references minutes_revision, public_revision_id integer references minutes_revision,
  first_published_at text, published_at text, changed_at text, unpublished_reason text
) strict;
create table minutes_revision (
  id integer primary key, meeting_id integer not null references meeting on delete cascade, number integer not null,
  content text not null check (json_valid(content)), user_id integer references user on delete set null,
  note text not null default '', created_at text not null, unique (meeting_id, number)
) strict;
create table minutes_organisation (
  meeting_id integer not null references meeting on delete cascade, organisation_id integer not null references organisation,
  primary key (meeting_id, organisation_id)
) strict;
create index minutes_organisation_organisation on minutes_organisation (organisation_id);

create table proposal (
  id integer primary key, title text not null, text text not null default '', email text,
  state text not null check (state in ('received', 'discussed', 'planned', 'done', 'declined')),
  answer text not null default '', theme_id integer references theme on delete set null,
  received_at text not null, shown_at text, hidden_at text
) strict;
create table proposal_event (
  id integer primary key, proposal_id integer not null references proposal on delete cascade, at text not null,
  state text not null, answer text not null default '', meeting_id integer references meeting on delete set null
) strict;
create index proposal_event_proposal on proposal_event (proposal_id, at);
create table follow_up (
  id integer primary key, meeting_id integer references meeting on delete set null,
  proposal_id integer references proposal on delete set null, what text not null, who text not null default '', due_on text,
  state text not null check (state in ('open', 'ongoing', 'done', 'dropped')), answer text not null default '',
  created_at text not null, changed_at text not null
) strict;
create index follow_up_meeting on follow_up (meeting_id);
create index follow_up_proposal on follow_up (proposal_id);
create table document (
  id integer primary key, title text not null, kind text not null, source text not null default '', dated_on text, url text,
  file_name text, media_type text, meeting_id integer references meeting on delete set null,
  theme_id integer references theme on delete set null, created_at text not null
) strict;

create table subscriber (
  id integer primary key autoincrement, email text not null, email_key text not null unique, name text not null default '',
  state text not null check (state in ('pending', 'confirmed')),
  announcement integer not null check (announcement in (0, 1)), changes integer not null check (changes in (0, 1)),
  reminder integer not null check (reminder in (0, 1)), minutes integer not null check (minutes in (0, 1)),
  calendar integer not null check (calendar in (0, 1)),
  origin text not null check (origin in ('form', 'import')), consent_text text not null default '',
  requested_at text not null, confirmed_at text, link_generation integer not null default 1
) strict;
create table suppression (email_hash text primary key, reason text not null, at text not null) strict;

create table mailing (
  id integer primary key, kind text not null check (kind in ('announcement', 'change', 'cancellation', 'reminder', 'minutes', 'programme', 'message')),
  meeting_id integer references meeting on delete cascade, meeting_revision integer not null, subject text not null, text text not null,
  state text not null check (state in ('queued', 'stopped')), not_before text not null,
  user_id integer references user on delete set null, created_at text not null
) strict;
create index mailing_meeting on mailing (meeting_id);
create table outbox (
  id integer primary key, mailing_id integer references mailing on delete cascade,
  subscriber_id integer, recipient_name text not null default '', recipient_address text not null,
  kind text not null, meeting_id integer references meeting on delete cascade, meeting_revision integer,
  subject text not null, message_id text not null unique, raw blob, method text check (method in ('REQUEST', 'CANCEL')),
  state text not null check (state in ('queued', 'sending', 'sent', 'failed', 'unknown', 'stopped')),
  not_before text not null, drop_after text, lease_until text, attempts integer not null default 0, reason text,
  created_at text not null, sent_at text
) strict;
create unique index outbox_once on outbox (meeting_id, meeting_revision, kind, subscriber_id) where subscriber_id is not null and state != 'stopped';
create index outbox_due on outbox (state, not_before);
create index outbox_subscriber on outbox (subscriber_id);
create index outbox_mailing on outbox (mailing_id);
create table heartbeat (name text primary key, at text not null, pid integer not null, note text) strict;

create table import_source (
  key text primary key, file text not null, meeting_id integer not null references meeting on delete cascade,
  recognised text not null check (json_valid(recognised)), imported_at text not null
) strict;
create index import_source_meeting on import_source (meeting_id);

create virtual table search using fts5 (
  title, body, people, kind unindexed, address unindexed, date unindexed, owner unindexed,
  tokenize = "unicode61 remove_diacritics 0", prefix = '2 3'
);
`;
