import ICAL from 'ical.js';
import { expect, it } from 'vitest';
import { COMING, buildFeed, createEventCache } from '../../server/calendar/feed.ts';
import type { Meeting } from '../../server/meetings/meeting.ts';
import { DEFAULT_SETTINGS } from '../../server/settings/settings.ts';
import { aDate, aMeeting, unfold } from '../support/calendar.ts';
import { anItem } from '../support/agenda.ts';

const SHOWN = {
  settings: DEFAULT_SETTINGS,
  baseUrl: 'https://moten.example.org',
  today: '2026-11-22',
  calendar: COMING,
};
const THEME = { id: 1, slug: 'privatekonomi', title: 'Privatekonomi', part: null };
const ITEM = { id: 1, position: 0, title: 'Låna, spara; leva', kind: 'talk' as const, planned_minutes: null };

function feedOf(...meetings: Meeting[]): string {
  return buildFeed(meetings, SHOWN).text;
}

function properties(text: string, name: string): string[] {
  return unfold(text).filter((line) => line.startsWith(`${name}:`) || line.startsWith(`${name};`));
}

function events(text: string): string[][] {
  return text
    .split('BEGIN:VEVENT\r\n')
    .slice(1)
    .map((event) => unfold(event.split('END:VEVENT')[0]!));
}

const WHOLE = aMeeting({
  themes: [THEME],
  announced_at: '2026-11-21T10:00:00.000Z',
  description: 'Vi talar om **pengar**, i lugn takt.',
  online: 'https://video.example.org/rum?a=1,2;b',
  dates: [aDate({ sequence: 2 })],
  items: [anItem(ITEM)],
});

const TEXT = `BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Gemensam//Gemensam 1.0//SV
CALSCALE:GREGORIAN
NAME:Gemensam utvecklingsgrupp
X-WR-CALNAME:Gemensam utvecklingsgrupp
URL:https://moten.example.org/kalender
SOURCE:https://moten.example.org/kalender.ics
REFRESH-INTERVAL;VALUE=DURATION:PT6H
X-PUBLISHED-TTL:PT6H
BEGIN:VTIMEZONE
TZID:Europe/Stockholm
BEGIN:DAYLIGHT
DTSTART:20250330T020000
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:20251026T030000
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
END:STANDARD
END:VTIMEZONE
BEGIN:VEVENT
UID:3f0c5a4e-0000-4000-8000-000000000001
SEQUENCE:2
DTSTAMP:20261121T100000Z
DTSTART;TZID=Europe/Stockholm:20261221T133000
DTEND;TZID=Europe/Stockholm:20261221T153000
SUMMARY:Gemensam utvecklingsgrupp: Privatekonomi
TRANSP:OPAQUE
LOCATION:Medborgarhuset\\, plan 2
DESCRIPTION:Vi talar om pengar\\, i lugn takt.\\n\\nDagordning\\n– Låna\\, sp
 ara\\; leva\\n\\nDigitalt: https://video.example.org/rum?a=1\\,2\\;b\\n\\nLäs me
 r: https://moten.example.org/moten/2026-12-21
CATEGORIES:Privatekonomi
URL:https://moten.example.org/moten/2026-12-21
STATUS:CONFIRMED
CREATED:20261101T080000Z
LAST-MODIFIED:20261121T100000Z
CLASS:PUBLIC
CONFERENCE;VALUE=URI;FEATURE=AUDIO,VIDEO;LABEL=Delta digitalt:https://video
 .example.org/rum?a=1,2;b
END:VEVENT
END:VCALENDAR
`.replaceAll('\n', '\r\n');

it('writes a whole feed, byte for byte', () => {
  expect(feedOf(WHOLE)).toBe(TEXT);
});

it('shows how certain each date is', () => {
  const first = aDate({ date: '2027-05-25', uid: 'a' });
  const second = aDate({ id: 2, date: '2027-06-01', uid: 'b', leading: 0 });
  const undecided = feedOf(aMeeting({ dates: [first, second] }));
  expect(properties(undecided, 'STATUS')).toEqual(['STATUS:TENTATIVE', 'STATUS:TENTATIVE']);
  expect(properties(undecided, 'UID')).toEqual(['UID:a', 'UID:b']);
  const decided = feedOf(
    aMeeting({
      dates: [
        { ...first, state: 'dropped', leading: 0 },
        { ...second, leading: 1 },
      ],
      themes: [THEME],
    }),
  );
  expect(properties(decided, 'STATUS')).toEqual(['STATUS:CANCELLED', 'STATUS:CONFIRMED']);
  expect(properties(decided, 'SUMMARY')).toEqual([
    'SUMMARY:Utgår: mötet är 1 juni',
    'SUMMARY:Gemensam utvecklingsgrupp: Privatekonomi',
  ]);
  const cancelled = feedOf(aMeeting({ state: 'cancelled' }));
  expect(properties(cancelled, 'STATUS')).toEqual(['STATUS:CANCELLED']);
  expect(properties(cancelled, 'SUMMARY')).toEqual([
    'SUMMARY:INSTÄLLT: Gemensam utvecklingsgrupp: Tema kommer',
  ]);
  const reasoned = feedOf(aMeeting({ state: 'cancelled', cancelled_reason: 'Sjukdom.' }));
  expect(properties(reasoned, 'DESCRIPTION')).toEqual([
    'DESCRIPTION:Sjukdom.\\n\\nLäs mer: https://moten.example.org/moten/2026-12-21',
  ]);
  expect(properties(feedOf(aMeeting({ state: 'held' })), 'STATUS')).toEqual(['STATUS:CONFIRMED']);
  expect(properties(feedOf(aMeeting({ state: 'tentative' })), 'STATUS')).toEqual(['STATUS:TENTATIVE']);
});

it('invents no time', () => {
  const allDay = feedOf(aMeeting({ start_time: null, end_time: null }));
  expect(events(allDay)[0]!.filter((line) => line.startsWith('DT'))).toEqual([
    'DTSTAMP:20261120T091530Z',
    'DTSTART;VALUE=DATE:20261221',
    'DTEND;VALUE=DATE:20261222',
  ]);
  const open = feedOf(aMeeting({ end_time: null }));
  expect(events(open)[0]!.filter((line) => line.startsWith('DT'))).toEqual([
    'DTSTAMP:20261120T091530Z',
    'DTSTART;TZID=Europe/Stockholm:20261221T133000',
  ]);
});

it('keeps the agenda back until it is public', () => {
  expect(feedOf({ ...WHOLE, announced_at: null })).not.toContain('Dagordning');
});

const NASTY = [
  'a\r\nX-EVIL:1',
  'a\nX-EVIL:1',
  'a\rX-EVIL:1',
  'a\u2028X-EVIL:1',
  'a\u2029X-EVIL:1',
  'a\u0085X-EVIL:1',
  'a\0\u0007\u000b\u007fb',
  ';,\\"',
  '\\n\\',
  'å😀e\u0301'.repeat(60),
  '\ud800x',
  'END:VEVENT\r\nBEGIN:VEVENT',
  '<b>&amp;</b>',
];
const NAMES = feedOf(WHOLE)
  .replaceAll('\r\n ', '')
  .split('\r\n')
  .map((line) => line.split(/[:;]/)[0]);

it.each(NASTY)('lets no text make a line of its own: %j', (nasty) => {
  const meeting = {
    ...WHOLE,
    place: `x${nasty}`,
    online: `https://video.example.org/${nasty}`,
    description: `x${nasty}`,
    themes: [{ ...THEME, title: `x${nasty}`, part: nasty }],
    items: WHOLE.items.map((item) => ({ ...item, title: `x${nasty}` })),
  };
  const settings = { ...DEFAULT_SETTINGS, groupName: `x${nasty}` };
  const { text } = buildFeed([meeting], { ...SHOWN, settings });
  const names = unfold(text).map((line) => line.split(/[:;]/)[0]);
  expect(names.filter((name) => name !== 'CONFERENCE')).toEqual(
    NAMES.filter((name) => name !== 'CONFERENCE' && name !== ''),
  );
  // oxlint-disable-next-line no-control-regex
  expect(text.replaceAll('\r\n', '')).not.toMatch(/[\u0000-\u001f\u007f\u0085\u2028\u2029]/);
  for (const line of text.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
  expect(text.isWellFormed()).toBe(true);
  new ICAL.Component(ICAL.parse(text) as never);
});

it('joins 1,200 known entries at once, and writes a changed one anew', () => {
  const many = Array.from({ length: 1200 }, (_, index) => ({
    ...WHOLE,
    dates: [aDate({ uid: `uid-${index}` })],
  }));
  const write = createEventCache();
  const timed = () => {
    const started = performance.now();
    return { text: buildFeed(many, SHOWN, write).text, milliseconds: performance.now() - started };
  };
  const { text: first, milliseconds: slow } = timed();
  const again = timed();
  expect(again.text).toBe(first);
  expect(again.milliseconds).toBeLessThan(slow / 3);
  const renamed = many.with(7, { ...many[7]!, themes: [{ ...THEME, title: 'Ekonomi' }] });
  expect(buildFeed(renamed, SHOWN, write).text).toBe(buildFeed(renamed, SHOWN).text);
  expect(buildFeed(renamed, SHOWN, write).text).not.toBe(first);
});
