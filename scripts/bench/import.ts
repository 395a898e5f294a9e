/*
 * node scripts/bench/import.ts [count]
 * Imports an archive of 500 documents in every shape, imports it again, and undoes it: how long each takes, how much memory, and
 * whether the database is as before.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from '../../db/open.ts';
import { readConfig } from '../../server/config.ts';
import type { Context } from '../../server/context.ts';
import { importCommand } from '../../server/imports/command.ts';
import { createLog } from '../../server/log.ts';
import { archive } from './archive.ts';

const COUNT = Number(process.argv[2] ?? 500);
const folder = mkdtempSync(join(tmpdir(), 'gemensam-bench-'));
const documents = join(folder, 'arkiv');
const { db, sqlite } = openDatabase(join(folder, 'bench.db'));
const context: Context = {
  db,
  config: readConfig({ DATA_DIR: folder }),
  log: createLog('error', (line) => console.error(line)),
  now: () => new Date().toISOString(),
  key: 'bench',
};

/** All that people see of the database. */
function contents(): string {
  const tables = sqlite
    .prepare(
      "select name from sqlite_schema where type = 'table' and name not like 'search_%' and name not in ('import_batch', 'audit_event', 'public_revision', 'sqlite_sequence')",
    )
    .pluck()
    .all() as string[];
  return JSON.stringify(tables.map((name) => [name, sqlite.prepare(`select * from "${name}"`).all()]));
}

async function run(what: string, words: string[]): Promise<string[]> {
  const told: string[] = [];
  const io = {
    out: (line: string) => void told.push(line),
    err: (line: string) => void told.push(`! ${line}`),
    input: async () => '',
  };
  const start = performance.now();
  const code = await importCommand.run(context, words, io);
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  console.log(
    `${what}: ${seconds} s, exit ${code}, at most ${Math.round(process.resourceUsage().maxRSS / 1024)} MB`,
  );
  return told;
}

try {
  mkdirSync(documents);
  for (const { name, bytes } of archive(COUNT)) writeFileSync(join(documents, name), bytes);
  const before = contents();
  const first = await run(`${COUNT} documents`, [documents]);
  console.log(
    `  stored: ${first.filter((line) => line.includes('sparat:')).length}, told of: ${first.filter((line) => line.startsWith('!')).length}`,
  );
  const stored = contents();
  const again = await run('the same again', [documents]);
  console.log(
    `  unchanged: ${again.filter((line) => line.includes('oförändrat')).length}, ${contents() === stored ? 'nothing changed' : 'SOMETHING CHANGED'}`,
  );
  await run('undone', ['--undo', '1']);
  console.log(`  ${contents() === before ? 'as before' : 'NOT AS BEFORE'}`);
  if (first.some((line) => line.startsWith('!')))
    console.log(
      first
        .filter((line) => line.startsWith('!'))
        .slice(0, 5)
        .join('\n'),
    );
} finally {
  await db.destroy();
  rmSync(folder, { recursive: true });
}
