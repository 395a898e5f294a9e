import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import BetterSqlite from 'better-sqlite3';
import { afterAll, expect, it } from 'vitest';
import { APPLICATION_ID, SCHEMA_VERSION } from '../../db/migrate.ts';
import { migrations } from '../../db/migrations/index.ts';
import { openDatabase } from '../../db/open.ts';

const dir = mkdtempSync(join(tmpdir(), 'upgrade-'));
afterAll(() => rmSync(dir, { recursive: true }));

const FIRST = `
insert into meeting (id, slug, state, created_at, changed_at) values (1, '2026-12-21', 'confirmed', 'x', 'x');
insert into subscriber (id, email, email_key, state, announcement, changes, reminder, minutes, calendar, origin, requested_at)
  values (7, 'kim@example.org', 'kim@example.org', 'confirmed', 1, 1, 0, 1, 0, 'form', 'x');
insert into mailing (id, kind, meeting_id, meeting_revision, subject, text, state, not_before, created_at)
  values (3, 'announcement', 1, 1, 'Inbjudan', 'Hej', 'queued', 'x', 'x');
insert into outbox (id, mailing_id, subscriber_id, recipient_address, kind, meeting_id, meeting_revision, subject, message_id, raw, state, not_before, created_at)
  values (11, 3, 7, 'kim@example.org', 'announcement', 1, 1, 'Inbjudan', '<a@x>', x'48656a', 'queued', 'x', 'x'),
         (12, null, 7, 'kim@example.org', 'confirmation', null, null, 'Bekräfta', '<b@x>', null, 'sent', 'x', 'x');
insert into one_time_link (token_hash, purpose, subject_id, created_at, expires_at) values ('h', 'confirm-subscription', 7, 'x', 'y');
insert into proposal (id, title, email, state, received_at) values (5, 'Bänkar', 'lo@example.org', 'received', 'x');
insert into follow_up (id, meeting_id, proposal_id, what, who, state, created_at, changed_at) values (4, 1, 5, 'mät', 'Lo', 'open', 'x', 'x');
insert into theme (id, slug, title, title_key, created_at) values (9, 'skolan', 'Skolan', 'skolan', 'x');
insert into document (id, title, kind, theme_id, created_at) values (6, 'Rapport', 'report', 9, 'x');
`;

it('brings a database of the first version up, with the mails that wait', async () => {
  const file = join(dir, 'old.db');
  const old = new BetterSqlite(file);
  old.exec(migrations[0]!.up);
  old.exec(FIRST);
  old.pragma(`application_id = ${APPLICATION_ID}`);
  old.pragma('user_version = 1');
  old.close();
  const { db, sqlite } = openDatabase(file);
  expect(sqlite.pragma('user_version', { simple: true })).toBe(SCHEMA_VERSION);
  expect(sqlite.pragma('foreign_key_check')).toEqual([]);
  expect(sqlite.pragma('integrity_check', { simple: true })).toBe('ok');
  expect(await db.selectFrom('outbox_raw').selectAll().execute()).toEqual([
    { outbox_id: 11, raw: Buffer.from('Hej') },
  ]);
  const mails = await db.selectFrom('outbox').select(['id', 'mailing_id', 'state', 'speaker_id']).execute();
  expect(mails).toEqual([
    { id: 11, mailing_id: 3, state: 'queued', speaker_id: null },
    { id: 12, mailing_id: null, state: 'sent', speaker_id: null },
  ]);
  expect(await db.selectFrom('mailing').select(['id', 'urgent', 'facts']).execute()).toEqual([
    { id: 3, urgent: 0, facts: null },
  ]);
  expect(
    await db.selectFrom('one_time_link').select(['token_hash', 'subject_id', 'expires_at']).execute(),
  ).toEqual([{ token_hash: 'h', subject_id: 7, expires_at: 'y' }]);
  expect(await db.selectFrom('document_of_theme').selectAll().execute()).toEqual([
    { document_id: 6, theme_id: 9 },
  ]);
  const proposal = await db
    .selectFrom('proposal')
    .select(['email', 'email_confirmed_at', 'supporters'])
    .execute();
  expect(proposal).toEqual([{ email: 'lo@example.org', email_confirmed_at: null, supporters: 0 }]);
  const followUp = await db
    .selectFrom('follow_up')
    .select(['id', 'meeting_id', 'proposal_id', 'what', 'who', 'state', 'shown_at', 'link_generation'])
    .execute();
  expect(followUp).toEqual([
    {
      id: 4,
      meeting_id: 1,
      proposal_id: 5,
      what: 'mät',
      who: 'Lo',
      state: 'open',
      shown_at: null,
      link_generation: 1,
    },
  ]);
  await db.destroy();
});
