import { closeSync, existsSync, fsyncSync, linkSync, openSync, rmSync } from 'node:fs';
import { copyDatabase, inspectDatabase, type Inspection } from '../../db/inspect.ts';
import { Refused } from '../shared/failures.ts';

/** A checked copy of the database in a new file, also while the app is running. */
export function backUp(file: string, target: string): Inspection {
  if (!existsSync(file)) throw new Refused(`Det finns ingen databas att säkerhetskopiera: ${file}`);
  if (existsSync(target)) throw new Refused(`Filen ${target} finns redan. Välj ett annat namn.`);
  const unfinished = `${target}.ofardig-${process.pid}`;
  try {
    const inspection = copyChecked(file, unfinished);
    // A link refuses to replace what came in between; a rename would not.
    linkSync(unfinished, target);
    return inspection;
  } finally {
    rmSync(unfinished, { force: true });
  }
}

/** Throws Refused when the copy is not sound. */
export function copyChecked(file: string, target: string): Inspection {
  copyDatabase(file, target);
  const inspection = inspectDatabase(target);
  if (inspection.faults.length) throw new Refused(`Filen ${file} är skadad. ${inspection.faults.join(' ')}`);
  flush(target);
  return inspection;
}

function flush(file: string): void {
  const handle = openSync(file, 'r+');
  fsyncSync(handle);
  closeSync(handle);
}
