import type { Database as Sqlite } from 'better-sqlite3';
import { migrations } from './migrations/index.ts';

/** "GEMS" in ASCII. */
export const APPLICATION_ID = 0x47454d53;
export const SCHEMA_VERSION = migrations.length;

export class DatabaseRefused extends Error {}

export function isNew(sqlite: Sqlite): boolean {
  return sqlite.prepare('select count(*) from sqlite_schema').pluck().get() === 0;
}

/** Throws DatabaseRefused unless the file is a sound database of this application, of this version or an older one. */
export function checkIdentity(sqlite: Sqlite, file: string): void {
  const version = Number(sqlite.pragma('user_version', { simple: true }));
  if (sqlite.pragma('application_id', { simple: true }) !== APPLICATION_ID) {
    throw new DatabaseRefused(`Filen ${file} är inte Gemensams databas. Den är orörd.`);
  }
  if (version > SCHEMA_VERSION) {
    throw new DatabaseRefused(
      `Databasen ${file} är gjord av en nyare Gemensam (version ${version}, den här kan ${SCHEMA_VERSION}). Den är orörd.`,
    );
  }
  if (sqlite.pragma('quick_check(1)', { simple: true }) !== 'ok') {
    throw new DatabaseRefused(
      `Databasen ${file} är skadad. Den är orörd. Återställ en kopia med: gemensam restore FIL`,
    );
  }
}

/** Each step is one transaction; the version is read inside it, so two processes can start at once. */
export function migrate(sqlite: Sqlite): void {
  while (step(sqlite)) continue;
}

function step(sqlite: Sqlite): boolean {
  return sqlite
    .transaction(() => {
      const version = Number(sqlite.pragma('user_version', { simple: true }));
      const migration = migrations[version];
      if (!migration) return false;
      sqlite.exec(migration.up);
      sqlite.pragma(`application_id = ${APPLICATION_ID}`);
      sqlite.pragma(`user_version = ${version + 1}`);
      return true;
    })
    .immediate();
}
