import { sql, type RawBuilder } from 'kysely';
import type { Db, Trx } from '../../db/schema.ts';
import { readContent } from '../minutes/minutes.ts';
import { minutesTexts, type Place } from './place.ts';

interface Column {
  table: string;
  column: string;
  label: string;
  /** The column with the meeting that the text is about. */
  meeting: 'id' | 'meeting_id' | null;
  /** Only these rows are read by others. */
  only?: RawBuilder<unknown>;
}

/** Every column with words of people that others read, or will read by mail. */
const COLUMNS: readonly Column[] = [
  { table: 'meeting', column: 'description', label: 'Om mötet', meeting: 'id' },
  { table: 'meeting', column: 'cancelled_reason', label: 'Varför mötet är inställt', meeting: 'id' },
  { table: 'agenda_item', column: 'title', label: 'Dagordningen', meeting: 'meeting_id' },
  { table: 'agenda_item', column: 'reason', label: 'Varför punkten inte hölls', meeting: 'meeting_id' },
  { table: 'theme', column: 'title', label: 'Temats namn', meeting: null },
  { table: 'theme', column: 'description', label: 'Temats beskrivning', meeting: null },
  { table: 'proposal', column: 'title', label: 'Förslagets rubrik', meeting: null },
  { table: 'proposal', column: 'text', label: 'Förslagets text', meeting: null },
  { table: 'proposal', column: 'answer', label: 'Svaret på förslaget', meeting: null },
  { table: 'proposal_event', column: 'answer', label: 'Ett svar i förslagets historik', meeting: null },
  { table: 'follow_up', column: 'what', label: 'En uppföljning', meeting: null },
  { table: 'follow_up', column: 'who', label: 'Vem som gör en uppföljning', meeting: null },
  { table: 'follow_up', column: 'answer', label: 'Svaret på en uppföljning', meeting: null },
  {
    table: 'follow_up_event',
    column: 'answer',
    label: 'Ett tidigare svar på en uppföljning',
    meeting: null,
  },
  { table: 'document', column: 'title', label: 'Underlagets namn', meeting: 'meeting_id' },
  { table: 'document', column: 'source', label: 'Vem som står bakom ett underlag', meeting: 'meeting_id' },
  { table: 'document', column: 'text', label: 'Texten ur ett underlag', meeting: 'meeting_id' },
  { table: 'document', column: 'file_name', label: 'Underlagets filnamn', meeting: 'meeting_id' },
  {
    table: 'mailing',
    column: 'subject',
    label: 'En nyhet på alla sidor',
    meeting: 'meeting_id',
    only: sql`urgent = 1`,
  },
  { table: 'mailing_draft', column: 'subject', label: 'Ämnet i ett påbörjat utskick', meeting: 'meeting_id' },
  { table: 'mailing_draft', column: 'text', label: 'Ett påbörjat utskick', meeting: 'meeting_id' },
];

const meetingOf = (column: Column['meeting']) => (column ? sql.ref(column) : sql`null`);

/** The texts that hold the word, in small letters or capitals too; the caller looks closer. */
export async function listPlaces(db: Db, word: string): Promise<Place[]> {
  const forms = [...new Set([word, word.toLocaleLowerCase('sv'), word.toLocaleUpperCase('sv')])];
  const found: Place[] = [];
  for (const { table, column, label, meeting, only = sql`true` } of COLUMNS) {
    const { rows } = await sql<{ id: number; text: string; meeting_id: number | null }>`
      select id, ${sql.ref(column)} as text, ${meetingOf(meeting)} as meeting_id from ${sql.table(table)}
      where ${holdsAny(sql.ref(column), forms)} and ${only} order by id`.execute(db);
    for (const { id, text, meeting_id } of rows)
      found.push({ key: `${table}.${column}:${id}`, label, text, meetingId: meeting_id });
  }
  return [...(await listMinutesPlaces(db, forms)), ...found];
}

function holdsAny(column: RawBuilder<unknown>, forms: readonly string[]): RawBuilder<boolean> {
  return sql<boolean>`(${sql.join(
    forms.map((form) => sql`instr(${column}, ${form})`),
    sql` or `,
  )})`;
}

/** What everybody reads, and the draft where that says something else. */
async function listMinutesPlaces(db: Db, forms: readonly string[]): Promise<Place[]> {
  const rows = await db
    .selectFrom('minutes')
    .innerJoin('minutes_revision', (join) =>
      join.on((eb) =>
        eb('minutes_revision.id', 'in', [
          eb.ref('minutes.public_revision_id'),
          eb.ref('minutes.latest_revision_id'),
        ]),
      ),
    )
    .select(['minutes.meeting_id', 'minutes_revision.content'])
    .where(
      holdsAny(
        sql.ref('minutes_revision.content'),
        forms.map((form) => JSON.stringify(form).slice(1, -1)),
      ),
    )
    .orderBy('minutes.meeting_id')
    .orderBy('minutes_revision.id')
    .execute();
  const places = new Map<string, Place>();
  for (const { meeting_id, content } of rows)
    for (const [part, label, text] of minutesTexts(readContent(content))) {
      const key = `minutes.${part}:${meeting_id}`;
      const before = places.get(key)?.text;
      const both = before === undefined || before === text ? text : `${before}\n\n${text}`;
      places.set(key, { key, label: `Minnesanteckningarna, ${label}`, text: both, meetingId: meeting_id });
    }
  return [...places.values()];
}

/** Rewrites the text of a row; undefined when there is no such place. Returns the meeting and theme that are to be refreshed. */
export async function mendColumn(
  trx: Trx,
  key: string,
  mend: (text: string) => string,
): Promise<{ table: string; id: number; meetingId: number | null } | undefined> {
  const [name, id] = [key.slice(0, key.indexOf(':')), Number(key.slice(key.indexOf(':') + 1))];
  const known = COLUMNS.find(({ table, column }) => `${table}.${column}` === name);
  if (!known || !Number.isSafeInteger(id)) return undefined;
  const { table, column, meeting } = known;
  const { rows } = await sql<{ text: string | null; meeting_id: number | null }>`
    select ${sql.ref(column)} as text, ${meetingOf(meeting)} as meeting_id from ${sql.table(table)} where id = ${id}`.execute(
    trx,
  );
  const [row] = rows;
  if (!row) return undefined;
  await sql`update ${sql.table(table)} set ${sql.ref(column)} = ${mend(row.text ?? '')} where id = ${id}`.execute(
    trx,
  );
  return { table, id, meetingId: row.meeting_id };
}

/** Meetings where the person allows the name. */
export async function listNamedMeetingIds(db: Db, speakerId: number): Promise<number[]> {
  const rows = await db
    .selectFrom('agenda_speaker')
    .innerJoin('agenda_item', 'agenda_item.id', 'agenda_speaker.agenda_item_id')
    .leftJoin('consent', (join) =>
      join.onRef('consent.agenda_speaker_id', '=', 'agenda_speaker.id').on('consent.kind', '=', 'name'),
    )
    .select('agenda_item.meeting_id')
    .where('agenda_speaker.speaker_id', '=', speakerId)
    .where((eb) => eb.or([eb('consent.given', 'is', null), eb('consent.given', '=', 1)]))
    .execute();
  return rows.map(({ meeting_id }) => meeting_id);
}
