import type { Db, Trx } from '../db/schema.ts';
import type { Config } from './config.ts';
import type { Log } from './log.ts';

/** What a use case may lean on; made once in `main.ts`, or by a test. */
export interface Context {
  db: Db;
  config: Config;
  log: Log;
  /** The UTC instant, "2026-03-04T18:00:00.000Z". */
  now: () => string;
  /** Key for standing links and keyed hashes; lives in the database. */
  key: string;
}

/** Begins with BEGIN IMMEDIATE; nothing slow may be awaited inside. */
export function transaction<T>(context: Context, work: (trx: Trx) => Promise<T>): Promise<T> {
  return context.db.transaction().execute(work);
}
