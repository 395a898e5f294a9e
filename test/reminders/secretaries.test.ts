import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { disableAccount } from '../../server/accounts/actions.ts';
import { addUser } from '../../server/auth/actions.ts';
import { remindSecretaries } from '../../server/reminders/actions.ts';
import { instantOf } from '../../server/shared/time.ts';
import { SECRETARY, createTestContext } from '../support/app.ts';
import { ROOT } from '../support/children.ts';
import { makeMeeting } from '../support/meetings.ts';
import { inboxes, startMailApp, type MailApp } from '../support/mailbox.ts';

const STAND_IN = { email: 'vera@example.org', name: 'Vera Vikarie', password: 'en helt annan lugn mening' };
let app: MailApp;
beforeEach(async () => {
  app = await startMailApp();
  await makeMeeting(app, { dates: ['2026-12-21'] });
});
afterEach(() => app.close());

/** Who gets mail at seven that morning. */
async function remindedOn(day: string): Promise<string[]> {
  app.clock.now = instantOf(day, '07:00', 'Europe/Stockholm');
  await remindSecretaries(app.context);
  return Object.keys(await inboxes(app)).toSorted();
}

it('mails a stand-in on the days of the account only', async () => {
  const period = { first_day: '2026-11-24', last_day: '2026-12-01' };
  await addUser(app.context, { ...STAND_IN, period });
  expect(await remindedOn('2026-11-23')).toEqual([SECRETARY.email]);
  expect(await remindedOn('2026-11-30')).toEqual([SECRETARY.email, STAND_IN.email]);
  expect(await remindedOn('2026-12-01')).toEqual([SECRETARY.email, STAND_IN.email]);
  expect(await remindedOn('2026-12-07')).toEqual([SECRETARY.email]);
});

it('mails nobody whose account is closed', async () => {
  const added = await addUser(app.context, STAND_IN);
  await app.post(`/admin/konton/${(added as { id: number }).id}/stangning`);
  expect(await remindedOn('2026-11-23')).toEqual([SECRETARY.email]);
});

it.each([
  ['has been closed since', (id: number) => disableAccount(app.context, 1, id), '2026-11-23T07:00:00.000Z'],
  ['had its last day', async () => {}, '2026-11-24T07:00:00.000Z'],
])('stops a mail that waits in the queue when the account %s', async (_name, close, later) => {
  const period = { first_day: null, last_day: '2026-11-23' };
  const { id } = (await addUser(app.context, { ...STAND_IN, period })) as { id: number };
  app.clock.now = instantOf('2026-11-23', '07:00', 'Europe/Stockholm');
  await remindSecretaries(app.context);
  await close(id);
  app.clock.now = later;
  expect(Object.keys(await inboxes(app))).toEqual([SECRETARY.email]);
  const states = app.context.db.selectFrom('outbox').select(['recipient_address', 'state']).orderBy('id');
  expect(await states.execute()).toEqual([
    { recipient_address: SECRETARY.email, state: 'sent' },
    { recipient_address: STAND_IN.email, state: 'stopped' },
  ]);
});

it('is switched off and on again, without a flood of what was late meanwhile', async () => {
  const switched = await app.post('/admin/konton/mejl', { reminders: 'nej' });
  expect(switched.headers.get('location')).toBe('/admin/konton?klart=mejl-av');
  expect((await app.get('/admin/konton?klart=mejl-av')).text).toContain('Slå på mejlen');
  expect(await remindedOn('2026-11-30')).toEqual([]);
  expect(await remindedOn('2026-12-01')).toEqual([]);
  await app.post('/admin/logga-in', SECRETARY);
  await app.post('/admin/konton/mejl', { reminders: 'ja' });
  expect((await app.get('/admin/konton')).text).toContain('Stäng av mejlen');
  expect(await remindedOn('2026-12-02')).toEqual([]);
  expect(await remindedOn('2026-12-07')).toEqual([SECRETARY.email]);
});

it('tries again when the mail could not be put in the queue', async () => {
  app.clock.now = instantOf('2026-11-23', '07:00', 'Europe/Stockholm');
  await app.context.db.schema.alterTable('outbox_raw').renameTo('gone').execute();
  await expect(remindSecretaries(app.context)).rejects.toThrow('outbox_raw');
  expect(await app.context.db.selectFrom('reminder').selectAll().execute()).toEqual([]);
  await app.context.db.schema.alterTable('gone').renameTo('outbox_raw').execute();
  expect(await remindedOn('2026-11-23')).toEqual([SECRETARY.email]);
  expect(await remindedOn('2026-11-23')).toEqual([]);
});

it('reads nothing but the marks when all is done for the day', async () => {
  await remindedOn('2026-11-23');
  const before = app.bytes();
  await remindSecretaries(app.context);
  expect(app.bytes().equals(before)).toBe(true);
});

it('goes on when the clock has jumped a month ahead and back', async () => {
  expect(await remindedOn('2026-11-30')).toEqual([SECRETARY.email]);
  await remindedOn('2026-12-28');
  expect(await remindedOn('2026-11-30')).toEqual([]);
  expect(await remindedOn('2026-12-01')).toEqual([SECRETARY.email]);
  expect(await remindedOn('2026-12-07')).toEqual([SECRETARY.email]);
});

it('keeps the marks for some weeks only', async () => {
  await remindedOn('2026-11-23');
  await remindedOn('2027-03-01');
  const marks = await app.context.db.selectFrom('reminder').select(['kind', 'day']).orderBy('kind').execute();
  expect(marks).toEqual([
    { kind: 'day', day: '2027-03-01' },
    { kind: 'week', day: '2027-03-01' },
  ]);
});

it('gives one mail when four processes remind at once', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'gemensam-reminders-'));
  const DATABASE = join(dir, 'gemensam.db');
  const { context } = createTestContext({ DATABASE });
  await addUser(context, SECRETARY);
  await makeMeeting({ context }, { dates: ['2026-12-21'] });
  const words = ['test/support/reminding-process.ts', DATABASE, '2026-11-23T08:00:00.000Z'];
  const children = [1, 2, 3, 4].map(() => spawn(process.execPath, words, { cwd: ROOT }));
  await Promise.all(children.map(({ stdout }) => once(stdout, 'data')));
  const codes = Promise.all(children.map(async (child) => ((await once(child, 'exit')) as [number])[0]));
  for (const { stdin } of children) stdin.end();
  expect(await codes).toEqual([0, 0, 0, 0]);
  const mails = await context.db.selectFrom('outbox').select(['kind', 'recipient_address']).execute();
  await context.db.destroy();
  rmSync(dir, { recursive: true });
  expect(mails).toEqual([{ kind: 'secretary', recipient_address: SECRETARY.email }]);
}, 60_000);
