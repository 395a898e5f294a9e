import { sql } from 'kysely';
import type { Db } from '../../db/schema.ts';

const MOST_OFFERED = 24;
const RECENT_MEETINGS = 12;

/** Names to tick: those on this agenda, and those that were at the latest meetings, the most frequent first. */
export async function listLikelyOrganisations(db: Db, meetingId: number): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    with recent as (
      select minutes_revision.content from minutes
      join minutes_revision on minutes_revision.id = minutes.latest_revision_id
      join candidate_date on candidate_date.meeting_id = minutes.meeting_id and candidate_date.leading = 1
      where minutes.meeting_id != ${meetingId} order by candidate_date.date desc limit ${RECENT_MEETINGS}
    ), named as (
      select agenda_speaker.organisation as name, 1000 as weight from agenda_speaker
      join agenda_item on agenda_item.id = agenda_speaker.agenda_item_id
      where agenda_item.meeting_id = ${meetingId} and agenda_speaker.organisation is not null and agenda_speaker.answer != 'no'
      union all
      select there.value, 1 from recent, json_each(recent.content, '$.attendance.organisations') as there
    )
    select name from named group by name order by sum(weight) desc, name limit ${MOST_OFFERED}`.execute(db);
  return rows.map(({ name }) => name);
}
