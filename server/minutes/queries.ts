import { sql } from 'kysely';
import type { Db, Trx } from '../../db/schema.ts';
import { nameKey } from '../shared/slug.ts';
import { saveOrganisation } from '../speakers/queries.ts';
import { organisationNames, readContent, type MinutesContent, type PublicMinutes } from './minutes.ts';
import { leaveOutWithheld } from './withheld-queries.ts';

/** What everybody may read; undefined for drafts and unpublished minutes. */
export async function findPublicMinutes(db: Db, meetingId: number): Promise<PublicMinutes | undefined> {
  const row = await db
    .selectFrom('minutes')
    .innerJoin('minutes_revision', 'minutes_revision.id', 'minutes.public_revision_id')
    .select(['content', 'first_published_at', 'published_at', 'changed_at'])
    .where('minutes.meeting_id', '=', meetingId)
    .executeTakeFirst();
  if (!row) return undefined;
  const { first_published_at, published_at, changed_at } = row;
  const content = readContent(row.content);
  return {
    content,
    first_published_at: first_published_at ?? '',
    published_at: published_at ?? '',
    changed_at,
  };
}

export function findMinutes(db: Db, meetingId: number) {
  return db.selectFrom('minutes').selectAll().where('meeting_id', '=', meetingId).executeTakeFirst();
}

export interface Revision {
  meeting_id: number;
  id: number;
  number: number;
  content: MinutesContent;
  user_id: number | null;
  note: string;
  created_at: string;
  autosaved: 0 | 1;
}

export function findLatestRevision(db: Db, meetingId: number): Promise<Revision | undefined> {
  return findRevision(db, meetingId);
}

/** The newest one when no number is given. */
export async function findRevision(
  db: Db,
  meetingId: number,
  number?: number,
): Promise<Revision | undefined> {
  let query = db.selectFrom('minutes_revision').selectAll().where('meeting_id', '=', meetingId);
  if (number !== undefined) query = query.where('number', '=', number);
  const row = await query.orderBy('number', 'desc').limit(1).executeTakeFirst();
  return row && { ...row, content: readContent(row.content) };
}

/** Newest first, without their texts. */
export function listRevisions(db: Db, meetingId: number) {
  return db
    .selectFrom('minutes_revision')
    .leftJoin('user', 'user.id', 'minutes_revision.user_id')
    .select([
      'minutes_revision.id',
      'minutes_revision.number',
      'minutes_revision.note',
      'minutes_revision.created_at',
      'minutes_revision.autosaved',
      'user.name as who',
    ])
    .where('meeting_id', '=', meetingId)
    .orderBy('number', 'desc')
    .execute();
}

/** The name of who saved last; undefined for an import, and for an account without a name. */
export async function findWriter(db: Db, meetingId: number): Promise<string | undefined> {
  const [latest] = await listRevisions(db, meetingId);
  return latest?.who || undefined;
}

/** The highest number that a section of these minutes ever had, 0 when there was none. */
export async function lastSectionNumber(db: Db, meetingId: number): Promise<number> {
  const { rows } = await sql<{ last: number | null }>`
    select max(cast(substr(json_extract(section.value, '$.id'), 9) as integer)) as last
    from minutes_revision, json_each(minutes_revision.content, '$.sections') as section
    where meeting_id = ${meetingId}`.execute(db);
  return rows[0]?.last ?? 0;
}

/** A new revision with the next number; its id. The public text stays what it was. */
export async function insertRevision(
  trx: Trx,
  meetingId: number,
  content: MinutesContent,
  { userId, note, now }: { userId: number | null; note: string; now: string },
): Promise<number> {
  const latest = await trx
    .selectFrom('minutes_revision')
    .select((eb) => eb.fn.max('number').as('number'))
    .where('meeting_id', '=', meetingId)
    .executeTakeFirst();
  const values = {
    meeting_id: meetingId,
    number: (latest?.number ?? 0) + 1,
    content: JSON.stringify(await leaveOutWithheld(trx, meetingId, content)),
    user_id: userId,
    note,
    created_at: now,
  };
  const { id } = await trx
    .insertInto('minutes_revision')
    .values(values)
    .returning('id')
    .executeTakeFirstOrThrow();
  await trx
    .insertInto('minutes')
    .values({ meeting_id: meetingId, latest_revision_id: id })
    .onConflict((conflict) => conflict.column('meeting_id').doUpdateSet({ latest_revision_id: id }))
    .execute();
  return id;
}

/** Makes the revision the public text; published anew after it was withdrawn keeps the first date. */
export async function publishRevision(
  trx: Trx,
  meetingId: number,
  revisionId: number,
  now: string,
): Promise<void> {
  const before = await trx
    .selectFrom('minutes')
    .select(['first_published_at'])
    .where('meeting_id', '=', meetingId)
    .executeTakeFirstOrThrow();
  await trx
    .updateTable('minutes')
    .set({
      public_revision_id: revisionId,
      first_published_at: before.first_published_at ?? now,
      published_at: now,
      changed_at: null,
      unpublished_reason: null,
    })
    .where('meeting_id', '=', meetingId)
    .execute();
}

/** Another text at the same address, without a new date of publication. */
export async function mendPublicRevision(
  trx: Trx,
  meetingId: number,
  revisionId: number,
  now: string,
): Promise<void> {
  await trx
    .updateTable('minutes')
    .set({ public_revision_id: revisionId, changed_at: now })
    .where('meeting_id', '=', meetingId)
    .execute();
}

/** So that /organisationer/SLUG finds the meetings where they spoke. */
export async function replaceMinutesOrganisations(
  trx: Trx,
  meetingId: number,
  organisationIds: number[],
): Promise<void> {
  await trx.deleteFrom('minutes_organisation').where('meeting_id', '=', meetingId).execute();
  for (const organisation_id of new Set(organisationIds)) {
    await trx.insertInto('minutes_organisation').values({ meeting_id: meetingId, organisation_id }).execute();
  }
}

/** Finds the organisations that the text names, and adds unknown ones to the register, those that were there too. */
export async function linkMinutesOrganisations(
  trx: Trx,
  meetingId: number,
  content: MinutesContent,
  now: string,
): Promise<void> {
  const ids: number[] = [];
  for (const name of organisationNames(content, nameKey)) ids.push(await saveOrganisation(trx, name, now));
  for (const name of content.attendance?.organisations ?? []) await saveOrganisation(trx, name, now);
  await replaceMinutesOrganisations(trx, meetingId, ids);
}
