import { afterAll, beforeAll, expect, it } from 'vitest';
import { invitation } from '../../server/calendar/invitation.ts';
import { cancelMeeting, moveMeeting } from '../../server/meetings/life-actions.ts';
import { getMeetingById } from '../../server/meetings/queries.ts';
import { getSettings } from '../../server/settings/queries.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { storeMeeting } from '../support/calendar.ts';
import { READERS, type ReadCalendar, type ReadEntry } from '../support/calendar-readers.ts';

const BASE = 'https://moten.example.org';
const PLACE = 'Åhuset; sal "Ängen", plan 2 \\ vänster';
const GROUP = 'Gemensam utvecklingsgrupp';
const DESCRIPTION = 'Rad ett, med komma; och semikolon.\n\nDigitalt: https://video.example.org/rum?a=1,2;b';

let app: TestApp;
let texts: Record<'feed' | 'download' | 'request' | 'update' | 'cancel', string>;
let id: number;

/** Wall time 13:30-15:30 in Stockholm; the instants are written out, not computed. */
const DAYS = [
  ['2027-03-27', 'T12:30:00Z', 'T14:30:00Z'],
  ['2027-03-28', 'T11:30:00Z', 'T13:30:00Z'],
  ['2027-10-30', 'T11:30:00Z', 'T13:30:00Z'],
  ['2027-10-31', 'T12:30:00Z', 'T14:30:00Z'],
] as const;

function entry([date, start, end]: (typeof DAYS)[number], values: Partial<ReadEntry> = {}): ReadEntry {
  return {
    uid: `uid-${date}`,
    start: date + start,
    end: date + end,
    summary: `${GROUP}: Låna, spara; leva \\ 😀`,
    location: PLACE,
    status: 'CONFIRMED',
    sequence: 3,
    url: `${BASE}/moten/${date}`,
    description: `${DESCRIPTION}\n\nLäs mer: ${BASE}/moten/${date}`,
    ...values,
  };
}

async function mailed(method: 'REQUEST' | 'CANCEL'): Promise<string> {
  const { db } = app.context;
  const settings = await getSettings(db);
  const organizer = { name: GROUP, email: 'gruppen@example.org' };
  const attendee = { name: 'Åsa "Ö" Äng; x', email: 'asa+moten@example.org' };
  return invitation({
    meeting: await getMeetingById(db, id),
    settings,
    baseUrl: BASE,
    organizer,
    attendee,
    method,
  });
}

beforeAll(async () => {
  app = await startApp({ BASE_URL: BASE });
  const ids: number[] = [];
  for (const [date] of DAYS)
    ids.push(
      await storeMeeting(app.context, {
        slug: date,
        place: PLACE,
        online: 'https://video.example.org/rum?a=1,2;b',
        description: 'Rad ett, med komma; och semikolon.',
        themes: ['Låna, spara; leva \\ 😀'],
        dates: [{ date, uid: `uid-${date}`, sequence: 3 }],
      }),
    );
  id = ids[1]!;
  const get = async (path: string) => (await app.get(path)).text;
  const [feed, download] = [await get('/kalender.ics'), await get('/moten/2027-10-31.ics')];
  const request = await mailed('REQUEST');
  await moveMeeting(app.context, '2027-03-28', '2027-03-29', { id: null });
  const update = await mailed('REQUEST');
  await cancelMeeting(app.context, '2027-03-29', 'Sjukdom.', { id: null });
  texts = { feed, download, request, update, cancel: await mailed('CANCEL') };
});
afterAll(() => app.close());

const read = (method: string, ...entries: ReadEntry[]): ReadCalendar => ({ method, entries, faults: [] });
const MOVED = ['2027-03-29', 'T11:30:00Z', 'T13:30:00Z'] as unknown as (typeof DAYS)[number];

for (const { name, missing, read: readWith } of READERS) {
  if (missing) console.log(`skipped: ${missing}`);
  it.skipIf(missing)(`${name} reads feed, download, invitation, update and cancelling back equal`, () => {
    const kept = { uid: 'uid-2027-03-28' };
    const cancelled = entry(MOVED, { ...kept, sequence: 5, status: 'CANCELLED' });
    expect(readWith(Object.values(texts))).toEqual([
      read('', ...DAYS.map((day) => entry(day))),
      read('', entry(DAYS[3])),
      read('REQUEST', entry(DAYS[1])),
      read('REQUEST', entry(MOVED, { ...kept, sequence: 4 })),
      read('CANCEL', {
        ...cancelled,
        summary: `INSTÄLLT: ${cancelled.summary}`,
        description: `Sjukdom.\n\n${cancelled.description}`,
      }),
    ]);
  });
}

it.skipIf(READERS[2]!.missing)('libical finds what is wrong', () => {
  const spoilt = [
    texts.request.replace(/^ORGANIZER.*\r\n(?: .*\r\n)*/m, ''),
    texts.feed.replace('CALSCALE:GREGORIAN', 'TIMEZONE-ID:Europe/Stockholm'),
  ];
  expect(READERS[2]!.read(spoilt).map(({ faults }) => faults.length)).toEqual([1, 1]);
});
