import { afterEach, beforeEach, expect, it } from 'vitest';
import { getMeeting } from '../../server/meetings/queries.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { makeMeeting } from '../support/meetings.ts';

let app: TestApp;
beforeEach(async () => {
  app = await startApp();
  await app.signIn();
});
afterEach(() => app.close());

it.each([
  [{}, 'Välj ett datum.'],
  [{ date: '' }, 'Välj ett datum.'],
  [{ date: '21 december' }, 'Skriv datumet så här'],
  [{ date: '2026-02-30' }, 'Skriv datumet så här'],
  [{ date: '2206-12-21' }, 'Stämmer året?'],
  [{ date: '0001-01-01' }, 'Stämmer året?'],
  [{ date: '2026-12-21', other: '2026-12-21' }, 'Välj en annan dag'],
  [{ date: '2026-12-21', theme: 'x'.repeat(121) }, 'Texten är för lång'],
])('does not make a meeting of %j', async (fields, line) => {
  const answer = await app.post('/admin/moten', fields as Record<string, string>);
  expect(answer.status).toBe(422);
  expect(answer.text).toContain(line);
  expect(await app.context.db.selectFrom('meeting').select('id').execute()).toEqual([]);
});

it('reads the first of repeated fields', async () => {
  const answer = await app.post('/admin/moten', { date: ['2026-12-21', '2026-12-22'] });
  expect(answer.headers.get('location')).toBe('/admin/moten/2026-12-21?klart=skapat');
});

it('asks before a second meeting on the same day, so that a double click makes one', async () => {
  await app.post('/admin/moten', { date: '2026-12-21' });
  const again = await app.post('/admin/moten', { date: '2026-12-21' });
  expect(again.status).toBe(422);
  expect(again.text).toContain('name="another"');
  const wanted = await app.post('/admin/moten', { date: '2026-12-21', another: '1' });
  expect(wanted.headers.get('location')).toBe('/admin/moten/2026-12-21-2?klart=skapat');
});

it.each([
  [{ start: '25.00' }, 'Skriv tiden så här'],
  [{ start: 'halv två' }, 'Skriv tiden så här'],
  [{ start: '15.30', end: '13.30' }, 'sluta efter'],
  [{ start: '13.30', end: '13.30' }, 'sluta efter'],
  [{ start: '', end: '15.30' }, 'Skriv när mötet börjar'],
  [{ start: '2.30', end: '4.00' }, 'Klockan ställs fram söndag 28 mars 2027, så 02.30 finns inte'],
  [{ online: 'javascript:alert(1)' }, 'Skriv en hel webbadress'],
  [{ theme: 'Skola', theme2: 'skola' }, 'samma tema två gånger'],
  [{ theme2: 'Skola' }, 'Skriv det första temat'],
  [{ description: 'x'.repeat(10_001) }, 'Texten är för lång'],
])('keeps what was typed and says what is wrong with %j', async (fields, line) => {
  await makeMeeting(app, { dates: ['2027-03-28'] });
  const answer = await app.post('/admin/moten/2027-03-28/redigera', fields as Record<string, string>);
  expect(answer.status).toBe(422);
  expect(answer.text).toContain(line);
  const meeting = await getMeeting(app.context.db, '2027-03-28');
  expect([meeting.start_time, meeting.end_time, meeting.revision]).toEqual(['13:30', '15:30', 1]);
});

it('refuses to move a meeting into the hour that does not exist, or to the past', async () => {
  await makeMeeting(app, { dates: ['2026-12-21'], start_time: '02:30', end_time: null });
  const gap = await app.post('/admin/moten/2026-12-21/datum', { date: '2027-03-28' });
  expect([gap.status, gap.text.includes('Klockan ställs fram')]).toEqual([422, true]);
  const past = await app.post('/admin/moten/2026-12-21/datum', { date: '2026-11-02' });
  expect([past.status, past.text.includes('Datumet har redan varit')]).toEqual([422, true]);
  const autumn = await app.post('/admin/moten/2026-12-21/datum', { date: '2027-10-31' });
  expect(autumn.status).toBe(303);
});

it('wants a reason to cancel, and prints it harmlessly', async () => {
  await makeMeeting(app, { dates: ['2026-12-21'] });
  expect((await app.post('/admin/moten/2026-12-21/installt')).status).toBe(422);
  await app.post('/admin/moten/2026-12-21/installt', { reason: '<script>alert(1)</script>' });
  const { text } = await app.get('/admin/moten/2026-12-21');
  expect(text).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
  expect(text).not.toContain('<script>alert');
});

it.each([
  '/admin/moten/finns-inte',
  '/admin/moten/2026-12-21/dagordning/1',
  '/admin/moten/2026-12-21/beratta',
])('answers 404 for %s', async (path) => {
  await makeMeeting(app, { dates: ['2026-12-21'] });
  expect((await app.get(path)).status).toBe(404);
});

it('keeps everything for those who are signed in', async () => {
  await makeMeeting(app, { dates: ['2026-12-21'] });
  await app.post('/admin/logga-ut');
  for (const path of ['', '/redigera', '/datum', '/installt', '/beratta?slag=change'])
    expect((await app.get(`/admin/moten/2026-12-21${path}`)).status).toBe(401);
  for (const path of ['/inbjudan', '/installt', '/datum', '/dagordning'])
    expect(
      (await app.post(`/admin/moten/2026-12-21${path}`, { reason: 'x', date: '2027-01-18' })).status,
    ).toBe(401);
  expect((await getMeeting(app.context.db, '2026-12-21')).revision).toBe(1);
});
