import { copyFileSync, existsSync, readFileSync, readdirSync, truncateSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import BetterSqlite from 'better-sqlite3';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openDatabase } from '../../db/open.ts';
import { runChild } from '../support/children.ts';
import { commandLine } from '../support/command-line.ts';

let line: ReturnType<typeof commandLine>;
beforeEach(async () => {
  line = commandLine();
  await line.type(['user', 'add', 'a@example.org'], 'en lugn måndag i maj');
});
afterEach(() => line.remove());

const path = (name: string) => join(line.dir, name);
const emails = (file: string) => {
  const sqlite = new BetterSqlite(file);
  const found = sqlite.prepare('select email from user order by id').pluck().all();
  sqlite.close();
  return found;
};
const countAttempts = (file: string) => {
  const sqlite = new BetterSqlite(file, { readonly: true });
  const found = sqlite.prepare('select count(*) from attempt').pluck().get() as number;
  sqlite.close();
  return found;
};
const addUser = (email: string) => line.type(['user', 'add', email], 'en lugn måndag i maj');
const dataFiles = () =>
  readdirSync(dirname(line.file))
    .filter((name) => name.endsWith('.db'))
    .sort();

it('backs up what only stands in the write-ahead log, beside a writer', async () => {
  const { sqlite, db } = openDatabase(line.file);
  sqlite.exec("insert into theme (slug, title, title_key, created_at) values ('a', 'A', 'a', 'x')");
  expect((await line.type(['backup', path('kopia.db')])).code).toBe(0);
  await db.destroy();
  const copy = new BetterSqlite(path('kopia.db'), { readonly: true });
  expect(copy.prepare('select count(*) from theme').pluck().get()).toBe(1);
  expect(copy.pragma('integrity_check', { simple: true })).toBe('ok');
  copy.close();
  expect(readdirSync(line.dir).sort()).toEqual(['data', 'kopia.db']);
});

const WRITER = `
  const { openDatabase } = await import('./db/open.ts');
  const { sqlite } = openDatabase(process.argv.at(-1));
  const write = sqlite.prepare("insert into attempt (key, at) values (hex(randomblob(500)), 'x')");
  for (const end = Date.now() + 3500; Date.now() < end; ) { write.run(); await new Promise(setImmediate); }`;

it('comes through beside somebody who writes all the time', async () => {
  const { sqlite, db } = openDatabase(line.file);
  sqlite.exec(`with recursive n(i) as (select 1 union all select i + 1 from n where i < 5000)
    insert into attempt (key, at) select hex(randomblob(500)), 'x' from n`);
  await db.destroy();
  const writer = runChild(WRITER, [line.file]);
  await expect.poll(() => countAttempts(line.file), { timeout: 5000 }).toBeGreaterThan(5000);
  const start = Date.now();
  expect((await line.type(['backup', path('kopia.db')])).code).toBe(0);
  expect(Date.now() - start).toBeLessThan(4000);
  expect(countAttempts(path('kopia.db'))).toBeGreaterThan(5000);
  expect(await writer).toEqual({ code: 0, text: '' });
  expect(countAttempts(line.file)).toBeGreaterThan(countAttempts(path('kopia.db')));
});

it('never writes over a file, and leaves nothing half done', async () => {
  writeFileSync(path('upptagen.db'), 'mitt');
  const refused = await line.type(['backup', path('upptagen.db')]);
  expect([refused.code, refused.err]).toEqual([
    1,
    `Filen ${path('upptagen.db')} finns redan. Välj ett annat namn.`,
  ]);
  expect(readFileSync(path('upptagen.db'), 'utf8')).toBe('mitt');
  expect((await line.type(['backup', path('ingen/mapp/k.db')])).code).toBe(1);
  expect(readdirSync(line.dir).sort()).toEqual(['data', 'upptagen.db']);
});

it('restores a backup and keeps the database of before, its log included', async () => {
  await line.type(['backup', path('kopia.db')]);
  await addUser('b@example.org');
  const restored = await line.type(['restore', path('kopia.db')]);
  expect([restored.code, restored.err]).toEqual([0, '']);
  expect(emails(line.file)).toEqual(['a@example.org']);
  const [aside] = dataFiles().filter((name) => name !== 'gemensam.db');
  expect(aside).toMatch(/^gemensam-undanlagd-\d{8}T\d{6}\.db$/);
  expect(emails(join(dirname(line.file), aside!))).toEqual(['a@example.org', 'b@example.org']);
  expect((await line.type(['check'])).out).toContain('1 konton');
  expect((await addUser('c@example.org')).code).toBe(0);
});

it('restores where there is no database yet', async () => {
  await line.type(['backup', path('kopia.db')]);
  const other = commandLine();
  copyFileSync(path('kopia.db'), join(other.dir, 'k.db'));
  expect((await other.type(['restore', join(other.dir, 'k.db')])).code).toBe(0);
  expect(emails(other.file)).toEqual(['a@example.org']);
  other.remove();
});

function spoil(file: string, statement: string): void {
  const sqlite = new BetterSqlite(file);
  sqlite.pragma('foreign_keys = OFF');
  sqlite.exec(statement);
  sqlite.close();
}

const SPOILT: [string, (file: string) => void][] = [
  ['empty', (file) => truncateSync(file, 0)],
  ['cut', (file) => truncateSync(file, 40_000)],
  ['text', (file) => writeFileSync(file, 'Kära mötesdeltagare! '.repeat(500))],
  [
    'noise',
    (file) => {
      const bytes = readFileSync(file);
      bytes.fill(0xa5, 4096 * 4, 4096 * 12);
      writeFileSync(file, bytes);
    },
  ],
  ['foreign', (file) => spoil(file, 'pragma application_id = 1')],
  ['newer', (file) => spoil(file, 'pragma user_version = 9999')],
  ['orphaned', (file) => spoil(file, "insert into session values ('h', 99, 'x', 'x')")],
];

it.each(SPOILT)('refuses a backup that is %s, and touches nothing', async (_name, damage) => {
  await line.type(['backup', path('kopia.db')]);
  damage(path('kopia.db'));
  const before = [readFileSync(path('kopia.db')), readFileSync(line.file), dataFiles()];
  const refused = await line.type(['restore', path('kopia.db')]);
  expect([refused.code, refused.out]).toEqual([1, '']);
  expect(refused.err).toMatch(/^Filen .*(skadad|inte Gemensams databas|nyare Gemensam)/);
  expect(refused.err).not.toContain('    at ');
  expect([readFileSync(path('kopia.db')), readFileSync(line.file), dataFiles()]).toEqual(before);
  expect(emails(line.file)).toEqual(['a@example.org']);
});

it('refuses to restore under a running app, and over itself', async () => {
  await line.type(['backup', path('kopia.db')]);
  const beat = (at: string) =>
    spoil(line.file, `insert or replace into heartbeat (name, at, pid) values ('delivery', '${at}', 1)`);
  beat(new Date(Date.now() - 5000).toISOString());
  const refused = await line.type(['restore', path('kopia.db')]);
  expect([refused.code, refused.err.includes('är igång')]).toEqual([1, true]);
  expect(dataFiles()).toEqual(['gemensam.db']);
  beat(new Date(Date.now() - 31_000).toISOString());
  expect((await line.type(['restore', line.file])).code).toBe(1);
  expect((await line.type(['restore', path('finns-inte.db')])).code).toBe(1);
  expect((await line.type(['restore', path('kopia.db')])).code).toBe(0);
});

it('checks: sound, orphaned, none', async () => {
  expect((await line.type(['check'])).code).toBe(0);
  spoil(line.file, "insert into session values ('h', 99, 'x', 'x')");
  expect(await line.type(['check'])).toEqual({
    code: 1,
    out: '',
    err: expect.stringMatching(/^Rad \d+ i session pekar på något i user som saknas\.$/) as string,
  });
  const empty = commandLine();
  expect((await empty.type(['check'])).err).toContain('Det finns ingen databas än');
  expect(existsSync(empty.file)).toBe(false);
  empty.remove();
});
