import { afterEach, beforeEach, expect, it } from 'vitest';
import { addLinks, subscribeLinks } from '../../server/calendar/subscribe-links.ts';
import type { Meeting } from '../../server/meetings/meeting.ts';
import { DEFAULT_SETTINGS } from '../../server/settings/settings.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { aDate, aMeeting, storeMeeting } from '../support/calendar.ts';

const SHOWN = { settings: DEFAULT_SETTINGS, baseUrl: 'https://moten.example.org', today: '2026-11-22' };
const links = (values: Partial<Meeting>) => addLinks(aMeeting(values), SHOWN);
const asked = (link: string) => Object.fromEntries(new URL(link).searchParams);

it('puts one meeting into Google and Outlook, as UTC instants, each value encoded', () => {
  const theme = { id: 1, slug: 't', title: 'Låna & spara? #1 +2', part: null };
  const add = links({ themes: [theme], online: 'https://video.example.org/rum?a=1&b=2' })!;
  const details =
    'Digitalt: https://video.example.org/rum?a=1&b=2\nLäs mer: https://moten.example.org/moten/2026-12-21';
  const subject = 'Gemensam utvecklingsgrupp: Låna & spara? #1 +2';
  expect(asked(add.google)).toEqual({
    action: 'TEMPLATE',
    text: subject,
    dates: '20261221T123000Z/20261221T143000Z',
    details,
    location: 'Medborgarhuset, plan 2',
  });
  expect(add.google.split('?')[0]).toBe('https://calendar.google.com/calendar/render');
  const outlook = {
    path: '/calendar/action/compose',
    rru: 'addevent',
    startdt: '2026-12-21T12:30:00Z',
    enddt: '2026-12-21T14:30:00Z',
    subject,
    location: 'Medborgarhuset, plan 2',
    body: details,
  };
  expect([asked(add.outlook), asked(add.outlookWork)]).toEqual([outlook, outlook]);
  expect([add.outlook, add.outlookWork].map((link) => link.split('?')[0])).toEqual([
    'https://outlook.live.com/calendar/0/deeplink/compose',
    'https://outlook.office.com/calendar/0/deeplink/compose',
  ]);
  expect(add.google).toContain(
    '&text=Gemensam%20utvecklingsgrupp%3A%20L%C3%A5na%20%26%20spara%3F%20%231%20%2B2&',
  );
});

it('is right on both sides of the clock changes, and invents no time', () => {
  const dates = (date: string) => asked(links({ dates: [aDate({ date })] })!.google)['dates'];
  expect(dates('2027-03-27')).toBe('20270327T123000Z/20270327T143000Z');
  expect(dates('2027-03-28')).toBe('20270328T113000Z/20270328T133000Z');
  const whole = links({ start_time: null, end_time: null })!;
  expect(asked(whole.google)['dates']).toBe('20261221/20261222');
  expect(asked(whole.outlook)).toMatchObject({ startdt: '2026-12-21', enddt: '2026-12-22', allday: 'true' });
  expect(asked(links({ end_time: null })!.google)['dates']).toBe('20261221T123000Z/20261221T123000Z');
});

it('offers nothing that will not come, or may come another day', () => {
  expect(links({ state: 'cancelled' })).toBeUndefined();
  expect(links({ state: 'held' })).toBeUndefined();
  expect(links({ dates: [aDate({ date: '2026-11-21' })] })).toBeUndefined();
  expect(
    links({ dates: [aDate(), aDate({ id: 2, uid: 'b', leading: 0, date: '2027-01-11' })] }),
  ).toBeUndefined();
  expect(links({ dates: [aDate({ date: '2026-11-22' })] })).toBeDefined();
});

it('subscribes by webcal, never webcals, and shows the address itself', () => {
  const address = encodeURIComponent('https://moten.example.org/kalender.ics');
  expect(subscribeLinks('https://moten.example.org', 'A & b')).toEqual({
    address: 'https://moten.example.org/kalender.ics',
    webcal: 'webcal://moten.example.org/kalender.ics',
    google: `https://calendar.google.com/calendar/r?cid=${encodeURIComponent('webcal://moten.example.org/kalender.ics')}`,
    outlook: `https://outlook.live.com/calendar/0/addfromweb?url=${address}&name=A%20%26%20b`,
    outlookWork: `https://outlook.office.com/calendar/0/addfromweb?url=${address}&name=A%20%26%20b`,
  });
});

let app: TestApp;
beforeEach(async () => (app = await startApp()));
afterEach(() => app.close());

it('stands on the page of a coming meeting only', async () => {
  await storeMeeting(app.context);
  const add = addLinks(aMeeting(), { ...SHOWN, baseUrl: app.baseUrl })!;
  const { text } = await app.get('/moten/2026-12-21');
  const hrefs = [...text.matchAll(/href="(https:[^"]*(?:google|outlook)[^"]*)"/g)].map(([, href]) =>
    href!.replaceAll('&amp;', '&'),
  );
  expect(hrefs).toEqual([add.google, add.outlookWork, add.outlook]);
  await app.context.db.updateTable('meeting').set({ state: 'cancelled' }).execute();
  expect((await app.get('/moten/2026-12-21')).text).not.toMatch(/google|outlook/i);
});

it('gives each kind of calendar a button and three steps', async () => {
  const { text } = await app.get('/kalender');
  const parts = text.split('<section>').slice(1);
  expect(parts.map((part) => /<h2>(.*?)<\/h2>/.exec(part)![1])).toEqual([
    'iPhone, iPad och Mac',
    'Google Kalender och Android',
    'Outlook',
    'Andra kalendrar',
  ]);
  expect(parts.map((part) => part.match(/<li>/g)!.length)).toEqual([3, 3, 3, 3]);
  for (const part of parts) expect(part).toMatch(/class="btn/);
});
