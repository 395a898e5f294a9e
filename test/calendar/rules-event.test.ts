import { afterEach, beforeEach, expect, it } from 'vitest';
import { createMeeting } from '../../server/meetings/actions.ts';
import * as life from '../../server/meetings/life-actions.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { storeMeeting, unfold } from '../support/calendar.ts';
import {
  ALLSORTS,
  ONLINE,
  allObjects,
  eventsOf,
  linesOf,
  nameOf,
  storeAllsorts,
  valueOf,
} from '../support/calendar-objects.ts';
import { addSubscriber } from '../support/mail.ts';

let app: TestApp;
beforeEach(async () => (app = await startApp()));
afterEach(() => app.close());

const USER = { id: null };
const feed = async () => (await app.get('/kalender.ics')).text;
const escaped = (text: string) => text.replace(/[\\;,]/g, '\\$&');

it('32: says how certain a meeting is, and keeps a cancelled one until it is past', async () => {
  const name = 'Gemensam utvecklingsgrupp: Boende';
  const shown = async () => linesOf(await feed(), 'STATUS', 'SUMMARY').toSorted();
  const slug = await createMeeting(app.context, { dates: ['2026-12-21'], theme: 'Boende' }, USER);
  expect(await shown()).toEqual(['STATUS:TENTATIVE', `SUMMARY:${name}`]);
  await life.announceMeeting(app.context, slug, USER);
  expect(await shown()).toEqual(['STATUS:CONFIRMED', `SUMMARY:${name}`]);
  await life.cancelMeeting(app.context, slug, 'Sjukdom.', USER);
  for (const day of ['2026-11-22', '2026-12-21', '2026-12-22']) {
    app.clock.now = `${day}T12:00:00.000Z`;
    expect([day, ...(await shown())]).toEqual([day, 'STATUS:CANCELLED', `SUMMARY:INSTÄLLT: ${name}`]);
  }
  app.clock.now = '2027-03-01T12:00:00.000Z';
  expect(await shown()).toEqual([]);
});

it('33: has a summary, and a description without markup', async () => {
  await storeAllsorts(app);
  const text = await feed();
  expect(linesOf(text, 'SUMMARY')).toEqual([`SUMMARY:Gemensam utvecklingsgrupp: ${escaped(ALLSORTS)}`]);
  const description = valueOf(linesOf(text, 'DESCRIPTION')[0]!);
  expect(description).toContain('\\nViktigt och länk\\n');
  expect(description).not.toMatch(/\*\*|<\/?(?:p|strong|a|br)\b/);
  expect(linesOf(text, 'X-ALT-DESC', 'STYLED-DESCRIPTION')).toEqual([]);
});

it('34: tells the place in words', async () => {
  await storeAllsorts(app);
  const text = await feed();
  expect(linesOf(text, 'LOCATION')).toEqual([`LOCATION:${escaped(ALLSORTS)}`]);
  expect(linesOf(text, 'GEO', 'X-APPLE-STRUCTURED-LOCATION')).toEqual([]);
  await app.context.db.updateTable('meeting').set({ place: '' }).execute();
  expect(linesOf(await feed(), 'LOCATION')).toEqual([]);
});

it('35: gives the link of an online meeting to programs that know it and to people', async () => {
  await storeAllsorts(app);
  const text = await feed();
  expect(linesOf(text, 'CONFERENCE')).toEqual([
    `CONFERENCE;VALUE=URI;FEATURE=AUDIO,VIDEO;LABEL=Delta digitalt:${ONLINE}`,
  ]);
  expect(linesOf(text, 'DESCRIPTION')[0]).toContain(`\\n\\nDigitalt: ${escaped(ONLINE)}\\n\\n`);
  await app.context.db.updateTable('meeting').set({ online: 'Vi ringer upp' }).execute();
  expect(linesOf(await feed(), 'CONFERENCE')).toEqual([]);
  expect(linesOf(await feed(), 'DESCRIPTION')[0]).toContain('Digitalt: Vi ringer upp');
});

it('36: leads to the meeting’s own page, and says what it is about', async () => {
  await storeMeeting(app.context, { themes: ['Boende', 'Skola, fritid'] });
  const [event] = eventsOf(await feed());
  const wanted = event!.filter((line) => ['URL', 'CATEGORIES', 'TRANSP', 'CLASS'].includes(nameOf(line)));
  expect(wanted.toSorted()).toEqual([
    'CATEGORIES:Boende,Skola\\, fritid',
    'CLASS:PUBLIC',
    'TRANSP:OPAQUE',
    `URL:${app.baseUrl}/moten/2026-12-21`,
  ]);
  expect((await app.get('/moten/2026-12-21')).status).toBe(200);
});

it('37: names nobody in what is public', async () => {
  await addSubscriber(app.context, 'eva@example.org', 'kalender', 'Eva Hemlig');
  await app.signIn();
  const { feed: coming, all, theme, download } = await allObjects(app);
  for (const text of [coming, all, theme, download]) {
    expect(linesOf(text, 'ATTENDEE', 'ORGANIZER', 'CONTACT')).toEqual([]);
    expect(unfold(text).join('\n')).not.toMatch(/mailto:|Eva|Sanna|@/i);
  }
});

it('38: rings no bell', async () => {
  for (const [key, text] of Object.entries(await allObjects(app)))
    expect([key, text.includes('VALARM')]).toEqual([key, false]);
});

it('39: gives every meeting an entry of its own, without rules of repetition', async () => {
  const dates = ['2026-12-21', '2027-01-18', '2027-02-15'];
  for (const date of dates) await createMeeting(app.context, { dates: [date], theme: 'Boende' }, USER);
  const events = eventsOf(await feed());
  expect(
    events.map((event) => event.filter((line) => /^(RRULE|RDATE|EXDATE|RECURRENCE-ID)/.test(line))),
  ).toEqual(dates.map(() => []));
  expect(new Set(events.map((event) => event.find((line) => nameOf(line) === 'UID'))).size).toBe(3);
});

it('40: leaves out what no reader knows', async () => {
  for (const [key, text] of Object.entries(await allObjects(app)))
    expect([
      key,
      /PARTICIPANT(?!;)|VLOCATION|VRESOURCE|STRUCTURED-DATA/.test(text.replaceAll('REQ-PARTICIPANT', '')),
    ]).toEqual([key, false]);
});
