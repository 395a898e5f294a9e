import { afterEach, beforeEach, expect, it } from 'vitest';
import { findLatestRevision, listRevisions } from '../../server/minutes/queries.ts';
import { folded } from '../../server/minutes/revision-list.ts';
import type { TestApp } from '../support/app.ts';
import { formOf, startWithAgenda, type Fields } from '../support/minutes.ts';

const PATH = '/admin/moten/2026-10-19/anteckningar';
let app: TestApp;
let meetingId: number;
beforeEach(async () => ({ app, meetingId } = await startWithAgenda()));
afterEach(() => app.close());

const save = async (changes: Fields) =>
  app.post(PATH, { ...formOf(await app.get(PATH)), ...changes, do: 'save' });
const latest = async () => (await findLatestRevision(app.context.db, meetingId))!;
const compare = (from: string, to: string) => app.get(`${PATH}/versioner/jamforelse?fran=${from}&till=${to}`);

it('folds what one person kept under the next version, and never the public one', () => {
  const revision = (id: number, autosaved: 0 | 1, who = 'Sanna') => ({ id, number: id, autosaved, who });
  const list = [
    revision(6, 1),
    revision(5, 1),
    revision(4, 0),
    revision(3, 1, 'Olle'),
    revision(2, 1),
    revision(1, 1),
  ];
  const told = (publicId: number | null) =>
    folded(list, publicId).map((one) => [one.revision.id, ...one.kept.map(({ id }) => id)]);
  expect(told(null)).toEqual([[6, 5], [4], [3], [2, 1]]);
  expect(told(5)).toEqual([[6], [5], [4], [3], [2, 1]]);
  expect(folded([], null)).toEqual([]);
});

it('compares any two word by word, in words and not in colour, and escapes them', async () => {
  await save({ 's1-markdown': 'Många kom till mötet.', summary: 'Samma' });
  await save({ 's1-markdown': 'Många <b>gick</b> till mötet.', summary: 'Samma' });
  const { status, text } = await compare('1', '2');
  expect(status).toBe(200);
  const plain = text.replace(/<span class="visually-hidden">|<\/span>/g, '');
  expect(plain).toContain('<h2>Läxhjälp: Text</h2>');
  expect(plain).toContain('<del>[struket:  kom]</del>');
  expect(plain).toContain('<ins>[tillagt:  &lt;b&gt;gick&lt;/b&gt;]</ins>');
  expect(plain).not.toContain('<h2>Kort sagt</h2>');
  expect((await compare('2', '2')).text).toContain('Texterna är lika.');
});

it.each([
  ['1', '9'],
  ['x', '1'],
  ['', ''],
  ['1&fran=2', '1'],
])('has a kind page for versions %s and %s', async (from, to) => {
  await save({ summary: 'a' });
  expect((await compare(from, to)).status).toBe(404);
});

it('brings a version back after a look, as a new one, and loses nothing', async () => {
  await save({ 's1-markdown': 'Gammal text.' });
  await save({ 's1-markdown': 'Ny text.' });
  const number = (await latest()).number;
  expect((await app.get(`${PATH}/versioner/1`)).text).toContain(`jamforelse?fran=${number}&amp;till=1`);
  const look = await compare(String(number), '1');
  expect(look.text).toContain('Ja, gör version 1 till utkast');
  expect((await latest()).number).toBe(number);
  expect((await app.post(`${PATH}/versioner/1/aterstallning`)).status).toBe(303);
  expect((await latest()).content.sections[1]!.markdown).toBe('Gammal text.');
  expect((await listRevisions(app.context.db, meetingId)).map((one) => one.number)).toEqual([3, 2, 1]);
});
