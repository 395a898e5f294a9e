import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { simpleParser } from 'mailparser';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Context } from '../../server/context.ts';
import { sendCommand } from '../../server/mail/command.ts';
import { composeMail } from '../../server/mail/compose.ts';
import { queueMailing } from '../../server/mail/actions.ts';
import { draftMailing } from '../../server/mail/draft-actions.ts';
import { startDelivery, isDelivering } from '../../server/mail/loop.ts';
import { transportFor } from '../../server/mail/transport.ts';
import { createTestContext } from '../support/app.ts';
import { addMeeting, addSubscriber, deliver, outboxStates } from '../support/mail.ts';
import { startSmtp, type SmtpSupport } from '../support/smtp.ts';

let smtp: SmtpSupport;
let context: Context;
let clock: { now: string };
beforeEach(async () => {
  smtp = await startSmtp();
  await prepare({ SMTP_URL: smtp.url, MAIL_FROM: 'gruppen@example.org' });
});
afterEach(async () => {
  await context.db.destroy();
  await smtp.close();
});

async function prepare(env: Record<string, string>) {
  ({ context, clock } = createTestContext(env));
  await addMeeting(context);
  await addSubscriber(context, 'kim@example.org', 'inbjudan');
}

async function queueNow(): Promise<void> {
  const slug = '2026-12-21';
  const { subject, text } = await draftMailing(context, 'announcement', slug);
  await queueMailing(context, { kind: 'announcement', slug, subject, text, now: true, userId: null });
}
const row = () => context.db.selectFrom('outbox').selectAll().executeTakeFirstOrThrow();
const stored = async () =>
  (await context.db.selectFrom('outbox_raw').select('raw').executeTakeFirstOrThrow()).raw;
const wait = (minutes: number) =>
  (clock.now = new Date(Date.parse(clock.now) + minutes * 60_000).toISOString());

it('tries again later after a 4xx, and sends the same bytes', async () => {
  await queueNow();
  smtp.answer.recipient = 450;
  await deliver(context);
  expect(await row()).toMatchObject({ state: 'queued', attempts: 1 });
  expect((await row()).reason).toMatch(/^450: /);
  const bytes = await stored();
  smtp.answer.recipient = 0;
  expect((await deliver(context)).sent).toBe(0);
  wait(2);
  expect((await deliver(context)).sent).toBe(1);
  expect(smtp.received[0]!.raw).toEqual(bytes);
  expect((await row()).state).toBe('sent');
});

it('gives up after two days of 4xx', async () => {
  await queueNow();
  smtp.answer.data = 451;
  for (let index = 0; index < 20; index++) {
    await deliver(context);
    wait(300);
  }
  expect((await row()).state).toBe('failed');
  expect((await row()).reason).toContain('Gav upp');
});

it('stops at a 5xx, without the address in the reason', async () => {
  await queueNow();
  smtp.answer.recipient = 550;
  await deliver(context);
  expect((await row()).state).toBe('failed');
  expect((await row()).reason).not.toContain('@');
  wait(300);
  smtp.answer.recipient = 0;
  expect((await deliver(context)).sent).toBe(0);
});

it.each(['before', 'after'] as const)(
  'sends once more after a connection cut %s the end of the data',
  async (cut) => {
    await queueNow();
    smtp.answer.cut = cut;
    await deliver(context);
    // Before the server has said that it listens, nothing can have left.
    expect(await row()).toMatchObject({ state: cut === 'after' ? 'unknown' : 'queued', attempts: 1 });
    delete smtp.answer.cut;
    wait(2);
    await deliver(context);
    expect((await row()).state).toBe('sent');
    const ids = smtp.received.map(({ mail }) => mail.messageId);
    expect(ids).toHaveLength(cut === 'after' ? 2 : 1);
    expect(new Set(ids).size).toBe(1);
  },
);

it('never tries an unknown outcome a third time', async () => {
  await queueNow();
  smtp.answer.cut = 'after';
  for (let index = 0; index < 5; index++) {
    await deliver(context);
    wait(10);
  }
  expect(smtp.received.length).toBe(2);
  expect(await row()).toMatchObject({ state: 'unknown', attempts: 2 });
});

it('takes over what a dead process was sending, when its lease is out', async () => {
  await queueNow();
  await context.db
    .updateTable('outbox')
    .set({ state: 'sending', attempts: 1, lease_until: '2026-11-22T12:02:00.000Z' })
    .execute();
  expect((await deliver(context)).sent).toBe(0);
  wait(3);
  expect((await deliver(context)).sent).toBe(1);
  expect(await outboxStates(context)).toEqual(['sent']);
});

it('rests while the server is away, and burns no attempts', async () => {
  await queueNow();
  const port = Number(new URL(smtp.url).port);
  await smtp.close();
  expect((await deliver(context)).down).toMatch(/ECONNREFUSED/);
  expect(await row()).toMatchObject({ state: 'queued', attempts: 0, reason: null });
  smtp = await startSmtp(port);
  expect((await deliver(context)).sent).toBe(1);
});

it('mails only the domains of MAIL_ONLY_TO', async () => {
  await context.db.destroy();
  await prepare({ SMTP_URL: smtp.url, MAIL_FROM: 'gruppen@example.org', MAIL_ONLY_TO: 'example.se' });
  await addSubscriber(context, 'eva@example.se', 'inbjudan');
  await addSubscriber(context, 'mallory@notexample.se', 'inbjudan');
  await queueNow();
  await deliver(context);
  expect(smtp.received.map(({ to }) => to)).toEqual([['eva@example.se']]);
});

it('signs with DKIM, both unsubscribe headers included', async () => {
  const DKIM_KEY_FILE = join(mkdtempSync(join(tmpdir(), 'dkim-')), 'key.pem');
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  writeFileSync(DKIM_KEY_FILE, privateKey.export({ type: 'pkcs8', format: 'pem' }));
  await context.db.destroy();
  await prepare({ SMTP_URL: smtp.url, MAIL_FROM: 'gruppen@example.org', DKIM_KEY_FILE });
  await queueNow();
  await deliver(context);
  const signature = smtp.received[0]!.raw.toString()
    .split('\r\n\r\n')[0]!
    .replace(/\r\n\s+/g, '');
  expect(signature).toMatch(/^DKIM-Signature: .*d=example\.org;.*s=gemensam;/m);
  expect(/;\s*h=([^;]*)/.exec(signature)![1]!.split(':')).toEqual(
    expect.arrayContaining(['from', 'list-unsubscribe', 'list-unsubscribe-post']),
  );
});

it('says so at once when the DKIM key cannot be read or used', () => {
  const keyed = (dkimKeyFile: string) => () => transportFor({ ...context.config, dkimKeyFile });
  expect(keyed('/nonexistent/key.pem')).toThrow('DKIM_KEY_FILE går inte att läsa: /nonexistent/key.pem');
  expect(keyed(import.meta.filename)).toThrow('DKIM_KEY_FILE ska vara en privat RSA-nyckel i PEM-form');
});

it('writes files when there is no server, and delivers by command without an app', async () => {
  const DATA_DIR = mkdtempSync(join(tmpdir(), 'mail-'));
  await context.db.destroy();
  await prepare({ DATA_DIR });
  const lines: string[] = [];
  const io = {
    out: (line: string) => lines.push(line),
    err: (line: string) => lines.push(line),
    input: async () => '',
  };
  expect(await sendCommand.run(context, ['announcement', '2026-12-21', '--dry-run'], io)).toBe(0);
  expect(await outboxStates(context)).toEqual([]);
  expect(await sendCommand.run(context, ['announcement', '2026-12-21'], io)).toBe(0);
  expect(lines.at(-1)).toContain('Ingen app är igång');
  expect(await outboxStates(context)).toEqual(['queued']);
  expect(await sendCommand.run(context, ['announcement', '2026-12-21', '--now'], io)).toBe(0);
  expect(lines.at(-1)).toBe('1 av 1 mejl skickade.');
  const files = readdirSync(join(DATA_DIR, 'mail'));
  expect(files).toEqual(['20261122-120000-000001-announcement.eml']);
  const mail = await simpleParser(readFileSync(join(DATA_DIR, 'mail', files[0]!)));
  expect(mail.subject).toBe('Inbjudan: Områdesarbete, måndag 21 december 2026');
  await expect(sendCommand.run(context, ['brev', '2026-12-21'], io)).rejects.toThrow('slag');
});

it('keeps a heartbeat while it delivers, and none after', async () => {
  await queueNow();
  const delivery = startDelivery(context, transportFor(context.config));
  await expect.poll(() => smtp.received.length).toBe(1);
  expect(await isDelivering(context)).toBe(true);
  await delivery.stop();
  expect(await isDelivering(context)).toBe(false);
  expect(await outboxStates(context)).toEqual(['sent']);
});

const BAD = [
  'b@x.example\r\nBcc: evil@x.example',
  'b@x.example, evil@x.example',
  'b@x.example <evil@x.example>',
  'b@x.example\0',
  '"a, b"@x.example',
  '',
];
const letter = { subject: 'Hej', text: 'Hej', html: '<p>Hej</p>' };
const sender = {
  name: 'Gruppen\r\nBcc: evil@x.example',
  address: 'gruppen@example.org',
  replyTo: undefined,
  domain: 'example.org',
};
const parts = { sender, letter, messageId: '<a@example.org>', date: '2026-11-22T12:00:00.000Z' };

it.each(BAD)('refuses to write to %j', async (address) => {
  await expect(composeMail({ ...parts, to: { name: '', address } })).rejects.toThrow('single plain address');
});

it('lets no line break out of a name or a subject', async () => {
  const to = { name: 'Kim\r\nBcc: evil@x.example', address: 'kim@example.org' };
  const subject = 'Hej\r\nBcc: evil@x.example';
  const raw = (await composeMail({ ...parts, to, letter: { ...letter, subject } })).toString();
  expect(raw).not.toMatch(/^(bcc|cc):/im);
  expect(raw).not.toMatch(/=0[DA]/i);
  expect(raw.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
  expect(Math.max(...raw.split('\r\n').map((line) => line.length))).toBeLessThan(999);
});
