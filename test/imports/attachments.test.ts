import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { importCommand } from '../../server/imports/command.ts';
import { createTestContext } from '../support/app.ts';
import { makeMeeting } from '../support/minutes.ts';

const FILES = 'https://blogg.example.org/filer';
const item = (fields: Record<string, string | number>) =>
  `<item>${Object.entries(fields)
    .map(([name, value]) => `<${name}><![CDATA[${value}]]></${name}>`)
    .join('')}</item>`;
const post = (id: number, title: string, content: string) =>
  item({
    title,
    'content:encoded': content,
    'wp:post_id': id,
    'wp:post_date': '2027-01-08 10:00:00',
    'wp:status': 'publish',
    'wp:post_type': 'post',
  });
const attachment = (id: number, title: string, file: string, parent: number) =>
  item({
    title,
    'wp:post_id': id,
    'wp:post_date': '2027-01-09 10:00:00',
    'wp:post_type': 'attachment',
    'wp:post_parent': parent,
    'wp:attachment_url': file,
  });
const BLOG = `<?xml version="1.0"?><rss xmlns:content="c" xmlns:wp="w"><channel><link>https://blogg.example.org</link>
${post(1, 'Torggruppen 18 januari 2027 – om bänkar', '<p>Tid: måndag 18 januari klockan 13.30</p>')}
${post(2, 'Torggruppen 15 februari 2027 – om ljus', `<p>Tid: måndag 15 februari klockan 13.30</p><p><a href="${FILES}/karta.pdf">Kartan</a></p>`)}
${post(3, 'Om gruppen', '<p>Vi ses varje månad.</p>')}
${attachment(11, 'Bänkkarta', `${FILES}/karta.pdf`, 1)}
${attachment(12, '', `${FILES}/bilder%20fr%C3%A5n%20kv%C3%A4llen.pptx`, 1)}
${attachment(13, 'Kvällen', `${FILES}/kvallen.jpg`, 1)}
${attachment(14, 'Till ingen', `${FILES}/annat.pdf`, 0)}
${attachment(15, 'Konstig', 'javascript:alert(1)', 1)}
${attachment(16, '', `${FILES}/100%.pdf`, 1)}
</channel></rss>`;

let folder: string;
let file: string;
let context: ReturnType<typeof createTestContext>['context'];
let sqlite: ReturnType<typeof createTestContext>['sqlite'];
let said: string[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'gemensam-bilagor-'));
  file = join(folder, 'blogg.xml');
  writeFileSync(file, BLOG);
  ({ context, sqlite } = createTestContext());
  said = [];
});
afterEach(async () => {
  await context.db.destroy();
  rmSync(folder, { recursive: true });
});

const io = {
  out: (line: string) => void said.push(line),
  err: (line: string) => void said.push(line),
  input: async () => '',
};
const run = (...args: string[]) => importCommand.run(context, args, io);
const documents = () =>
  sqlite.prepare('select title, kind, dated_on, url from document order by title').all() as object[];
const ties = () =>
  sqlite
    .prepare(
      'select title, slug from document_of_meeting join document on document.id = document_id join meeting on meeting.id = document_of_meeting.meeting_id order by 1, 2',
    )
    .raw()
    .all();

it('makes links of the files that the posts name, and tells which posts hold no meeting', async () => {
  expect(await run(file)).toBe(0);
  expect(documents()).toEqual([
    { title: '100%.pdf', kind: 'other', dated_on: '2027-01-09', url: `${FILES}/100%.pdf` },
    { title: 'Bänkkarta', kind: 'other', dated_on: '2027-01-09', url: `${FILES}/karta.pdf` },
    {
      title: 'bilder från kvällen.pptx',
      kind: 'slides',
      dated_on: '2027-01-09',
      url: `${FILES}/bilder%20fr%C3%A5n%20kv%C3%A4llen.pptx`,
    },
  ]);
  expect(ties()).toEqual([
    ['100%.pdf', '2027-01-18'],
    ['Bänkkarta', '2027-01-18'],
    ['Bänkkarta', '2027-02-15'],
    ['bilder från kvällen.pptx', '2027-01-18'],
  ]);
  expect(said).toContain('  länk under Underlag: Bänkkarta');
  expect(said).toContain(`${file}: inget möte i ”Om gruppen”, det läses inte in`);
  const found = [documents(), ties()];
  await run(file);
  expect([documents(), ties()]).toEqual(found);
});

it('takes the links away when the import is undone, also from a meeting that was there before', async () => {
  await makeMeeting(context, { date: '2027-02-15' });
  await run(file);
  expect(await run('--undo', '1')).toBe(0);
  expect([documents(), ties()]).toEqual([[], []]);
  expect(sqlite.prepare("select count(*) from search where owner like 'document%'").pluck().get()).toBe(0);
});

it('leaves a link that somebody has changed or uses elsewhere', async () => {
  const other = await makeMeeting(context, { date: '2026-10-19' });
  await run(file);
  sqlite.prepare("update document set source = 'Stadens ritkontor' where title = 'Bänkkarta'").run();
  sqlite
    .prepare('insert into document_of_meeting select id, ? from document where title = ?')
    .run(other.id, 'bilder från kvällen.pptx');
  expect(await run('--undo', '1')).toBe(1);
  expect(documents()).toHaveLength(2);
  expect(said.filter((line) => line.startsWith('Underlaget ')).length).toBe(2);
});

it('takes a link that is there already for its own', async () => {
  sqlite
    .prepare(
      "insert into document (title, kind, url, created_at) values ('Kartan', 'other', ?, '2026-11-22')",
    )
    .run(`${FILES}/karta.pdf`);
  await run(file);
  expect(documents()).toHaveLength(3);
  expect(await run('--undo', '1')).toBe(0);
  expect(documents()).toMatchObject([{ title: 'Kartan' }]);
});
