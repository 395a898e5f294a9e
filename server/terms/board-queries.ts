import type { Db } from '../../db/schema.ts';
import type { Meeting } from '../meetings/meeting.ts';
import { listMeetings } from '../meetings/queries.ts';
import { addDays } from '../shared/time.ts';
import { listIdeaTitles } from '../themes/backlog-queries.ts';
import type { Choice } from './board-form.ts';
import { boundsOf, previousTerm } from './term.ts';

export function listTermMeetings(db: Db, term: string): Promise<Meeting[]> {
  const { from, to } = boundsOf(term);
  return listMeetings(db, { from, before: addDays(to, 1) });
}

export interface Choices {
  ideas: Choice[];
  /** Themes of this term and the one before. */
  going: Choice[];
}

export async function listChoices(db: Db, term: string): Promise<Choices> {
  const ideas = await listIdeaTitles(db);
  const from = boundsOf(previousTerm(term)).from;
  const themes = await db
    .selectFrom('theme')
    .select(['id', 'title'])
    .where('backlog_at', 'is', null)
    .where('id', 'in', (eb) =>
      eb
        .selectFrom('meeting_theme')
        .innerJoin('candidate_date', 'candidate_date.meeting_id', 'meeting_theme.meeting_id')
        .innerJoin('meeting', 'meeting.id', 'meeting_theme.meeting_id')
        .select('meeting_theme.theme_id')
        .where('candidate_date.leading', '=', 1)
        .where('candidate_date.date', '>=', from)
        .where('candidate_date.date', '<=', boundsOf(term).to),
    )
    .orderBy('title')
    .execute();
  return { ideas, going: themes };
}

/** The days that meetings were moved from, by the meeting's id. */
export async function listFormerDays(db: Db, meetingIds: number[]): Promise<Map<number, string[]>> {
  if (!meetingIds.length) return new Map();
  const rows = await db
    .selectFrom('former_address')
    .select(['target_id', 'slug'])
    .where('kind', '=', 'meeting')
    .where('target_id', 'in', meetingIds)
    .orderBy('slug')
    .execute();
  const days = new Map<number, string[]>();
  for (const { target_id, slug } of rows) {
    const known = days.get(target_id) ?? [];
    days.set(target_id, [...new Set([...known, slug.slice(0, 10)])]);
  }
  return days;
}
