import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { archive } from '../../scripts/bench/archive.ts';
import { SHAPES, zipFile } from '../../scripts/bench/documents.ts';
import { importCommand } from '../../server/imports/command.ts';
import { createTestContext } from '../support/app.ts';

const COUNT = Object.keys(SHAPES).length * 6;
/** What an import leaves behind on purpose: that it was, and that it was undone. */
const TRACES = ['import_batch', 'audit_event', 'public_revision', 'sqlite_sequence'];

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'gemensam-arkiv-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

function start() {
  const { context, sqlite } = createTestContext();
  const tables = (
    sqlite.prepare("select name from sqlite_schema where type = 'table'").pluck().all() as string[]
  ).filter((name) => !TRACES.includes(name) && !name.startsWith('search_'));
  const contents = () => tables.map((name) => [name, sqlite.prepare(`select * from "${name}"`).all()]);
  const run = async (...words: string[]) => {
    const [out, err]: [string[], string[]] = [[], []];
    const io = {
      out: (line: string) => void out.push(line),
      err: (line: string) => void err.push(line),
      input: async () => '',
    };
    return { code: await importCommand.run(context, words, io), out, err };
  };
  return { context, contents, run };
}

it('imports an archive of all kinds, changes nothing the second time, and undoes it all', async () => {
  const documents = [...archive(COUNT)];
  for (const { name, bytes } of documents) writeFileSync(join(folder, name), bytes);
  const { context, contents, run } = start();
  const before = contents();
  const first = await run(folder);
  expect([first.code, first.err]).toEqual([0, []]);
  expect(first.out.filter((line) => line.includes('sparat:'))).toHaveLength(COUNT);
  const stored = contents();
  expect(stored).not.toEqual(before);
  const again = await run(folder);
  expect([again.code, again.out.filter((line) => line.includes('oförändrat:')).length]).toEqual([0, COUNT]);
  expect(contents()).toEqual(stored);
  expect((await run('--undo', '1')).code).toBe(0);
  expect(contents()).toEqual(before);
  await context.db.destroy();
}, 60_000);

it('finds the same meetings in a zip as in its files', async () => {
  const documents = [...archive(Object.keys(SHAPES).length)];
  const zip = join(folder, 'allt.zip');
  writeFileSync(zip, zipFile(documents.map(({ name, bytes }) => [`arkiv/${name}`, bytes])));
  const { context, run } = start();
  const { code, out, err } = await run('--dry-run', '--json', zip);
  expect([code, err]).toEqual([0, []]);
  const meetings = JSON.parse(out.join('\n')) as { kind: string; date: string; sections: object[] }[];
  expect(meetings.map(({ kind, sections }) => [kind, sections.length])).toEqual(
    documents.map(() => ['minutes', 3]),
  );
  expect(new Set(meetings.map(({ date }) => date)).size).toBe(documents.length);
  await context.db.destroy();
});
