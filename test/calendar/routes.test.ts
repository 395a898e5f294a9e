import { afterEach, beforeEach, expect, it } from 'vitest';
import { startApp, type TestApp } from '../support/app.ts';
import { CHANGED, storeMeeting, storeMeetings, unfold } from '../support/calendar.ts';

let app: TestApp;
beforeEach(async () => (app = await startApp()));
afterEach(() => app.close());

async function dates(path: string): Promise<string[]> {
  const { text } = await app.get(path);
  return [...text.matchAll(/DTSTART;[^:]+Stockholm:(\d{8})/g)].map((match) => match[1]!);
}

function meetingOn(date: string) {
  return { slug: date, dates: [{ date, uid: `uid-${date}` }] };
}

it('shows coming meetings and the last 60 days, and elsewhere all', async () => {
  await storeMeetings(app.context, ['2019-10-21', '2026-09-22', '2026-09-23', '2027-05-17'].map(meetingOn));
  expect(await dates('/kalender.ics')).toEqual(['20260923', '20270517']);
  expect(await dates('/kalender/alla.ics')).toEqual(['20191021', '20260922', '20260923', '20270517']);
});

it('shows a coming date of a meeting whose leading date is long past', async () => {
  await storeMeeting(app.context, {
    dates: [
      { date: '2026-01-12', uid: 'a' },
      { date: '2026-12-14', uid: 'b', leading: 0 },
    ],
  });
  expect(await dates('/kalender.ics')).toEqual(['20261214']);
});

it('hands out one meeting as a file, and follows it when it has moved', async () => {
  const id = await storeMeeting(app.context, { slug: '2026-12-21-2' });
  const answer = await app.get('/moten/2026-12-21-2.ics');
  expect(answer.headers.get('content-disposition')).toBe('attachment; filename="2026-12-21-2.ics"');
  expect(unfold(answer.text).filter((line) => line.startsWith('URL'))).toEqual([
    `URL:${app.baseUrl}/moten/2026-12-21-2`,
  ]);
  expect(answer.text).not.toMatch(/^(?:NAME|X-WR-|REFRESH|METHOD|SOURCE)/m);
  const former = { kind: 'meeting' as const, slug: '2026-12-14', target_id: id, created_at: CHANGED };
  await app.context.db.insertInto('former_address').values(former).execute();
  const moved = await app.get('/moten/2026-12-14.ics');
  expect([moved.status, moved.headers.get('location')]).toEqual([301, '/moten/2026-12-21-2.ics']);
  expect((await app.get('/moten/2026-12-15.ics')).status).toBe(404);
});

it.each([0, 1, 500])('holds %i meetings', async (count) => {
  const list = Array.from({ length: count }, (_, index) => {
    const date = Temporal.PlainDate.from('2026-11-23').add({ days: index }).toString();
    return meetingOn(date);
  });
  await storeMeetings(app.context, list);
  expect(await dates('/kalender.ics')).toEqual(list.map(({ slug }) => slug.replaceAll('-', '')));
});
