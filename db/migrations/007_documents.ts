export const name = 'documents of meetings and themes';

/** What pages show besides what the migrations before know. */
const SHOWN = ['document_meeting', 'document_theme'];

const raise = (table: string, verb: string) =>
  `create trigger public_revision_${table}_${verb} after ${verb} on ${table} begin update public_revision set number = number + 1; end;\n`;

export const up = `
alter table document add column text text;
drop index document_meeting;
create index document_of_meeting on document (meeting_id);
create table document_meeting (
  document_id integer not null references document on delete cascade,
  meeting_id integer not null references meeting on delete cascade, primary key (document_id, meeting_id)
) strict;
create index document_meeting_meeting on document_meeting (meeting_id);
create table document_theme (
  document_id integer not null references document on delete cascade,
  theme_id integer not null references theme on delete cascade, primary key (document_id, theme_id)
) strict;
create index document_theme_theme on document_theme (theme_id);
insert into document_theme (document_id, theme_id) select id, theme_id from document where theme_id is not null;
alter table document drop column theme_id;

${SHOWN.flatMap((table) => ['insert', 'update', 'delete'].map((verb) => raise(table, verb))).join('')}
`;
