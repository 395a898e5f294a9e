import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, expect, it } from 'vitest';
import { outcomeOf } from '../../server/mail/attempt.ts';
import { nextTry } from '../../server/mail/retry.ts';
import { createTestContext, NOW } from '../support/app.ts';
import { ROOT } from '../support/children.ts';
import { addMeeting, addSubscriber, deliver, outboxStates } from '../support/mail.ts';
import { byText, inboxes, later, mailOut, startMailApp, type MailApp } from '../support/mailbox.ts';
import type { SmtpSupport } from '../support/smtp.ts';

const PEOPLE = ['bo@example.org', 'eva@example.org', 'kim@example.org'];
const dir = mkdtempSync(join(tmpdir(), 'gemensam-rules-'));
let app: MailApp;
let env: Record<string, string>;
beforeEach(async () => {
  const DATABASE = join(mkdtempSync(join(dir, 'x')), 'gemensam.db');
  app = await startMailApp({ DATABASE });
  env = {
    DATABASE,
    BASE_URL: 'http://localhost:3000',
    SMTP_URL: app.smtp.url,
    MAIL_FROM: 'gruppen@example.org',
  };
  await addMeeting(app.context);
});
afterEach(() => app.close());
afterAll(() => rmSync(dir, { recursive: true, force: true }));

const rows = () => app.context.db.selectFrom('outbox').selectAll().orderBy('id').execute();
const addAll = async () => {
  for (const email of PEOPLE) await addSubscriber(app.context, email, 'inbjudan');
};
const recipients = () => app.smtp.received.map(({ to }) => to.join()).toSorted(byText);

it('28: a double click and two programs at once make one mail for each', async () => {
  await addAll();
  const [one, two] = await Promise.all([mailOut(app, 'announcement'), mailOut(app, 'announcement')]);
  expect([one, await outboxStates(app.context)]).toEqual([two, ['queued', 'queued', 'queued']]);
  const other = createTestContext(env);
  const made = await Promise.all([deliver(app.context), deliver(other.context), deliver(app.context)]);
  expect(made.map(({ sent }) => sent).reduce((sum, sent) => sum + sent)).toBe(3);
  expect(recipients()).toEqual(PEOPLE);
  expect(await mailOut(app, 'announcement')).toBe(one);
  const [row] = await rows();
  const { id: _, ...same } = row!;
  await expect(app.context.db.insertInto('outbox').values(same).execute()).rejects.toThrow(/UNIQUE/);
  await other.context.db.destroy();
});

it('29: killed between the server’s yes and ours, nobody is left out and nobody gets two different mails', async () => {
  await addAll();
  await mailOut(app, 'announcement');
  const start = () =>
    spawn(process.execPath, [join(ROOT, 'test/support/delivery-process.ts'), '30', String(Date.now())], {
      env: { ...process.env, ...env, DATA_DIR: join(env['DATABASE']!, '..'), LOG_LEVEL: 'error' },
      stdio: ['ignore', 'ignore', 'inherit'],
    });
  let child = start();
  const seen: string[] = [];
  app.smtp.answer.taken = async () => {
    seen.push(...(await outboxStates(app.context)).filter((state) => state === 'sending'));
    child.kill('SIGKILL');
  };
  await once(child, 'exit');
  expect(seen[0]).toBe('sending');
  expect((await outboxStates(app.context)).filter((state) => state === 'sent')).toEqual([]);
  const before = app.smtp.received.length;
  expect(before).toBeGreaterThan(0);
  app.smtp.answer.taken = () => {};
  child = start();
  await expect.poll(() => outboxStates(app.context), { timeout: 30_000 }).toEqual(['sent', 'sent', 'sent']);
  child.kill('SIGKILL');
  await once(child, 'exit');
  expect([...new Set(recipients())]).toEqual(PEOPLE);
  expect(app.smtp.received).toHaveLength(3 + before);
  const ids = new Set(app.smtp.received.map(({ mail }) => mail.messageId));
  expect([ids.size, new Set(app.smtp.received.map(({ raw }) => raw.toString())).size]).toEqual([3, 3]);
});

it('30: what became of a mail that was cut off is unknown, never failed', async () => {
  await addSubscriber(app.context, 'kim@example.org', 'inbjudan');
  await mailOut(app, 'announcement');
  app.smtp.answer.cut = 'after';
  await deliver(app.context);
  expect((await rows())[0]).toMatchObject({ state: 'unknown', attempts: 1, lease_until: null });
  expect(app.smtp.received).toHaveLength(1);
  delete app.smtp.answer.cut;
  later(app, 2);
  await deliver(app.context);
  expect(await outboxStates(app.context)).toEqual(['sent']);
  for (const code of ['ECONNECTION', 'ECONNRESET', 'ESOCKET', 'ETIMEDOUT', undefined])
    expect(outcomeOf(Object.assign(new Error('x'), { code: code! }), true).result).toBe('unknown');
});

type Answer = SmtpSupport['answer'];
/** What the server does -> what becomes of the mail, and whether the address is given up. */
const ANSWERS: [Answer, string, boolean][] = [
  [{ recipient: 421, text: '4.3.2 closing' }, 'queued, 0 attempts', false],
  [{ recipient: 432, text: '4.7.12 password transition' }, 'queued, 1 attempts', false],
  [{ recipient: 450, text: '4.2.1 greylisted' }, 'queued, 1 attempts', false],
  [{ recipient: 451, text: '4.3.0 try later' }, 'queued, 1 attempts', false],
  [{ recipient: 452, text: '4.2.2 over quota' }, 'queued, 1 attempts', false],
  [{ data: 451, text: '4.3.0 try later' }, 'queued, 1 attempts', false],
  [{ data: 452, text: '4.3.1 no room' }, 'queued, 1 attempts', false],
  [{ data: 421, text: '4.4.2 timeout' }, 'queued, 0 attempts', false],
  [{ recipient: 550, text: '5.1.1 no such user' }, 'failed, 1 attempts', true],
  [{ recipient: 550, text: 'no such user' }, 'failed, 1 attempts', true],
  [{ recipient: 550, text: '5.7.1 spam' }, 'failed, 1 attempts', false],
  [{ recipient: 552, text: '5.2.2 mailbox full' }, 'failed, 1 attempts', false],
  [{ recipient: 554, text: '5.7.1 relay access denied' }, 'failed, 1 attempts', false],
  [{ data: 550, text: '5.1.1 no such user' }, 'failed, 1 attempts', false],
  [{ data: 552, text: '5.3.4 too big' }, 'failed, 1 attempts', false],
  [{ data: 554, text: '5.6.0 bad content' }, 'failed, 1 attempts', false],
  [{ sender: 451, text: '4.3.0 try later' }, 'queued, 1 attempts', false],
  [{ sender: 550, text: '5.7.1 sender refused' }, 'queued, 0 attempts', false],
  [{ sender: 553, text: '5.1.8 bad sender' }, 'queued, 0 attempts', false],
  [{ cut: 'recipient' }, 'queued, 1 attempts', false],
  [{ cut: 'after' }, 'unknown, 1 attempts', false],
];

it('31: tries again after a no for now, longer and longer, and stops at a no for good', async () => {
  const id = await addSubscriber(app.context, 'kim@example.org', 'inbjudan');
  await mailOut(app, 'announcement');
  const [fresh] = await rows();
  for (const [answer, expected, givenUp] of ANSWERS) {
    await app.context.db.updateTable('outbox').set(fresh!).execute();
    Object.assign(app.smtp.answer, { sender: 0, recipient: 0, data: 0, text: undefined, cut: undefined });
    Object.assign(app.smtp.answer, answer);
    await deliver(app.context);
    const [row] = await rows();
    const person = await app.context.db
      .selectFrom('subscriber')
      .select('refused_at')
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    const came = `${row!.state}, ${row!.attempts} attempts`;
    expect([answer, came, person.refused_at !== null]).toEqual([answer, expected, givenUp]);
    await app.context.db.updateTable('subscriber').set({ refused_at: null, refused_reason: null }).execute();
  }
  const waits = (chance: number) =>
    Array.from({ length: 17 }, (_, index) => {
      const at = nextTry(index + 1, NOW, chance);
      return at && (Date.parse(at) - Date.parse(NOW)) / 60_000;
    });
  expect(waits(0.5)).toEqual([1, 5, 15, 60, ...Array<number>(11).fill(240), undefined, undefined]);
  expect([waits(0).slice(0, 5), waits(1).slice(0, 5)]).toEqual([
    [0.8, 4, 12, 48, 192],
    [1.2, 6, 18, 72, 288],
  ]);
});

it('32: hands over one recipient at a time, so that one refusal is one person’s', async () => {
  await addAll();
  await mailOut(app, 'announcement');
  app.smtp.answer.refused = 'eva@example.org';
  const mails = await inboxes(app);
  expect(Object.keys(mails).toSorted(byText)).toEqual(['bo@example.org', 'kim@example.org']);
  expect(app.smtp.received.map(({ to }) => to.length)).toEqual([1, 1]);
  const states = (await rows()).map(({ recipient_address: to, state }) => [to, state]);
  expect(Object.fromEntries(states)).toEqual({
    'bo@example.org': 'sent',
    'eva@example.org': 'failed',
    'kim@example.org': 'sent',
  });
});
