import BetterSqlite, { type Database as Sqlite } from 'better-sqlite3';
import { APPLICATION_ID, DatabaseRefused, SCHEMA_VERSION } from './migrate.ts';

export interface Inspection {
  version: number;
  /** What is wrong, in Swedish; empty for a sound database. */
  faults: string[];
  counts: Record<string, number>;
}

const COUNTED = ['meeting', 'minutes', 'proposal', 'subscriber', 'outbox', 'user'];

/** Reads a database file without changing it. Throws DatabaseRefused when it is not a Gemensam database that this version can read. */
export function inspectDatabase(file: string): Inspection {
  return readOnly(file, (sqlite) => {
    const version = Number(sqlite.pragma('user_version', { simple: true }));
    if (sqlite.pragma('application_id', { simple: true }) !== APPLICATION_ID || version < 1)
      throw new DatabaseRefused(`Filen ${file} är inte Gemensams databas.`);
    if (version > SCHEMA_VERSION)
      throw new DatabaseRefused(
        `Filen ${file} är gjord av en nyare Gemensam (version ${version}, den här kan ${SCHEMA_VERSION}).`,
      );
    return { version, faults: findFaults(sqlite), counts: countRows(sqlite) };
  });
}

function findFaults(sqlite: Sqlite): string[] {
  const rows = sqlite.pragma('integrity_check(5)') as { integrity_check: string }[];
  const damage = rows.map((row) => row.integrity_check).filter((text) => text !== 'ok');
  if (damage.length) return damage.map((text) => `Skadad: ${text}`);
  const orphans = sqlite.pragma('foreign_key_check') as { table: string; rowid: number; parent: string }[];
  return orphans
    .slice(0, 5)
    .map(({ table, rowid, parent }) => `Rad ${rowid} i ${table} pekar på något i ${parent} som saknas.`);
}

function countRows(sqlite: Sqlite): Record<string, number> {
  const count = (table: string) => sqlite.prepare(`select count(*) from "${table}"`).pluck().get() as number;
  return Object.fromEntries(COUNTED.map((table) => [table, count(table)]));
}

/** A whole, tidy copy in a new file, also while somebody writes. */
export function copyDatabase(file: string, target: string): void {
  readOnly(file, (sqlite) => sqlite.prepare('vacuum into ?').run(target));
}

/** When an app last said that it is running on this database. */
export function lastHeartbeat(file: string): string | null {
  return readOnly(file, (sqlite) => sqlite.prepare('select max(at) from heartbeat').pluck().get()) as
    string | null;
}

/** When a passage was last struck, as this database knows it. */
export function lastStrike(file: string): string | null {
  const text = "select max(at) from audit_event where action = 'passage struck'";
  return readOnly(file, (sqlite) => sqlite.prepare(text).pluck().get()) as string | null;
}

function readOnly<T>(file: string, read: (sqlite: Sqlite) => T): T {
  let sqlite: Sqlite | undefined;
  try {
    sqlite = new BetterSqlite(file, { readonly: true, fileMustExist: true });
    return read(sqlite);
  } catch (error) {
    if (error instanceof DatabaseRefused || !(error instanceof BetterSqlite.SqliteError)) throw error;
    if (error.code.startsWith('SQLITE_CORRUPT') || error.code === 'SQLITE_NOTADB')
      throw new DatabaseRefused(`Filen ${file} är skadad eller ingen databas.`);
    throw error;
  } finally {
    sqlite?.close();
  }
}
