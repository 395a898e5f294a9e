import type { Db, Trx } from '../../db/schema.ts';
import type { ConsentKind } from '../../db/tables/meetings.ts';
import { CONSENT_KINDS, DEFAULT_CONSENTS, type Consents } from './consent.ts';
import type { Unnamed } from './unnamed-name.ts';

interface Whose {
  id: number;
  speaker_id: number;
}

/** What holds now for one appearance, whether or not the person was asked. */
export async function consentsFor(db: Db, { id }: Pick<Whose, 'id'>): Promise<Consents> {
  return (await mapConsents(db, [id])).get(id) ?? DEFAULT_CONSENTS;
}

/** Of those who have answered. */
export async function mapConsents(db: Db, ids: readonly number[]): Promise<Map<number, Consents>> {
  const rows = await db
    .selectFrom('consent')
    .select(['agenda_speaker_id as id', 'kind', 'given'])
    .where('agenda_speaker_id', 'in', ids)
    .execute();
  const said = Map.groupBy(rows, ({ id }) => id);
  return new Map(
    [...said].map(([id, list]) => [
      id,
      { ...DEFAULT_CONSENTS, ...Object.fromEntries(list.map(({ kind, given }) => [kind, given])) },
    ]),
  );
}

/** Stores what is said; only what is new comes into the log. Returns what held before. */
export async function storeConsents(
  trx: Trx,
  { id, speaker_id }: Whose,
  given: Consents,
  at: string,
): Promise<Consents> {
  const before = await consentsFor(trx, { id });
  const rows = await trx
    .selectFrom('consent')
    .select(['kind', 'given'])
    .where('agenda_speaker_id', '=', id)
    .execute();
  const stored = new Map(rows.map((row) => [row.kind, row.given]));
  for (const kind of CONSENT_KINDS.filter((one) => stored.get(one) !== given[one])) {
    const row = { agenda_speaker_id: id, kind, given: given[kind], at };
    await trx
      .insertInto('consent')
      .values(row)
      .onConflict((conflict) =>
        conflict.columns(['agenda_speaker_id', 'kind']).doUpdateSet({ given: row.given, at }),
      )
      .execute();
    await trx
      .insertInto('consent_event')
      .values({ ...row, speaker_id })
      .execute();
  }
  return before;
}

export interface Logged {
  at: string;
  kind: ConsentKind;
  given: 0 | 1;
  /** Of the meeting that it was said for; null when the person was taken off its agenda. */
  slug: string | null;
  date: string | null;
  agenda_speaker_id: number;
}

/** All that the person has said, newest first. */
export function listConsentLog(db: Db, speakerId: number): Promise<Logged[]> {
  return db
    .selectFrom('consent_event')
    .leftJoin('agenda_speaker', 'agenda_speaker.id', 'consent_event.agenda_speaker_id')
    .leftJoin('agenda_item', 'agenda_item.id', 'agenda_speaker.agenda_item_id')
    .leftJoin('meeting', 'meeting.id', 'agenda_item.meeting_id')
    .leftJoin('candidate_date', (join) =>
      join.onRef('candidate_date.meeting_id', '=', 'meeting.id').on('candidate_date.leading', '=', 1),
    )
    .select([
      'consent_event.at',
      'consent_event.kind',
      'consent_event.given',
      'consent_event.agenda_speaker_id',
      'meeting.slug',
      'candidate_date.date',
    ])
    .where('consent_event.speaker_id', '=', speakerId)
    .orderBy('consent_event.id', 'desc')
    .execute();
}

/** Where the person speaks or spoke, newest first. */
export function listAppearances(db: Db, speakerId: number) {
  return db
    .selectFrom('agenda_speaker')
    .innerJoin('agenda_item', 'agenda_item.id', 'agenda_speaker.agenda_item_id')
    .innerJoin('meeting', 'meeting.id', 'agenda_item.meeting_id')
    .innerJoin('candidate_date', (join) =>
      join.onRef('candidate_date.meeting_id', '=', 'meeting.id').on('candidate_date.leading', '=', 1),
    )
    .select(['agenda_speaker.id', 'agenda_item.title', 'meeting.slug', 'candidate_date.date'])
    .where('agenda_speaker.speaker_id', '=', speakerId)
    .orderBy('candidate_date.date', 'desc')
    .orderBy('agenda_speaker.id')
    .execute();
}

/** Those who have said that the name must not be shown. */
export async function listUnnamed(
  db: Db,
  only: { speakerId?: number; id?: number } = {},
): Promise<Unnamed[]> {
  let query = db
    .selectFrom('consent')
    .innerJoin('agenda_speaker', 'agenda_speaker.id', 'consent.agenda_speaker_id')
    .innerJoin('agenda_item', 'agenda_item.id', 'agenda_speaker.agenda_item_id')
    .innerJoin('speaker', 'speaker.id', 'agenda_speaker.speaker_id')
    .select([
      'agenda_speaker.id',
      'agenda_speaker.speaker_id',
      'agenda_item.meeting_id',
      'agenda_speaker.name',
      'agenda_speaker.role',
      'agenda_speaker.organisation',
      'agenda_speaker.printed_before',
      'speaker.name as registered',
    ])
    .where('consent.kind', '=', 'name')
    .where('consent.given', '=', 0)
    .orderBy('agenda_speaker.id');
  if (only.speakerId !== undefined) query = query.where('agenda_speaker.speaker_id', '=', only.speakerId);
  if (only.id !== undefined) query = query.where('agenda_speaker.id', '=', only.id);
  return query.execute();
}

export async function findMeetingIdOf(db: Db, agendaSpeakerId: number): Promise<number> {
  const row = await db
    .selectFrom('agenda_speaker')
    .innerJoin('agenda_item', 'agenda_item.id', 'agenda_speaker.agenda_item_id')
    .select('agenda_item.meeting_id')
    .where('agenda_speaker.id', '=', agendaSpeakerId)
    .executeTakeFirstOrThrow();
  return row.meeting_id;
}
