import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { transaction } from '../../server/context.ts';
import { moveProposal } from '../../server/proposals/trail-queries.ts';
import { waitText } from '../../server/themes/idea.ts';
import { addIdeas, listBacklog } from '../../server/themes/backlog-queries.ts';
import { saveTheme } from '../../server/themes/queries.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { boardForm, faultsIn } from '../support/board.ts';
import { formOf, makeMeeting } from '../support/meetings.ts';

const PAGE = '/admin/teman';
let app: TestApp;
beforeEach(async () => {
  app = await startApp();
  await app.signIn();
});
afterEach(() => app.close());

const add = (ideas: string, note = '') => app.post(`${PAGE}/bank`, { ideas, note });
const backlog = () => listBacklog(app.context.db);
const waiting = async () => (await backlog()).map(({ title }) => title);
const themes = async () =>
  (await app.context.db.selectFrom('theme').select('title').orderBy('id').execute()).map(
    ({ title }) => title,
  );

async function propose(title: string, theme: string): Promise<number> {
  return transaction(app.context, async (trx) => {
    const at = app.clock.now;
    const theme_id = await saveTheme(trx, theme, at);
    const row = { title, text: '', state: 'received' as const, theme_id, received_at: at, shown_at: at };
    return (await trx.insertInto('proposal').values(row).returning('id').executeTakeFirstOrThrow()).id;
  });
}
const trail = () =>
  app.context.db.selectFrom('proposal_event').select(['proposal_id', 'state', 'meeting_id']).execute();

describe('ideas', () => {
  it('come several at once, in their order, without their dashes', async () => {
    const answer = await add('- Skola\r\n\r\n2. Ungas  hälsa\n  Kultur', 'Från mötet');
    expect(answer.headers.get('location')).toBe(`${PAGE}?klart=tillagt`);
    expect((await backlog()).map(({ title, note }) => [title, note])).toEqual([
      ['Skola', 'Från mötet'],
      ['Ungas hälsa', 'Från mötet'],
      ['Kultur', 'Från mötet'],
    ]);
    expect((await app.get('/teman')).text).not.toContain('Kultur');
    expect((await app.get('/teman/kultur')).status).toBe(404);
  });

  it('are there once, with the wait and the note they have', async () => {
    await add('Skola', 'Först');
    app.clock.now = '2026-11-22T13:00:00.000Z';
    expect((await add('SKOLA\nskola', 'Sedan')).headers.get('location')).toBe(`${PAGE}?klart=fanns`);
    expect((await backlog()).map(({ title, note, waiting: at }) => [title, note, at])).toEqual([
      ['Skola', 'Först', '2026-11-22T12:00:00.000Z'],
    ]);
  });

  it.each<[string, string, Record<string, string>]>([
    ['', 'x', { ideas: 'Skriv minst ett tema.' }],
    ['- \n ', '', { ideas: 'Skriv minst ett tema.' }],
    [
      `Skola\n${'x'.repeat(121)}`,
      '',
      { ideas: `Raden ”${'x'.repeat(40)}…” är för lång. Ett tema får ha högst 120 tecken.` },
    ],
    ['Skola\n'.repeat(101), '', { ideas: 'Det är för många på en gång. Lägg in högst 100 teman åt gången.' }],
    ['Skola', 'x'.repeat(301), { note: 'Texten är för lång. Högst 300 tecken får plats.' }],
  ])('%# are wrong beside their field, and none is added', async (ideas, note, faults) => {
    const answer = await add(ideas, note);
    expect([answer.status, faultsIn(answer.text)]).toEqual([422, faults]);
    expect(await themes()).toEqual([]);
  });

  it('can be noted, and taken away without a trace or where they are used with their theme kept', async () => {
    await add('Skola\nKultur');
    await propose('Mer kultur', 'Kultur');
    await app.post(`${PAGE}/1/bank`, { note: '<b>Fråga rektorn</b>' });
    const { text } = await app.get(PAGE);
    expect(text).toContain('&lt;b&gt;Fråga rektorn&lt;/b&gt;');
    expect(text).toContain('Kommer från förslaget <a href="/admin/forslag/1">Mer kultur</a>');
    const long = await app.post(`${PAGE}/1/bank`, { note: 'x'.repeat(301) });
    expect([long.status, Object.keys(faultsIn(long.text))]).toEqual([422, ['note-1']]);
    expect(long.text).toContain('x'.repeat(301));
    for (const id of [1, 2, 2]) await app.post(`${PAGE}/${id}/bank/borttagning`);
    expect([await waiting(), await themes()]).toEqual([[], ['Kultur']]);
    for (const id of ['77', 'x', '1.5', '%00'])
      expect((await app.post(`${PAGE}/${id}/bank/borttagning`)).status).toBe(404);
  });

  it('wait on together when two themes are merged', async () => {
    await add('Skola', 'Ett');
    app.clock.now = '2026-11-22T13:00:00.000Z';
    await add('Skolan', 'Två');
    await app.post(`${PAGE}/1/sammanslagning`, { to: '2' });
    expect((await backlog()).map(({ title, note, waiting: at }) => [title, note, at])).toEqual([
      ['Skolan', 'Två; Ett', '2026-11-22T12:00:00.000Z'],
    ]);
  });
});

describe('a theme given to a meeting', () => {
  it.each<[string, () => Promise<unknown>]>([
    ['when the meeting is added', () => app.post('/admin/moten', { date: '2028-01-17', theme: 'skola' })],
    [
      'in its form',
      async () => {
        await makeMeeting(app, { dates: ['2028-01-17'] });
        const form = await formOf(app, '2028-01-17');
        await app.post('/admin/moten/2028-01-17/redigera', { ...form, theme: 'Skola' });
      },
    ],
    [
      'on the board',
      async () => {
        await makeMeeting(app, { dates: ['2028-01-17'] });
        const form = { ...(await boardForm(app, '2028-vt')), 'bank-1': '1' };
        await app.post('/admin/terminer/2028-vt/teman', form);
      },
    ],
  ])('%s leaves the backlog and plans what was proposed about it', async (_, give) => {
    await add('Skola\nKultur');
    await propose('Läxhjälp', 'Skola');
    await give();
    expect(await waiting()).toEqual(['Kultur']);
    expect(await trail()).toEqual([{ proposal_id: 1, state: 'planned', meeting_id: 1 }]);
    const form = await formOf(app, '2028-01-17');
    await app.post('/admin/moten/2028-01-17/redigera', { ...form, theme: '' });
    expect(await waiting()).toEqual(['Skola', 'Kultur']);
    expect((await trail()).map(({ state, meeting_id }) => [state, meeting_id])).toEqual([
      ['planned', 1],
      ['received', null],
    ]);
  });

  it('changes place with another in one step of the trail', async () => {
    for (const date of ['2028-01-17', '2028-02-14']) await makeMeeting(app, { dates: [date] });
    await propose('Läxhjälp', 'Skola');
    const save = async (fields: Record<string, string>) =>
      app.post('/admin/terminer/2028-vt/teman', { ...(await boardForm(app, '2028-vt')), ...fields });
    await save({ 'theme-1': 'Skola', 'theme-2': 'Kultur' });
    await save({ 'theme-1': 'Kultur', 'theme-2': 'Skola' });
    await save({ 'theme-1': 'Skola' });
    await save({ 'theme-1': '', 'part-1': '' });
    expect((await trail()).map(({ state, meeting_id }) => [state, meeting_id])).toEqual([
      ['planned', 1],
      ['planned', 2],
      ['planned', 1],
      ['planned', 2],
    ]);
  });

  it('may be taken off when the proposal is planned for another meeting by hand', async () => {
    for (const date of ['2028-01-17', '2028-02-14']) await makeMeeting(app, { dates: [date] });
    const id = await propose('Läxhjälp', 'Skola');
    const edit = async (theme: string) =>
      app.post('/admin/moten/2028-01-17/redigera', { ...(await formOf(app, '2028-01-17')), theme });
    await edit('Skola');
    await transaction(app.context, (trx) =>
      moveProposal(trx, { id, state: 'planned', meetingId: 2 }, app.clock.now),
    );
    const before = await trail();
    await edit('');
    expect(await trail()).toEqual(before);
  });

  it('that has been plans nothing', async () => {
    await makeMeeting(app, { dates: ['2026-10-19'], state: 'held' });
    await propose('Läxhjälp', 'Skola');
    const form = await formOf(app, '2026-10-19');
    await app.post('/admin/moten/2026-10-19/redigera', { ...form, theme: 'Skola' });
    expect(await trail()).toEqual([]);
  });

  it('does not come to the backlog when it was never there', async () => {
    await app.post('/admin/moten', { date: '2028-01-17', theme: 'Skola' });
    const form = await formOf(app, '2028-01-17');
    await app.post('/admin/moten/2028-01-17/redigera', { ...form, theme: 'Kultur' });
    expect(await waiting()).toEqual([]);
  });
});

it.each([0, 1, 500])('lists %i ideas', async (count) => {
  const titles = Array.from({ length: count }, (_, index) => `Idé ${index + 1}`);
  await transaction(app.context, (trx) => addIdeas(trx, titles, '', app.clock.now));
  await makeMeeting(app, { dates: ['2028-01-17'] });
  const began = performance.now();
  const { text } = await app.get(PAGE);
  expect(text.match(/<li id="tema-/g) ?? []).toHaveLength(count);
  expect(text.includes('Temabanken är tom.')).toBe(count === 0);
  const board = await app.get('/admin/terminer/2028-vt');
  expect(board.text.match(/<option value="\d+"/g) ?? []).toHaveLength(count);
  expect(performance.now() - began).toBeLessThan(5000);
});

it('says how long an idea has waited', () => {
  const days = ['2026-11-22', '2026-11-21', '2026-11-09', '2026-11-08', '2026-09-14', '2026-09-13'];
  expect(days.map((day) => waitText(day, '2026-11-22'))).toEqual([
    'sedan i dag',
    'sedan i går',
    'i 13 dagar',
    'i 2 veckor',
    'i 9 veckor',
    'i 2 månader',
  ]);
});
