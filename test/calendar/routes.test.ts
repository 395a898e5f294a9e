import { afterEach, beforeEach, expect, it } from 'vitest';
import { startApp, type TestApp } from '../support/app.ts';
import { CHANGED, plainRequest, storeMeeting, storeMeetings, unfold } from '../support/calendar.ts';

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

it('serves the feed as RFC 5545 and polling readers want it', async () => {
  await storeMeeting(app.context);
  const answer = await plainRequest(`${app.baseUrl}/kalender.ics`);
  expect(answer.status).toBe(200);
  expect(answer.headers).toMatchObject({
    'content-type': 'text/calendar; charset=utf-8',
    'content-disposition': 'inline',
    'cache-control': 'public, max-age=300, must-revalidate',
    'last-modified': new Date(CHANGED).toUTCString(),
    'x-content-type-options': 'nosniff',
  });
  expect(answer.headers['etag']).toMatch(/^"[\w-]{32}"$/);
  expect(answer.headers['set-cookie']).toBeUndefined();
  const again = await plainRequest(`${app.baseUrl}/kalender.ics`);
  expect([again.text, again.headers['etag']]).toEqual([answer.text, answer.headers['etag']]);
  const head = await plainRequest(`${app.baseUrl}/kalender.ics`, {}, 'HEAD');
  const { date: _, ...same } = answer.headers;
  expect([head.status, head.text]).toEqual([200, '']);
  expect(head.headers).toMatchObject(same);
});

it('answers 304 as long as nothing has changed', async () => {
  const id = await storeMeeting(app.context);
  const url = `${app.baseUrl}/kalender.ics`;
  const { headers } = await plainRequest(url);
  const [etag, modified] = [String(headers['etag']), String(headers['last-modified'])];
  const status = async (asked: Record<string, string>) => (await plainRequest(url, asked)).status;
  expect(await status({ 'if-none-match': etag })).toBe(304);
  expect(await status({ 'if-none-match': `W/${etag}` })).toBe(304);
  expect(await status({ 'if-none-match': `"annan", W/${etag}, "tredje"` })).toBe(304);
  expect(await status({ 'if-none-match': '"annan"' })).toBe(200);
  expect(await status({ 'if-none-match': '"annan"', 'if-modified-since': modified })).toBe(200);
  expect(await status({ 'if-none-match': etag, 'if-modified-since': 'Fri, 20 Nov 2026 09:15:29 GMT' })).toBe(
    304,
  );
  for (const since of [modified, 'Fri, 20 Nov 2026 09:15:29 GMT', 'Fri, 01 Jan 2038 00:00:00 GMT'])
    expect(await status({ 'if-modified-since': since })).toBe(200);
  expect((await plainRequest(url, { 'if-none-match': etag })).text).toBe('');
  await app.context.db
    .updateTable('meeting')
    .set({ place: 'Nytt', changed_at: '2026-11-22T11:00:00.000Z' })
    .where('id', '=', id)
    .execute();
  expect(await status({ 'if-none-match': etag })).toBe(200);
  expect(await status({ 'if-modified-since': modified })).toBe(200);
});

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

it('shows a renamed theme at once', async () => {
  await storeMeeting(app.context, { themes: ['Privatekonomi'] });
  expect((await app.get('/kalender.ics')).text).toContain(
    'SUMMARY:Gemensam utvecklingsgrupp: Privatekonomi\r\n',
  );
  await app.context.db.updateTable('theme').set({ title: 'Pengar' }).execute();
  expect((await app.get('/kalender.ics')).text).toContain('SUMMARY:Gemensam utvecklingsgrupp: Pengar\r\n');
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

it('tells how to subscribe, with the address in plain sight', async () => {
  const { status, text } = await app.get('/kalender');
  expect(status).toBe(200);
  expect(text.match(/<h1/g)).toHaveLength(1);
  expect(text).toContain(`href="${app.baseUrl.replace('http:', 'webcal:')}/kalender.ics"`);
  expect(text).toContain(`readonly value="${app.baseUrl}/kalender.ics"`);
  expect(text).toContain('upp till ett dygn');
});
