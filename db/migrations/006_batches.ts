export const name = 'imports that can be undone as a whole';

export const up = `
create table import_batch (
  id integer primary key autoincrement, at text not null, user_id integer references user on delete set null, undone_at text
) strict;
create table import_made (
  batch_id integer not null references import_batch on delete cascade,
  kind text not null check (kind in ('meeting', 'theme', 'speaker', 'organisation', 'document')), row_id integer not null, mark text not null,
  primary key (batch_id, kind, row_id)
) strict;
create table import_filled (
  batch_id integer not null references import_batch on delete cascade, meeting_id integer not null references meeting on delete cascade,
  field text not null, before text, after text
) strict;
create index import_filled_batch on import_filled (batch_id);
create index import_filled_meeting on import_filled (meeting_id);
alter table import_source add column batch_id integer references import_batch on delete set null;
create index import_source_batch on import_source (batch_id);
`;
