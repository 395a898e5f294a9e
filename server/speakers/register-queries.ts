import type { Db, Trx } from '../../db/schema.ts';
import { leaveAddress, listFormerAddresses, repointAddresses } from '../addresses/queries.ts';
import { repointFollowUps } from '../follow-ups/responsible-queries.ts';
import { NotFound } from '../shared/failures.ts';
import { freeSlug, nameKey, slugOf } from '../shared/slug.ts';

export async function getOrganisationById(db: Db, id: number) {
  const row = await db.selectFrom('organisation').selectAll().where('id', '=', id).executeTakeFirst();
  if (!row) throw new NotFound('Organisationen finns inte.');
  return row;
}

/** With the address, which only the secretary sees. */
export async function getSpeakerById(db: Db, id: number) {
  const row = await db
    .selectFrom('speaker')
    .leftJoin('organisation', 'organisation.id', 'speaker.organisation_id')
    .select([
      'speaker.id',
      'speaker.name',
      'speaker.role',
      'speaker.email',
      'organisation.name as organisation',
    ])
    .where('speaker.id', '=', id)
    .executeTakeFirst();
  if (!row) throw new NotFound('Personen finns inte i registret.');
  return row;
}

export function findOrganisationByName(db: Db, name: string) {
  return db.selectFrom('organisation').selectAll().where('name_key', '=', nameKey(name)).executeTakeFirst();
}

/** The old address leads on to the new one. */
export async function renameOrganisation(
  trx: Trx,
  organisation: { id: number; slug: string },
  name: string,
  now: string,
): Promise<void> {
  const { id, slug: old } = organisation;
  const others = await trx.selectFrom('organisation').select('slug').where('id', '!=', id).execute();
  const taken = [...others.map(({ slug }) => slug), ...(await listFormerAddresses(trx, 'organisation', id))];
  const slug = freeSlug(slugOf(name), new Set(taken));
  await trx
    .updateTable('organisation')
    .set({ name, name_key: nameKey(name), slug })
    .where('id', '=', id)
    .execute();
  if (slug !== old) await leaveAddress(trx, 'organisation', { old, slug, id }, now);
}

export async function setOrganisationEmail(trx: Trx, id: number, email: string | null): Promise<void> {
  await trx.updateTable('organisation').set({ email }).where('id', '=', id).execute();
}

/** All that belongs to `from` belongs to `to`; names already printed stay as they are. */
export async function mergeOrganisations(
  trx: Trx,
  from: { id: number; slug: string; email: string | null },
  to: { id: number; slug: string; email: string | null },
  now: string,
): Promise<void> {
  const both = trx
    .selectFrom('minutes_organisation')
    .select('meeting_id')
    .where('organisation_id', '=', to.id);
  await trx
    .deleteFrom('minutes_organisation')
    .where('organisation_id', '=', from.id)
    .where('meeting_id', 'in', both)
    .execute();
  for (const table of ['minutes_organisation', 'speaker'] as const)
    await trx
      .updateTable(table)
      .set({ organisation_id: to.id })
      .where('organisation_id', '=', from.id)
      .execute();
  await repointFollowUps(trx, 'organisation', from.id, to.id);
  if (!to.email) await setOrganisationEmail(trx, to.id, from.email);
  await trx.deleteFrom('organisation').where('id', '=', from.id).execute();
  await repointAddresses(trx, 'organisation', from.id, to.id);
  await leaveAddress(trx, 'organisation', { old: from.slug, slug: to.slug, id: to.id }, now);
}

export async function updateSpeaker(
  trx: Trx,
  id: number,
  values: { name: string; role: string | null; organisation_id: number | null },
): Promise<void> {
  await trx.updateTable('speaker').set(values).where('id', '=', id).execute();
}

/**
 * The meetings, consents and follow-ups of `from` become those of `to`, as they were printed; an address, a role and an
 * organisation are kept when only one has them.
 */
export async function mergeSpeakers(trx: Trx, from: number, to: number): Promise<void> {
  await trx.updateTable('agenda_speaker').set({ speaker_id: to }).where('speaker_id', '=', from).execute();
  await trx.updateTable('consent_event').set({ speaker_id: to }).where('speaker_id', '=', from).execute();
  await repointFollowUps(trx, 'speaker', from, to);
  await repointMails(trx, from, to);
  const [old, stays] = [await getRow(trx, from), await getRow(trx, to)];
  const email = stays.email ?? old.email;
  const role = stays.role ?? old.role;
  const organisation_id = stays.organisation_id ?? old.organisation_id;
  await trx.updateTable('speaker').set({ email, role, organisation_id }).where('id', '=', to).execute();
  await trx.deleteFrom('speaker').where('id', '=', from).execute();
}

function getRow(trx: Trx, id: number) {
  return trx.selectFrom('speaker').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
}

/** One person gets each mail once: what both were sent stays with nobody. */
async function repointMails(trx: Trx, from: number, to: number): Promise<void> {
  const both = await trx
    .selectFrom('outbox')
    .innerJoin('outbox as other', (join) =>
      join
        .onRef('other.meeting_id', '=', 'outbox.meeting_id')
        .onRef('other.meeting_revision', '=', 'outbox.meeting_revision')
        .onRef('other.kind', '=', 'outbox.kind'),
    )
    .select('outbox.id')
    .where('outbox.speaker_id', '=', from)
    .where('other.speaker_id', '=', to)
    .execute();
  const ids = both.map(({ id }) => id);
  await trx.updateTable('outbox').set({ speaker_id: null }).where('id', 'in', ids).execute();
  await trx.updateTable('outbox').set({ speaker_id: to }).where('speaker_id', '=', from).execute();
}
