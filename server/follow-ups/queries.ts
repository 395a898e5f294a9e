import { sql } from 'kysely';
import type { Db } from '../../db/schema.ts';
import { NotFound } from '../shared/failures.ts';
import type { TakenUp } from './agenda-rule.ts';
import type { FollowUp, Happening } from './follow-up.ts';
import type { Register } from './naming.ts';

export interface Filter {
  ids?: readonly number[];
  meetingId?: number;
  proposalId?: number;
  /** Only what everybody may see. */
  shown?: true;
}

/** Whole follow-ups, in the order of their ids. */
export async function listFollowUps(db: Db, filter: Filter = {}): Promise<FollowUp[]> {
  let query = selectFollowUps(db).orderBy('follow_up.id');
  if (filter.ids) query = query.where('follow_up.id', 'in', [...filter.ids]);
  if (filter.meetingId) query = query.where('follow_up.meeting_id', '=', filter.meetingId);
  if (filter.proposalId) query = query.where('follow_up.proposal_id', '=', filter.proposalId);
  if (filter.shown) query = query.where('follow_up.shown_at', 'is not', null);
  const rows = await query.execute();
  if (!rows.length) return [];
  const few = rows.length <= 200 ? rows.map(({ id }) => id) : undefined;
  const trail = Map.groupBy(await listHappenings(db, few), ({ follow_up_id }) => follow_up_id);
  const organisations = Map.groupBy(await listOfOrganisations(db, few), ({ follow_up_id }) => follow_up_id);
  return rows.map((row) => ({
    ...row,
    trail: (trail.get(row.id) ?? []).map(({ follow_up_id: _of, ...event }): Happening => event),
    organisations: (organisations.get(row.id) ?? []).map(({ id, slug, name }) => ({ id, slug, name })),
  }));
}

/** The activities of a proposal that grew into a project, as everybody may see them. */
export function listActivities(db: Db, proposalId: number): Promise<FollowUp[]> {
  return listFollowUps(db, { proposalId, shown: true });
}

export async function findFollowUp(db: Db, id: number): Promise<FollowUp | undefined> {
  return (await listFollowUps(db, { ids: [id] }))[0];
}

export async function getFollowUp(db: Db, id: number): Promise<FollowUp> {
  const found = await findFollowUp(db, id);
  if (!found) throw new NotFound('Uppföljningen finns inte.');
  return found;
}

function selectFollowUps(db: Db) {
  return db
    .selectFrom('follow_up')
    .leftJoin('meeting', 'meeting.id', 'follow_up.meeting_id')
    .leftJoin('candidate_date', (join) =>
      join.onRef('candidate_date.meeting_id', '=', 'meeting.id').on('candidate_date.leading', '=', 1),
    )
    .leftJoin('proposal', 'proposal.id', 'follow_up.proposal_id')
    .selectAll('follow_up')
    .select(['meeting.slug as meeting_slug', 'candidate_date.date as meeting_date'])
    .select('proposal.title as proposal_title')
    .select(sql<0 | 1>`(proposal.shown_at is not null and proposal.hidden_at is null)`.as('proposal_shown'));
}

function listHappenings(db: Db, ids: number[] | undefined) {
  return db
    .selectFrom('follow_up_event')
    .leftJoin('meeting', 'meeting.id', 'follow_up_event.meeting_id')
    .leftJoin('candidate_date', (join) =>
      join.onRef('candidate_date.meeting_id', '=', 'meeting.id').on('candidate_date.leading', '=', 1),
    )
    .select([
      'follow_up_event.id',
      'follow_up_event.follow_up_id',
      'follow_up_event.at',
      'follow_up_event.state',
      'follow_up_event.answer',
      'follow_up_event.by_link',
      'meeting.slug as meeting_slug',
      'candidate_date.date as meeting_date',
    ])
    .$if(ids !== undefined, (query) => query.where('follow_up_id', 'in', ids!))
    .orderBy('follow_up_event.at')
    .orderBy('follow_up_event.id')
    .execute();
}

function listOfOrganisations(db: Db, ids: number[] | undefined) {
  return db
    .selectFrom('follow_up_organisation')
    .innerJoin('organisation', 'organisation.id', 'follow_up_organisation.organisation_id')
    .select(['follow_up_id', 'organisation.id', 'organisation.slug', 'organisation.name'])
    .$if(ids !== undefined, (query) => query.where('follow_up_id', 'in', ids!))
    .orderBy('organisation.name')
    .execute();
}

export interface Responsible {
  name: string;
  /** Null when the register has no address. */
  email: string | null;
}

/** Who answers, by the id of the follow-up: the person before the organisation. */
export async function mapResponsible(db: Db, ids: readonly number[]): Promise<Map<number, Responsible>> {
  const rows = await db
    .selectFrom('follow_up')
    .leftJoin('speaker', 'speaker.id', 'follow_up.speaker_id')
    .leftJoin('organisation', 'organisation.id', 'follow_up.organisation_id')
    .select(['follow_up.id', 'speaker.name', 'speaker.email'])
    .select(['organisation.name as organisation', 'organisation.email as organisation_email'])
    .where('follow_up.id', 'in', [...ids])
    .execute();
  return new Map(
    rows.flatMap(({ id, name, email, organisation, organisation_email }) => {
      const one = name ? { name, email } : { name: organisation, email: organisation_email };
      return one.name ? [[id, { name: one.name, email: one.email }]] : [];
    }),
  );
}

/** The register, to find whom a line names. */
export async function loadRegister(db: Db): Promise<Register> {
  return {
    people: await db.selectFrom('speaker').select(['id', 'name', 'organisation_id']).execute(),
    organisations: await db.selectFrom('organisation').select(['id', 'name_key']).execute(),
  };
}

/** The first meeting from `today` on that will be, and the latest that has been. */
export async function findNextMeetings(db: Db, today: string) {
  const meetings = selectMeetingDays(db).where('meeting.state', '!=', 'cancelled');
  const next = await meetings
    .where('meeting.state', '!=', 'held')
    .where('candidate_date.date', '>=', today)
    .orderBy('candidate_date.date')
    .orderBy('meeting.id')
    .limit(1)
    .executeTakeFirst();
  const previous = await meetings
    .where((eb) => eb.or([eb('meeting.state', '=', 'held'), eb('candidate_date.date', '<', today)]))
    .where('candidate_date.date', '<=', today)
    .orderBy('candidate_date.date', 'desc')
    .limit(1)
    .executeTakeFirst();
  return { next, previous };
}

/** On which agenda each was put last, by the id of that meeting. */
export async function mapTakenUp(db: Db, today: string): Promise<Map<number, TakenUp>> {
  const asked = db
    .selectFrom('follow_up')
    .select('agenda_meeting_id')
    .where('agenda_meeting_id', 'is not', null);
  const rows = await selectMeetingDays(db)
    .where('meeting.id', 'in', asked.$castTo<{ agenda_meeting_id: number }>())
    .execute();
  return new Map(
    rows.map(({ id, date, end_time, state }) => {
      const coming = date >= today && state !== 'cancelled' && state !== 'held';
      return [id, { id, date, end: end_time ?? '23:59', coming, cancelled: state === 'cancelled' }];
    }),
  );
}

function selectMeetingDays(db: Db) {
  return db
    .selectFrom('meeting')
    .innerJoin('candidate_date', 'candidate_date.meeting_id', 'meeting.id')
    .select(['meeting.id', 'meeting.slug', 'meeting.state', 'meeting.end_time', 'candidate_date.date'])
    .where('candidate_date.leading', '=', 1);
}
