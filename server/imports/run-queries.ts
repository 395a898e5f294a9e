import type { Db, Trx } from '../../db/schema.ts';

export interface NewFile {
  name: string;
  stored_as: string | null;
  fault: string | null;
}

export async function insertRun(
  trx: Trx,
  run: { at: string; user_id: number; year: number | null },
  files: readonly NewFile[],
): Promise<number> {
  const { id } = await trx
    .insertInto('import_run')
    .values({ ...run, batch_id: null })
    .returning('id')
    .executeTakeFirstOrThrow();
  await trx
    .insertInto('import_file')
    .values(files.map((file) => ({ ...file, run_id: id })))
    .execute();
  return id;
}

export function findRun(db: Db, id: number) {
  return db.selectFrom('import_run').selectAll().where('id', '=', id).executeTakeFirst();
}

/** The newest first. */
export function listRuns(db: Db) {
  return db
    .selectFrom('import_run as run')
    .select((eb) => [
      'run.id',
      'run.at',
      eb
        .selectFrom('import_file')
        .select((of) => of.fn.countAll<number>().as('count'))
        .whereRef('run_id', '=', 'run.id')
        .as('files'),
    ])
    .where((eb) =>
      eb.or([
        eb.exists(
          eb
            .selectFrom('import_find')
            .select('id')
            .whereRef('run_id', '=', 'run.id')
            .where('state', '=', 'waiting'),
        ),
        eb.exists(
          eb
            .selectFrom('import_file')
            .select('id')
            .whereRef('run_id', '=', 'run.id')
            .where('stored_as', 'is not', null),
        ),
      ]),
    )
    .orderBy('run.id', 'desc')
    .execute();
}

export function listFiles(db: Db, runId: number) {
  return db.selectFrom('import_file').selectAll().where('run_id', '=', runId).orderBy('id').execute();
}

/** The temporary files of runs that began before that. */
export function listOldFiles(db: Db, before: string) {
  return db
    .selectFrom('import_file')
    .innerJoin('import_run', 'import_run.id', 'run_id')
    .select('stored_as')
    .where('at', '<', before)
    .where('stored_as', 'is not', null)
    .$narrowType<{ stored_as: string }>()
    .execute();
}

export async function deleteRunsBefore(trx: Trx, before: string): Promise<void> {
  await trx.deleteFrom('import_run').where('at', '<', before).execute();
}

/** One of the files that a zip holds. */
export async function insertReadFile(
  trx: Trx,
  runId: number,
  name: string,
  fault: string | null,
): Promise<number> {
  const row = { run_id: runId, name, stored_as: null, fault };
  return (await trx.insertInto('import_file').values(row).returning('id').executeTakeFirstOrThrow()).id;
}

export async function deleteFile(trx: Trx, id: number): Promise<void> {
  await trx.deleteFrom('import_file').where('id', '=', id).execute();
}

export async function endFile(trx: Trx, id: number, fault: string | null): Promise<void> {
  await trx.updateTable('import_file').set({ stored_as: null, fault }).where('id', '=', id).execute();
}

export async function setRunBatch(trx: Trx, id: number, batchId: number): Promise<void> {
  await trx.updateTable('import_run').set({ batch_id: batchId }).where('id', '=', id).execute();
}

/** What was stored by a batch that is undone is neither under review nor stored. */
export async function forgetStored(trx: Trx, batchId: number): Promise<void> {
  await trx
    .deleteFrom('import_find')
    .where('state', '=', 'stored')
    .where('run_id', 'in', trx.selectFrom('import_run').select('id').where('batch_id', '=', batchId))
    .execute();
  await trx.updateTable('import_run').set({ batch_id: null }).where('batch_id', '=', batchId).execute();
}

export async function deleteRun(trx: Trx, id: number): Promise<void> {
  await trx.deleteFrom('import_run').where('id', '=', id).execute();
}
