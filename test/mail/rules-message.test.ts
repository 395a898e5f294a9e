// The numbers are those of the project's mail checklist.
import { createServer, type AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { composeMail } from '../../server/mail/compose.ts';
import { sendCommand } from '../../server/mail/command.ts';
import { moveMeeting } from '../../server/meetings/life-actions.ts';
import { addMeeting, addSubscriber } from '../support/mail.ts';
import {
  byText,
  change,
  contentsOf,
  inboxOf,
  inboxes,
  later,
  leavesOf,
  mailOut,
  readMime,
  startMailApp,
  valuesOf,
  type MailApp,
} from '../support/mailbox.ts';

let app: MailApp;
beforeEach(async () => (app = await startMailApp()));
afterEach(() => app.close());

const io = { out: () => {}, err: () => {}, input: async () => '' };
const row = () => app.context.db.selectFrom('outbox').selectAll().executeTakeFirstOrThrow();

it('1: ends every line with CRLF, and none is over 998 octets', async () => {
  const [word, swede] = ['a'.repeat(5000), 'å'.repeat(5000)];
  await change(app, { groupName: 'Öster och '.repeat(30) });
  await addMeeting(app.context, word);
  await addSubscriber(app.context, 'ord@example.org', 'kalender', word);
  await addSubscriber(app.context, 'svenska@example.org', 'kalender', swede);
  await app.context.db.updateTable('meeting').set({ place: word, description: swede }).execute();
  expect(await sendCommand.run(app.context, ['announcement', '2026-12-21', '--now'], io)).toBe(0);
  expect(app.smtp.received).toHaveLength(2);
  for (const { raw, mail } of app.smtp.received) {
    const lines = raw.toString('latin1').split('\r\n');
    expect(lines.filter((line) => /[\r\n]/.test(line))).toEqual([]);
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(998);
    expect(mail.text).toContain(word);
    expect(mail.text).toContain(swede);
    expect(mail.subject).toMatch(/^Inbjudan: a+…$/);
  }
});

it('2: has each header that a mail needs once, and those of a list and a thread at most once', async () => {
  const slug = await addMeeting(app.context);
  await addSubscriber(app.context, 'kim@example.org', 'kalender', 'Kim');
  await mailOut(app, 'announcement', slug);
  const first = await inboxOf(app, 'kim@example.org');
  const moved = await moveMeeting(app.context, slug, '2026-12-14', { id: null });
  await mailOut(app, 'change', moved.slug);
  const second = await inboxOf(app, 'kim@example.org');
  const single = ['from', 'to', 'date', 'message-id', 'subject', 'mime-version', 'reply-to', 'content-type'];
  const list = ['list-id', 'list-unsubscribe', 'list-unsubscribe-post'];
  const own = ['auto-submitted', 'x-auto-response-suppress'];
  const thread = ['in-reply-to', 'references'];
  const names = ({ raw }: typeof first) => readMime(raw).headers.map(([name]) => name);
  expect(names(first).toSorted()).toEqual([...single, ...list, ...own].toSorted());
  expect(names(second).toSorted()).toEqual([...single, ...list, ...own, ...thread].toSorted());
});

it('3: writes to one person at a time, and names nobody else', async () => {
  await addMeeting(app.context);
  const people = ['bo@example.org', 'eva@example.org', 'kim@example.org'];
  for (const email of people) await addSubscriber(app.context, email, 'kalender', email.slice(0, 3));
  await mailOut(app, 'announcement');
  const mails = await inboxes(app);
  expect(Object.keys(mails).toSorted(byText)).toEqual(people);
  for (const [email, { raw, to }] of Object.entries(mails)) {
    expect([to, valuesOf(raw, 'cc'), valuesOf(raw, 'bcc')]).toEqual([[email], [], []]);
    expect(valuesOf(raw, 'to').map((value) => value.match(/[\w.]+@[\w.]+/g))).toEqual([[email]]);
    const all = leavesOf(readMime(raw)).map(({ content }) => content.toString());
    expect(people.filter((other) => `${raw.toString()}${all.join()}`.includes(other))).toEqual([email]);
  }
});

it('4: comes from one address with a name in our own domain, and answers go to somebody who reads', async () => {
  await addMeeting(app.context);
  await addSubscriber(app.context, 'kim@example.org', 'inbjudan');
  await mailOut(app, 'announcement');
  const { raw, from } = await inboxOf(app, 'kim@example.org');
  expect(from).toBe('gruppen@example.org');
  expect(valuesOf(raw, 'from')).toEqual(['Gemensam utvecklingsgrupp <gruppen@example.org>']);
  expect(valuesOf(raw, 'reply-to')).toEqual(['Gemensam utvecklingsgrupp <kontakt@example.org>']);
  expect(raw.toString()).not.toMatch(/no-?reply/i);
});

it('5: has a Message-ID of its own that is the same every time, and stands in the queue', async () => {
  const slug = await addMeeting(app.context);
  await addSubscriber(app.context, 'kim@example.org', 'inbjudan');
  await addSubscriber(app.context, 'eva@example.org', 'inbjudan');
  await mailOut(app, 'announcement', slug);
  const { uid } = await app.context.db.selectFrom('candidate_date').select('uid').executeTakeFirstOrThrow();
  const { revision } = await app.context.db
    .selectFrom('meeting')
    .select('revision')
    .executeTakeFirstOrThrow();
  const expected = [1, 2].map((id) => `<mote.${uid}.r${revision}.s${id}.announcement@example.org>`);
  const stored = await app.context.db
    .selectFrom('outbox')
    .select('message_id')
    .orderBy('subscriber_id')
    .execute();
  expect(stored.map(({ message_id }) => message_id)).toEqual(expected);
  const mails = await inboxes(app);
  expect(
    ['kim@example.org', 'eva@example.org'].map((email) => valuesOf(mails[email]!.raw, 'message-id')),
  ).toEqual(expected.map((id) => [id]));
});

it('6: is dated when it was queued, also when it leaves a day later, with the same bytes', async () => {
  await addMeeting(app.context);
  await addSubscriber(app.context, 'kim@example.org', 'kalender');
  await mailOut(app, 'announcement');
  const { raw } = await app.context.db.selectFrom('outbox_raw').select('raw').executeTakeFirstOrThrow();
  app.smtp.answer.recipient = 451;
  expect(await inboxes(app)).toEqual({});
  later(app, 24 * 60);
  app.smtp.answer.recipient = 0;
  const mail = await inboxOf(app, 'kim@example.org');
  expect(valuesOf(mail.raw, 'date')).toEqual(['Sun, 22 Nov 2026 12:00:00 +0000']);
  expect(mail.raw).toEqual(raw);
});

it('7: carries letters, commas and quotation marks in names and subject in encoded words', async () => {
  const name = 'Åsa "Ö" Ödegård, rektor <x@evil.example>';
  await change(app, { groupName: 'Grupp, "Öster"' });
  await addMeeting(app.context, 'Älvor & öar, del 2');
  await addSubscriber(app.context, 'asa@example.org', 'kalender', name);
  await mailOut(app, 'announcement');
  const { raw, mail, to } = await inboxOf(app, 'asa@example.org');
  expect(readMime(raw).headers.filter(([, value]) => /[^\x20-\x7E]/.test(value))).toEqual([]);
  expect(to).toEqual(['asa@example.org']);
  expect([mail.to].flat().flatMap((one) => one!.value)).toEqual([{ name, address: 'asa@example.org' }]);
  expect(mail.from!.value).toEqual([{ name: 'Grupp, "Öster"', address: 'gruppen@example.org' }]);
  expect(mail.subject).toBe('Inbjudan: Älvor & öar, del 2, måndag 21 december 2026');
});

it('8: lets nothing that somebody wrote become a header, a recipient or a part', async () => {
  const evil =
    'x\r\nBcc: evil@evil.example\r\nX-Evil: 1\r\n\r\n--_NmP\r\n<evil@evil.example>, evil@evil.example';
  await change(app, { groupName: `Grupp ${evil}`, contactName: evil, contactEmail: `k@example.org${evil}` });
  await addMeeting(app.context, `Tema ${evil}`);
  await app.context.db.updateTable('meeting').set({ place: evil }).execute();
  await app.context.db.updateTable('agenda_item').set({ title: evil }).execute();
  await addSubscriber(app.context, 'kim@example.org', 'kalender', `Kim ${evil}`);
  expect(await sendCommand.run(app.context, ['announcement', '2026-12-21', '--now'], io)).toBe(0);
  expect(app.smtp.received.map(({ from, to }) => [from, to])).toEqual([
    ['gruppen@example.org', ['kim@example.org']],
  ]);
  const [{ raw, mail } = { raw: Buffer.alloc(0), mail: undefined }] = app.smtp.received;
  const names = readMime(raw).headers.map(([name]) => name);
  expect(names.filter((name) => /bcc|cc|evil|reply-to/.test(name))).toEqual([]);
  expect(raw.toString().split('\r\n\r\n')[0]).not.toMatch(/=0[AD]/);
  expect([mail!.to].flat().flatMap((one) => one!.value.map(({ address }) => address))).toEqual([
    'kim@example.org',
  ]);
  expect(leavesOf(readMime(raw)).map(({ type }) => type)).toEqual([
    'text/plain',
    'text/html',
    'text/calendar',
    'application/ics',
  ]);
  for (const address of [
    'b@x.example, evil@x.example',
    'b@x.example <evil@x.example>',
    'b@x.example\r\nBcc: c@x',
  ]) {
    await app.context.db.deleteFrom('subscriber').execute();
    await addSubscriber(app.context, address, 'påminnelse');
    await expect(sendCommand.run(app.context, ['reminder', '2026-12-21', '--now'], io)).rejects.toThrow(
      'single plain address',
    );
  }
});

it('9: reads no file and no address to make a mail, and attaches nothing but the entry', async () => {
  const asked: string[] = [];
  const server = createServer((socket) => {
    asked.push('a connection');
    socket.destroy();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  await addMeeting(app.context);
  await addSubscriber(app.context, 'kim@example.org', 'kalender');
  const text = `![bild](${url})\n<img src="${url}"> file:///etc/hostname`;
  await mailOut(app, 'announcement', '2026-12-21', { text });
  const mail = await inboxOf(app, 'kim@example.org');
  expect(mail.mail.text).toContain(`<img src="${url}"> file:///etc/hostname`);
  expect(mail.mail.attachments.map(({ contentType, filename }) => [contentType, filename])).toEqual([
    ['text/calendar', undefined],
    ['application/ics', 'kallelse.ics'],
  ]);
  expect(contentsOf(mail, 'application/ics')).toHaveLength(1);
  expect(mail.raw.length).toBeLessThan(100_000);
  const sender = { name: '', address: 'a@example.org', replyTo: undefined, domain: 'example.org' };
  const letter = { subject: 'x', text: 'x', html: 'x' };
  for (const content of [{ path: import.meta.filename }, { href: url }])
    await expect(
      composeMail({
        sender,
        to: { name: '', address: 'kim@example.org' },
        letter: { ...letter, html: content as never },
        messageId: '<a@example.org>',
        date: (await row()).created_at,
      }),
    ).rejects.toThrow(/access rejected/i);
  expect(asked).toEqual([]);
  server.close();
});
