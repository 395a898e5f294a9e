import type { Selectable } from 'kysely';
import type { Db, Trx } from '../../db/schema.ts';
import type { FindState, ImportFindTable } from '../../db/tables/imports.ts';
import type { Doubt } from './doubts.ts';
import type { Origin, Undated } from './source.ts';
import type { Find } from './find.ts';
import type { RecognisedMeeting } from '../recognition/recognised.ts';

export async function hasFind(db: Db, runId: number, key: string): Promise<boolean> {
  const query = db.selectFrom('import_find').select('id').where('run_id', '=', runId).where('key', '=', key);
  return (await query.executeTakeFirst()) !== undefined;
}

export async function insertFind(
  trx: Trx,
  {
    runId,
    meeting,
    doubts,
    notes,
    origin,
    source,
    ...find
  }: Omit<Find, 'id' | 'slug' | 'fileId'> & { runId: number; file_id: number },
): Promise<void> {
  const texts = {
    recognised: JSON.stringify(meeting),
    doubts: JSON.stringify(doubts),
    notes: JSON.stringify(notes),
    origin: JSON.stringify(origin),
    source: source && JSON.stringify(source),
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

function toFind(row: Selectable<ImportFindTable>): Find {
  const { id, file_id: fileId, key, state, slug } = row;
  return {
    id,
    fileId,
    key,
    state,
    slug,
    origin: JSON.parse(row.origin) as Origin,
    source: row.source === null ? null : (JSON.parse(row.source) as Undated),
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

/** The text has been recognised anew. */
export async function replaceMeeting(
  trx: Trx,
  id: number,
  meeting: RecognisedMeeting,
  doubts: readonly Doubt[],
): Promise<void> {
  await trx
    .updateTable('import_find')
    .set({ recognised: JSON.stringify(meeting), doubts: JSON.stringify(doubts), source: null })
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
    .set({ ...texts, state: 'stored', slug, source: null })
    .where('id', '=', id)
    .execute();
}
