import { afterEach, beforeEach, expect, it } from 'vitest';
import { transaction } from '../../server/context.ts';
import { saveSettings } from '../../server/settings/queries.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { makeManyMeetings, makeMeeting } from '../support/meetings.ts';

let app: TestApp;
beforeEach(async () => {
  app = await startApp();
  await app.signIn();
});
afterEach(() => app.close());

const count = (text: string, part: string) => text.split(part).length - 1;

it('shows a newcomer three steps', async () => {
  const { text } = await app.get('/admin');
  expect(count(text, '<li><div><h3>')).toBe(3);
  expect(text).toContain('href="/admin/moten/nytt"');
  expect(text).not.toContain('✓ Klart');
  await transaction(app.context, (trx) => saveSettings(trx, { place: 'Rådhuset' }, app.clock.now));
  expect((await app.get('/admin')).text).toContain('✓ Klart');
  expect((await app.get('/admin/moten')).text).toContain('Det finns inget kommande möte.');
});

it('begins the overview with the one late thing', async () => {
  await makeMeeting(app, { dates: ['2026-11-02'] });
  await makeMeeting(app, { dates: ['2026-10-05'], imported_at: app.clock.now });
  await makeMeeting(app, { dates: ['2026-12-21'], state: 'cancelled' });
  const { text } = await app.get('/admin');
  expect(text).toContain('God eftermiddag');
  expect(text).toContain(
    'Minnesanteckningarna från 2 november är inte skrivna.</strong> Det skulle ha varit klart för 13 dagar sedan.',
  );
  expect(count(text, 'href="/admin/moten/2026-11-02/anteckningar"')).toBe(2);
  expect(text).not.toContain('5 oktober');
  expect(text).toContain('Inställt');
});

it('asks before it adds a meeting that has been', async () => {
  const asked = await app.post('/admin/moten', { date: '2025-12-21', theme: 'Trygghet' });
  expect([asked.status, asked.text.includes('Stämmer året? Det var söndag 21 december 2025.')]).toEqual([
    422,
    true,
  ]);
  expect(asked.text).toContain('value="Trygghet"');
  expect((await app.get('/admin/moten')).text).not.toContain('2025');
  const added = await app.post('/admin/moten', { date: '2025-12-21', past: '1' });
  expect(added.headers.get('location')).toBe('/admin/moten/2025-12-21?klart=skapat');
  const today = await app.post('/admin/moten', { date: '2026-11-22' });
  expect(today.headers.get('location')).toBe('/admin/moten/2026-11-22?klart=skapat');
});

it('lists one coming and one past meeting', async () => {
  await makeMeeting(app, { dates: ['2026-12-21'] });
  await makeMeeting(app, { dates: ['2019-10-21'] });
  const { text } = await app.get('/admin/moten');
  expect(count(text, 'href="/admin/moten/20')).toBe(2);
  expect((await app.get('/admin/moten?ar=1999')).text).toBe(text);
  expect((await app.get('/admin/moten?ar=2019&ar=2020')).status).toBe(200);
});

it('is quick with 500 meetings', async () => {
  await makeManyMeetings(app, '2026-06-01', 500);
  for (const path of ['/admin', '/admin/moten']) {
    const start = performance.now();
    const { status, text } = await app.get(path);
    expect(performance.now() - start).toBeLessThan(1000);
    expect(status).toBe(200);
    expect(count(text, path === '/admin' ? '<tr><th scope="row">' : 'class="date"')).toBe(326);
  }
});
