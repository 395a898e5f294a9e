import { afterEach, beforeEach, expect, it } from 'vitest';
import { transaction } from '../../server/context.ts';
import { openDatabase } from '../../db/open.ts';
import { rewriteDatabase } from '../../db/scrub.ts';
import { replaceRows } from '../../server/search/index-queries.ts';
import { indexDocument } from '../../server/search/document-queries.ts';
import { facetsOf, type IndexRow } from '../../server/search/index-row.ts';
import { INDEX_VERSION, ensureIndex, renewIndex } from '../../server/search/rebuild-actions.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { publish } from '../support/archive.ts';
import { makeMeeting } from '../support/minutes.ts';

let app: TestApp;
beforeEach(async () => (app = await startApp()));
afterEach(() => app.close());

const NOW = '2026-11-01T10:00:00.000Z';
const row = (body: string, more: Partial<IndexRow> = {}): IndexRow => ({
  title: 'Rubrik',
  body,
  people: '',
  kind: 'section',
  address: `/moten/${body.slice(0, 5)}`,
  date: '2026-10-19',
  context: '',
  facets: facetsOf(more.kind ?? 'section', []),
  ...more,
});
const save = (owner: string, rows: IndexRow[]) =>
  transaction(app.context, (trx) => replaceRows(trx, owner, rows));
const ask = (query: string, rest = '') => app.get(`/sok?q=${encodeURIComponent(query)}${rest}`);
const addresses = (text: string) => [...text.matchAll(/<h2><a href="([^"]*)"/g)].map(([, one]) => one!);
const found = async (query: string, rest = '') => addresses((await ask(query, rest)).text);
const sorted = async (query: string, rest = '') =>
  (await found(query, rest)).toSorted((one, other) => one.localeCompare(other));
const words = async () =>
  (
    await app.context.db
      .selectFrom('search_word')
      .select(['word', 'texts', 'plain'])
      .orderBy('word')
      .execute()
  ).map(({ word, texts, plain }) => `${word} ${texts} ${plain}`);

it('finds a word by its other forms, and a compound by its parts, and marks them', async () => {
  await save('a', [row('Ungdomsprojekten startar i vår.')]);
  for (const query of ['ungdom', 'ungdomarnas', 'projekt', 'projektets', 'ungdomsprojekt', 'ungd', 'startat'])
    expect([query, await found(query)]).toEqual([query, ['/moten/Ungdo']]);
  expect((await ask('projekt')).text).toContain('<mark>Ungdomsprojekten</mark> startar i vår.');
  expect(await found('domsprojekt')).toEqual([]);
});

it('learns the parts of a compound also when they come later, and forgets words that are gone', async () => {
  await save('a', [row('Vi talade om krabbfiskare.')]);
  expect(await found('krabba')).toEqual([]);
  await save('b', [row('En krabba är ingen fisk.')]);
  expect(await sorted('krabba')).toEqual(['/moten/En kr', '/moten/Vi ta']);
  const many = Array.from({ length: 70 }, (_, index) => row(`hummerkorg ${index}`, { address: `/k${index}` }));
  await save('c', many);
  await save('b', [row('En hummer.')]);
  await renewIndex(app.context);
  expect((await ask('hummer')).text).toContain('71 träffar');
  await save('c', []);
  await save('b', []);
  await save('a', [row('Vi')]);
  expect(await words()).toEqual(['rubrik 1 1', 'vi 1 1']);
});

it('leaves unchanged texts as they are', async () => {
  const ids = () => app.context.db.selectFrom('search').select(['id', 'body']).orderBy('body').execute();
  await save('a', [row('Anna'), row('Bertil'), row('Cecilia')]);
  const before = await ids();
  await save('a', [row('Cecilia'), row('Bertil'), row('Adam')]);
  expect((await ids()).slice(1)).toEqual(before.slice(1));
  expect(await words()).toEqual(['adam 1 1', 'bertil 1 1', 'cecilia 1 1', 'rubrik 3 3']);
});

it('narrows by year, kind, theme and organisation', async () => {
  await save('a', [
    row('kaffe ett', { date: '2024-12-31', facets: facetsOf('section', [1], [7]) }),
    row('kaffe tvåa', { date: '2025-01-01', address: '/b', facets: facetsOf('section', [2, 1], [77]) }),
    row('kaffe trea', {
      kind: 'meeting',
      date: '2025-12-31',
      address: '/c',
      facets: facetsOf('meeting', [11]),
    }),
  ]);
  const { db } = app.context;
  const made = { title_key: 'x', created_at: NOW };
  await db
    .insertInto('theme')
    .values({ id: 1, slug: 'ett', title: 'Ett', ...made })
    .execute();
  await db
    .insertInto('organisation')
    .values({ id: 7, slug: 'sju', name: 'Sju', name_key: 'sju', created_at: NOW })
    .execute();
  expect(await found('kaffe', '&ar=2024')).toEqual(['/moten/kaffe']);
  expect(await sorted('kaffe', '&ar=2025')).toEqual(['/b', '/c']);
  expect(await found('kaffe', '&typ=mote')).toEqual(['/c']);
  expect(await sorted('kaffe', '&tema=ett')).toEqual(['/b', '/moten/kaffe']);
  expect(await found('kaffe', '&organisation=sju')).toEqual(['/moten/kaffe']);
  expect(await found('kaffe', '&tema=finns-inte')).toEqual([]);
  expect(await found('', '&ar=2025')).toEqual(['/c', '/b']);
  expect((await ask('', '&ar=2025')).text).toContain('2 träffar.');
  expect(await found('kaffe', '&ar=bl%C3%A5&typ=x&tema=%3C&visa=x')).toHaveLength(3);
});

it('asks whether another word was meant, and keeps the filters', async () => {
  await save('a', [
    row('Trygghet vid Sundtorget, sa Ylva på Sundtorget.'),
    row('Tryckeri', { address: '/b' }),
  ]);
  const meant = async (query: string) =>
    /Menade du <a href="([^"]*)">([^<]*)</.exec((await ask(query, '&ar=2026')).text)?.slice(1);
  expect(await meant('tryghet')).toEqual(['/sok?q=trygghet&amp;ar=2026', 'trygghet']);
  expect(await meant('tyrgghet SUNDTOGRET')).toEqual([
    '/sok?q=trygghet+Sundtorget&amp;ar=2026',
    'trygghet Sundtorget',
  ]);
  expect(await meant('xyzzy')).toBeUndefined();
  expect(await meant('trygghet')).toBeUndefined();
});

it('finds words side by side, and documents with the meetings on their theme', async () => {
  const meeting = await makeMeeting(app.context, {
    date: '2026-10-19',
    theme: 'Trygg på torget',
    announced_at: NOW,
  });
  await publish(app.context, meeting.id, { summary: 'Kort.' });
  const { id } = await app.context.db.selectFrom('theme').select('id').executeTakeFirstOrThrow();
  const text = 'Rapporten säger: trygghet på torget, och i parken.';
  const told = { title: 'Rapport', source: 'Kommunen', dated_on: '2021-12', text };
  const document = { id: 9, kind: 'report', url: 'https://example.org/', created_at: NOW, ...told };
  const { db } = app.context;
  await db.insertInto('document').values(document).execute();
  await db.insertInto('document_of_theme').values({ document_id: 9, theme_id: id }).execute();
  await transaction(app.context, (trx) => indexDocument(trx, 9));
  expect(await found('"på torget, och"')).toEqual(['/underlag/9']);
  expect(await found('"torget på"')).toEqual([]);
  const { text: page } = await ask('rapporter', '&tema=trygg-pa-torget&ar=2021');
  expect(page).toContain('Underlag, december 2021');
  expect(page).toContain('<a href="/moten/2026-10-19">Trygg på torget, 19 oktober 2026</a>');
});

it('shows and counts a word of everything by title and day, and finds within a meeting by its theme', async () => {
  const rows = Array.from({ length: 1100 }, (_, index) =>
    row(`vanligt ord ${index}`, { address: `/n${index}`, context: index === 5 ? 'Havet' : '' }),
  );
  await save('a', [
    ...rows,
    row('annat', { title: 'Om det vanliga', date: '2001-01-01', address: '/titel' }),
  ]);
  const { text } = await ask('vanligt');
  expect(text.replaceAll('\u00a0', ' ')).toContain(
    'Fler än 1 000 träffar på ”vanligt”. De nyaste står först.',
  );
  expect(addresses(text).slice(0, 3)).toEqual(['/titel', '/n1099', '/n1098']);
  expect(await found('havet ord')).toEqual(['/n5']);
  expect(await found('havet')).toEqual([]);
});

it('is made anew at the start when it is of another version, and holds the same', async () => {
  const meeting = await makeMeeting(app.context, { date: '2026-10-19', theme: 'Skolan', announced_at: NOW });
  await publish(app.context, meeting.id, { summary: 'Om läxhjälp och ungdomsprojekt.' });
  const { db } = app.context;
  const all = async () =>
    JSON.stringify([
      await db.selectFrom('search').selectAll().orderBy('address').orderBy('kind').execute(),
      await db.selectFrom('search_word').selectAll().execute(),
    ]);
  const before = await all();
  await db.deleteFrom('search').where('kind', '=', 'section').execute();
  await db.updateTable('search_word').set({ parts: '' }).execute();
  await ensureIndex(app.context);
  expect(JSON.parse(await all())[1]).toEqual(JSON.parse(before)[1]);
  expect(await found('projekt')).toEqual(['/moten/2026-10-19']);
  expect(await db.selectFrom('search_state').select('version').execute()).toEqual([
    { version: INDEX_VERSION },
  ]);
  const settled = app.bytes();
  await ensureIndex(app.context);
  expect(app.bytes().equals(settled)).toBe(true);
});

it('keeps no byte of a text that is gone, once the database is written anew', async () => {
  await save('a', [row('Undulatsson bor på Undulatgatan.'), row('Kvar')]);
  await save('a', [row('Kvar')]);
  await rewriteDatabase(app.context.db);
  expect(app.bytes().toString('latin1').toLowerCase()).not.toContain('undulat');
  expect(await found('kvar')).toEqual(['/moten/Kvar']);
  expect(openDatabase(':memory:').sqlite.prepare('select count(*) from search').pluck().get()).toBe(0);
});
