import type { Db } from '../../db/schema.ts';
import { selectPublicAppearances } from '../agenda/queries.ts';
import type { AddressKind } from '../addresses/queries.ts';
import { publicItems, type Meeting } from '../meetings/meeting.ts';
import { listMeetings } from '../meetings/queries.ts';

/** With the number of meetings that each theme has, by title. */
export function listPublicThemes(db: Db) {
  return db
    .selectFrom('theme')
    .innerJoin('meeting_theme', 'meeting_theme.theme_id', 'theme.id')
    .select(['theme.id', 'theme.slug', 'theme.title', 'theme.description'])
    .select((eb) => eb.fn.countAll<number>().as('meetings'))
    .groupBy('theme.id')
    .orderBy('theme.title_key')
    .execute();
}

/** Meetings where the organisation spoke, as the public may know: shown agendas, speakers who said yes, public minutes. */
export async function listOrganisationMeetingIds(
  db: Db,
  organisation: { id: number; name: string },
): Promise<number[]> {
  const spoke = await selectPublicAppearances(db)
    .select('meeting.id')
    .where((eb) =>
      eb.or([
        eb('speaker.organisation_id', '=', organisation.id),
        eb('agenda_speaker.organisation', '=', organisation.name),
      ]),
    )
    .execute();
  const printed = await db
    .selectFrom('minutes_organisation')
    .innerJoin('minutes', 'minutes.meeting_id', 'minutes_organisation.meeting_id')
    .select('minutes.meeting_id as id')
    .where('organisation_id', '=', organisation.id)
    .where('minutes.public_revision_id', 'is not', null)
    .execute();
  return [...new Set([...spoke, ...printed].map(({ id }) => id))];
}

/** Those who spoke at the meeting, as far as the public may know. */
export async function listOrganisations(db: Db, meeting: Meeting): Promise<{ slug: string; name: string }[]> {
  const speakerIds = publicItems(meeting)
    .filter(({ state }) => state !== 'postponed')
    .flatMap(({ speakers }) => speakers.map((one) => one.speaker_id));
  const spoke = db.selectFrom('speaker').select('organisation_id').where('id', 'in', speakerIds);
  const printed = db
    .selectFrom('minutes_organisation')
    .select('organisation_id')
    .where('meeting_id', '=', meeting.id);
  return db
    .selectFrom('organisation')
    .select(['slug', 'name'])
    .where((eb) => eb.or([eb('id', 'in', spoke), ...(meeting.has_minutes ? [eb('id', 'in', printed)] : [])]))
    .orderBy('name')
    .execute();
}

/** The names in public minutes, by meeting. */
export async function mapPrintedOrganisations(db: Db): Promise<Map<number, string[]>> {
  const rows = await db
    .selectFrom('minutes_organisation')
    .innerJoin('minutes', 'minutes.meeting_id', 'minutes_organisation.meeting_id')
    .innerJoin('organisation', 'organisation.id', 'minutes_organisation.organisation_id')
    .select(['minutes.meeting_id', 'organisation.name'])
    .where('minutes.public_revision_id', 'is not', null)
    .orderBy('organisation.name')
    .execute();
  const byMeeting = Map.groupBy(rows, ({ meeting_id }) => meeting_id);
  return new Map([...byMeeting].map(([id, list]) => [id, list.map(({ name }) => name)]));
}

/** Today's address of a theme or an organisation that was renamed or merged. */
export async function findMovedRegister(
  db: Db,
  kind: Exclude<AddressKind, 'meeting'>,
  slug: string,
): Promise<string | undefined> {
  const former = await db
    .selectFrom('former_address')
    .select('target_id')
    .where('kind', '=', kind)
    .where('slug', '=', slug)
    .executeTakeFirst();
  if (!former) return undefined;
  const id = former.target_id;
  const themes = db.selectFrom('theme').select('slug').where('id', '=', id);
  const organisations = db.selectFrom('organisation').select('slug').where('id', '=', id);
  const row = await (kind === 'theme' ? themes.executeTakeFirst() : organisations.executeTakeFirst());
  return row?.slug;
}

export async function findUnpublishedReason(db: Db, meetingId: number): Promise<string | undefined> {
  const row = await db
    .selectFrom('minutes')
    .select('unpublished_reason')
    .where('meeting_id', '=', meetingId)
    .executeTakeFirst();
  return row?.unpublished_reason ?? undefined;
}

/** The public proposals that became this theme; what is grouped is there once. */
export function listThemeProposals(db: Db, themeId: number): Promise<{ id: number; title: string }[]> {
  return db
    .selectFrom('proposal')
    .select(['id', 'title'])
    .where('theme_id', '=', themeId)
    .where('shown_at', 'is not', null)
    .where('hidden_at', 'is', null)
    .where('same_as_id', 'is', null)
    .orderBy('id')
    .execute();
}

/** How many public proposals wait for an answer, and how many are done. */
export async function countProposals(db: Db): Promise<{ waiting: number; done: number }> {
  const rows = await db
    .selectFrom('proposal')
    .select('state')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('shown_at', 'is not', null)
    .where('hidden_at', 'is', null)
    .where('same_as_id', 'is', null)
    .groupBy('state')
    .execute();
  const sum = (states: string[]) =>
    rows.filter(({ state }) => states.includes(state)).reduce((total, { count }) => total + count, 0);
  return { waiting: sum(['received', 'discussed', 'planned']), done: sum(['done']) };
}

/** The meetings just before and just after, by date. */
export async function findNeighbours(
  db: Db,
  { id, date }: Pick<Meeting, 'id' | 'date'>,
): Promise<{ previous: Meeting | undefined; following: Meeting | undefined }> {
  const beside = async (than: '<' | '>', order: 'asc' | 'desc') => {
    const row = await db
      .selectFrom('candidate_date')
      .select('meeting_id')
      .where('leading', '=', 1)
      .where((eb) =>
        eb.or([eb('date', than, date), eb.and([eb('date', '=', date), eb('meeting_id', than, id)])]),
      )
      .orderBy('date', order)
      .orderBy('meeting_id', order)
      .limit(1)
      .executeTakeFirst();
    return row && (await listMeetings(db, { ids: [row.meeting_id] }))[0];
  };
  return { previous: await beside('<', 'desc'), following: await beside('>', 'asc') };
}

/** The day that the meeting was to be before it was moved the last time: its former address tells it. */
export async function findFormerDate(db: Db, meetingId: number): Promise<string | undefined> {
  const row = await db
    .selectFrom('former_address')
    .select('slug')
    .where('kind', '=', 'meeting')
    .where('target_id', '=', meetingId)
    .orderBy('created_at', 'desc')
    .executeTakeFirst();
  return row?.slug.slice(0, 10);
}
