import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate as breath } from 'node:timers/promises';
import { transaction, type Context } from '../context.ts';
import { NotFound, Refused } from '../shared/failures.ts';
import { UPLOADS } from '../shared/uploads.ts';
import { listOrganisations, listSpeakers } from '../speakers/queries.ts';
import { importKey } from './actions.ts';
import { inBackground, progressOf } from './background.ts';
import { doubtsOf, namesIn, type KnownNames } from './doubts.ts';
import { recogniseFile } from './files.ts';
import { findImport } from './queries.ts';
import type { Recognition } from './recognised.ts';
import * as runs from './run-queries.ts';

const FAILED = 'Filen gick inte att läsa. Spara den på nytt och försök igen.';

export async function startRun(
  context: Context,
  { userId, year }: { userId: number; year: number | null },
  files: readonly runs.NewFile[],
): Promise<number> {
  const run = { at: context.now(), user_id: userId, year };
  const id = await transaction(context, (trx) => runs.insertRun(trx, run, files));
  await goOnReading(context, id);
  return id;
}

/** Reads what is left of the run's files, while the secretary sees how far it has come. */
export async function goOnReading(context: Context, runId: number): Promise<void> {
  const { year } = await getRun(context, runId);
  const files = (await runs.listFiles(context.db, runId)).filter(({ stored_as }) => stored_as !== null);
  inBackground(context, runId, { what: 'reading', done: 0, total: files.length }, async (progress) => {
    const known = await knownNames(context, runId);
    for (const file of files) {
      await readOne(context, runId, { ...file, stored_as: file.stored_as! }, year, known);
      progress.done++;
    }
  });
}

export async function getRun(context: Context, id: number) {
  const run = Number.isSafeInteger(id) ? await runs.findRun(context.db, id) : undefined;
  if (!run) throw new NotFound('Den inläsningen finns inte. Den kan vara slängd.');
  return run;
}

async function knownNames(context: Context, runId: number) {
  const found = (await runs.listFinds(context.db, runId)).map(({ meeting }) => namesIn(meeting));
  return {
    person: new Set([
      ...(await listSpeakers(context.db)).map(({ name }) => name),
      ...found.flatMap(({ person }) => person),
    ]),
    organisation: new Set([
      ...(await listOrganisations(context.db)).map(({ name }) => name),
      ...found.flatMap(({ organisation }) => organisation),
    ]),
  };
}

type GrowingNames = Record<keyof KnownNames, Set<string>>;

async function readOne(
  context: Context,
  runId: number,
  file: { id: number; name: string; stored_as: string },
  year: number | null,
  known: GrowingNames,
): Promise<void> {
  const path = join(UPLOADS, file.stored_as);
  const read = await recogniseFile(path, year ?? undefined).catch((error: unknown): Recognition => {
    context.log.error('import', { error: String((error as Error)?.stack ?? error) });
    return { meetings: [], deadLinks: [], reason: FAILED };
  });
  await transaction(context, async (trx) => {
    for (const meeting of read.meetings) {
      const key = importKey(meeting);
      const state = (await findImport(trx, key)) ? 'known' : 'waiting';
      const names = { person: [...known.person], organisation: [...known.organisation] };
      const doubts = state === 'known' ? [] : doubtsOf(meeting, names);
      const notes = read.deadLinks.map(({ why, source }) => `${why} ”${source}”`);
      const find = { key, doubts, state, notes, meeting: { ...meeting, file: file.name } } as const;
      await runs.insertFind(trx, { ...find, runId, file_id: file.id });
      for (const field of ['person', 'organisation'] as const)
        for (const name of namesIn(meeting)[field]) known[field].add(name);
    }
    await runs.endFile(trx, file.id, read.reason);
  });
  await rm(path, { force: true });
  await breath();
}

export async function dropRun(context: Context, runId: number): Promise<void> {
  await getRun(context, runId);
  if (progressOf(context, runId)) throw new Refused('Inläsningen arbetar. Vänta tills den är klar.');
  const files = await runs.listFiles(context.db, runId);
  await transaction(context, (trx) => runs.deleteRun(trx, runId));
  await forgetFiles(files);
}

/** What nobody came back to goes, with its files. */
export async function forgetOldRuns(context: Context, before: string): Promise<void> {
  const files = await runs.listOldFiles(context.db, before);
  await transaction(context, (trx) => runs.deleteRunsBefore(trx, before));
  await forgetFiles(files);
}

async function forgetFiles(files: readonly { stored_as: string | null }[]): Promise<void> {
  for (const { stored_as } of files) if (stored_as) await rm(join(UPLOADS, stored_as), { force: true });
}
