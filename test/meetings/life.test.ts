import { afterEach, beforeEach, expect, it } from 'vitest';
import { transaction } from '../../server/context.ts';
import { getMeeting } from '../../server/meetings/queries.ts';
import { saveSettings } from '../../server/settings/queries.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { formOf, makeMeeting } from '../support/meetings.ts';

let app: TestApp;
beforeEach(async () => {
  app = await startApp();
  await app.signIn();
});
afterEach(() => app.close());

const meetingAt = (slug: string) => getMeeting(app.context.db, slug);
const sequences = async (slug: string) => (await meetingAt(slug)).dates.map(({ sequence }) => sequence);
async function go(path: string, fields: Record<string, string> = {}): Promise<string> {
  const answer = await app.post(path, fields);
  expect([answer.status, path]).toEqual([303, path]);
  return answer.headers.get('location')!;
}
it('takes a meeting from only a date to held', async () => {
  const agendaSkeleton = [
    { title: 'Välkommen', kind: 'report' as const },
    { title: 'Övriga frågor', kind: 'other-business' as const },
  ];
  await transaction(app.context, (trx) =>
    saveSettings(
      trx,
      { place: 'Rådhuset', onlineLink: 'https://example.org/mote', agendaSkeleton },
      app.clock.now,
    ),
  );
  expect(await go('/admin/moten', { date: '2026-12-21' })).toBe('/admin/moten/2026-12-21?klart=skapat');
  const { state, start_time, end_time, place, online, usual, items, dates } = await meetingAt('2026-12-21');
  expect({ state, start_time, end_time, place, online, usual }).toEqual({
    state: 'tentative',
    start_time: '13:30',
    end_time: '15:30',
    place: 'Rådhuset',
    online: 'https://example.org/mote',
    usual: 1,
  });
  expect(items.map(({ title }) => title)).toEqual(['Välkommen', 'Övriga frågor']);
  const uid = dates[0]!.uid;
  const page = await app.get('/admin/moten/2026-12-21?klart=skapat');
  expect(page.text).toContain('Mötet är tillagt.');
  expect(page.text).toContain('Bjud in till mötet');

  expect(await go('/admin/moten/2026-12-21/inbjudan')).toBe('/admin/moten/2026-12-21?klart=inbjudan');
  const announced = await meetingAt('2026-12-21');
  expect([announced.state, announced.announced_at]).toEqual(['confirmed', app.clock.now]);
  expect(await sequences('2026-12-21')).toEqual([1]);

  const moved = await go('/admin/moten/2026-12-21/datum', { date: '2026-12-14' });
  expect(moved).toBe('/admin/moten/2026-12-14/beratta?slag=change');
  expect((await app.get(moved)).text).toContain('href="/admin/moten/2026-12-14/utskick/ny?slag=change"');
  const after = await meetingAt('2026-12-14');
  expect(after.dates.map((one) => [one.date, one.uid, one.sequence])).toEqual([['2026-12-14', uid, 2]]);

  app.clock.now = '2026-12-14T15:00:00.000Z';
  await app.signIn();
  expect(await go('/admin/moten/2026-12-14/hallet')).toBe('/admin/moten/2026-12-14?klart=hallet');
  expect((await meetingAt('2026-12-14')).state).toBe('held');
  const audit = await app.context.db.selectFrom('audit_event').select('action').orderBy('id').execute();
  expect(audit.map(({ action }) => action).filter((action) => action.startsWith('meeting'))).toEqual([
    'meeting created',
    'meeting announced',
    'meeting moved',
    'meeting held',
  ]);
});

it('raises SEQUENCE for time, date, place and state, not for text, and never twice for the same', async () => {
  await makeMeeting(app, { dates: ['2026-12-21'], state: 'confirmed', announced_at: app.clock.now });
  const edit = async (slug: string, change: Record<string, string>) =>
    go(`/admin/moten/${slug}/redigera`, { ...(await formOf(app, slug)), ...change });
  const seen: [string, number, number][] = [];
  const see = async (what: string, slug = '2026-12-21') => {
    const { dates, revision } = await meetingAt(slug);
    seen.push([what, dates[0]!.sequence, revision]);
  };
  await see('from the start');
  app.clock.now = '2026-11-22T13:00:00.000Z';
  expect(await edit('2026-12-21', { description: 'Ny text' })).toBe('/admin/moten/2026-12-21?klart=sparat');
  await see('text');
  expect((await meetingAt('2026-12-21')).dates[0]!.changed_at).toBe(app.clock.now);
  await edit('2026-12-21', { theme: 'Vuxenstudier' });
  await see('theme');
  expect(await edit('2026-12-21', { start: '14.00' })).toBe('/admin/moten/2026-12-21/beratta?slag=change');
  await see('start');
  await edit('2026-12-21', { start: '14.00' });
  await see('the same start');
  await edit('2026-12-21', { end: '16:00' });
  await see('end');
  await edit('2026-12-21', { place: 'Biblioteket' });
  await see('place');
  const cancelled = '/admin/moten/2026-12-21/beratta?slag=cancellation';
  expect(await go('/admin/moten/2026-12-21/installt', { reason: 'Sjukdom' })).toBe(cancelled);
  await see('cancelled');
  await go('/admin/moten/2026-12-21/installt', { reason: 'Sjukdom' });
  await see('cancelled again');
  await go('/admin/moten/2026-12-21/installt/borttagning');
  await see('revived');
  await go('/admin/moten/2026-12-21/installt/borttagning');
  await see('revived again');
  await go('/admin/moten/2026-12-21/datum', { date: '2027-01-18' });
  await see('moved', '2027-01-18');
  await go('/admin/moten/2027-01-18/datum', { date: '2027-01-18' });
  await see('moved to the same day', '2027-01-18');
  await go('/admin/moten/2027-01-18/visning');
  await see('shown', '2027-01-18');
  expect(seen).toEqual([
    ['from the start', 0, 1],
    ['text', 0, 1],
    ['theme', 0, 1],
    ['start', 1, 2],
    ['the same start', 1, 2],
    ['end', 2, 3],
    ['place', 3, 4],
    ['cancelled', 4, 5],
    ['cancelled again', 4, 5],
    ['revived', 5, 6],
    ['revived again', 5, 6],
    ['moved', 6, 7],
    ['moved to the same day', 6, 7],
    ['shown', 6, 7],
  ]);
});

it('keeps former addresses for ever, suffixes too, and lets a meeting come back to its own', async () => {
  await makeMeeting(app, { dates: ['2026-12-21'] });
  expect((await makeMeeting(app, { dates: ['2026-12-21'] })).slug).toBe('2026-12-21-2');
  await go('/admin/moten/2026-12-21/datum', { date: '2027-01-18' });
  expect((await meetingAt('2026-12-21-2')).date).toBe('2026-12-21');
  expect((await makeMeeting(app, { dates: ['2026-12-21'] })).slug).toBe('2026-12-21-3');
  const redirect = await app.get('/admin/moten/2026-12-21/redigera?x=1');
  expect([redirect.status, redirect.headers.get('location')]).toEqual([
    302,
    '/admin/moten/2027-01-18/redigera?x=1',
  ]);
  const sent = await app.post('/admin/moten/2026-12-21/visning');
  expect([sent.status, sent.headers.get('location')]).toEqual([307, '/admin/moten/2027-01-18/visning']);
  await go('/admin/moten/2027-01-18/datum', { date: '2026-12-21' });
  expect((await app.get('/admin/moten/2026-12-21')).status).toBe(200);
  expect((await app.get('/admin/moten/2027-01-18')).headers.get('location')).toBe('/admin/moten/2026-12-21');
});

it('decides between several dates; the others fall away with a higher SEQUENCE', async () => {
  await go('/admin/moten', { date: '2026-12-21', other: '2026-12-14' });
  await go('/admin/moten/2026-12-21/datum/forslag', { other: '2026-12-07' });
  expect((await app.post('/admin/moten/2026-12-21/inbjudan')).status).toBe(409);
  const { dates } = await meetingAt('2026-12-21');
  const chosen = dates.find(({ date }) => date === '2026-12-14')!;
  expect(await go(`/admin/moten/2026-12-21/datum/${chosen.id}/val`)).toBe(
    '/admin/moten/2026-12-14?klart=bestamt',
  );
  const decided = (await meetingAt('2026-12-14')).dates;
  expect(decided.map((one) => [one.date, one.state, one.leading, one.sequence])).toEqual([
    ['2026-12-07', 'dropped', 0, 1],
    ['2026-12-14', 'open', 1, 1],
    ['2026-12-21', 'dropped', 0, 1],
  ]);
  expect(new Set(decided.map(({ uid }) => uid)).size).toBe(3);
  expect((await app.post('/admin/moten/2026-12-14/datum/999/val')).status).toBe(404);
  expect((await app.get('/admin/moten/2026-12-14/datum')).text.match(/Utgår/g)).toHaveLength(2);
});

it('refuses what a meeting cannot go through', async () => {
  await makeMeeting(app, { dates: ['2026-11-16'] });
  await makeMeeting(app, { dates: ['2026-12-21'] });
  const refused = async (path: string, fields = {}) => (await app.post(path, fields)).status;
  expect(await refused('/admin/moten/2026-11-16/inbjudan')).toBe(409);
  expect(await refused('/admin/moten/2026-11-16/installt', { reason: 'Sent' })).toBe(409);
  expect(await refused('/admin/moten/2026-12-21/hallet')).toBe(409);
  await go('/admin/moten/2026-12-21/installt', { reason: 'Sjukdom' });
  expect(await refused('/admin/moten/2026-12-21/inbjudan')).toBe(409);
  expect(await refused('/admin/moten/2026-12-21/datum', { date: '2027-01-18' })).toBe(409);
  expect(await refused('/admin/moten/2026-12-21/datum/forslag', { other: '2027-01-18' })).toBe(409);
});
