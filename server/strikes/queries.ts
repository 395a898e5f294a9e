import { sql } from 'kysely';
import type { Db, Trx } from '../../db/schema.ts';
import { readContent } from '../minutes/minutes.ts';
import { slugOf } from '../shared/slug.ts';
import type { Mended } from './column-queries.ts';
import { strikeContent, textsIn } from './json-text.ts';
import type { Passage } from './passage.ts';
import type { Held } from './place.ts';

/** Numbers of all revisions, so that their texts can be read a few at a time. */
export async function listRevisionIds(db: Db): Promise<number[]> {
  const rows = await db.selectFrom('minutes_revision').select('id').orderBy('id').execute();
  return rows.map(({ id }) => id);
}

export async function listRevisionTexts(db: Db, ids: readonly number[]): Promise<Held[]> {
  const rows = await db
    .selectFrom('minutes_revision as revision')
    .leftJoin('minutes', 'minutes.meeting_id', 'revision.meeting_id')
    .select(['revision.id', 'revision.meeting_id', 'content', 'public_revision_id', 'latest_revision_id'])
    .where('revision.id', 'in', ids)
    .orderBy('revision.id', 'desc')
    .execute();
  return rows.map(({ id, meeting_id, content, public_revision_id, latest_revision_id }) => ({
    key: `minutes_revision.content:${id}`,
    label:
      id === public_revision_id
        ? 'De publicerade minnesanteckningarna'
        : id === latest_revision_id
          ? 'Utkastet till minnesanteckningar'
          : 'Äldre versioner av minnesanteckningarna',
    texts: textsIn(JSON.parse(content)),
    meetingId: meeting_id,
  }));
}

/** In each revision of the meeting, also in those that were published once. */
export async function strikeRevisions(trx: Trx, meetingId: number, passage: Passage): Promise<void> {
  const ids = await trx
    .selectFrom('minutes_revision')
    .select('id')
    .where('meeting_id', '=', meetingId)
    .execute();
  for (const { id } of ids) {
    const row = await trx
      .selectFrom('minutes_revision')
      .select('content')
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    const content = readContent(row.content);
    const struck = strikeContent(content, passage);
    if (struck !== content)
      await trx
        .updateTable('minutes_revision')
        .set({ content: JSON.stringify(struck) })
        .where('id', '=', id)
        .execute();
  }
}

/** What the search shows; it is made anew of the texts. */
export async function listSearchTexts(db: Db): Promise<Held[]> {
  const rows = await db
    .selectFrom('search')
    .select(['id', 'title', 'body', 'people', 'context', 'owner'])
    .orderBy('id')
    .execute();
  return rows.map(({ id, title, body, people, context, owner }) => ({
    key: `search:${id}`,
    label: 'Sökningen',
    texts: [title, body, people, context],
    meetingId: Number(/^meeting (\d+)$/.exec(owner)?.[1] ?? 0) || null,
  }));
}

/** The meetings whose page, calendar entry or search row tells what these rows say. */
export async function meetingsOf(db: Db, mended: readonly Mended[]): Promise<number[]> {
  const ids = (table: string) =>
    JSON.stringify(mended.filter((one) => one.table === table).map(({ id }) => id));
  const { rows } = await sql<{ id: number }>`
    select value as id from json_each(${ids('meeting')})
    union select meeting_id from agenda_item where id in (select value from json_each(${ids('agenda_item')}))
    union select meeting_id from agenda_item where id in
      (select agenda_item_id from agenda_speaker where id in (select value from json_each(${ids('agenda_speaker')})))`.execute(
    db,
  );
  return rows.map(({ id }) => id);
}

/** Files that hold the bytes as they are, and those in whose words it was found: a strike never reaches into a file. */
export async function listFileTexts(db: Db, text: string, found: readonly number[]): Promise<Held[]> {
  const { rows } = await sql<{ id: number; meeting_id: number | null }>`
    select id, meeting_id from document inner join document_file on document_id = id
    where instr(content, cast(${text} as blob)) or id in (select value from json_each(${JSON.stringify(found)})) order by id`.execute(
    db,
  );
  return rows.map(({ id, meeting_id }) => ({
    key: `document_file.content:${id}`,
    label: 'En fil bland underlagen. Ta bort den och be om en ny',
    texts: [text],
    meetingId: meeting_id,
  }));
}

/** Addresses made of words, also those that lead on to a newer one. */
export async function listAddresses(db: Db, text: string): Promise<Held[]> {
  const slug = slugOf(text);
  const { rows } = await sql<{ slug: string }>`
    select slug from (select slug from theme union select slug from organisation union select slug from former_address)
    where instr('-' || slug || '-', ${`-${slug}-`}) order by slug`.execute(db);
  return rows.map((row) => ({
    key: `slug:${row.slug}`,
    label: 'Adressen till en sida, också efter ett namnbyte',
    texts: [text],
    meetingId: null,
  }));
}
