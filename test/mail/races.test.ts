import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import BetterSqlite from 'better-sqlite3';
import { afterAll, afterEach, beforeEach, expect, it } from 'vitest';
import { transaction } from '../../server/context.ts';
import { queueMailing, type MailingRequest } from '../../server/mail/actions.ts';
import { claimMails } from '../../server/mail/claim-queries.ts';
import { createDesk } from '../../server/mail/desk-actions.ts';
import { draftMailing } from '../../server/mail/draft-actions.ts';
import { listStale } from '../../server/mail/mailing-queries.ts';
import { sendAgain, stopMailing } from '../../server/mail/waiting-actions.ts';
import { cancelMeeting, moveMeeting } from '../../server/meetings/life-actions.ts';
import { saveSettings } from '../../server/settings/queries.ts';
import { DEFAULT_SETTINGS } from '../../server/settings/settings.ts';
import type { MeetingKind } from '../../server/settings/mail-templates.ts';
import { manageToken, unsubscribe } from '../../server/subscribers/actions.ts';
import { changeChoices } from '../../server/subscribers/choice-actions.ts';
import { findSubscriber } from '../../server/subscribers/queries.ts';
import { wishesFrom } from '../../server/subscribers/wishes.ts';
import { createTestContext } from '../support/app.ts';
import { addMeeting, addSubscriber, deliver, outboxStates } from '../support/mail.ts';
import { startSmtp, type SmtpSupport } from '../support/smtp.ts';

const USER = { id: null };
const dir = mkdtempSync(join(tmpdir(), 'races-'));
let smtp: SmtpSupport;
let test: ReturnType<typeof createTestContext>;
let slug: string;
beforeEach(async () => {
  smtp = await startSmtp();
  const DATABASE = join(dir, `${Math.random()}.db`);
  test = createTestContext({ SMTP_URL: smtp.url, MAIL_FROM: 'gruppen@example.org', DATABASE });
  slug = await addMeeting(test.context);
});
afterEach(async () => {
  await test.context.db.destroy();
  await smtp.close();
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

const wait = (minutes: number) =>
  (test.clock.now = new Date(Date.parse(test.clock.now) + minutes * 60_000).toISOString());
const people = async (count: number) => {
  for (let index = 0; index < count; index++)
    await addSubscriber(test.context, `p${index}@example.org`, 'inbjudan');
};
async function queue(kind: MeetingKind, more: Partial<MailingRequest> = {}, at = slug) {
  const { subject, text } = await draftMailing(test.context, kind, at);
  return queueMailing(test.context, { kind, slug: at, subject, text, now: true, userId: null, ...more });
}
const received = () => smtp.received.map(({ to }) => to.join()).toSorted();
const desk = () => createDesk(test.context, { perMinute: 0, leaseSeconds: 90 });

it('stops also what a connection has claimed but not begun', async () => {
  await people(30);
  const { mailingId } = await queue('announcement');
  const leaseUntil = '2026-11-22T12:01:30.000Z';
  await transaction(test.context, (trx) => claimMails(trx, test.clock.now, { most: 20, leaseUntil }));
  expect(await stopMailing(test.context, mailingId, 1)).toBe(30);
  wait(5);
  await deliver(test.context);
  expect(received()).toEqual([]);
});

it.each(['later', 'unknown', 'down'] as const)(
  'does not take up again a mail that ended as %s after its mailing was stopped',
  async (result) => {
    await people(1);
    const { mailingId } = await queue('announcement');
    const { visit, close } = desk();
    const mail = (await visit(undefined, true))!;
    await stopMailing(test.context, mailingId, 1);
    await visit({ mail, result: { result, reason: 'x' } }, false);
    await close();
    wait(30);
    await deliver(test.context);
    expect(received()).toEqual([]);
    expect(await outboxStates(test.context)).toEqual([result === 'unknown' ? 'unknown' : 'stopped']);
  },
);

it('sends the old text to whom it was on its way, and the new text to the others', async () => {
  await people(30);
  const { mailingId } = await queue('announcement');
  const { visit, close } = desk();
  const mail = (await visit(undefined, true))!;
  await queue('announcement', { text: 'Ny text.', replaces: mailingId });
  await visit({ mail, result: { result: 'later', reason: '450' } }, false);
  await close();
  wait(5);
  await deliver(test.context);
  const texts = smtp.received.map(({ mail: { text } }) => text!.startsWith('Ny text.'));
  expect([texts.filter(Boolean).length, texts.length, new Set(received()).size]).toEqual([29, 30, 30]);
});

it('cancels for whom the invitation may have reached', async () => {
  await addSubscriber(test.context, 'kim@example.org', 'kalender');
  await queue('announcement');
  smtp.answer.cut = 'after';
  await deliver(test.context);
  delete smtp.answer.cut;
  smtp.answer.recipient = 451;
  wait(2);
  await deliver(test.context);
  expect(await outboxStates(test.context)).toEqual(['queued']);
  await cancelMeeting(test.context, slug, 'Sjukdom.', USER);
  const { audience } = await draftMailing(test.context, 'cancellation', slug);
  expect(audience.map(({ person, method }) => [person.email, method])).toEqual([
    ['kim@example.org', 'CANCEL'],
  ]);
});

it('leaves nobody out when a change that waits is edited', async () => {
  await addSubscriber(test.context, 'a@example.org', 'kalender ändringar');
  await addSubscriber(test.context, 'b@example.org', 'kalender');
  await queue('announcement', { now: false });
  const { slug: moved } = await moveMeeting(test.context, slug, '2026-12-14', USER);
  const { mailingId } = await queue('change', { now: false }, moved);
  await queue('change', { text: 'Ny text.', replaces: mailingId }, moved);
  await deliver(test.context);
  expect(received()).toEqual(['a@example.org', 'b@example.org']);
  for (const { raw } of smtp.received) expect(raw.toString()).toContain('method=REQUEST');
});

it('sends no more in a minute than the settings say, also when the clock is set back', async () => {
  const schedule = { ...DEFAULT_SETTINGS.schedule, perMinute: 5 };
  await transaction(test.context, (trx) => saveSettings(trx, { schedule }, test.clock.now));
  await people(12);
  await queue('announcement');
  await deliver(test.context);
  expect(received()).toHaveLength(5);
  wait(1.1);
  await deliver(test.context);
  expect(received()).toHaveLength(10);
  wait(-30);
  await test.context.db.updateTable('outbox').set({ not_before: test.clock.now }).execute();
  await deliver(test.context);
  expect(received()).toHaveLength(12);
});

it('heeds a choice that changes while the mail waits', async () => {
  const id = await addSubscriber(test.context, 'kim@example.org', 'inbjudan');
  await queue('announcement', { now: false });
  const token = manageToken(test.context, (await findSubscriber(test.context.db, id))!);
  await changeChoices(test.context, token, { name: '', wishes: wishesFrom(['minutes']) });
  wait(15);
  await deliver(test.context);
  expect([received(), await outboxStates(test.context)]).toEqual([[], ['stopped']]);
});

it('does not send a mail again about a meeting that has changed since', async () => {
  await people(1);
  await queue('announcement');
  smtp.answer.recipient = 550;
  await deliver(test.context);
  await moveMeeting(test.context, slug, '2026-12-14', USER);
  await expect(sendAgain(test.context, 1, 1)).rejects.toThrow('Mötet är ändrat');
});

it('does not forget that a mail was taken when the database is busy', async () => {
  await people(1);
  await queue('announcement');
  test.sqlite.pragma('busy_timeout = 20');
  const { visit, close } = desk();
  const mail = (await visit(undefined, true))!;
  const other = new BetterSqlite(test.sqlite.name);
  other.exec('begin immediate');
  const settled = visit({ mail, result: { result: 'sent', response: '250 ok' } }, false);
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(await outboxStates(test.context)).toEqual(['sending']);
  expect(test.log.join()).toContain('mail could not be settled');
  other.exec('commit');
  other.close();
  await settled;
  await close();
  expect(await outboxStates(test.context)).toEqual(['sent']);
});

it('cancels for whom a dead process was inviting', async () => {
  await addSubscriber(test.context, 'kim@example.org', 'kalender');
  await queue('announcement');
  await desk().visit(undefined, true);
  wait(5);
  smtp.answer.recipient = 451;
  await deliver(test.context);
  expect(await outboxStates(test.context)).toEqual(['queued']);
  await cancelMeeting(test.context, slug, 'Sjukdom.', USER);
  const { audience } = await draftMailing(test.context, 'cancellation', slug);
  expect(audience.map(({ method }) => method)).toEqual(['CANCEL']);
});

it('mails nothing more to somebody who leaves while a mail is on its way', async () => {
  const id = await addSubscriber(test.context, 'kim@example.org', 'inbjudan');
  await queue('announcement');
  const { visit, close } = desk();
  const mail = (await visit(undefined, true))!;
  await unsubscribe(test.context, manageToken(test.context, (await findSubscriber(test.context.db, id))!));
  await visit({ mail, result: { result: 'later', reason: '450' } }, false);
  await close();
  wait(30);
  await deliver(test.context);
  expect([received(), await outboxStates(test.context)]).toEqual([[], ['stopped']]);
});

it('goes on telling who has the calendar entry, whatever is chosen meanwhile', async () => {
  const id = await addSubscriber(test.context, 'kim@example.org', 'kalender ändringar');
  await queue('announcement');
  await deliver(test.context);
  await cancelMeeting(test.context, slug, 'Sjukdom.', USER);
  await queue('cancellation', { now: false });
  const token = manageToken(test.context, (await findSubscriber(test.context.db, id))!);
  await changeChoices(test.context, token, { name: '', wishes: wishesFrom(['minutes']) });
  wait(15);
  await deliver(test.context);
  expect(smtp.received.at(-1)!.raw.toString()).toContain('method=CANCEL');
});

it('replaces only a mailing of the same kind about the same thing', async () => {
  await people(1);
  const { mailingId } = await queue('announcement', { now: false });
  const message = {
    kind: 'message',
    wish: 'announcement',
    subject: 'Hej',
    text: 'Hej',
    userId: null,
  } as const;
  await expect(queueMailing(test.context, { ...message, replaces: mailingId })).rejects.toThrow('redan gått');
  expect(await outboxStates(test.context)).toEqual(['queued']);
});

it('leaves a reminder of a moved meeting to be read again', async () => {
  await addSubscriber(test.context, 'kim@example.org', 'inbjudan påminnelse ändringar');
  await queue('announcement');
  await deliver(test.context);
  const { mailingId } = await queue('reminder', { now: false });
  const { slug: moved } = await moveMeeting(test.context, slug, '2026-12-14', USER);
  await queue('change', {}, moved);
  wait(30);
  await deliver(test.context);
  expect(smtp.received).toHaveLength(2);
  expect((await listStale(test.context.db)).map(({ id }) => id)).toEqual([mailingId]);
});
