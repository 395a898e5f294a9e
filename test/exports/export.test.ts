import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { EMPTY } from '../../server/documents/document.ts';
import { addDocument, removeDocument } from '../../server/documents/library-actions.ts';
import { writeExport } from '../../server/exports/export-directory.ts';
import { startApp } from '../support/app.ts';
import { aSection, publish } from '../support/archive.ts';
import { commandLine } from '../support/command-line.ts';
import { makeMeeting } from '../support/minutes.ts';

let line: ReturnType<typeof commandLine>;
beforeEach(() => (line = commandLine()));
afterEach(() => line.remove());

const listed = (dir: string) =>
  readdirSync(dir, { recursive: true, encoding: 'utf8', withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => entry.name)
    .sort();

const read = (dir: string, name: string) => readFileSync(join(dir, name), 'utf8');

it('exports a group without meetings', async () => {
  const dir = join(line.dir, 'ut');
  const answer = await line.type(['export', dir]);
  expect([answer.code, answer.err]).toEqual([0, '']);
  expect(listed(dir)).toEqual(['.gemensam-export.json', 'kalender.ics', 'moten.csv', 'moten.json']);
  expect(read(dir, 'kalender.ics')).toMatch(/^BEGIN:VCALENDAR\r\n[\s\S]*END:VCALENDAR\r\n$/);
  expect(JSON.parse(read(dir, 'moten.json'))).toMatchObject({ meetings: [] });
  expect(read(dir, 'moten.csv').split('\n').length).toBe(2);
  expect((await line.type(['export', dir])).code).toBe(0);
});

it('exports what the pages show, and takes withdrawn minutes away', async () => {
  const dir = join(line.dir, 'ut');
  await line.type(['export', dir]);
  const app = await startApp({ DATABASE: line.file, BASE_URL: 'http://localhost:3000' });
  const held = await makeMeeting(app.context, { date: '2019-10-21', theme: '=1+1', state: 'held' });
  await makeMeeting(app.context, { date: '2026-12-21', items: [{ title: 'hemligt', kind: 'talk' }] });
  await publish(app.context, held.id, { sections: [aSection()] });
  expect((await line.type(['export', dir])).code).toBe(0);
  expect(listed(join(dir, 'minnesanteckningar'))).toEqual(['2019-10-21.md']);
  for (const [file, address] of [
    ['minnesanteckningar/2019-10-21.md', '/moten/2019-10-21.md'],
    ['moten.json', '/data/moten.json'],
    ['kalender.ics', '/kalender/alla.ics'],
  ] as const)
    expect(read(dir, file)).toBe((await app.get(address)).text);
  expect(read(dir, 'moten.csv')).toBe(`\ufeff${(await app.get('/data/moten.csv')).text}`);
  await app.context.db.updateTable('minutes').set({ public_revision_id: null }).execute();
  expect((await line.type(['export', dir])).code).toBe(0);
  await app.close();
  expect(listed(join(dir, 'minnesanteckningar'))).toEqual([]);
  expect(listed(dir).map((name) => [name, read(dir, name).includes('hemligt')])).toEqual(
    ['.gemensam-export.json', 'kalender.ics', 'moten.csv', 'moten.json'].map((name) => [name, false]),
  );
});

it('replaces its own files, takes away what is no longer public, and leaves the rest', async () => {
  const dir = join(line.dir, 'ut');
  await writeExport(dir, [
    { name: 'a.md', text: 'ett' },
    { name: 'b/c.md', text: 'två' },
  ]);
  writeFileSync(join(dir, 'mitt eget.txt'), 'kvar');
  await writeExport(dir, [{ name: 'a.md', text: 'nytt' }]);
  expect(listed(dir)).toEqual(['.gemensam-export.json', 'a.md', 'mitt eget.txt']);
  expect(readFileSync(join(dir, 'a.md'), 'utf8')).toBe('nytt');
});

it('exports the documents with a list of them', async () => {
  const dir = join(line.dir, 'ut');
  await line.type(['export', dir]);
  const app = await startApp({ DATABASE: line.file, BASE_URL: 'http://localhost:3000' });
  await app.signIn();
  const { id: meeting } = await makeMeeting(app.context, { date: '2019-10-21', theme: 'Trygghet' });
  const values = { ...EMPTY, source: 'Staden', date: '2019', url: 'https://example.org/plan' };
  const bytes = Buffer.from('Trygghet på torget');
  const uploaded = { bytes, name: 'Rapport om torget.txt' };
  const ties = { title: 'Rapport', meetings: [String(meeting)] };
  await addDocument(app.context, { ...values, ...ties, url: '' }, uploaded, 1);
  await addDocument(app.context, { ...values, title: 'Plan', kind: 'plan' }, undefined, 1);
  await line.type(['export', dir]);
  const site = 'http://localhost:3000';
  expect(JSON.parse(read(dir, 'underlag.json'))).toEqual([
    {
      url: `${site}/underlag/2`,
      title: 'Plan',
      kind: 'plan',
      source: 'Staden',
      date: '2019',
      link: 'https://example.org/plan',
      file: null,
      meetings: [],
      themes: [],
    },
    {
      url: `${site}/underlag/1`,
      title: 'Rapport',
      kind: 'report',
      source: 'Staden',
      date: '2019',
      link: null,
      file: 'underlag/1-Rapport om torget.txt',
      meetings: [`${site}/moten/2019-10-21`],
      themes: [],
    },
  ]);
  expect(read(dir, 'underlag/1-Rapport om torget.txt')).toBe(bytes.toString());
  await removeDocument(app.context, 1, 1);
  await line.type(['export', dir]);
  expect(listed(join(dir, 'underlag'))).toEqual([]);
  await app.close();
});

it('refuses a directory with other things in it', async () => {
  const dir = join(line.dir, 'annat');
  mkdirSync(dir);
  writeFileSync(join(dir, 'brev.txt'), 'mitt');
  const refused = await line.type(['export', dir]);
  expect([refused.code, refused.err.includes('har redan annat innehåll')]).toEqual([1, true]);
  expect(listed(dir)).toEqual(['brev.txt']);
  expect((await line.type(['export'])).code).toBe(2);
});
