export const name = 'minutes that are safe to publish';

export const up = `
alter table minutes_revision add column autosaved integer not null default 0 check (autosaved in (0, 1));

create table minutes_overrule (
  meeting_id integer not null references meeting on delete cascade, key text not null, rule text not null, reason text not null,
  user_id integer references user on delete set null, at text not null, primary key (meeting_id, key)
) strict;
create table minutes_check (
  id integer primary key, meeting_id integer not null references meeting on delete cascade, revision_number integer not null,
  overruled integer not null, reason text not null default '', user_id integer references user on delete set null, at text not null
) strict;
create index minutes_check_meeting on minutes_check (meeting_id, at);

alter table agenda_speaker add column asked_to_read_at text;
alter table agenda_speaker add column read_by text;
`;
