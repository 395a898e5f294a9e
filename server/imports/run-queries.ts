import type { Db, Trx } from '../../db/schema.ts';
import type { FindState } from '../../db/tables/imports.ts';
import type { Doubt } from './doubts.ts';
import type { RecognisedMeeting } from './recognised.ts';

export interface Find {
  id: number;
  fileId: number;
  key: string;
  meeting: RecognisedMeeting;
  doubts: Doubt[];
  state: FindState;
  slug: string | null;
  /** Where the text could be read before. */
  address: string | null;
  notes: string[];
}

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

export async function hasFind(db: Db, runId: number, key: string): Promise<boolean> {
  const query = db.selectFrom('import_find').select('id').where('run_id', '=', runId).where('key', '=', key);
  return (await query.executeTakeFirst()) !== undefined;
}

export async function endFile(trx: Trx, id: number, fault: string | null): Promise<void> {
  await trx.updateTable('import_file').set({ stored_as: null, fault }).where('id', '=', id).execute();
}

export async function insertFind(
  trx: Trx,
  {
    runId,
    meeting,
    doubts,
    notes,
    ...find
  }: Omit<Find, 'id' | 'slug' | 'fileId'> & { runId: number; file_id: number },
): Promise<void> {
  const texts = {
    recognised: JSON.stringify(meeting),
    doubts: JSON.stringify(doubts),
    notes: JSON.stringify(notes),
  };
  await trx
    .insertInto('import_find')
    .values({ ...find, ...texts, run_id: runId, slug: null })
    .execute();
}

export async function listFinds(db: Db, runId: number): Promise<Find[]> {
  const rows = await db
    .selectFrom('import_find')
    .selectAll()
    .where('run_id', '=', runId)
    .orderBy('id')
    .execute();
  return rows.map(toFind);
}

export async function findFind(db: Db, runId: number, id: number): Promise<Find | undefined> {
  const row = await db
    .selectFrom('import_find')
    .selectAll()
    .where('run_id', '=', runId)
    .where('id', '=', id)
    .executeTakeFirst();
  return row && toFind(row);
}

function toFind(row: {
  id: number;
  file_id: number;
  key: string;
  recognised: string;
  doubts: string;
  state: FindState;
  slug: string | null;
  address: string | null;
  notes: string;
}): Find {
  const { id, file_id: fileId, key, state, slug, address } = row;
  return {
    ...{ id, fileId, key, state, slug, address },
    meeting: JSON.parse(row.recognised) as RecognisedMeeting,
    doubts: JSON.parse(row.doubts) as Doubt[],
    notes: JSON.parse(row.notes) as string[],
  };
}

export async function saveDoubts(trx: Trx, id: number, doubts: readonly Doubt[]): Promise<void> {
  await trx
    .updateTable('import_find')
    .set({ doubts: JSON.stringify(doubts) })
    .where('id', '=', id)
    .execute();
}

export async function setFindState(trx: Trx, id: number, state: FindState): Promise<void> {
  await trx.updateTable('import_find').set({ state }).where('id', '=', id).execute();
}

/** What was under review lies in the meeting now: here stays only what tells which text it was. */
export async function endFind(
  trx: Trx,
  { id, meeting }: Find,
  slug: string,
  notes: readonly string[],
): Promise<void> {
  const told = { ...meeting, sections: [], upcoming: [], uncertain: [], contact: null };
  const texts = { recognised: JSON.stringify(told), doubts: '[]', notes: JSON.stringify(notes) };
  await trx
    .updateTable('import_find')
    .set({ ...texts, state: 'stored', slug })
    .where('id', '=', id)
    .execute();
}

export async function setRunBatch(trx: Trx, id: number, batchId: number): Promise<void> {
  await trx.updateTable('import_run').set({ batch_id: batchId }).where('id', '=', id).execute();
}

export async function deleteRun(trx: Trx, id: number): Promise<void> {
  await trx.deleteFrom('import_run').where('id', '=', id).execute();
}
