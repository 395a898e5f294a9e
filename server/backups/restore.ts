import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { inspectDatabase, lastHeartbeat, lastStrike, type Inspection } from '../../db/inspect.ts';
import { DatabaseRefused } from '../../db/migrate.ts';
import { Refused } from '../shared/failures.ts';
import { later } from '../shared/time.ts';
import { copyChecked } from './backup.ts';

const RUNNING_SECONDS = 30;

export interface Restored {
  inspection: Inspection;
  /** Where the database of before lies. */
  aside: string | undefined;
  /** When something was struck that may stand in the backup still; undefined when nothing was. */
  struck: string | undefined;
}

/** Puts a backup in place. Nothing is touched until the backup is proved sound. */
export function restore(file: string, backup: string, now: string): Restored {
  if (!existsSync(backup)) throw new Refused(`Filen ${backup} finns inte.`);
  if (resolve(backup) === resolve(file))
    throw new Refused('Det där är databasen som används, ingen säkerhetskopia.');
  const { faults } = inspectDatabase(backup);
  if (faults.length) throw new Refused(`Filen ${backup} är skadad. ${faults.join(' ')}`);
  if (isRunning(file, now))
    throw new Refused('Gemensam är igång med den här databasen. Stoppa programmet först, och försök igen.');
  mkdirSync(dirname(file), { recursive: true });
  const fresh = `${file}.aterstalls-${process.pid}`;
  try {
    const inspection = copyChecked(backup, fresh);
    const struck = struckSince(file, fresh);
    return { inspection, struck, aside: swap(fresh, file, now) };
  } finally {
    rmSync(fresh, { force: true });
  }
}

function isRunning(file: string, now: string): boolean {
  const at = readable(file, lastHeartbeat);
  return at !== null && at > later(now, { seconds: -RUNNING_SECONDS });
}

function struckSince(file: string, backup: string): string | undefined {
  const [struck, known] = [readable(file, lastStrike), lastStrike(backup)];
  return struck !== null && struck > (known ?? '') ? struck : undefined;
}

/** A database too damaged to read has no running app to disturb, and tells nothing. */
function readable(file: string, read: (file: string) => string | null): string | null {
  if (!existsSync(file)) return null;
  try {
    return read(file);
  } catch (error) {
    if (error instanceof DatabaseRefused || String(error).includes('no such table')) return null;
    throw error;
  }
}

/** The write-ahead log goes along first: left behind, it would be played into the restored database. */
function swap(fresh: string, file: string, now: string): string | undefined {
  const aside = file.replace(/\.db$/, '') + `-undanlagd-${now.slice(0, 19).replace(/[-:]/g, '')}.db`;
  if (existsSync(aside)) throw new Refused(`Filen ${aside} finns redan. Försök igen om en sekund.`);
  const moved: string[] = [];
  try {
    for (const suffix of ['-wal', '-shm', '']) {
      if (!existsSync(file + suffix)) continue;
      renameSync(file + suffix, aside + suffix);
      moved.push(suffix);
    }
    renameSync(fresh, file);
  } catch (error) {
    for (const suffix of moved) renameSync(aside + suffix, file + suffix);
    throw error;
  }
  return moved.length ? aside : undefined;
}
