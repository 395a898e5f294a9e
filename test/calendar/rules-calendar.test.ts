import { afterAll, beforeAll, expect, it } from 'vitest';
import { startApp, type TestApp } from '../support/app.ts';
import { unfold } from '../support/calendar.ts';
import { allObjects, linesOf, nameOf, valueOf, type Objects } from '../support/calendar-objects.ts';

let app: TestApp;
let objects: Objects;
beforeAll(async () => {
  app = await startApp();
  objects = await allObjects(app);
});
afterAll(() => app.close());

const SUBSCRIBED = ['feed', 'all', 'theme', 'empty'] as const;
const MAILED = ['request', 'cancel'] as const;
const each = (...names: string[]) =>
  Object.entries(objects).map(([key, text]) => [key, ...linesOf(text, ...names)]);
const all = (...lines: string[]) => Object.keys(objects).map((key) => [key, ...lines]);
const head = (text: string) => unfold(text.split('BEGIN:VTIMEZONE')[0]!);

it('11: says version and product once', () => {
  expect(each('VERSION', 'PRODID')).toEqual(all('VERSION:2.0', 'PRODID:-//Gemensam//Gemensam 1.0//SV'));
});

it('12: counts by the Gregorian calendar', () => {
  expect(each('CALSCALE')).toEqual(all('CALSCALE:GREGORIAN'));
});

it('13: names a method and an organizer in mail only', () => {
  for (const key of [...SUBSCRIBED, 'download'] as const)
    expect([key, linesOf(objects[key], 'METHOD', 'ORGANIZER')]).toEqual([key, []]);
  expect(MAILED.map((key) => linesOf(objects[key], 'METHOD'))).toEqual([
    ['METHOD:REQUEST'],
    ['METHOD:CANCEL'],
  ]);
});

const KNOWN = (
  'BEGIN END VERSION PRODID CALSCALE METHOD NAME URL SOURCE REFRESH-INTERVAL TZID TZOFFSETFROM TZOFFSETTO DTSTART ' +
  'DTEND RRULE UID SEQUENCE DTSTAMP SUMMARY TRANSP LOCATION DESCRIPTION CATEGORIES STATUS CREATED LAST-MODIFIED ' +
  'CLASS CONFERENCE ORGANIZER ATTENDEE X-WR-CALNAME X-PUBLISHED-TTL'
).split(' ');

it('14: uses only properties that a standard knows, and two well-known others', () => {
  for (const [key, text] of Object.entries(objects))
    expect([
      key,
      unfold(text)
        .map(nameOf)
        .filter((name) => !KNOWN.includes(name)),
    ]).toEqual([key, []]);
});

it('15: puts the properties of the calendar before its parts', () => {
  for (const [key, text] of Object.entries(objects)) {
    const lines = unfold(text);
    let depth = 0;
    const late = lines.slice(lines.indexOf('BEGIN:VTIMEZONE')).filter((line) => {
      if (nameOf(line) === 'BEGIN') depth++;
      const outside = depth === 0;
      if (nameOf(line) === 'END') depth--;
      return outside;
    });
    expect([key, late]).toEqual([key, ['END:VCALENDAR']]);
    const parts = linesOf(text, 'BEGIN').map(valueOf).slice(1);
    expect([
      key,
      parts.filter((part) => !['VTIMEZONE', 'DAYLIGHT', 'STANDARD', 'VEVENT'].includes(part)),
    ]).toEqual([key, []]);
  }
});

it('16: has a part also when there is no meeting', () => {
  expect(linesOf(objects.empty, 'BEGIN').map(valueOf)).toEqual([
    'VCALENDAR',
    'VTIMEZONE',
    'DAYLIGHT',
    'STANDARD',
  ]);
});

it('17: names a calendar twice, equally', () => {
  for (const key of SUBSCRIBED) {
    const [name, ...rest] = linesOf(objects[key], 'NAME').map(valueOf);
    expect([key, rest, linesOf(objects[key], 'X-WR-CALNAME').map(valueOf)]).toEqual([key, [], [name]]);
  }
  expect(linesOf(objects.feed, 'NAME')).toEqual(['NAME:Gemensam utvecklingsgrupp']);
});

it('18: asks to be read again every sixth hour, and tells people how slow Google is', async () => {
  for (const key of SUBSCRIBED)
    expect([key, ...linesOf(objects[key], 'REFRESH-INTERVAL', 'X-PUBLISHED-TTL')]).toEqual([
      key,
      'REFRESH-INTERVAL;VALUE=DURATION:PT6H',
      'X-PUBLISHED-TTL:PT6H',
    ]);
  expect((await app.get('/kalender')).text).toContain('upp till ett dygn');
});

it('19: says where it comes from', async () => {
  const addresses = SUBSCRIBED.map((key) =>
    linesOf(head(objects[key]).join('\r\n') + '\r\n', 'URL', 'SOURCE').map(valueOf),
  );
  const { slug } = await app.context.db.selectFrom('theme').select('slug').executeTakeFirstOrThrow();
  expect(addresses.map((pair) => pair.map((address) => address.replace(app.baseUrl, '')))).toEqual([
    ['/kalender', '/kalender.ics'],
    ['/kalender', '/kalender/alla.ics'],
    [`/teman/${slug}`, `/teman/${slug}.ics`],
    ['/kalender', '/kalender.ics'],
  ]);
  for (const [, source] of addresses) expect((await app.get(new URL(source!).pathname)).status).toBe(200);
});

it('20: leaves the zone to its own component', () => {
  expect(each('X-WR-TIMEZONE', 'TIMEZONE-ID')).toEqual(all());
});
