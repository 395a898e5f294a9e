import { afterAll, expect, it } from 'vitest';
import { LEFT, STRUCK } from '../../server/strikes/word-column-queries.ts';
import { createTestContext } from '../support/app.ts';

const { sqlite, context } = createTestContext();
afterAll(() => context.db.destroy());

/** Read by the program: choices, days, addresses made of other words, and what a mail server or the program itself says. */
const NO_WORDS = [
  /\.(\w+_at|\w+_on|\w+_hash|\w*_?key|at|date|day|kind|state|term|wish|method|answered_for|read_by)$/,
  /^(one_time_link|secret|session|suppression|heartbeat|reminder|sqlite_sequence|attempt|consent)\./,
  /^answer\.answer$/,
  /^agenda_item\.outcome$/,
  /^agenda_speaker\.answer$/,
  /^audit_event\.(action|object)$/,
  /^candidate_date\.uid$/,
  /^document\.media_type$/,
  /^follow_up\.section_id$/,
  /^mailing\.not_before$/,
  /^meeting\.(slug|start_time|end_time)$/,
  /^former_address\.kind$/,
  /^import_(made\.mark|filled\.field|file\.stored_as|find\.slug)$/,
  /^(minutes|document)_overrule\.rule$/,
  /^outbox\.(message_id|not_before|drop_after|lease_until|reason|response)$/,
  /^subscriber\.(origin|consent_text|refused_reason)$/,
  /^user\.(password_hash|first_day|last_day)$/,
];
/** Looked through in ways of their own. */
const OWN_WAY = [
  'minutes_revision.content',
  'outbox_raw.raw',
  'document_file.content',
  'theme.slug',
  'organisation.slug',
  'former_address.slug',
];

it('knows of every column what a strike does with it', () => {
  const tables = sqlite
    .prepare("select name from sqlite_schema where type = 'table' and name not like 'search%' order by name")
    .pluck()
    .all() as string[];
  const columns = tables.flatMap((table) =>
    (sqlite.pragma(`table_info(${table})`) as { name: string; type: string }[])
      .filter(({ type }) => type !== 'INTEGER')
      .map(({ name }) => `${table}.${name}`),
  );
  const known = [...STRUCK, ...LEFT].map(({ table, column }) => `${table}.${column}`);
  const undecided = columns.filter(
    (column) =>
      !known.includes(column) && !OWN_WAY.includes(column) && !NO_WORDS.some((rule) => rule.test(column)),
  );
  expect(undecided).toEqual([]);
  expect([...known, ...OWN_WAY].filter((column) => !columns.includes(column))).toEqual([]);
  expect(known.length).toBe(new Set(known).size);
});
