import { sql } from 'kysely';
import type { Db, Trx } from '../../db/schema.ts';
import { mapTexts, textsIn } from './json-text.ts';
import { hasPassage, strikeOut, type Passage } from './passage.ts';
import type { Held } from './place.ts';
import { STRUCK, type Column } from './word-column-queries.ts';

interface Row {
  id: number;
  text: string;
  meeting_id: number | null;
}

async function rowsOf(db: Db, { table, column, meeting }: Column): Promise<Row[]> {
  const { rows } = await sql<Row>`
    select rowid as id, ${sql.ref(column)} as text, ${meeting} as meeting_id from ${sql.table(table)}
    where ${sql.ref(column)} != '' order by rowid`.execute(db);
  return rows;
}

const textsOf = ({ json }: Column, text: string): string[] => (json ? textsIn(JSON.parse(text)) : [text]);

/** Each text of the columns, with the place where it stands. */
export async function listTexts(db: Db, columns: readonly Column[]): Promise<Held[]> {
  const held: Held[] = [];
  for (const column of columns)
    for (const { id, text, meeting_id } of await rowsOf(db, column))
      held.push({
        key: `${column.table}.${column.column}:${id}`,
        label: column.label,
        texts: textsOf(column, text),
        meetingId: meeting_id,
      });
  return held;
}

export interface Mended {
  table: string;
  id: number;
}

/** Strikes the passage in every column; `meetingId` keeps to what belongs to that meeting. */
export async function strikeColumns(trx: Trx, passage: Passage, meetingId?: number): Promise<Mended[]> {
  const mended: Mended[] = [];
  for (const column of STRUCK)
    for (const { id, text, meeting_id } of await rowsOf(trx, column)) {
      if (meetingId !== undefined && meeting_id !== meetingId) continue;
      if (!textsOf(column, text).some((one) => hasPassage(one, passage))) continue;
      const { table, column: name } = column;
      await sql`update ${sql.table(table)} set ${sql.ref(name)} = ${struckIn(column, text, passage)} where rowid = ${id}`.execute(
        trx,
      );
      mended.push({ table, id });
    }
  return mended;
}

function struckIn({ json, needed }: Column, text: string, passage: Passage): string {
  const strike = (one: string) => strikeOut(one, passage);
  if (json) return JSON.stringify(mapTexts(JSON.parse(text), strike));
  return strike(text) || (needed ? 'Struket' : '');
}
