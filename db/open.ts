import { existsSync, linkSync, rmSync } from 'node:fs';
import BetterSqlite, { type Database as Sqlite } from 'better-sqlite3';
import {
  CompiledQuery,
  Kysely,
  SqliteDialect,
  SqliteDriver,
  type DatabaseConnection,
  type Driver,
  type SqliteDatabase,
  type SqliteStatement,
} from 'kysely';
import { DatabaseRefused, checkIdentity, isNew, migrate } from './migrate.ts';
import type { Db, Schema } from './schema.ts';

export interface OpenDatabase {
  db: Db;
  sqlite: Sqlite;
}

/** Kysely begins SQLite transactions deferred; read-then-write beside another process then fails at once. */
class ImmediateDriver extends SqliteDriver {
  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'));
  }
}

class ImmediateDialect extends SqliteDialect {
  readonly #database: SqliteDatabase;
  constructor(database: SqliteDatabase) {
    super({ database });
    this.#database = database;
  }
  override createDriver(): Driver {
    return new ImmediateDriver({ database: this.#database });
  }
}

const MOST_STATEMENTS = 500;
/** A statement with thousands of values is not asked again. */
const LONGEST_KEPT = 10_000;

/** Preparing a statement costs more than running most of them, and the app has a few hundred. */
function keepPrepared(sqlite: Sqlite): SqliteDatabase {
  const prepared = new Map<string, SqliteStatement>();
  return {
    close: () => sqlite.close(),
    prepare: (text) => {
      const known = prepared.get(text);
      if (known) return known;
      const statement = sqlite.prepare(text) as SqliteStatement;
      if (text.length > LONGEST_KEPT) return statement;
      if (prepared.size >= MOST_STATEMENTS) prepared.clear();
      prepared.set(text, statement);
      return statement;
    },
  };
}

/**
 * Opens, checks and migrates the database in a file, or `:memory:`.
 * Throws DatabaseRefused, in Swedish, for a foreign, empty, damaged or newer file, which is left untouched.
 */
export function openDatabase(file: string): OpenDatabase {
  if (file !== ':memory:') {
    if (!existsSync(file)) create(file);
    checkReadOnly(file);
  }
  const sqlite = new BetterSqlite(file);
  harden(sqlite);
  migrate(sqlite);
  return { db: new Kysely<Schema>({ dialect: new ImmediateDialect(keepPrepared(sqlite)) }), sqlite };
}

/** Made whole beside, then linked in: a crash or a second process that starts now never meets an empty file. */
function create(file: string): void {
  const unfinished = `${file}.ny-${process.pid}`;
  try {
    const sqlite = new BetterSqlite(unfinished);
    harden(sqlite);
    migrate(sqlite);
    sqlite.close();
    linkSync(unfinished, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    for (const suffix of ['', '-wal', '-shm']) rmSync(unfinished + suffix, { force: true });
  }
}

function checkReadOnly(file: string): void {
  let sqlite: Sqlite | undefined;
  try {
    sqlite = new BetterSqlite(file, { readonly: true, fileMustExist: true });
    checkIdentity(sqlite, file);
  } catch (error) {
    if (error instanceof DatabaseRefused) throw error;
    throw new DatabaseRefused(`Filen ${file} går inte att läsa som Gemensams databas. Den är orörd.`);
  } finally {
    sqlite?.close();
  }
}

/** better-sqlite3 falls back to synchronous=NORMAL in WAL mode, so FULL is set after it, on every connection. */
function harden(sqlite: Sqlite): void {
  if (isNew(sqlite)) sqlite.pragma('auto_vacuum = incremental');
  sqlite.pragma('journal_mode = WAL');
  sqlite.pragma('synchronous = FULL');
  sqlite.pragma('foreign_keys = ON');
  sqlite.pragma('trusted_schema = OFF');
  sqlite.pragma('secure_delete = ON');
  sqlite.pragma('busy_timeout = 5000');
  sqlite.pragma('journal_size_limit = 16777216');
}
