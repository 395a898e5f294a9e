export const name = 'uploaded texts under review';

export const up = `
create table import_run (
  id integer primary key autoincrement, at text not null, user_id integer references user on delete set null, year integer,
  batch_id integer references import_batch on delete set null
) strict;
create table import_file (
  id integer primary key, run_id integer not null references import_run on delete cascade,
  name text not null, stored_as text, fault text
) strict;
create index import_file_run on import_file (run_id);
create table import_find (
  id integer primary key, run_id integer not null references import_run on delete cascade,
  file_id integer not null references import_file on delete cascade, key text not null,
  recognised text not null check (json_valid(recognised)), doubts text not null check (json_valid(doubts)),
  state text not null check (state in ('waiting', 'skipped', 'known', 'stored')), slug text, origin text not null check (json_valid(origin)), source text check (source is null or json_valid(source)), notes text not null check (json_valid(notes))
) strict;
create index import_find_run on import_find (run_id, state);
create index import_find_file on import_find (file_id);

create table old_address (
  path text primary key, meeting_id integer not null references meeting on delete cascade,
  batch_id integer references import_batch on delete set null
) strict;
create index old_address_meeting on old_address (meeting_id);
create index old_address_batch on old_address (batch_id);
`;
