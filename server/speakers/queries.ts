import type { Db, Trx } from '../../db/schema.ts';
import { freeSlug, nameKey, slugOf } from '../shared/slug.ts';
import type { SpeakerName } from './speaker.ts';

export type { SpeakerName } from './speaker.ts';

export function listOrganisations(db: Db) {
  return db.selectFrom('organisation').selectAll().orderBy('name').execute();
}

export function findOrganisation(db: Db, slug: string) {
  return db.selectFrom('organisation').selectAll().where('slug', '=', slug).executeTakeFirst();
}

/** The register, for suggestions. */
export function listSpeakers(db: Db) {
  return db
    .selectFrom('speaker')
    .leftJoin('organisation', 'organisation.id', 'speaker.organisation_id')
    .select(['speaker.id', 'speaker.name', 'speaker.role', 'organisation.name as organisation'])
    .orderBy('speaker.name')
    .execute();
}

/** Who gets mail about the meeting without subscribing: has said yes, and has left an address. Each person once. */
export async function listMailableSpeakers(
  db: Db,
  meetingId: number,
): Promise<{ id: number; name: string; email: string }[]> {
  return db
    .selectFrom('agenda_speaker')
    .innerJoin('agenda_item', 'agenda_item.id', 'agenda_speaker.agenda_item_id')
    .innerJoin('speaker', 'speaker.id', 'agenda_speaker.speaker_id')
    .select(['speaker.id', 'speaker.name', 'speaker.email'])
    .distinct()
    .where('agenda_item.meeting_id', '=', meetingId)
    .where('agenda_item.state', '!=', 'postponed')
    .where('agenda_speaker.answer', '=', 'yes')
    .where('speaker.email', 'is not', null)
    .$narrowType<{ email: string }>()
    .orderBy('speaker.id')
    .execute();
}

/** The id of the organisation with this name, made when it is new. */
export async function saveOrganisation(trx: Trx, name: string, now: string): Promise<number> {
  const name_key = nameKey(name);
  const known = await trx
    .selectFrom('organisation')
    .select('id')
    .where('name_key', '=', name_key)
    .executeTakeFirst();
  if (known) return known.id;
  const slug = freeSlug(slugOf(name), await takenSlugs(trx));
  const row = await trx
    .insertInto('organisation')
    .values({ slug, name, name_key, created_at: now })
    .returning('id')
    .executeTakeFirstOrThrow();
  return row.id;
}

async function takenSlugs(trx: Trx): Promise<Set<string>> {
  const now = await trx.selectFrom('organisation').select('slug').execute();
  const former = await trx
    .selectFrom('former_address')
    .select('slug')
    .where('kind', '=', 'organisation')
    .execute();
  return new Set([...now, ...former].map(({ slug }) => slug));
}

/** The register's person of this name and organisation, made when new; a role that was unknown is filled in. */
export async function saveSpeaker(trx: Trx, speaker: SpeakerName, now: string): Promise<number> {
  const organisation_id = speaker.organisation
    ? await saveOrganisation(trx, speaker.organisation, now)
    : null;
  const same = await trx
    .selectFrom('speaker')
    .select(['id', 'role', 'name'])
    .where('organisation_id', 'is', organisation_id)
    .execute();
  const known = same.find(({ name }) => nameKey(name) === nameKey(speaker.name));
  if (known) {
    if (!known.role && speaker.role)
      await trx.updateTable('speaker').set({ role: speaker.role }).where('id', '=', known.id).execute();
    return known.id;
  }
  const values = { name: speaker.name, role: speaker.role, organisation_id, created_at: now };
  return (await trx.insertInto('speaker').values(values).returning('id').executeTakeFirstOrThrow()).id;
}
