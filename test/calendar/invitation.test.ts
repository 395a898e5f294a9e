import { expect, it } from 'vitest';
import { invitation } from '../../server/calendar/invitation.ts';
import { buildFeed } from '../../server/calendar/feed.ts';
import { DEFAULT_SETTINGS } from '../../server/settings/settings.ts';
import { aDate, aMeeting, unfold } from '../support/calendar.ts';

const COMMON = {
  settings: DEFAULT_SETTINGS,
  baseUrl: 'https://moten.example.org',
  organizer: { name: 'Gemensam "utvecklingsgrupp"', email: 'gruppen@example.org' },
  attendee: { name: '', email: 'deltagare@example.se' },
};
const MEETING = aMeeting({ dates: [aDate({ sequence: 4 })] });

function lines(text: string, ...names: string[]): string[] {
  return unfold(text).filter((line) => names.some((name) => line.startsWith(name)));
}

it('invites one person to the entry of the feed, and asks for no answer', () => {
  const text = invitation({ ...COMMON, meeting: MEETING, method: 'REQUEST' });
  expect(
    lines(text, 'METHOD', 'BEGIN', 'UID', 'SEQUENCE', 'DTSTAMP', 'STATUS', 'ORGANIZER', 'ATTENDEE'),
  ).toEqual([
    'BEGIN:VCALENDAR',
    'METHOD:REQUEST',
    'BEGIN:VTIMEZONE',
    'BEGIN:DAYLIGHT',
    'BEGIN:STANDARD',
    'BEGIN:VEVENT',
    'UID:3f0c5a4e-0000-4000-8000-000000000001',
    'SEQUENCE:4',
    'DTSTAMP:20261120T091530Z',
    'ORGANIZER;CN="Gemensam utvecklingsgrupp":mailto:gruppen@example.org',
    'ATTENDEE;ROLE=REQ-PARTICIPANT;CUTYPE=INDIVIDUAL;PARTSTAT=NEEDS-ACTION;RSVP=FALSE;CN="deltagare@example.se":mailto:deltagare@example.se',
    'STATUS:CONFIRMED',
  ]);
  const feed = buildFeed([MEETING], { ...COMMON, today: '2026-11-22' }).text;
  expect(lines(feed, 'UID')).toEqual(lines(text, 'UID'));
  expect(lines(feed, 'METHOD', 'ORGANIZER', 'ATTENDEE', 'BEGIN:VALARM')).toEqual([]);
});

it('takes a cancelled meeting away, and never invites to it', () => {
  const meeting = { ...MEETING, state: 'cancelled' as const, dates: [aDate({ sequence: 5 })] };
  const text = invitation({ ...COMMON, meeting, method: 'CANCEL' });
  expect(lines(text, 'METHOD', 'UID', 'SEQUENCE', 'STATUS', 'SUMMARY', 'BEGIN:VALARM')).toEqual([
    'METHOD:CANCEL',
    'UID:3f0c5a4e-0000-4000-8000-000000000001',
    'SEQUENCE:5',
    'SUMMARY:INSTÄLLT: Gemensam utvecklingsgrupp: Tema kommer',
    'STATUS:CANCELLED',
  ]);
  expect(() => invitation({ ...COMMON, meeting, method: 'REQUEST' })).toThrow('inställt');
});

it('lets no name or address make a line of its own', () => {
  const nasty = 'A\r\nX-EVIL:1\u2028"b"';
  const attendee = { name: nasty, email: 'a@example.se' };
  const text = invitation({
    ...COMMON,
    attendee,
    organizer: { ...attendee },
    meeting: MEETING,
    method: 'REQUEST',
  });
  expect(lines(text, 'X-EVIL')).toEqual([]);
  expect(lines(text, 'ATTENDEE')[0]).toContain('CN="A X-EVIL:1 b":');
});
