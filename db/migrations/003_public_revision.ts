export const name = 'the revision of what the public sees';

/** What pages, feeds and calendars show. Not mail, sign-ins, attempts, the audit or a draft of minutes. */
const SHOWN = [
  'setting',
  'organisation',
  'speaker',
  'theme',
  'meeting',
  'candidate_date',
  'meeting_theme',
  'agenda_item',
  'agenda_speaker',
  'minutes_organisation',
  'proposal',
];

const raise = (trigger: string, when: string) =>
  `create trigger public_revision_${trigger} after ${when} begin update public_revision set number = number + 1; end;\n`;

export const up = `
create table public_revision (number integer not null) strict;
insert into public_revision (number) values (1);
${SHOWN.flatMap((table) => ['insert', 'update', 'delete'].map((verb) => raise(`${table}_${verb}`, `${verb} on ${table}`))).join('')}
${raise('minutes_insert', 'insert on minutes')}
${raise('minutes_update', 'update of public_revision_id, published_at, changed_at, unpublished_reason on minutes')}
${raise('minutes_delete', 'delete on minutes')}
`;
