import { mkdtempSync, readFileSync, readdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import BetterSqlite from 'better-sqlite3';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { APPLICATION_ID, DatabaseRefused, SCHEMA_VERSION } from '../../db/migrate.ts';
import { openDatabase } from '../../db/open.ts';
import { runChild } from '../support/children.ts';

let dir: string;
let file: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'gemensam-db-'));
  file = join(dir, 'g.db');
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const addTheme = (slug: string) => ({ slug, title: slug, title_key: slug, created_at: 'x' }) as const;

it('sets its pragmas on every connection, and keeps them after a write', async () => {
  for (const round of ['first', 'second']) {
    const { db, sqlite } = openDatabase(file);
    await db.insertInto('theme').values(addTheme(round)).execute();
    const read = (name: string) => sqlite.pragma(name, { simple: true });
    expect({
      journal: read('journal_mode'),
      synchronous: read('synchronous'),
      foreignKeys: read('foreign_keys'),
      trustedSchema: read('trusted_schema'),
      secureDelete: read('secure_delete'),
      autoVacuum: read('auto_vacuum'),
      version: read('user_version'),
      application: read('application_id'),
    }).toEqual({
      journal: 'wal',
      synchronous: 2,
      foreignKeys: 1,
      trustedSchema: 0,
      secureDelete: 1,
      autoVacuum: 2,
      version: SCHEMA_VERSION,
      application: APPLICATION_ID,
    });
    await db.destroy();
  }
  expect(readdirSync(dir)).toEqual(['g.db']);
});

it('keeps foreign keys and STRICT tables', async () => {
  const { db, sqlite } = openDatabase(file);
  expect(() => sqlite.exec("insert into session values ('h', 99, 'x', 'x')")).toThrow('FOREIGN KEY');
  const loose = sqlite
    .prepare(
      "select name from pragma_table_list where schema = 'main' and type = 'table' and strict = 0 and name not like 'sqlite_%'",
    )
    .pluck()
    .all();
  expect(loose).toEqual([]);
  await db.destroy();
});

it('begins every transaction by taking the right to write', async () => {
  const [one, two] = [openDatabase(file), openDatabase(file)];
  two.sqlite.pragma('busy_timeout = 0');
  await one.db.transaction().execute(async (trx) => {
    await trx.selectFrom('theme').selectAll().execute();
    const other = two.db
      .transaction()
      .execute((trx2) => trx2.insertInto('theme').values(addTheme('two')).execute());
    await expect(other).rejects.toThrow('database is locked');
    await trx.insertInto('theme').values(addTheme('one')).execute();
  });
  await two.db.transaction().execute((trx) => trx.insertInto('theme').values(addTheme('two')).execute());
  expect(await one.db.selectFrom('theme').select('slug').orderBy('id').execute()).toEqual([
    { slug: 'one' },
    { slug: 'two' },
  ]);
  await Promise.all([one.db.destroy(), two.db.destroy()]);
});

const COUNT = `
  const { openDatabase } = await import('./db/open.ts');
  const { db } = openDatabase(process.argv.at(-1));
  for (let index = 0; index < 40; index++)
    await db.transaction().execute(async (trx) => {
      const row = await trx.selectFrom('setting').select('value').where('key', '=', 'count').executeTakeFirst();
      const value = String(Number(row?.value ?? 0) + 1);
      await trx.insertInto('setting').values({ key: 'count', value, changed_at: 'x' })
        .onConflict((conflict) => conflict.column('key').doUpdateSet({ value })).execute();
    });
  await db.destroy();`;

it('lets processes start on a new database, and read then write, at the same time', async () => {
  const ends = await Promise.all([1, 2, 3, 4].map(() => runChild(COUNT, [file])));
  expect(ends).toEqual([1, 2, 3, 4].map(() => ({ code: 0, text: '' })));
  const { db } = openDatabase(file);
  expect(await db.selectFrom('setting').select('value').execute()).toEqual([{ value: '160' }]);
  await db.destroy();
  expect(readdirSync(dir)).toEqual(['g.db']);
});

const pragma = (statement: string) => () => {
  const sqlite = new BetterSqlite(file);
  sqlite.pragma(statement);
  sqlite.close();
};
const REFUSED: [string, () => void, string][] = [
  ['empty', () => truncateSync(file, 0), 'är inte Gemensams databas'],
  ['text', () => writeFileSync(file, 'Kära mötesdeltagare! '.repeat(300)), 'går inte att läsa'],
  ['foreign', pragma('application_id = 7'), 'är inte Gemensams databas'],
  ['newer', pragma(`user_version = ${SCHEMA_VERSION + 1}`), 'nyare Gemensam'],
  ['cut', () => truncateSync(file, 65_536), ''],
  [
    'noisy',
    () => {
      const bytes = readFileSync(file);
      writeFileSync(file, bytes.fill(0x5a, 4096 * 5, 4096 * 9));
    },
    '',
  ],
];

it.each(REFUSED)('refuses a file that is %s and leaves it as it was', async (_name, spoil, message) => {
  await openDatabase(file).db.destroy();
  spoil();
  const before = readFileSync(file);
  expect(() => openDatabase(file)).toThrow(DatabaseRefused);
  expect(() => openDatabase(file)).toThrow(message);
  expect(readFileSync(file).equals(before)).toBe(true);
});
