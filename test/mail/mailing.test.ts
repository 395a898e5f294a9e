import ICAL from 'ical.js';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { transaction } from '../../server/context.ts';
import { queueMailing } from '../../server/mail/actions.ts';
import { draftMailing } from '../../server/mail/draft-actions.ts';
import { cancelMeeting, moveMeeting } from '../../server/meetings/life-actions.ts';
import { getMeeting } from '../../server/meetings/queries.ts';
import type { MeetingKind } from '../../server/settings/mail-templates.ts';
import { saveSettings } from '../../server/settings/queries.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { addMeeting, addSubscriber, deliver, outboxStates } from '../support/mail.ts';
import { startSmtp, type Received, type SmtpSupport } from '../support/smtp.ts';

const USER = { id: null };
const byText = (a = '', b = '') => (a < b ? -1 : Number(a > b));
let app: TestApp;
let smtp: SmtpSupport;
let slug: string;
beforeEach(async () => {
  smtp = await startSmtp();
  app = await startApp({
    SMTP_URL: smtp.url,
    MAIL_FROM: 'gruppen@example.org',
    BASE_URL: 'https://moten.example.org',
  });
  const contact = { contactEmail: 'kontakt@example.org', contactName: 'Sanna' };
  await transaction(app.context, (trx) => saveSettings(trx, contact, app.context.now()));
  slug = await addMeeting(app.context);
});
afterEach(async () => {
  await app.close();
  await smtp.close();
});

async function queue(kind: MeetingKind, at = slug, now = false) {
  const { subject, text } = await draftMailing(app.context, kind, at);
  return queueMailing(app.context, { kind, slug: at, subject, text, now, userId: null });
}

/** Everything that waits, after the holding time, by recipient. */
async function inboxes(): Promise<Record<string, Received>> {
  app.clock.now = new Date(Date.parse(app.clock.now) + 11 * 60_000).toISOString();
  smtp.received.length = 0;
  await deliver(app.context);
  return Object.fromEntries(smtp.received.map((mail) => [mail.to.join(), mail]));
}

const calendarOf = (mail: Received | undefined) => {
  const part = mail?.mail.attachments.find(({ contentType }) => contentType === 'text/calendar');
  return part && new ICAL.Component(ICAL.parse(part.content.toString()) as never);
};
const summaryOf = (mail: Received | undefined) => {
  const calendar = calendarOf(mail);
  const event = calendar?.getFirstSubcomponent('vevent');
  return calendar && [calendar.getFirstPropertyValue('method'), event!.getFirstPropertyValue('sequence')];
};

it('mails the agenda to those who asked, with a calendar entry for those who want one', async () => {
  await addSubscriber(app.context, 'eva@example.org', 'inbjudan', 'Eva Åström');
  await addSubscriber(app.context, 'kim@example.org', 'kalender', 'Kim');
  await addSubscriber(app.context, 'bo@example.org', 'minnesanteckningar');
  expect((await queue('announcement')).added).toBe(2);
  expect((await getMeeting(app.context.db, slug)).state).toBe('confirmed');
  const mails = await inboxes();
  expect(Object.keys(mails).toSorted(byText)).toEqual(['eva@example.org', 'kim@example.org']);
  const { mail, raw, from } = mails['eva@example.org']!;
  expect([from, mail.subject]).toEqual([
    'gruppen@example.org',
    'Inbjudan: Områdesarbete, måndag 21 december 2026',
  ]);
  expect(mail.text).toContain('– Skolan i området: Ebba Provén, rektor, Exempelskolan\n– Övriga frågor');
  expect(mail.text).not.toMatch(/[{}]|undefined|<p|Digitalt/);
  for (const [, href] of String(mail.html).matchAll(/href="([^"]+)"/g)) expect(mail.text).toContain(href);
  expect(mail.text).toContain('https://example.org/trygg');
  expect(mail.text!.split('\n').filter((line) => line.length > 78 && !line.includes('https:'))).toEqual([]);
  const headers = raw
    .toString()
    .split('\r\n\r\n')[0]!
    .replace(/\r\n\s+/g, ' ');
  expect(
    headers.match(
      /^List-Unsubscribe: <https:\/\/moten\.example\.org\/prenumeration\/[\w.-]+\/avsluta>, <mailto:kontakt@example\.org\?[^>]+>$/gm,
    ),
  ).toHaveLength(1);
  for (const name of [
    'From',
    'To',
    'Date',
    'Message-ID',
    'Subject',
    'MIME-Version',
    'List-ID',
    'List-Unsubscribe-Post',
    'Auto-Submitted',
    'Reply-To',
  ])
    expect(headers.match(new RegExp(`^${name}:`, 'gm')), name).toHaveLength(1);
  expect(mail.date?.toISOString()).toBe('2026-11-22T12:00:00.000Z');
  expect(calendarOf(mails['eva@example.org'])).toBeUndefined();
  expect(mail.text).toContain(`https://moten.example.org/moten/${slug}.ics`);
  const event = calendarOf(mails['kim@example.org'])!.getFirstSubcomponent('vevent')!;
  expect([event.getFirstPropertyValue('organizer'), event.getFirstPropertyValue('attendee')]).toEqual([
    'mailto:gruppen@example.org',
    'mailto:kim@example.org',
  ]);
  expect(mails['kim@example.org']!.raw.toString()).toMatch(
    /Content-Type: text\/calendar; charset=utf-8; method=REQUEST/,
  );
});

it('moves and cancels the entry for those who have it, in one thread', async () => {
  await addSubscriber(app.context, 'kim@example.org', 'kalender');
  await addSubscriber(app.context, 'eva@example.org', 'inbjudan ändringar');
  await queue('announcement');
  const first = await inboxes();
  const { slug: moved } = await moveMeeting(app.context, slug, '2026-12-14', USER);
  await addSubscriber(app.context, 'ny@example.org', 'kalender ändringar');
  await queue('change', moved);
  const second = await inboxes();
  await cancelMeeting(app.context, moved, 'Sjukdom.', USER);
  await queue('cancellation', moved);
  const third = await inboxes();
  const [a, b, c] = [first, second, third].map((mails) => mails['kim@example.org']!);
  expect([summaryOf(a)![0], summaryOf(b)![0], summaryOf(c)![0]]).toEqual(['REQUEST', 'REQUEST', 'CANCEL']);
  expect(Number(summaryOf(c)![1])).toBeGreaterThan(Number(summaryOf(b)![1]));
  expect(Number(summaryOf(b)![1])).toBeGreaterThan(Number(summaryOf(a)![1]));
  expect([b!.mail.inReplyTo, c!.mail.inReplyTo]).toEqual([a!.mail.messageId, b!.mail.messageId]);
  expect(c!.mail.references).toEqual([a!.mail.messageId, b!.mail.messageId]);
  expect(Object.keys(second).toSorted(byText)).toEqual([
    'eva@example.org',
    'kim@example.org',
    'ny@example.org',
  ]);
  expect(
    [second, third].map((mails) => [
      calendarOf(mails['ny@example.org']),
      calendarOf(mails['eva@example.org']),
    ]),
  ).toEqual([
    [undefined, undefined],
    [undefined, undefined],
  ]);
  expect(c!.mail.text).toContain('Sjukdom.');
});

it('replaces a waiting mail by a later one, and never mails twice for a double click', async () => {
  await addSubscriber(app.context, 'kim@example.org', 'kalender');
  const [once, twice] = await Promise.all([queue('announcement'), queue('announcement')]);
  expect([once.added + twice.added, once.mailingId]).toEqual([1, twice.mailingId]);
  const { slug: moved } = await moveMeeting(app.context, slug, '2026-12-14', USER);
  await queue('change', moved);
  expect(await outboxStates(app.context)).toEqual(['stopped', 'queued']);
  const mails = await inboxes();
  expect(mails['kim@example.org']!.mail.subject).toBe('Ändrat: Områdesarbete, måndag 14 december 2026');
  expect(summaryOf(mails['kim@example.org'])![0]).toBe('REQUEST');
});

it('holds a mailing back, until the time is up or the secretary says now or stop', async () => {
  await addSubscriber(app.context, 'kim@example.org', 'inbjudan');
  const { mailingId } = await queue('announcement');
  app.clock.now = '2026-11-22T12:09:59.999Z';
  expect(await deliver(app.context)).toEqual({ sent: 0, down: undefined });
  await app.signIn();
  expect((await app.post(`/admin/utskick/${mailingId}/stopp`)).status).toBe(303);
  app.clock.now = '2026-11-22T13:00:00.000Z';
  expect((await deliver(app.context)).sent).toBe(0);
  const again = await queue('announcement');
  expect((await app.post(`/admin/utskick/${again.mailingId}/nu`)).status).toBe(303);
  expect((await deliver(app.context)).sent).toBe(1);
});

it('sends nothing about a meeting that has begun', async () => {
  await addSubscriber(app.context, 'kim@example.org', 'inbjudan');
  await queue('announcement');
  app.clock.now = '2026-12-21T12:30:00.000Z';
  expect((await deliver(app.context)).sent).toBe(0);
  expect(await outboxStates(app.context)).toEqual(['stopped']);
});

it.each([0, 500])('mails %i subscribers once each', async (count) => {
  for (let index = 0; index < count; index++)
    await addSubscriber(app.context, `p${index}@example.org`, 'inbjudan');
  expect((await queue('announcement')).added).toBe(count);
  app.clock.now = '2026-11-22T13:00:00.000Z';
  await Promise.all([deliver(app.context), deliver(app.context)]);
  expect(smtp.received.map(({ to }) => to.join()).toSorted(byText)).toEqual(
    Array.from({ length: count }, (_, index) => `p${index}@example.org`).toSorted(byText),
  );
  await app.signIn();
  for (const page of ['/admin/utskick', '/admin/utskick/1', '/admin/prenumeranter'])
    expect((await app.get(page)).status).toBe(200);
});

it('lets the secretary edit, look and queue', async () => {
  await addSubscriber(app.context, 'kim@example.org', 'inbjudan', 'Kim');
  await app.signIn();
  const form = await app.get(`/admin/moten/${slug}/utskick/ny?slag=announcement`);
  expect(form.text).toContain('1 mottagare');
  const fields = {
    slag: 'announcement',
    subject: 'Välkommen\r\nBcc: evil@x.example',
    text: 'Hej {namn}! <b>',
  };
  const path = `/admin/moten/${slug}/utskick`;
  const html = await app.post(`${path}/forhandsvisning`, { ...fields, som: 'html' });
  expect(html.text).toContain('Hej Kim! &lt;b&gt;');
  expect(html.headers.get('content-security-policy')).toContain('sandbox');
  expect((await app.post(`${path}/forhandsvisning`, { ...fields, som: 'kalender' })).text).toContain(
    'ingen kallelse till den mottagaren',
  );
  expect(await outboxStates(app.context)).toEqual([]);
  expect((await app.post(path, { slag: 'announcement', text: 'x' })).status).toBe(422);
  expect((await app.post(path, {})).status).toBe(404);
  const queued = await app.post(path, fields);
  const { mail, raw, to } = (await inboxes())['kim@example.org']!;
  expect([to, mail.subject]).toEqual([['kim@example.org'], 'Välkommen Bcc: evil@x.example']);
  expect(raw.toString()).not.toMatch(/^Bcc:/im);
  expect((await app.get(queued.headers.get('location')!)).text).toContain('1 av 1 skickade');
  expect((await app.get('/admin/utskick/mejl/1')).text).toContain('Hej Kim! &lt;b&gt;');
});

it('asks what is changed, and says it in the mail', async () => {
  await addSubscriber(app.context, 'kim@example.org', 'ändringar');
  await queue('announcement');
  await app.signIn();
  const form = await app.get(`/admin/moten/${slug}/utskick/ny?slag=change`);
  expect(form.text).toContain('{ändring}');
  const { subject, text } = await draftMailing(app.context, 'change', slug);
  const fields = { slag: 'change', subject, text, change: 'Ny lokal.' };
  expect((await app.post(`/admin/moten/${slug}/utskick`, fields)).status).toBe(303);
  const mails = await inboxes();
  expect(mails['kim@example.org']!.mail.text).toContain('är ändrat.\n\nNy lokal.\n\nNu gäller:\nTid: måndag');
});

it('mails about minutes only when they are published, and reminds only of what is announced', async () => {
  await expect(queue('minutes')).rejects.toThrow('Publicera minnesanteckningarna först.');
  await expect(queue('reminder')).rejects.toThrow('Bjud in till mötet först.');
  await expect(queue('cancellation')).rejects.toThrow('Ställ in mötet först.');
  expect(await outboxStates(app.context)).toEqual([]);
});

it('keeps what was typed when a mailing is refused', async () => {
  await addSubscriber(app.context, 'kim@example.org', 'inbjudan');
  await app.signIn();
  const path = `/admin/moten/${slug}/utskick`;
  const fields = { slag: 'announcement', subject: 'Välkommen', text: 'Mina egna ord.' };
  const tooLate = await app.post(path, { ...fields, when: 'at', date: '2026-12-21', time: '14.00' });
  expect(tooLate.status).toBe(422);
  expect(tooLate.text).toMatch(/f-date-error">Utskicket måste gå innan mötet börjar/);
  expect(tooLate.text).toContain('Mina egna ord.');
  await cancelMeeting(app.context, slug, 'Sjukdom.', USER);
  const cancelled = await app.post(path, fields);
  expect([cancelled.status, cancelled.text.includes('Mina egna ord.')]).toEqual([409, true]);
  expect(cancelled.text).toContain('Mötet är inställt.');
  expect(await outboxStates(app.context)).toEqual([]);
});
