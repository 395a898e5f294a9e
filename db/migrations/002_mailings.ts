export const name = 'mailings, answers and refused addresses';

export const up = `
alter table subscriber add column refused_at text;
alter table subscriber add column refused_reason text;
alter table speaker add column email text;

alter table mailing add column urgent integer not null default 0 check (urgent in (0, 1));
alter table mailing add column wish text check (wish in ('announcement', 'changes', 'reminder', 'minutes'));
alter table mailing add column term text;
alter table mailing add column facts text check (json_valid(facts));
create index mailing_urgent on mailing (urgent) where urgent = 1;
create table mailing_draft (
  id integer primary key, kind text not null check (kind in ('announcement', 'change', 'cancellation', 'reminder', 'minutes', 'programme', 'message')),
  meeting_id integer references meeting on delete cascade, term text, wish text, subject text not null, change text not null default '',
  text text not null, user_id integer references user on delete set null, changed_at text not null
) strict;
create unique index mailing_draft_once on mailing_draft (kind, ifnull(meeting_id, 0), ifnull(term, ''));

alter table outbox add column speaker_id integer;
alter table outbox add column response text;
create table outbox_raw (outbox_id integer primary key references outbox on delete cascade, raw blob not null) strict;
insert into outbox_raw (outbox_id, raw) select id, raw from outbox where raw is not null;
alter table outbox drop column raw;
create unique index outbox_once_in_mailing on outbox (mailing_id, recipient_address) where mailing_id is not null and recipient_address != '' and state != 'stopped';
create unique index outbox_once_speaker on outbox (meeting_id, meeting_revision, kind, speaker_id) where speaker_id is not null and state != 'stopped';
drop index outbox_mailing;
create index outbox_mailing on outbox (mailing_id, state);
create index outbox_sent on outbox (sent_at) where sent_at is not null;

create table answer (
  id integer primary key, meeting_id integer not null references meeting on delete cascade,
  subscriber_id integer references subscriber on delete cascade,
  answer text not null check (answer in ('on-site', 'online', 'no')), needs text not null default '',
  date text not null, answered_at text not null, unique (meeting_id, subscriber_id)
) strict;
create index answer_subscriber on answer (subscriber_id);
`;
