import { afterEach, beforeEach, expect, it } from 'vitest';
import { invitation } from '../../server/calendar/invitation.ts';
import { announceMeeting, decideDate, moveMeeting } from '../../server/meetings/life-actions.ts';
import { createMeeting } from '../../server/meetings/actions.ts';
import { getMeeting } from '../../server/meetings/queries.ts';
import { getSettings } from '../../server/settings/queries.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { unfold } from '../support/calendar.ts';

let app: TestApp;
const USER = { id: null };
const MAY = '2027-05-24';
const JUNE = '2027-06-01';
beforeEach(async () => (app = await startApp()));
afterEach(() => app.close());

interface Entry {
  uid: string;
  start: string;
  status: string;
  summary: string;
  sequence: number;
}

function entries(text: string): Entry[] {
  return text
    .split('BEGIN:VEVENT\r\n')
    .slice(1)
    .map((event) => {
      const lines = unfold(event);
      const value = (name: string) =>
        lines
          .find((line) => line.startsWith(`${name}:`) || line.startsWith(`${name};`))!
          .replace(/^[^:]*:/, '');
      return {
        uid: value('UID'),
        start: value('DTSTART').slice(0, 8),
        status: value('STATUS'),
        summary: value('SUMMARY'),
        sequence: Number(value('SEQUENCE')),
      };
    });
}

const feed = async () => entries((await app.get('/kalender.ics')).text);

async function request(slug: string): Promise<Entry> {
  const person = { name: 'Eva', email: 'eva@example.org' };
  const text = invitation({
    meeting: await getMeeting(app.context.db, slug),
    settings: await getSettings(app.context.db),
    baseUrl: app.baseUrl,
    organizer: person,
    attendee: person,
    method: 'REQUEST',
  });
  return entries(text)[0]!;
}

async function dateId(slug: string, date: string): Promise<number> {
  return (await getMeeting(app.context.db, slug)).dates.find((one) => one.date === date)!.id;
}

const NAME = 'Gemensam utvecklingsgrupp: Boende';

it('keeps the UID that was mailed when an announced meeting takes another of its dates', async () => {
  const made = await createMeeting(app.context, { dates: [MAY, JUNE], theme: 'Boende' }, USER);
  await decideDate(app.context, made, await dateId(made, MAY), USER);
  await announceMeeting(app.context, made, USER);
  const mailed = await request(made);
  const [may, june] = await feed();
  expect(mailed).toEqual(may);
  expect(june).toMatchObject({ start: '20270601', status: 'CANCELLED', summary: 'Utgår: mötet är 24 maj' });

  const { slug, tell } = await decideDate(app.context, made, await dateId(made, JUNE), USER);
  expect([slug, tell]).toEqual([JUNE, true]);
  const sequence = may!.sequence + 1;
  const moved = { uid: may!.uid, start: '20270601', status: 'CONFIRMED', summary: NAME, sequence };
  expect(await feed()).toEqual([
    {
      uid: june!.uid,
      start: '20270524',
      status: 'CANCELLED',
      summary: 'Utgår: mötet är 1 juni',
      sequence: june!.sequence + 1,
    },
    moved,
  ]);
  expect(await request(slug)).toEqual(moved);
  expect((await app.get(`/moten/${MAY}`)).headers.get('location')).toBe(`/moten/${JUNE}`);

  await decideDate(app.context, slug, await dateId(slug, MAY), USER);
  expect((await feed()).map(({ uid, start, status }) => [uid, start, status])).toEqual([
    [may!.uid, '20270524', 'CONFIRMED'],
    [june!.uid, '20270601', 'CANCELLED'],
  ]);
});

it('lets the date’s own entry lead as long as nothing was announced', async () => {
  const slug = await createMeeting(app.context, { dates: [MAY, JUNE], theme: 'Boende' }, USER);
  const [may, june] = await feed();
  await decideDate(app.context, slug, await dateId(slug, JUNE), USER);
  expect(await feed()).toEqual([
    { ...may!, status: 'CANCELLED', summary: 'Utgår: mötet är 1 juni', sequence: 1 },
    { ...june!, status: 'TENTATIVE', summary: NAME, sequence: 1 },
  ]);
  expect((await request(JUNE)).uid).toBe(june!.uid);
});

it('raises every entry, and leaves dates alone that are neither', async () => {
  const dates = [MAY, JUNE, '2027-06-07'];
  const made = await createMeeting(app.context, { dates, theme: 'Boende' }, USER);
  await decideDate(app.context, made, await dateId(made, MAY), USER);
  await announceMeeting(app.context, made, USER);
  const before = new Map((await feed()).map((entry) => [entry.uid, entry]));
  await decideDate(app.context, made, await dateId(made, JUNE), USER);
  const after = await feed();
  for (const { uid, sequence } of after) expect(sequence).toBe(before.get(uid)!.sequence + 1);
  expect(after.map(({ start, status }) => [start, status])).toEqual([
    ['20270524', 'CANCELLED'],
    ['20270601', 'CONFIRMED'],
    ['20270607', 'CANCELLED'],
  ]);
  expect(after[2]).toMatchObject({ summary: 'Utgår: mötet är 1 juni', uid: [...before.keys()][2] });
  const { dates: rows } = await getMeeting(app.context.db, JUNE);
  expect(rows.filter(({ leading }) => leading === 1).map(({ date }) => date)).toEqual([JUNE]);
});

it('keeps a dropped date in the feed until it is past, whatever becomes of the meeting', async () => {
  const made = await createMeeting(app.context, { dates: [MAY, JUNE], theme: 'Boende' }, USER);
  await decideDate(app.context, made, await dateId(made, JUNE), USER);
  await moveMeeting(app.context, JUNE, '2027-06-14', USER);
  expect((await feed()).map(({ start, summary }) => [start, summary])).toEqual([
    ['20270524', 'Utgår: mötet är 14 juni'],
    ['20270614', NAME],
  ]);
  app.clock.now = '2027-08-01T10:00:00.000Z';
  expect((await feed()).map(({ start }) => start)).toEqual(['20270614']);
});
