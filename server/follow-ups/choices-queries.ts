import type { Db } from '../../db/schema.ts';
import { listSpeakers, listOrganisations } from '../speakers/queries.ts';

const MOST_MEETINGS = 60;

/** What the secretary's forms let choose from. */
export async function choicesOf(db: Db) {
  const meetings = await db
    .selectFrom('meeting')
    .innerJoin('candidate_date', 'candidate_date.meeting_id', 'meeting.id')
    .select(['meeting.slug', 'candidate_date.date'])
    .where('candidate_date.leading', '=', 1)
    .orderBy('candidate_date.date', 'desc')
    .limit(MOST_MEETINGS)
    .execute();
  const proposals = await db
    .selectFrom('proposal')
    .select(['id', 'title'])
    .where('hidden_at', 'is', null)
    .orderBy('received_at', 'desc')
    .execute();
  return { people: await listSpeakers(db), organisations: await listOrganisations(db), meetings, proposals };
}
