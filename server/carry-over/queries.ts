import type { Db } from '../../db/schema.ts';
import type { Meeting } from '../meetings/meeting.ts';
import { endsOf, type Carried, type CarriedItems, type End, type ItemEnd } from './carried.ts';

export { carryItem } from './copy-queries.ts';

/** For each of the items (or of all there are) that was carried, or came from another meeting: where the other end is. */
export async function findCarried(db: Db, itemIds?: number[]): Promise<CarriedItems> {
  const found = new Map<number, Carried>();
  if (itemIds && !itemIds.length) return found;
  let query = db
    .selectFrom('agenda_item as copy')
    .innerJoin('agenda_item as origin', 'origin.id', 'copy.carried_from_id')
    .select(['copy.id as copy_id', 'copy.meeting_id as to_id'])
    .select(['origin.id as origin_id', 'origin.meeting_id as from_id'])
    .orderBy('copy.id');
  if (itemIds)
    query = query.where((eb) => eb.or([eb('copy.id', 'in', itemIds), eb('origin.id', 'in', itemIds)]));
  const rows = await query.execute();
  const ends = await findEnds(db, [...new Set(rows.flatMap(({ to_id, from_id }) => [to_id, from_id]))]);
  for (const { copy_id, to_id, origin_id, from_id } of rows) {
    const [to, from] = [ends.get(to_id)!, ends.get(from_id)!];
    found.set(origin_id, { ...found.get(origin_id), to: { ...to, itemId: copy_id } });
    found.set(copy_id, { ...found.get(copy_id), from: { ...from, itemId: origin_id } });
  }
  return found;
}

/** What the pages say about the items that were put off, or come from another meeting. */
export async function endsOfMeeting(
  db: Db,
  { items }: Pick<Meeting, 'items'>,
): Promise<ReadonlyMap<number, ItemEnd>> {
  return endsOf(
    items,
    await findCarried(
      db,
      items.map(({ id }) => id),
    ),
  );
}

async function findEnds(db: Db, meetingIds: number[]): Promise<Map<number, Omit<End, 'itemId'>>> {
  if (!meetingIds.length) return new Map();
  const rows = await db
    .selectFrom('meeting')
    .innerJoin('candidate_date as leading', (join) =>
      join.onRef('leading.meeting_id', '=', 'meeting.id').on('leading.leading', '=', 1),
    )
    .select(['meeting.id as meetingId', 'meeting.slug', 'meeting.state', 'leading.date'])
    .where('meeting.id', 'in', meetingIds)
    .execute();
  return new Map(
    rows.map(({ state, ...end }) => [end.meetingId, { ...end, cancelled: state === 'cancelled' }]),
  );
}

export interface ParkedItem {
  id: number;
  title: string;
  reason: string;
  /** "Ebba Provén, rektor, Exempelskolan" of each. */
  speakers: string[];
  slug: string;
  date: string;
}

/** What waits for a meeting, the oldest first. */
export async function listParked(db: Db): Promise<ParkedItem[]> {
  const items = await db
    .selectFrom('agenda_item')
    .innerJoin('meeting', 'meeting.id', 'agenda_item.meeting_id')
    .innerJoin('candidate_date as leading', (join) =>
      join.onRef('leading.meeting_id', '=', 'meeting.id').on('leading.leading', '=', 1),
    )
    .select(['agenda_item.id', 'agenda_item.title', 'agenda_item.reason', 'meeting.slug', 'leading.date'])
    .where('agenda_item.outcome', '=', 'backlog')
    .orderBy('leading.date')
    .orderBy('agenda_item.position')
    .orderBy('agenda_item.id')
    .execute();
  const speakers = await db
    .selectFrom('agenda_speaker')
    .innerJoin('agenda_item', 'agenda_item.id', 'agenda_speaker.agenda_item_id')
    .select(['agenda_item_id', 'name', 'role', 'organisation'])
    .where('agenda_item.outcome', '=', 'backlog')
    .orderBy('agenda_speaker.position')
    .execute();
  const byItem = Map.groupBy(speakers, ({ agenda_item_id }) => agenda_item_id);
  const printed = ({ name, role, organisation }: (typeof speakers)[number]) =>
    [name, role, organisation].filter(Boolean).join(', ');
  return items.map((item) => ({ ...item, speakers: (byItem.get(item.id) ?? []).map(printed) }));
}

/** The meeting that an item stands on the agenda of. */
export async function findMeetingOf(db: Db, itemId: number): Promise<number | undefined> {
  const row = await db
    .selectFrom('agenda_item')
    .select('meeting_id')
    .where('id', '=', itemId)
    .executeTakeFirst();
  return row?.meeting_id;
}
