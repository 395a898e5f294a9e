export const name = 'documents of meetings and themes';

/** What pages show besides what the migrations before know. */
const SHOWN = ['document_of_meeting', 'document_of_theme'];

const raise = (table: string, verb: string) =>
  `create trigger public_revision_${table}_${verb} after ${verb} on ${table} begin update public_revision set number = number + 1; end;\n`;

export const up = `
alter table document add column text text;
create table document_of_meeting (
  document_id integer not null references document on delete cascade,
  meeting_id integer not null references meeting on delete cascade, primary key (document_id, meeting_id)
) strict;
create index document_of_meeting_meeting on document_of_meeting (meeting_id);
create table document_of_theme (
  document_id integer not null references document on delete cascade,
  theme_id integer not null references theme on delete cascade, primary key (document_id, theme_id)
) strict;
create index document_of_theme_theme on document_of_theme (theme_id);
insert into document_of_theme (document_id, theme_id) select id, theme_id from document where theme_id is not null;
alter table document drop column theme_id;

create table document_number (last integer not null) strict;
insert into document_number (last) select ifnull(max(id), 0) from document;
create trigger document_number_kept after delete on document
begin update document_number set last = max(last, old.id); end;

${SHOWN.flatMap((table) => ['insert', 'update', 'delete'].map((verb) => raise(table, verb))).join('')}
`;
