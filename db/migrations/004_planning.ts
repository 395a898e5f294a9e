export const name = 'planning that remembers';

/** What pages and feeds show besides what migration 3 knows; a table that is made anew has lost its triggers. */
const SHOWN = [
  'agenda_speaker',
  'proposal_event',
  'follow_up',
  'follow_up_event',
  'follow_up_organisation',
  'consent',
  'document',
];

const raise = (table: string, verb: string) =>
  `create trigger public_revision_${table}_${verb} after ${verb} on ${table} begin update public_revision set number = number + 1; end;\n`;

/** A link that was mailed holds the number of its row, so the numbers of rows that are gone are never used again. */
export const up = `
create table new_one_time_link (
  token_hash text primary key, purpose text not null check (purpose in ('first-user', 'confirm-subscription', 'confirm-proposal')),
  subject_id integer, created_at text not null, expires_at text not null, used_at text
) strict;
insert into new_one_time_link (token_hash, purpose, subject_id, created_at, expires_at, used_at)
  select token_hash, purpose, subject_id, created_at, expires_at, used_at from one_time_link;
drop table one_time_link;
alter table new_one_time_link rename to one_time_link;

alter table organisation add column email text;
alter table theme add column backlog_at text;
alter table theme add column backlog_note text not null default '';
create index theme_backlog on theme (backlog_at) where backlog_at is not null;
alter table meeting_theme add column backlog_at text;

alter table proposal add column email_confirmed_at text;
alter table proposal add column link_generation integer not null default 1;
alter table proposal add column supporters integer not null default 0 check (supporters >= 0);
alter table proposal add column same_as_id integer references proposal on delete set null;
alter table proposal add column speaker_name text not null default '';
alter table proposal_event add column told_at text;
create index proposal_same on proposal (same_as_id) where same_as_id is not null;
create table proposal_offer (
  id integer primary key, proposal_id integer not null references proposal on delete cascade, name text not null,
  email text not null, text text not null default '', received_at text not null
) strict;
create index proposal_offer_proposal on proposal_offer (proposal_id);

create table new_follow_up (
  id integer primary key autoincrement, meeting_id integer references meeting on delete set null, section_id text, source_key text,
  proposal_id integer references proposal on delete set null, what text not null, who text not null default '',
  when_text text not null default '', due_on text,
  speaker_id integer references speaker on delete set null, organisation_id integer references organisation on delete set null,
  state text not null check (state in ('open', 'ongoing', 'done', 'postponed', 'dropped')), answer text not null default '',
  shown_at text, link_generation integer not null default 1, asked_at text, answered_at text,
  asked_meeting_id integer references meeting on delete set null, agenda_meeting_id integer references meeting on delete set null,
  created_at text not null, changed_at text not null
) strict;
insert into new_follow_up (id, meeting_id, proposal_id, what, who, due_on, state, answer, created_at, changed_at)
  select id, meeting_id, proposal_id, what, who, due_on, state, answer, created_at, changed_at from follow_up;
drop table follow_up;
alter table new_follow_up rename to follow_up;
create index follow_up_meeting on follow_up (meeting_id);
create index follow_up_proposal on follow_up (proposal_id);
create unique index follow_up_source on follow_up (meeting_id, source_key) where source_key is not null;
create table follow_up_event (
  id integer primary key, follow_up_id integer not null references follow_up on delete cascade, at text not null,
  state text not null, answer text not null default '', meeting_id integer references meeting on delete set null,
  by_link integer not null default 0 check (by_link in (0, 1))
) strict;
create index follow_up_event_follow_up on follow_up_event (follow_up_id, at);
create table follow_up_organisation (
  follow_up_id integer not null references follow_up on delete cascade,
  organisation_id integer not null references organisation on delete cascade, primary key (follow_up_id, organisation_id)
) strict;
create index follow_up_organisation_organisation on follow_up_organisation (organisation_id);

alter table agenda_item add column proposal_id integer references proposal on delete set null;
alter table agenda_item add column follow_up_id integer references follow_up on delete set null;
alter table agenda_item add column outcome text check (outcome in ('moved', 'backlog', 'dropped'));
alter table agenda_item add column reason text not null default '';
create index agenda_item_carried on agenda_item (carried_from_id) where carried_from_id is not null;
create index agenda_item_backlog on agenda_item (outcome) where outcome = 'backlog';

create table new_agenda_speaker (
  id integer primary key autoincrement, agenda_item_id integer not null references agenda_item on delete cascade,
  position integer not null, speaker_id integer not null references speaker, name text not null, role text, organisation text,
  answer text not null default 'waiting' check (answer in ('waiting', 'yes', 'no')),
  link_generation integer not null default 1, invited_at text, invited_revision integer, nudged_at text, answered_at text,
  answered_for text, looked_at text, wished_meeting_id integer references meeting on delete set null,
  needs text not null default '', message text not null default '', printed_before text check (json_valid(printed_before)),
  correction text not null default '', corrected_at text
) strict;
insert into new_agenda_speaker (id, agenda_item_id, position, speaker_id, name, role, organisation, answer)
  select id, agenda_item_id, position, speaker_id, name, role, organisation, answer from agenda_speaker;
drop table agenda_speaker;
alter table new_agenda_speaker rename to agenda_speaker;
create index agenda_speaker_item on agenda_speaker (agenda_item_id, position);
create index agenda_speaker_speaker on agenda_speaker (speaker_id);
drop index outbox_once;
create unique index outbox_once on outbox (meeting_id, meeting_revision, kind, subscriber_id) where subscriber_id is not null and state != 'stopped' and kind not in ('speaker', 'speaker-entry');
drop index outbox_once_speaker;
create unique index outbox_once_speaker on outbox (meeting_id, meeting_revision, kind, speaker_id) where speaker_id is not null and state != 'stopped' and kind not in ('speaker', 'speaker-entry');
create table consent (
  agenda_speaker_id integer not null references agenda_speaker on delete cascade,
  kind text not null check (kind in ('name', 'photo', 'recording', 'material')),
  given integer not null check (given in (0, 1)), at text not null, primary key (agenda_speaker_id, kind)
) strict;
create table consent_event (
  id integer primary key, speaker_id integer not null, agenda_speaker_id integer not null, kind text not null,
  given integer not null check (given in (0, 1)), at text not null
) strict;
create index consent_event_speaker on consent_event (speaker_id, at);
alter table document add column agenda_speaker_id integer references agenda_speaker on delete cascade;
alter table document add column bytes integer;
create index document_agenda_speaker on document (agenda_speaker_id) where agenda_speaker_id is not null;
create index document_meeting on document (meeting_id);
create table document_file (document_id integer primary key references document on delete cascade, content blob not null) strict;

alter table user add column reminders integer not null default 1 check (reminders in (0, 1));
create table reminder (
  user_id integer not null references user on delete cascade, kind text not null check (kind in ('week', 'day')),
  day text not null, primary key (user_id, kind, day)
) strict;

${SHOWN.flatMap((table) => ['insert', 'update', 'delete'].map((verb) => raise(table, verb))).join('')}
`;
