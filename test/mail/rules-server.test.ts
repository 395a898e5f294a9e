import { afterEach, beforeEach, expect, it } from 'vitest';
import { startDelivery } from '../../server/mail/loop.ts';
import { CONNECTIONS, TIMEOUTS, transportFor } from '../../server/mail/transport.ts';
import * as life from '../../server/meetings/life-actions.ts';
import { addMeeting, addSubscriber, deliver, outboxStates } from '../support/mail.ts';
import {
  byText,
  contentsOf,
  inboxes,
  later,
  mailOut,
  startMailApp,
  type MailApp,
} from '../support/mailbox.ts';
import { startScripted } from '../support/smtp-tls.ts';

let app: MailApp;
let slug: string;
beforeEach(async () => {
  app = await startMailApp();
  slug = await addMeeting(app.context);
});
afterEach(() => app.close());

const USER = { id: null };
const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));
const rows = () => app.context.db.selectFrom('outbox').selectAll().orderBy('id').execute();

it('33: no step lasts long, a password needs TLS, and a stop lets the mail finish that is being sent', async () => {
  expect(Object.values(TIMEOUTS).every((milliseconds) => milliseconds <= 120_000)).toBe(true);
  const bare = await startScripted((line) =>
    line.startsWith('EHLO') ? '250-x\r\n250 AUTH PLAIN' : '502 no',
  );
  // Any address that is not written as this machine's own.
  const keyed = { ...app.context.config, smtpUrl: `smtp://kim:hemligt@0.0.0.0:${bare.port}` };
  const transport = transportFor(keyed);
  const mail = { id: 1, kind: 'announcement', created_at: '2026-11-22', recipient_address: 'a@example.org' };
  expect(await transport.check()).toMatch(/^ETLS|STARTTLS|TLS/);
  expect(await transport.send(mail, Buffer.from('Subject: x\r\n\r\nx'))).toMatchObject({ result: 'down' });
  expect(bare.heard.filter((line) => !/^(?:EHLO|STARTTLS|QUIT)/.test(line))).toEqual([]);
  bare.close();

  for (let index = 0; index < 10; index++)
    await addSubscriber(app.context, `p${index}@example.org`, 'inbjudan');
  await mailOut(app, 'announcement');
  const { promise: begun, resolve: begin } = Promise.withResolvers<void>();
  app.smtp.answer.taken = async () => {
    begin();
    await pause(300);
  };
  const delivery = startDelivery(app.context, transportFor(app.context.config));
  await begun;
  await delivery.stop();
  const taken = app.smtp.received.length;
  expect(taken).toBeGreaterThan(0);
  expect(taken).toBeLessThanOrEqual(CONNECTIONS);
  await pause(400);
  const left = (await rows()).map(({ state, attempts }) => `${state} ${attempts}`).toSorted();
  expect(left).toEqual([
    ...Array<string>(10 - taken).fill('queued 0'),
    ...Array<string>(taken).fill('sent 1'),
  ]);
  expect(app.smtp.received).toHaveLength(taken);
});

it('34: rests when the server itself cannot be used, burns no attempts, and says so to the secretary', async () => {
  await addSubscriber(app.context, 'kim@example.org', 'inbjudan');
  await mailOut(app, 'announcement');
  later(app, 5);
  app.smtp.answer.sender = 550;
  expect((await deliver(app.context)).down).toContain('550');
  const untouched = { state: 'queued', attempts: 0, reason: null };
  expect((await rows())[0]).toMatchObject({ ...untouched, not_before: app.clock.now });
  for (const greeting of ['421 too busy', '554 no service']) {
    const busy = await startScripted(() => '250 ok', 0, greeting);
    await app.close();
    app = await startMailApp({ SMTP_URL: `smtp://127.0.0.1:${busy.port}` });
    await addMeeting(app.context);
    await addSubscriber(app.context, 'kim@example.org', 'inbjudan');
    await addSubscriber(app.context, 'eva@example.org', 'inbjudan');
    await mailOut(app, 'announcement');
    const delivery = startDelivery(app.context, transportFor(app.context.config));
    const page = async () => (await app.get('/admin/utskick')).text;
    await expect.poll(page, { timeout: 10_000 }).toContain('<strong>Kön vilar.</strong>');
    expect(await page()).toContain(greeting.slice(4));
    const seen = (await rows()).map(({ state, attempts, reason }) => ({ state, attempts, reason }));
    expect(seen).toEqual([untouched, untouched]);
    await delivery.stop();
    busy.close();
    expect(await page()).not.toContain('Kön vilar');
  }
});

it('35: a newer mail takes the place of one that waits, and only who has the entry gets it cancelled', async () => {
  await addSubscriber(app.context, 'kim@example.org', 'kalender');
  await addSubscriber(app.context, 'bo@example.org', 'inbjudan');
  await mailOut(app, 'announcement', slug);
  await inboxes(app);
  await addSubscriber(app.context, 'ny@example.org', 'kalender ändringar');
  await addSubscriber(app.context, 'eva@example.org', 'ändringar');
  await mailOut(app, 'announcement', slug, { when: 'wait' });
  const { slug: moved } = await life.moveMeeting(app.context, slug, '2026-12-14', USER);
  await mailOut(app, 'change', moved, { when: 'wait' });
  const waiting = async () =>
    (await rows())
      .filter(({ state }) => state === 'queued')
      .map(({ kind, recipient_address: to, method }) => [kind, to, method])
      .toSorted(([, a], [, b]) => byText(a!, b!));
  expect(await waiting()).toEqual([
    ['change', 'eva@example.org', null],
    ['change', 'kim@example.org', 'REQUEST'],
    ['change', 'ny@example.org', 'REQUEST'],
  ]);
  await app.context.db
    .updateTable('subscriber')
    .set({ calendar: 0, changes: 0 })
    .where('email', '=', 'kim@example.org')
    .execute();
  await life.cancelMeeting(app.context, moved, 'Sjukdom.', USER);
  await mailOut(app, 'cancellation', moved);
  expect(await waiting()).toEqual([
    ['cancellation', 'eva@example.org', null],
    ['cancellation', 'kim@example.org', 'CANCEL'],
    ['cancellation', 'ny@example.org', null],
  ]);
  const mails = await inboxes(app);
  const methods = Object.entries(mails).map(([to, mail]) => [
    to,
    contentsOf(mail, 'text/calendar').map((text) => /^METHOD:(\w+)/m.exec(text)![1]),
  ]);
  expect(Object.fromEntries(methods)).toEqual({
    'eva@example.org': [],
    'kim@example.org': ['CANCEL'],
    'ny@example.org': [],
  });
  expect((await rows()).filter(({ state }) => state === 'stopped').map(({ reason }) => reason)).toEqual(
    Array<string>(4).fill('Ett nyare utskick om mötet ersätter det här.'),
  );
});

it('36: sends at the hour that was chosen, and drops with a reason what is too late', async () => {
  await addSubscriber(app.context, 'kim@example.org', 'inbjudan påminnelse');
  await mailOut(app, 'announcement');
  await inboxes(app);
  const at = (date: string, time: string) => ({ when: 'at', date, time });
  await mailOut(app, 'reminder', slug, at('2026-12-20', '9.00'));
  const words = { slag: 'reminder', subject: 'Snart', text: 'Snart ses vi.' };
  const refused = await app.post(`/admin/moten/${slug}/utskick`, { ...words, ...at('2026-12-21', '13.30') });
  expect(refused.status).toBeGreaterThanOrEqual(400);
  expect(refused.text).toContain('innan mötet börjar');
  const sent = async (now: string) => {
    app.clock.now = now;
    return (await deliver(app.context)).sent;
  };
  expect(await sent('2026-12-20T07:59:59.000Z')).toBe(0);
  expect(await outboxStates(app.context)).toEqual(['sent', 'queued']);
  app.smtp.answer.recipient = 451;
  expect(await sent('2026-12-20T08:00:00.000Z')).toBe(0);
  app.smtp.answer.recipient = 0;
  expect(await sent('2026-12-21T12:30:00.000Z')).toBe(0);
  const [, late] = await rows();
  expect([late!.state, late!.reason]).toEqual([
    'stopped',
    'Mejlet var för sent: tiden för det hade gått ut.',
  ]);
});
