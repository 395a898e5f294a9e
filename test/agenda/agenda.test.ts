import { afterEach, beforeEach, expect, it } from 'vitest';
import { transaction } from '../../server/context.ts';
import { movedOrder, runningTimes } from '../../server/agenda/agenda.ts';
import { insertItem } from '../../server/agenda/queries.ts';
import { getMeeting } from '../../server/meetings/queries.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { makeMeeting } from '../support/meetings.ts';

const AT = '/admin/moten/2026-12-21/dagordning';
let app: TestApp;
beforeEach(async () => {
  app = await startApp();
  await app.signIn();
  await makeMeeting(app, { dates: ['2026-12-21'] });
});
afterEach(() => app.close());

const items = async () => (await getMeeting(app.context.db, '2026-12-21')).items;
const titles = async () => (await items()).map(({ title }) => title);

it('takes bare titles, one on each line, and keeps "Övriga frågor" last', async () => {
  await app.post(AT, { items: 'Välkommen\nÖvriga frågor' });
  await app.post(AT, { items: ' - Skolan berättar \r\n\r\n2. Uppföljning från november\nVälkommen' });
  expect(await titles()).toEqual([
    'Välkommen',
    'Skolan berättar',
    'Uppföljning från november',
    'Övriga frågor',
  ]);
  expect((await items()).map(({ kind }) => kind)).toEqual(['talk', 'talk', 'follow-up', 'other-business']);
  await app.post(AT, { items: 'skolan berättar' });
  expect(await titles()).toHaveLength(4);
  const { changed_at, revision, dates } = await getMeeting(app.context.db, '2026-12-21');
  expect([changed_at, revision, dates[0]!.sequence]).toEqual([app.clock.now, 1, 0]);
});

it('moves up and down, edits and removes', async () => {
  await app.post(AT, { items: 'A\nB\nC' });
  const [a, b, c] = (await items()).map(({ id }) => id);
  await app.post(`${AT}/${c}/plats`, { riktning: 'upp' });
  expect(await titles()).toEqual(['A', 'C', 'B']);
  await app.post(`${AT}/${b}/plats`, { riktning: 'ner' });
  await app.post(`${AT}/${a}/plats`, { riktning: 'ner' });
  expect(await titles()).toEqual(['C', 'A', 'B']);
  await app.post(`${AT}/${a}`, { title: 'Alfa', kind: 'report', minutes: '20' });
  await app.post(`${AT}/${b}/borttagning`);
  expect((await app.post(`${AT}/${b}/borttagning`)).status).toBe(303);
  expect((await items()).map((one) => [one.title, one.kind, one.planned_minutes])).toEqual([
    ['C', 'talk', null],
    ['Alfa', 'report', 20],
  ]);
});

it('types a speaker once; only those who said yes are counted so', async () => {
  await app.post(AT, { items: 'A\nB' });
  const [a, b] = (await items()).map(({ id }) => id);
  const ebba = { name: 'Ebba Provén', role: 'rektor', organisation: 'Exempelskolan' };
  await app.post(`${AT}/${a}/medverkande`, { ...ebba, yes: '1' });
  await app.post(`${AT}/${a}/medverkande`, ebba);
  await app.post(`${AT}/${b}/medverkande`, { name: 'ebba provén' });
  const read = async () =>
    (await items()).map(({ speakers }) =>
      speakers.map((one) => [one.name, one.role, one.organisation, one.answer]),
    );
  expect(await read()).toEqual([
    [['Ebba Provén', 'rektor', 'Exempelskolan', 'yes']],
    [['ebba provén', 'rektor', 'Exempelskolan', 'waiting']],
  ]);
  expect(await app.context.db.selectFrom('speaker').select('name').execute()).toEqual([
    { name: 'Ebba Provén' },
  ]);
  expect((await app.get(`${AT}/${b}`)).text).toContain('<option value="Exempelskolan">');
  const person = (await items())[1]!.speakers[0]!.id;
  await app.post(`${AT}/${b}/medverkande/${person}/svar`, { answer: 'no' });
  expect((await items())[1]!.speakers[0]!.answer).toBe('no');
  expect((await app.post(`${AT}/${b}/medverkande/${person}/svar`, { answer: 'kanske' })).status).toBe(409);
  expect((await app.post(`${AT}/${a}/medverkande/${person}/svar`, { answer: 'yes' })).status).toBe(404);
  await app.post(`${AT}/${b}/medverkande/${person}/borttagning`);
  expect((await items())[1]!.speakers).toEqual([]);
});

it("never touches another meeting's items", async () => {
  await app.post(AT, { items: 'A' });
  await makeMeeting(app, { dates: ['2027-01-18'] });
  const [item] = await items();
  const other = `/admin/moten/2027-01-18/dagordning/${item!.id}`;
  expect((await app.get(other)).status).toBe(404);
  expect((await app.post(other, { title: 'X', kind: 'talk' })).status).toBe(404);
  await app.post(`${other}/borttagning`);
  expect(await titles()).toEqual(['A']);
});

it.each([
  ['', {}, 'Skriv minst en punkt.'],
  ['', { items: ' \n - \n' }, 'Skriv minst en punkt.'],
  ['', { items: 'x'.repeat(201) }, 'högst 200 tecken'],
  ['', { items: 'x\n'.repeat(51) }, 'högst 50 punkter'],
  ['/ID', {}, 'Skriv vad punkten heter.'],
  ['/ID', { title: 'A', kind: 'constructor' }, 'Välj vad för slags punkt'],
  ['/ID', { title: 'A', kind: 'talk', minutes: '0' }, 'från 1 till 600'],
  ['/ID', { title: 'A', kind: 'talk', minutes: '-5' }, 'från 1 till 600'],
  ['/ID', { title: 'A', kind: 'talk', minutes: '601' }, 'från 1 till 600'],
  ['/ID/medverkande', {}, 'Skriv namnet.'],
  ['/ID/medverkande', { name: 'x'.repeat(121) }, 'Texten är för lång'],
])('answers 422 for %s with %j', async (path, fields, line) => {
  const meeting = await getMeeting(app.context.db, '2026-12-21');
  const id = await transaction(app.context, (trx) =>
    insertItem(trx, meeting.id, { title: 'A', kind: 'talk' }, app.clock.now),
  );
  const answer = await app.post(AT + path.replace('ID', String(id)), fields as Record<string, string>);
  expect(answer.status).toBe(422);
  expect(answer.text).toContain(line);
  expect(await titles()).toEqual(['A']);
});

it('warns when the planned minutes do not fit', async () => {
  await app.post(AT, { items: 'A' });
  const [item] = await items();
  await app.post(`${AT}/${item!.id}`, { title: 'A', kind: 'talk', minutes: '120' });
  expect((await app.get('/admin/moten/2026-12-21')).text).not.toContain('mer än mötet räcker till');
  await app.post(`${AT}/${item!.id}`, { title: 'A', kind: 'talk', minutes: '135' });
  expect((await app.get('/admin/moten/2026-12-21')).text).toContain('15 minuter mer än mötet räcker till');
});

it.each([
  [[null, null], [undefined, undefined], 0],
  [[10, 20, 30], ['13:30', '13:40', '14:00'], 0],
  [[10, null, 30], ['13:30', '13:40', undefined], 0],
  [[60, 61], ['13:30', '14:30'], 1],
])('running times of %j', (minutes, starts, over) => {
  const times = runningTimes(
    minutes.map((planned_minutes) => ({ planned_minutes })),
    '13:30',
    '15:30',
  );
  expect([times.starts, times.overrunMinutes]).toEqual([starts, over]);
});

it('has no running times without a start, and passes midnight', () => {
  expect(runningTimes([{ planned_minutes: 5 }], null, null).starts).toEqual([undefined]);
  const late = runningTimes([{ planned_minutes: 60 }, { planned_minutes: 5 }], '23:30', null);
  expect([late.starts, late.overrunMinutes]).toEqual([['23:30', '00:30'], 0]);
  expect([movedOrder([1, 2], 1, -1), movedOrder([1, 2], 2, 1), movedOrder([1, 2], 9, 1)]).toEqual([
    [1, 2],
    [1, 2],
    [1, 2],
  ]);
});

it('shows 0, 1 and 500 items', async () => {
  expect((await app.get('/admin/moten/2026-12-21')).text).toContain('Dagordningen är tom.');
  const meeting = await getMeeting(app.context.db, '2026-12-21');
  await transaction(app.context, async (trx) => {
    for (let index = 0; index < 500; index++)
      await insertItem(trx, meeting.id, { title: `Punkt ${index}`, kind: 'talk' }, app.clock.now);
  });
  const start = performance.now();
  const { text } = await app.get('/admin/moten/2026-12-21');
  expect(performance.now() - start).toBeLessThan(1000);
  expect(text.match(/<h3>/g)).toHaveLength(500);
});
