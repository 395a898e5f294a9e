import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, expect, it } from 'vitest';
import { saveSettings } from '../../server/settings/queries.ts';
import { DEFAULT_SETTINGS } from '../../server/settings/settings.ts';
import { transaction } from '../../server/context.ts';
import { CONNECTIONS } from '../../server/mail/transport.ts';
import { queueMailing } from '../../server/mail/actions.ts';
import { draftMailing } from '../../server/mail/draft-actions.ts';
import { createTestContext } from '../support/app.ts';
import { ROOT } from '../support/children.ts';
import { randomFrom, startFaultySmtp } from '../support/faulty-smtp.ts';
import { addMeeting, addSubscriber } from '../support/mail.ts';

const PEOPLE = 2000;
const ROUNDS = 10;
/** A minute's wait takes two seconds, a lease of a minute too. */
const SPEED = 30;
const SEED = 20_261_122;
const CHANCES = { later: 0.06, cutBefore: 0.012, cutAfter: 0.012, hang: 0.002 };

const dir = mkdtempSync(join(tmpdir(), 'faults-'));
const children: ChildProcess[] = [];
afterAll(() => {
  for (const child of children) child.kill('SIGKILL');
  rmSync(dir, { recursive: true, force: true });
});

const isNobody = (address: string) => /^p\d*13@/.test(address);
const addressOf = (index: number) => `p${index}@example.org`;

it('mails 2,000 people once each through a server full of faults, killed ten times on the way', async () => {
  const random = randomFrom(SEED);
  const smtp = await startFaultySmtp(random, CHANCES, isNobody);
  const env = { SMTP_URL: smtp.url, MAIL_FROM: 'gruppen@example.org', DATA_DIR: dir, LOG_LEVEL: 'error' };
  const { context } = createTestContext({ ...env, DATABASE: join(dir, 'gemensam.db') });
  context.now = () => new Date().toISOString();
  await prepare(context);
  const since = Date.now();
  const start = () => {
    const args = [join(ROOT, 'test/support/delivery-process.ts'), String(SPEED), String(since)];
    const child = spawn(process.execPath, args, {
      env: { ...process.env, BASE_URL: 'http://localhost:3000', ...env },
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    children.push(child);
    return child;
  };
  const states = async () => {
    const rows = await context.db
      .selectFrom('outbox')
      .select((eb) => ['state', eb.fn.countAll<number>().as('count')])
      .groupBy('state')
      .execute();
    return Object.fromEntries(rows.map(({ state, count }) => [state, count]));
  };

  for (let round = 0; round < ROUNDS; round++) {
    const child = start();
    const enough = smtp.taken.length + 30 + Math.floor(random() * 150);
    while (smtp.taken.length < enough) await pause(2);
    await pause(random() * 20);
    child.kill('SIGKILL');
    await once(child, 'exit');
  }
  const last = start();
  await expect
    .poll(states, { timeout: 120_000, interval: 500 })
    .toEqual({ sent: PEOPLE - PEOPLE / 100, failed: PEOPLE / 100 });
  last.kill('SIGTERM');

  const copies = Map.groupBy(smtp.taken, ({ to }) => to);
  const doubled = [...copies.values()].filter(({ length }) => length > 1);
  const more = smtp.taken.length - copies.size;
  const { figures } = smtp;
  process.stdout.write(
    `${PEOPLE} people, ${ROUNDS} kills, seed ${SEED}: ${JSON.stringify(figures)}; ${copies.size} got the mail, ${doubled.length} of them twice, ${PEOPLE - copies.size} were refused\n`,
  );
  expect([...copies.keys()].toSorted()).toEqual(
    Array.from({ length: PEOPLE }, (_, index) => addressOf(index))
      .filter((address) => !isNobody(address))
      .toSorted(),
  );
  expect(doubled.map((mails) => new Set(mails.map(({ bytes }) => bytes)).size)).toEqual(doubled.map(() => 1));
  expect(new Set(smtp.taken.map(({ messageId }) => messageId)).size).toBe(copies.size);
  expect(more).toBeLessThanOrEqual(figures.cutAfter + ROUNDS * CONNECTIONS);
  expect(Object.values(figures).every((count) => count > 0)).toBe(true);
  const refused = await context.db
    .selectFrom('subscriber')
    .select('email')
    .where('refused_at', 'is not', null)
    .execute();
  expect(refused.map(({ email }) => email).filter((email) => !isNobody(email))).toEqual([]);
  expect(refused.length).toBe(PEOPLE / 100);
  await context.db.destroy();
  await smtp.close();
}, 240_000);

async function prepare(context: ReturnType<typeof createTestContext>['context']): Promise<void> {
  const slug = await addMeeting(context);
  for (let index = 0; index < PEOPLE; index++) await addSubscriber(context, addressOf(index), 'inbjudan');
  await transaction(context, (trx) =>
    saveSettings(trx, { schedule: { ...DEFAULT_SETTINGS.schedule, perMinute: 0 } }, context.now()),
  );
  const { subject, text } = await draftMailing(context, 'announcement', slug);
  await queueMailing(context, { kind: 'announcement', slug, subject, text, now: true, userId: null });
}
