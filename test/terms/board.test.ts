import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { transaction } from '../../server/context.ts';
import { meetingTitle } from '../../server/meetings/meeting.ts';
import { listMeetings } from '../../server/meetings/queries.ts';
import { updateMeeting } from '../../server/meetings/record-queries.ts';
import { addIdeas, listBacklog } from '../../server/themes/backlog-queries.ts';
import { SECRETARY, startApp, type TestApp } from '../support/app.ts';
import { boardFields, boardForm, faultsIn } from '../support/board.ts';
import { makeMeeting } from '../support/meetings.ts';

const PAGE = '/admin/terminer/2028-vt';
const SAVE = `${PAGE}/teman`;
const DATES = ['2028-01-17', '2028-02-14', '2028-03-20'];
let app: TestApp;
beforeEach(async () => {
  app = await startApp();
  await app.signIn();
  for (const date of DATES) await makeMeeting(app, { dates: [date], state: 'tentative' });
});
afterEach(() => app.close());

const fill = (titles: string[]) =>
  transaction(app.context, (trx) => addIdeas(trx, titles, '', '2026-06-01T10:00:00.000Z'));
const backlog = async () => (await listBacklog(app.context.db)).map(({ title }) => title);
const titles = async () => (await listMeetings(app.context.db)).map(meetingTitle);
const board = () => boardForm(app, '2028-vt');
const save = async (changes: Record<string, string>) => app.post(SAVE, { ...(await board()), ...changes });
const saved = async (changes: Record<string, string>) =>
  expect((await save(changes)).headers.get('location')).toBe(`${PAGE}?klart=sparat`);

describe('themes', () => {
  it('are chosen from the backlog or typed, for all rows at once, and leave the backlog', async () => {
    await fill(['Skola', 'Kultur', 'Bostad']);
    await saved({ 'bank-1': '2', 'theme-2': 'Hälsa', 'bank-3': '1' });
    expect(await titles()).toEqual(['Kultur', 'Hälsa', 'Skola']);
    expect(await backlog()).toEqual(['Bostad']);
    expect((await listMeetings(app.context.db)).map(({ revision }) => revision)).toEqual([1, 1, 1]);
  });

  it('leave everything as it is when nothing is changed', async () => {
    await saved({ 'theme-1': 'Skola' });
    const before = app.bytes();
    app.clock.now = '2026-11-22T12:00:01.000Z';
    await saved({});
    expect(app.bytes().equals(before)).toBe(true);
  });

  it('go back to the backlog when they are taken off, and have waited as long as before', async () => {
    await fill(['Skola']);
    await saved({ 'bank-1': '1', 'theme-2': 'Hälsa' });
    expect(await backlog()).toEqual([]);
    await saved({ 'theme-1': '', 'theme-2': '' });
    expect((await listBacklog(app.context.db)).map(({ title, waiting }) => [title, waiting])).toEqual([
      ['Skola', '2026-06-01T10:00:00.000Z'],
    ]);
  });

  it('stay out of the backlog as long as another meeting has them', async () => {
    await fill(['Skola']);
    await saved({ 'bank-1': '1' });
    await saved({ 'bank-2': '1' });
    await saved({ 'theme-1': '', 'part-1': '' });
    expect(await backlog()).toEqual([]);
    await saved({ 'theme-2': '', 'part-2': '' });
    expect(await backlog()).toEqual(['Skola']);
  });

  it('are numbered by themselves when several meetings have them, and the numbers can be edited', async () => {
    await saved({ 'theme-2': 'Skola' });
    await saved({ 'bank-3': '1' });
    expect(await titles()).toEqual(['Tema kommer', 'Skola, del 1', 'Skola, del 2']);
    await saved({ 'part-2': 'inledning', 'theme-1': 'skola' });
    expect(await titles()).toEqual(['Skola, del 1', 'Skola, inledning', 'Skola, del 2']);
  });

  it('of a meeting that has been keep their name', async () => {
    await saved({ 'theme-1': 'Skola' });
    app.clock.now = '2028-02-01T12:00:00.000Z';
    await app.post('/admin/logga-in', SECRETARY);
    await saved({ 'theme-2': 'Skola' });
    expect(await titles()).toEqual(['Skola', 'Skola, del 2', 'Tema kommer']);
  });

  it('may be two on one meeting', async () => {
    await fill(['Skola']);
    await saved({ 'bank-1': '1', 'theme2-1': 'Hälsa', 'part2-1': 'del 3' });
    expect(await titles()).toEqual(['Skola och Hälsa, del 3', 'Tema kommer', 'Tema kommer']);
  });

  it.each<[Record<string, string>, Record<string, string>]>([
    [{ 'theme-1': 'x'.repeat(121) }, { 'theme-1': 'Texten är för lång. Högst 120 tecken får plats.' }],
    [
      { 'theme-1': 'Hälsa', 'bank-1': '1' },
      { 'theme-1': 'Välj ett tema i listan eller skriv ett, inte båda.' },
    ],
    [{ 'bank-1': '77' }, { 'bank-1': 'Temat finns inte längre att välja. Välj ett annat.' }],
    [{ 'theme2-1': 'Hälsa' }, { 'theme-1': 'Skriv det första temat här, eller ta bort delen och tema två.' }],
    [{ 'bank-1': '1', 'theme2-1': 'SKOLA' }, { 'theme2-1': 'Det är samma tema två gånger.' }],
    [{ 'bank-1': '1', 'part2-1': 'del 1' }, { 'theme2-1': 'Skriv tema två, eller ta bort dess del.' }],
    [{ 'other-1': '2028-02-30' }, { 'other-1': 'Skriv datumet så här: 2026-12-21.' }],
    [{ 'other-1': '2026-11-01' }, { 'other-1': 'Datumet har redan varit. Välj en dag som kommer.' }],
    [{ 'other-1': '2040-01-01' }, { 'other-1': 'Stämmer året? Datumet ligger för långt bort.' }],
    [{ 'other-1': '2028-01-17' }, { 'other-1': 'Det datumet finns redan på mötet.' }],
  ])('%# are wrong beside their field, and nothing is saved', async (changes, faults) => {
    await fill(['Skola']);
    const sent: Record<string, string> = { ...(await board()), 'theme-3': 'Bostad', ...changes };
    const before = app.bytes();
    const answer = await app.post(SAVE, sent);
    expect([answer.status, faultsIn(answer.text)]).toEqual([422, faults]);
    expect(app.bytes().equals(before)).toBe(true);
    const known = sent['bank-1'] === '77' ? { ...sent, 'bank-1': '' } : sent;
    expect(boardFields(answer.text)).toEqual(known);
  });
});

describe('two secretaries', () => {
  it('are told beside the field that the only idea was taken away', async () => {
    await fill(['Skola']);
    const mine = { ...(await board()), 'bank-1': '1', 'theme-2': 'Hälsa' };
    await app.post('/admin/teman/1/bank/borttagning');
    const answer = await app.post(SAVE, mine);
    expect([answer.status, boardFields(answer.text)['theme-2']]).toEqual([422, 'Hälsa']);
    expect(faultsIn(answer.text)).toEqual({ 'bank-1': 'Temat finns inte längre att välja. Välj ett annat.' });
  });

  it('never overwrite each other, and see both', async () => {
    await fill(['Skola']);
    const mine = { ...(await board()), 'theme-1': 'Mitt', 'theme-3': 'Bostad' };
    await saved({ 'bank-1': '1', 'theme-2': 'Deras' });
    const answer = await app.post(SAVE, mine);
    expect(answer.status).toBe(409);
    expect(answer.text).toContain('nu står det ”Skola”');
    expect(answer.text).toContain('du har valt ”Mitt”');
    expect(await titles()).toEqual(['Skola', 'Deras', 'Tema kommer']);
    const again = boardFields(answer.text);
    expect([again['theme-1'], again['theme-2'], again['theme-3']]).toEqual(['Mitt', 'Deras', 'Bostad']);
    expect((await app.post(SAVE, again)).status).toBe(303);
    expect(await titles()).toEqual(['Mitt', 'Deras', 'Bostad']);
    expect(await backlog()).toEqual(['Skola']);
  });

  it('follow what the other did where they did nothing', async () => {
    const mine = { ...(await board()), 'theme-3': 'Bostad' };
    await saved({ 'theme-1': 'Deras' });
    expect((await app.post(SAVE, mine)).status).toBe(303);
    expect(await titles()).toEqual(['Deras', 'Tema kommer', 'Bostad']);
  });

  it('are told when the meeting was cancelled meanwhile', async () => {
    const mine = { ...(await board()), 'theme-1': 'Hälsa' };
    await app.post(`/admin/moten/${DATES[0]}/installt`, { reason: 'Sjukdom' });
    const answer = await app.post(SAVE, mine);
    expect([answer.status, answer.text.includes('temat ”Hälsa” är inställt')]).toEqual([409, true]);
    expect((await app.post(SAVE, boardFields(answer.text))).status).toBe(303);
    expect((await titles())[0]).toBe('Tema kommer');
  });

  it.each([{}, { before: 'null' }, { before: '[1]' }, { 'theme-1': ['a', 'b'] }, { decide: 'x' }])(
    'are safe from half a form: %j',
    async (fields) => {
      await saved({ 'theme-1': 'Skola' });
      const answer = await app.post(SAVE, fields as Record<string, string>);
      expect([303, 409]).toContain(answer.status);
      expect((await titles())[0]).toBe('Skola');
    },
  );
});

describe('two possible dates', () => {
  it('are added and decided on the board, and the other falls away', async () => {
    await saved({ 'other-2': '2028-02-28' });
    const { text } = await app.get(PAGE);
    expect(text).toContain('mån 14 feb eller mån 28 feb');
    const id = text.match(/name="decide" value="(\d+)">Det blir 28 februari/)![1]!;
    const answer = await save({ 'theme-1': 'Hälsa', decide: id });
    expect(answer.headers.get('location')).toBe(`${PAGE}?klart=bestamt`);
    expect((await titles())[0]).toBe('Hälsa');
    expect((await app.get(PAGE)).text).toContain('14 februari utgår: mötet är 28 februari');
    expect((await app.get('/moten/2028-02-28')).text).toContain('14 februari 2028 utgår');
  });

  it('are not decided while a theme is wrong, nor for another term', async () => {
    await saved({ 'other-2': '2028-02-28' });
    const id = (await app.get(PAGE)).text.match(/name="decide" value="(\d+)">Det blir 28/)![1]!;
    expect((await save({ 'theme-1': 'x'.repeat(200), decide: id })).status).toBe(422);
    expect((await app.post('/admin/terminer/2028-ht/teman', { decide: id })).status).toBe(409);
    expect((await listMeetings(app.context.db))[1]!.date).toBe('2028-02-14');
  });

  it('are decided once: the second secretary hears which one it became, and loses nothing', async () => {
    await saved({ 'other-2': '2028-02-28' });
    const mine = { ...(await board()), 'theme-1': 'Hälsa' };
    const [first, second] = [...(await app.get(PAGE)).text.matchAll(/name="decide" value="(\d+)"/g)];
    await save({ decide: first![1]! });
    const answer = await app.post(SAVE, { ...mine, decide: second![1]! });
    expect([answer.status, boardFields(answer.text)['theme-1']]).toEqual([422, 'Hälsa']);
    expect(answer.text).toMatch(/id="f-date-2"[^>]*>Någon annan har bestämt datumet: mötet är måndag 14 feb/);
    expect((await listMeetings(app.context.db))[1]!.date).toBe('2028-02-14');
    expect((await save({ decide: first![1]! })).status).toBe(303);
  });

  it('come from the planner in one row', async () => {
    const { text } = await app.get(PAGE);
    expect(text).toContain('name="2028-05-15-eller"');
    const none = { '2028-04-17': 'inget', '2028-05-15': '2028-05-15' };
    const wrong = await app.post(PAGE, { ...none, '2028-05-15-eller': '2028-05-15' });
    expect(faultsIn(wrong.text)).toEqual({ '2028-05-15-eller': 'Välj en annan dag än den första.' });
    await app.post(PAGE, { ...none, '2028-05-15-eller': '2028-05-22' });
    expect((await listMeetings(app.context.db)).at(-1)!.dates.map(({ date }) => date)).toEqual([
      '2028-05-15',
      '2028-05-22',
    ]);
    expect((await app.get(PAGE)).text).toContain('mån 15 maj eller mån 22 maj');
  });
});

it('shows what is missing and leads there, and what has been, moved and collides', async () => {
  await makeMeeting(app, { dates: ['2028-05-15'], place: '' });
  await app.post('/admin/moten/2028-03-20/datum', { date: '2028-03-27' });
  await makeMeeting(app, { dates: ['2028-03-27'], state: 'tentative' });
  await app.post('/admin/moten/2028-01-17/installt', { reason: 'Lokalen är stängd' });
  const { text } = await app.get(PAGE);
  const row = (id: number) => text.match(new RegExp(`<tr id="mote-${id}">[\\s\\S]*?</tr>`))![0];
  expect(row(1)).toContain('Lokalen är stängd');
  expect(row(1)).not.toContain('<input');
  expect(row(3)).toContain('Flyttat från 20 mars');
  for (const id of [3, 5]) expect(row(id)).toContain('Obs: Två möten samma dag, måndag 27 mars 2028');
  expect(row(2)).not.toContain('Obs:');
  const links = [...row(4).matchAll(/<td[^>]*data-label="([^"]+)"[^>]*><a href="([^"]+)">([^<]+)</g)];
  const at = '/admin/moten/2028-05-15';
  expect(links.map(([, label, path, words]) => [label, path, words])).toEqual([
    ['Medverkande', `${at}#dagordning`, 'inga än'],
    ['Dagordning', `${at}#dagordning`, 'senast mån 24 april'],
    ['Lokal', `${at}/redigera#f-place`, 'senast fre 5 maj'],
    ['Inbjudan', `${at}#inbjudan`, 'senast fre 5 maj'],
    ['Mejl', `${at}/utskick/ny?slag=announcement`, 'senast fre 5 maj'],
    ['Anteckningar', `${at}/anteckningar`, 'senast mån 22 maj'],
  ]);
});

it('leaves what is held to the meeting itself', async () => {
  await transaction(app.context, (trx) => updateMeeting(trx, 1, { state: 'held' }, app.clock.now));
  expect(Object.keys(await board()).filter((name) => name.endsWith('-1'))).toEqual([]);
});
