import { sql } from 'kysely';
import type { Db } from '../../db/schema.ts';
import { NotFound } from '../shared/failures.ts';
import type { AgendaItem, CandidateDate, Meeting, MeetingTheme, PrintedSpeaker } from './meeting.ts';

export interface MeetingFilter {
  from?: string;
  /** Exclusive. */
  before?: string;
  year?: string;
  ids?: number[];
  order?: 'asc' | 'desc';
  limit?: number;
  withMinutes?: boolean;
  /** Neither published, unpublished on purpose, imported nor cancelled. */
  lacksMinutes?: boolean;
}

/** Whole meetings, by date. */
export async function listMeetings(db: Db, filter: MeetingFilter = {}): Promise<Meeting[]> {
  const order = filter.order ?? 'asc';
  let query = selectMeetings(db).orderBy('leading.date', order).orderBy('meeting.id', order);
  if (filter.from) query = query.where('leading.date', '>=', filter.from);
  if (filter.before) query = query.where('leading.date', '<', filter.before);
  if (filter.year) query = query.where('leading.date', 'like', `${filter.year}-%`);
  if (filter.ids) query = query.where('meeting.id', 'in', filter.ids);
  if (filter.withMinutes) query = query.where('minutes.public_revision_id', 'is not', null);
  if (filter.lacksMinutes)
    query = query
      .where('minutes.public_revision_id', 'is', null)
      .where('minutes.unpublished_reason', 'is', null)
      .where('meeting.imported_at', 'is', null)
      .where('meeting.state', '!=', 'cancelled');
  if (filter.limit) query = query.limit(filter.limit);
  return complete(db, await query.execute());
}

export async function findMeeting(db: Db, slug: string): Promise<Meeting | undefined> {
  const row = await selectMeetings(db).where('meeting.slug', '=', slug).executeTakeFirst();
  return row && (await complete(db, [row]))[0];
}

export async function getMeeting(db: Db, slug: string): Promise<Meeting> {
  const meeting = await findMeeting(db, slug);
  if (!meeting) throw new NotFound(`Det finns inget möte ${slug}.`);
  return meeting;
}

export async function getMeetingById(db: Db, id: number): Promise<Meeting> {
  const [meeting] = await listMeetings(db, { ids: [id] });
  if (!meeting) throw new NotFound('Mötet finns inte.');
  return meeting;
}

/** Where a former address leads: the slug of today. */
export async function findMovedMeeting(db: Db, slug: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('former_address')
    .innerJoin('meeting', 'meeting.id', 'former_address.target_id')
    .select('meeting.slug')
    .where('former_address.kind', '=', 'meeting')
    .where('former_address.slug', '=', slug)
    .executeTakeFirst();
  return row?.slug;
}

/** Newest first. */
export async function listYears(db: Db): Promise<string[]> {
  const rows = await db
    .selectFrom('candidate_date')
    .select(sql<string>`substr(date, 1, 4)`.as('year'))
    .where('leading', '=', 1)
    .distinct()
    .orderBy('year', 'desc')
    .execute();
  return rows.map(({ year }) => year);
}

function selectMeetings(db: Db) {
  return db
    .selectFrom('meeting')
    .innerJoin('candidate_date as leading', (join) =>
      join.onRef('leading.meeting_id', '=', 'meeting.id').on('leading.leading', '=', 1),
    )
    .leftJoin('minutes', 'minutes.meeting_id', 'meeting.id')
    .selectAll('meeting')
    .select(['leading.date', 'minutes.published_at as minutes_published_at'])
    .select(sql<0 | 1>`minutes.public_revision_id is not null`.as('has_minutes'));
}

type MeetingRow = Omit<Meeting, 'dates' | 'themes' | 'items'>;

async function complete(db: Db, rows: MeetingRow[]): Promise<Meeting[]> {
  const ids = rows.map(({ id }) => id);
  if (!ids.length) return [];
  const dates = Map.groupBy(await listDates(db, ids), ({ meeting_id }) => meeting_id);
  const themes = Map.groupBy(await listMeetingThemes(db, ids), ({ meeting_id }) => meeting_id);
  const items = Map.groupBy(await listItems(db, ids), ({ meeting_id }) => meeting_id);
  return rows.map((row) => ({
    ...row,
    dates: dates.get(row.id) ?? [],
    themes: themes.get(row.id) ?? [],
    items: items.get(row.id) ?? [],
  }));
}

function listDates(db: Db, ids: number[]): Promise<(CandidateDate & { meeting_id: number })[]> {
  return db.selectFrom('candidate_date').selectAll().where('meeting_id', 'in', ids).orderBy('date').execute();
}

function listMeetingThemes(db: Db, ids: number[]): Promise<(MeetingTheme & { meeting_id: number })[]> {
  return db
    .selectFrom('meeting_theme')
    .innerJoin('theme', 'theme.id', 'meeting_theme.theme_id')
    .select(['meeting_theme.meeting_id', 'theme.id', 'theme.slug', 'theme.title', 'meeting_theme.part'])
    .where('meeting_id', 'in', ids)
    .orderBy('meeting_theme.position')
    .execute();
}

async function listItems(db: Db, ids: number[]): Promise<(AgendaItem & { meeting_id: number })[]> {
  const items = await db
    .selectFrom('agenda_item')
    .selectAll()
    .where('meeting_id', 'in', ids)
    .orderBy('position')
    .orderBy('id')
    .execute();
  const speakers = await db
    .selectFrom('agenda_speaker')
    .innerJoin('agenda_item', 'agenda_item.id', 'agenda_speaker.agenda_item_id')
    .leftJoin('consent', (join) =>
      join.onRef('consent.agenda_speaker_id', '=', 'agenda_speaker.id').on('consent.kind', '=', 'name'),
    )
    .select([
      'agenda_speaker.id',
      'agenda_speaker.agenda_item_id',
      'agenda_speaker.speaker_id',
      'agenda_speaker.name',
      'agenda_speaker.role',
      'agenda_speaker.organisation',
      'agenda_speaker.answer',
      'agenda_speaker.invited_at',
      'agenda_speaker.printed_before',
      'agenda_speaker.wished_meeting_id',
    ])
    .select(sql<0 | 1>`ifnull(consent.given, 1)`.as('named'))
    .where('agenda_item.meeting_id', 'in', ids)
    .orderBy('agenda_speaker.position')
    .orderBy('agenda_speaker.id')
    .execute();
  const byItem = Map.groupBy(speakers, ({ agenda_item_id }) => agenda_item_id);
  return items.map((item) => ({ ...item, speakers: (byItem.get(item.id) ?? []) satisfies PrintedSpeaker[] }));
}
