import ICAL from 'ical.js';
import { afterEach, beforeEach, expect, it } from 'vitest';
import * as life from '../../server/meetings/life-actions.ts';
import { addMeeting, addSubscriber, outboxStates } from '../support/mail.ts';
import {
  contentsOf,
  formAt,
  inboxOf,
  leavesOf,
  mailOut,
  readMime,
  shapeOf,
  startMailApp,
  valuesOf,
  type MailApp,
} from '../support/mailbox.ts';
import type { Received } from '../support/smtp.ts';

let app: MailApp;
let slug: string;
beforeEach(async () => {
  app = await startMailApp();
  slug = await addMeeting(app.context);
});
afterEach(() => app.close());

const USER = { id: null };
const KIM = 'kim@example.org';

/** Announcement, change and cancellation to somebody who wants the entry in the calendar. */
async function threeMails(): Promise<[Received, Received, Received]> {
  await addSubscriber(app.context, KIM, 'kalender', 'Kim Åberg, "KÅ"');
  await mailOut(app, 'announcement', slug);
  const first = await inboxOf(app, KIM);
  const { slug: moved } = await life.moveMeeting(app.context, slug, '2026-12-14', USER);
  await mailOut(app, 'change', moved);
  const second = await inboxOf(app, KIM);
  await life.cancelMeeting(app.context, moved, 'Sjukdom.', USER);
  await mailOut(app, 'cancellation', moved);
  return [first, second, await inboxOf(app, KIM)];
}

it('20: comes as text, HTML and calendar in that order, wrapped only when something is attached', async () => {
  await addSubscriber(app.context, 'eva@example.org', 'inbjudan');
  await mailOut(app, 'announcement', slug);
  expect(shapeOf(readMime((await inboxOf(app, 'eva@example.org')).raw))).toBe(
    'multipart/alternative(text/plain, text/html)',
  );
  const [first] = await threeMails();
  expect(shapeOf(readMime(first.raw))).toBe(
    'multipart/mixed(multipart/alternative(text/plain, text/html, text/calendar), application/ics)',
  );
});

it('21: says the same method in the header of the calendar part as inside it', async () => {
  const methods = (await threeMails()).map((mail) => {
    const part = leavesOf(readMime(mail.raw)).find(({ type }) => type === 'text/calendar')!;
    const header = part.headers.find(([name]) => name === 'content-type')![1];
    return [/method=(\w+)/i.exec(header)?.[1], /^METHOD:(\w+)\r$/m.exec(part.content.toString())?.[1]];
  });
  expect(methods).toEqual([
    ['REQUEST', 'REQUEST'],
    ['REQUEST', 'REQUEST'],
    ['CANCEL', 'CANCEL'],
  ]);
});

it('22: shows the calendar part in the mail, and attaches only the copy', async () => {
  for (const { raw } of await threeMails()) {
    const parts = leavesOf(readMime(raw)).slice(2);
    const disposition = ({ headers }: (typeof parts)[0]) =>
      headers.find(([name]) => name === 'content-disposition')?.[1];
    expect(parts.map((part) => [part.type, disposition(part)])).toEqual([
      ['text/calendar', undefined],
      ['application/ics', 'attachment; filename=kallelse.ics'],
    ]);
  }
});

it('23: the two copies of the entry are equal, from the sender and to the one recipient', async () => {
  for (const mail of await threeMails()) {
    const [inline = '', ...others] = contentsOf(mail, 'text/calendar');
    expect([others, contentsOf(mail, 'application/ics')]).toEqual([[], [inline]]);
    const [event, ...more] = new ICAL.Component(ICAL.parse(inline) as never).getAllSubcomponents('vevent');
    expect(more).toEqual([]);
    const people = ['organizer', 'attendee'].map((name) =>
      event!.getAllProperties(name).map((property) => property.getFirstValue()),
    );
    expect(people).toEqual([[`mailto:${mail.mail.from!.value[0]!.address}`], [`mailto:${mail.to.join()}`]]);
  }
});

const WORDS = 'Vi ses https://example.org/a?b=1&c=2, (https://example.org/d) och <b>"fet"</b> & mer.';

it('24: the text says what the HTML says, with the same links, and nothing of our making is left in it', async () => {
  await addSubscriber(app.context, KIM, 'inbjudan', 'Kim');
  const form = await formAt(app, `/admin/moten/${slug}/utskick/ny?slag=announcement`);
  const text = `Hej {namn}!\n\n${form['text']}\n\n${'Ett rätt långt ord '.repeat(40)}\n\n${WORDS}`;
  await mailOut(app, 'announcement', slug, { text });
  const mail = await inboxOf(app, KIM);
  const [plain = ''] = contentsOf(mail, 'text/plain');
  const [html = ''] = contentsOf(mail, 'text/html');
  const hrefs = [...html.matchAll(/href="([^"]+)"/g)].map(([, href]) => href!.replaceAll('&amp;', '&'));
  const links = plain.match(/https:\/\/[^\s<>"]*[^\s<>".,;:!?)]/g);
  expect(hrefs).toEqual(links);
  expect(hrefs.length).toBeGreaterThan(5);
  expect(plain).toContain('<b>"fet"</b> & mer.');
  expect(`${plain}${html.replace(/<style>.*<\/style>/s, '')}`).not.toMatch(
    /undefined|null|NaN|\[object|[{}]/,
  );
  expect(plain).not.toMatch(/&\w+;|<\/?(?:p|a|ul|li|h2|br)\b/);
  const lines = plain.split('\r\n');
  expect(lines.filter((line) => line.length > 72 && line.includes(' '))).toEqual([]);
  expect(lines).toContain('Dagordning');
  const flat = (part: string) =>
    part
      .replace(/&(lt|gt|quot|amp);/g, (_, name: string) => ({ lt: '<', gt: '>', quot: '"', amp: '&' })[name]!)
      .replace(/\s+/g, '');
  const body = html.slice(html.indexOf('<body')).replace(/<[^>]*>/g, '');
  expect(flat(body)).toBe(flat(plain.replace(/^(?:– |-- $)/gm, '').replace(/^-- \r?$/m, '')));
  for (const wrong of ['Hej {förnamn}!', 'Hej {mötets namn}']) {
    const fields = { slag: 'announcement', subject: 'Hej', text: wrong };
    expect((await app.post(`/admin/moten/${slug}/utskick`, fields)).status).toBe(422);
  }
});

it('25: the HTML is Swedish, small, fetches nothing and leads only to secure addresses', async () => {
  await addSubscriber(app.context, KIM, 'inbjudan', 'Kim');
  const base = `/admin/moten/${slug}/utskick`;
  const long = { slag: 'announcement', subject: 'x', text: 'å\n\n'.repeat(10_000) };
  const refused = await app.post(base, long);
  expect([refused.status, await outboxStates(app.context)]).toEqual([422, []]);
  expect(refused.text).toContain('inte ser slutet');
  const text = `${'Orden är många. '.repeat(2500)}\n\nhttp://osakert.example.org/sida ![bild](https://example.org/b.png) <img src=x>`;
  await mailOut(app, 'announcement', slug, { text });
  const mail = await inboxOf(app, KIM);
  const [html = ''] = contentsOf(mail, 'text/html');
  expect(html).toMatch(/^<!doctype html>\s*<html lang="sv">/);
  expect(html).not.toMatch(
    /<(?:img|script|form|iframe|link|object|video|audio|base)\b|url\(|@import| src=[^x]/i,
  );
  const protocols = [...html.matchAll(/(?:href|src|action|background)="([^"]*)"/g)].map(
    ([, to]) => new URL(to!).protocol,
  );
  expect(new Set(protocols)).toEqual(new Set(['https:']));
  expect(html).toContain('http://osakert.example.org/sida');
  expect(Buffer.byteLength(html)).toBeLessThan(102_000);
});

it('26: the subject begins with what the mail is about', async () => {
  const subjects = (await threeMails()).map(({ mail }) => mail.subject);
  expect(subjects).toEqual([
    'Inbjudan: Områdesarbete, måndag 21 december 2026',
    'Nytt datum: Områdesarbete, måndag 14 december 2026',
    'Inställt: Områdesarbete, måndag 14 december 2026',
  ]);
});

it('27: all that somebody gets about a meeting is one thread, without what never left', async () => {
  await addSubscriber(app.context, KIM, 'kalender', 'Kim');
  await mailOut(app, 'announcement', slug);
  const ids = [(await inboxOf(app, KIM)).mail.messageId!];
  const { slug: moved } = await life.moveMeeting(app.context, slug, '2026-12-14', USER);
  await mailOut(app, 'change', moved, { when: 'wait' });
  const { slug: again } = await life.moveMeeting(app.context, moved, '2026-12-15', USER);
  await mailOut(app, 'change', again);
  expect(await outboxStates(app.context)).toEqual(['sent', 'stopped', 'queued']);
  const thread = async () => {
    const mail = await inboxOf(app, KIM);
    const seen = [valuesOf(mail.raw, 'in-reply-to'), valuesOf(mail.raw, 'references')];
    expect(seen).toEqual([[ids.at(-1)], [ids.join(' ')]]);
    expect(ids).not.toContain(mail.mail.messageId);
    ids.push(mail.mail.messageId!);
  };
  await thread();
  await life.cancelMeeting(app.context, again, 'Sjukdom.', USER);
  await mailOut(app, 'cancellation', again);
  await thread();
  expect(ids).toHaveLength(3);
});
