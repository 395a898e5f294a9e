import { afterEach, beforeEach, expect, it } from 'vitest';
import { insertItem } from '../../server/agenda/queries.ts';
import { transaction } from '../../server/context.ts';
import { getMeeting } from '../../server/meetings/queries.ts';
import { findTheme, saveTheme, setMeetingThemes } from '../../server/themes/queries.ts';
import { findOrganisation, saveOrganisation, saveSpeaker } from '../../server/speakers/queries.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { makeMeeting } from '../support/meetings.ts';

let app: TestApp;
beforeEach(async () => {
  app = await startApp();
  await app.signIn();
});
afterEach(() => app.close());

const at = () => app.clock.now;
const organisation = (name: string) => transaction(app.context, (trx) => saveOrganisation(trx, name, at()));
const person = (name: string, role: string | null, of: string | null) =>
  transaction(app.context, (trx) => saveSpeaker(trx, { name, role, organisation: of }, at()));
const former = (kind: 'theme' | 'organisation') =>
  app.context.db
    .selectFrom('former_address')
    .select(['slug', 'target_id'])
    .where('kind', '=', kind)
    .orderBy('slug')
    .execute();

it('renames an organisation; the old address stays its own', async () => {
  const id = await organisation('Exempelskolan');
  const path = `/admin/medverkande/organisationer/${id}`;
  expect((await app.post(path, { name: 'Nya Exempelskolan' })).status).toBe(303);
  expect((await findOrganisation(app.context.db, 'nya-exempelskolan'))?.name).toBe('Nya Exempelskolan');
  expect(await former('organisation')).toEqual([{ slug: 'exempelskolan', target_id: id }]);
  const other = await organisation('Exempelskolan');
  expect(other).not.toBe(id);
  expect(await findOrganisation(app.context.db, 'exempelskolan-2')).toMatchObject({ id: other });
  const taken = await app.post(path, { name: 'exempelskolan' });
  expect([taken.status, taken.text.includes('Slå ihop dem i stället')]).toEqual([422, true]);
  expect((await app.post(path, {})).status).toBe(422);
  expect((await app.post(path, { name: 'x'.repeat(121) })).status).toBe(422);
});

it('merges organisations with people, minutes and former addresses', async () => {
  const [from, to] = [await organisation('Skolan'), await organisation('Exempelskolan')];
  await app.post(`/admin/medverkande/organisationer/${from}`, { name: 'Gamla skolan' });
  const speaker = await person('Ebba Provén', 'rektor', 'Gamla skolan');
  const one = await makeMeeting(app, { dates: ['2026-12-21'] });
  const two = await makeMeeting(app, { dates: ['2027-01-18'] });
  await app.context.db
    .insertInto('minutes_organisation')
    .values([
      { meeting_id: one.id, organisation_id: from },
      { meeting_id: one.id, organisation_id: to },
      { meeting_id: two.id, organisation_id: from },
    ])
    .execute();
  const path = `/admin/medverkande/organisationer/${from}/sammanslagning`;
  expect((await app.post(path, { to: String(from) })).status).toBe(409);
  expect((await app.post(path, {})).status).toBe(404);
  expect((await app.post(path, { to: String(to) })).status).toBe(303);
  expect(await app.context.db.selectFrom('organisation').select('id').execute()).toEqual([{ id: to }]);
  expect(await former('organisation')).toEqual([
    { slug: 'gamla-skolan', target_id: to },
    { slug: 'skolan', target_id: to },
  ]);
  expect(
    await app.context.db.selectFrom('minutes_organisation').selectAll().orderBy('meeting_id').execute(),
  ).toEqual([
    { meeting_id: one.id, organisation_id: to },
    { meeting_id: two.id, organisation_id: to },
  ]);
  const row = await app.context.db.selectFrom('speaker').select(['id', 'organisation_id']).execute();
  expect(row).toEqual([{ id: speaker, organisation_id: to }]);
});

it('edits and merges people; what is printed stays', async () => {
  const [from, to] = [
    await person('Ebba P', null, null),
    await person('Ebba Provén', 'rektor', 'Exempelskolan'),
  ];
  const { id } = await makeMeeting(app, { dates: ['2026-12-21'] });
  const printed = { name: 'Ebba P', role: null, organisation: null, answer: 'yes' } as const;
  await transaction(app.context, (trx) =>
    insertItem(trx, id, { title: 'A', kind: 'talk', speakers: [printed] }, at()),
  );
  await app.post(`/admin/medverkande/personer/${from}`, {
    name: 'Ebba Prov',
    role: 'lärare',
    organisation: 'Ny',
  });
  expect((await app.get('/admin/medverkande')).text).toContain('lärare, Ny');
  expect((await app.post(`/admin/medverkande/personer/${from}`, {})).status).toBe(422);
  await app.post(`/admin/medverkande/personer/${from}/sammanslagning`, { to: String(to) });
  const [item] = (await getMeeting(app.context.db, '2026-12-21')).items;
  expect(item!.speakers.map(({ name, speaker_id }) => [name, speaker_id])).toEqual([['Ebba P', to]]);
  expect((await app.get(`/admin/medverkande/personer/${from}`)).status).toBe(404);
});

it('renames and merges themes', async () => {
  const [from, to] = await transaction(app.context, async (trx) => [
    await saveTheme(trx, 'Skola', at()),
    await saveTheme(trx, 'Skolan', at()),
  ]);
  const { id } = await makeMeeting(app, { dates: ['2026-12-21'] });
  await transaction(app.context, (trx) =>
    setMeetingThemes(trx, id, [
      { id: from!, part: null },
      { id: to!, part: null },
    ]),
  );
  const taken = await app.post(`/admin/teman/${from}`, { title: 'skolan' });
  expect([taken.status, taken.text.includes('finns redan')]).toEqual([422, true]);
  expect(
    (await app.post(`/admin/teman/${from}`, { title: 'Förskola', description: 'Om små barn' })).status,
  ).toBe(303);
  expect(await findTheme(app.context.db, 'forskola')).toMatchObject({ id: from, description: 'Om små barn' });
  expect((await app.post(`/admin/teman/${from}/sammanslagning`, { to: String(to) })).status).toBe(303);
  expect(await former('theme')).toEqual([
    { slug: 'forskola', target_id: to },
    { slug: 'skola', target_id: to },
  ]);
  const { themes } = await getMeeting(app.context.db, '2026-12-21');
  expect(themes.map(({ title }) => title)).toEqual(['Skolan']);
  await app.post(`/admin/teman/${to}`, { title: 'Skola' });
  expect(await former('theme')).toEqual([
    { slug: 'forskola', target_id: to },
    { slug: 'skolan', target_id: to },
  ]);
});

it.each([
  ['/admin/medverkande', 'Ingen har medverkat än.'],
  ['/admin/teman', 'Det finns inga teman än.'],
])('shows %s with 0, 1 and 500 rows', async (path, empty) => {
  expect((await app.get(path)).text).toContain(empty);
  const add = (from: number, to: number) =>
    transaction(app.context, async (trx) => {
      for (let index = from; index < to; index++) {
        await saveTheme(trx, `Tema ${index}`, at());
        const values = { name: `Person ${index}`, role: null, organisation_id: null, created_at: at() };
        await trx.insertInto('speaker').values(values).execute();
      }
    });
  await add(0, 1);
  expect((await app.get(path)).text.match(/<li><div><h[23]>/g)).toHaveLength(1);
  await add(1, 500);
  const start = performance.now();
  expect((await app.get(`${path}?klart=constructor`)).text.match(/<li><div><h[23]>/g)).toHaveLength(500);
  expect(performance.now() - start).toBeLessThan(1000);
});
