import type { Db, Trx } from '../../db/schema.ts';
import type { Unnamed } from './unnamed-name.ts';

/**
 * Whose last word was that the name must not be shown, said for an item that the person has been taken off since: what they
 * asked for outlives the place on the agenda.
 */
export function listGone(db: Db, speakerId?: number): Promise<Unnamed[]> {
  let query = selectGone(db);
  if (speakerId !== undefined) query = query.where('said.speaker_id', '=', speakerId);
  return query.execute();
}

/** Somebody who is put on an agenda again must not have to say no twice. */
export async function keepRefusal(trx: Trx, id: number, speakerId: number, at: string): Promise<void> {
  const [gone] = await listGone(trx, speakerId);
  if (!gone) return;
  await trx.insertInto('consent').values({ agenda_speaker_id: id, kind: 'name', given: 0, at }).execute();
}

function selectGone(db: Db) {
  return db
    .selectFrom('consent_event as said')
    .innerJoin('speaker', 'speaker.id', 'said.speaker_id')
    .leftJoin('organisation', 'organisation.id', 'speaker.organisation_id')
    .select((eb) => [
      'said.agenda_speaker_id as id',
      'said.speaker_id',
      eb.val<number | null>(null).as('meeting_id'),
      'speaker.name',
      'speaker.role',
      'organisation.name as organisation',
      eb.val<string | null>(null).as('printed_before'),
      'speaker.name as registered',
    ])
    .where('said.kind', '=', 'name')
    .where('said.given', '=', 0)
    .where((eb) => {
      const still = eb
        .selectFrom('agenda_speaker')
        .select('agenda_speaker.id')
        .whereRef('agenda_speaker.id', '=', 'said.agenda_speaker_id');
      const later = eb
        .selectFrom('consent_event as later')
        .select('later.id')
        .whereRef('later.speaker_id', '=', 'said.speaker_id')
        .where('later.kind', '=', 'name')
        .whereRef('later.id', '>', 'said.id');
      return eb.and([eb.not(eb.exists(still)), eb.not(eb.exists(later))]);
    });
}
