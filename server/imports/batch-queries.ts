import { sql } from 'kysely';
import type { Db, Trx } from '../../db/schema.ts';
import type { ImportFilledTable, MadeKind } from '../../db/tables/imports.ts';
import { meetingMark } from './mark-queries.ts';

export type Filled = Omit<ImportFilledTable, 'batch_id'>;

const KINDS = ['meeting', 'theme', 'speaker', 'organisation'] as const;
type Kind = (typeof KINDS)[number];

export async function insertBatch(trx: Trx, at: string, userId: number | null): Promise<number> {
  const values = { at, user_id: userId, undone_at: null };
  return (await trx.insertInto('import_batch').values(values).returning('id').executeTakeFirstOrThrow()).id;
}

export function findBatch(db: Db, id: number) {
  return db.selectFrom('import_batch').selectAll().where('id', '=', id).executeTakeFirst();
}

export async function markUndone(trx: Trx, id: number, at: string): Promise<void> {
  await trx.updateTable('import_batch').set({ undone_at: at }).where('id', '=', id).execute();
  await trx.deleteFrom('import_made').where('batch_id', '=', id).execute();
  await trx.deleteFrom('import_filled').where('batch_id', '=', id).execute();
}

/** The newest row of each kind, so that what comes later can be told apart. */
export async function lastIds(db: Db): Promise<Record<Kind, number>> {
  const last = async (kind: Kind) => {
    const row = await db
      .selectFrom(kind)
      .select((eb) => eb.fn.max<number | null>('id').as('id'))
      .executeTakeFirst();
    return [kind, row?.id ?? 0] as const;
  };
  const ids: (readonly [Kind, number])[] = [];
  for (const kind of KINDS) ids.push(await last(kind));
  return Object.fromEntries(ids) as Record<Kind, number>;
}

/** Keeps what came after `before`, what was put into older meetings, and how the meetings of the batch look now. */
export async function recordMade(
  trx: Trx,
  batchId: number,
  before: Record<Kind, number>,
  { filled, touched }: { filled: readonly Filled[]; touched: number },
): Promise<void> {
  for (const kind of KINDS) {
    const rows = await trx
      .selectFrom(kind)
      .select(['id', 'created_at'])
      .where('id', '>', before[kind])
      .execute();
    for (const { id, created_at } of rows)
      await insertMade(trx, batchId, { kind, row_id: id, mark: created_at });
  }
  const own = new Set((await listMade(trx, batchId, 'meeting')).map(({ row_id }) => row_id));
  const old = filled.filter(({ meeting_id }) => !own.has(meeting_id));
  if (old.length)
    await trx
      .insertInto('import_filled')
      .values(old.map((row) => ({ ...row, batch_id: batchId })))
      .execute();
  const changed = new Set([touched, ...filled.map(({ meeting_id }) => meeting_id)]);
  for (const id of own) if (id > before.meeting || changed.has(id)) await markMeeting(trx, batchId, id);
}

export async function insertMade(
  trx: Trx,
  batchId: number,
  made: { kind: MadeKind; row_id: number; mark: string },
): Promise<void> {
  await trx
    .insertInto('import_made')
    .values({ ...made, batch_id: batchId })
    .execute();
}

async function markMeeting(trx: Trx, batchId: number, meetingId: number): Promise<void> {
  await trx
    .updateTable('import_made')
    .set({ mark: (await meetingMark(trx, meetingId)) ?? '' })
    .where('batch_id', '=', batchId)
    .where('kind', '=', 'meeting')
    .where('row_id', '=', meetingId)
    .execute();
}

export function listMade(db: Db, batchId: number, kind: MadeKind) {
  return db
    .selectFrom('import_made')
    .select(['row_id', 'mark'])
    .where('batch_id', '=', batchId)
    .where('kind', '=', kind)
    .orderBy('row_id', 'desc')
    .execute();
}

export function listFilled(db: Db, batchId: number) {
  return db
    .selectFrom('import_filled')
    .select(['meeting_id', 'field', 'before', 'after'])
    .where('batch_id', '=', batchId)
    .orderBy(sql`rowid`, 'desc')
    .execute();
}

/** Whether any row of any table refers to it. */
export async function isReferred(db: Db, kind: Exclude<Kind, 'meeting'>, id: number): Promise<boolean> {
  const { rows } = await sql<{ child: string; column: string }>`
    select t.name as child, k."from" as "column" from pragma_table_list as t, pragma_foreign_key_list(t.name) as k
    where t.type = 'table' and k."table" = ${kind}`.execute(db);
  for (const { child, column } of rows) {
    const found =
      await sql`select 1 from ${sql.table(child)} where ${sql.ref(column)} = ${id} limit 1`.execute(db);
    if (found.rows.length) return true;
  }
  return false;
}

/** False when it has been made anew with the same number. */
export async function deleteLonely(
  trx: Trx,
  kind: Exclude<Kind, 'meeting'>,
  { row_id, mark }: { row_id: number; mark: string },
): Promise<boolean> {
  const { numDeletedRows } = await trx
    .deleteFrom(kind)
    .where('id', '=', row_id)
    .where('created_at', '=', mark)
    .executeTakeFirstOrThrow();
  if (!numDeletedRows) return false;
  if (kind !== 'speaker') await forgetAddresses(trx, kind, row_id);
  return true;
}

export async function deleteMeeting(trx: Trx, id: number): Promise<void> {
  await trx.deleteFrom('meeting').where('id', '=', id).execute();
  await forgetAddresses(trx, 'meeting', id);
}

async function forgetAddresses(
  trx: Trx,
  kind: 'meeting' | 'theme' | 'organisation',
  id: number,
): Promise<void> {
  await trx.deleteFrom('former_address').where('kind', '=', kind).where('target_id', '=', id).execute();
}

/** The same texts can be imported again. */
export async function forgetSources(trx: Trx, batchId: number, kept: readonly number[]): Promise<void> {
  await trx
    .deleteFrom('import_source')
    .where('batch_id', '=', batchId)
    .where('meeting_id', 'not in', kept)
    .execute();
  await trx
    .deleteFrom('old_address')
    .where('batch_id', '=', batchId)
    .where('meeting_id', 'not in', kept)
    .execute();
}

/** Takes back minutes that nobody has changed; false when there are others. */
export async function deleteMinutes(trx: Trx, meetingId: number, revisionId: number): Promise<boolean> {
  const minutes = await trx
    .selectFrom('minutes')
    .select(['latest_revision_id', 'public_revision_id'])
    .where('meeting_id', '=', meetingId)
    .executeTakeFirst();
  if (minutes?.latest_revision_id !== revisionId) return false;
  await trx.deleteFrom('minutes').where('meeting_id', '=', meetingId).execute();
  await trx.deleteFrom('minutes_organisation').where('meeting_id', '=', meetingId).execute();
  await trx.deleteFrom('minutes_revision').where('id', '=', revisionId).execute();
  await trx.deleteFrom('minutes_check').where('meeting_id', '=', meetingId).execute();
  await trx.deleteFrom('minutes_overrule').where('meeting_id', '=', meetingId).execute();
  return true;
}

export async function deleteItems(trx: Trx, ids: readonly number[]): Promise<void> {
  await trx.deleteFrom('agenda_item').where('id', 'in', ids).execute();
}

export async function removeTheme(trx: Trx, meetingId: number, themeId: number): Promise<boolean> {
  const { numDeletedRows } = await trx
    .deleteFrom('meeting_theme')
    .where('meeting_id', '=', meetingId)
    .where('theme_id', '=', themeId)
    .executeTakeFirstOrThrow();
  return numDeletedRows > 0;
}
