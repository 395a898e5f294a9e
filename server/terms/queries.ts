import type { Db } from '../../db/schema.ts';
import type { Settings } from '../settings/settings.ts';
import { addDays } from '../shared/time.ts';
import { termRows, type MeetingDay, type TermRow } from './coverage.ts';
import { planTerm } from './planner.ts';
import { boundsOf } from './term.ts';

/** Days around the term, for what was moved across its ends. */
const AROUND = 35;

/** The term's proposal beside the meetings that are there already. */
export async function listTermRows(
  db: Db,
  term: string,
  settings: Settings,
  today: string,
): Promise<TermRow[]> {
  const { from, to } = boundsOf(term);
  const days = await listMeetingDays(db, addDays(from, -AROUND), addDays(to, AROUND));
  return termRows(term, { plan: planTerm(term, settings), days, settings, today });
}

/** How many meetings lead in a term. */
export async function countMeetings(db: Db, term: string): Promise<number> {
  const { from, to } = boundsOf(term);
  const { count } = await db
    .selectFrom('candidate_date')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('leading', '=', 1)
    .where('date', '>=', from)
    .where('date', '<=', to)
    .executeTakeFirstOrThrow();
  return count;
}

/** Every day that a meeting has, had or may get; one that was only a possibility, and was not chosen, is none of them. */
async function listMeetingDays(db: Db, from: string, to: string): Promise<MeetingDay[]> {
  const candidates = await selectDays(db)
    .innerJoin('candidate_date as day', 'day.meeting_id', 'meeting.id')
    .select(['day.date as day', 'day.state as open'])
    .where('day.date', '>=', from)
    .where('day.date', '<=', to)
    .where((eb) => eb.or([eb('day.state', '=', 'open'), eb('day.leading', '=', 1)]))
    .execute();
  const former = await selectDays(db)
    .innerJoin('former_address', (join) =>
      join.onRef('former_address.target_id', '=', 'meeting.id').on('former_address.kind', '=', 'meeting'),
    )
    .select('former_address.slug as former')
    .where('former_address.slug', '>=', from)
    .where('former_address.slug', '<', addDays(to, 1))
    .execute();
  return [
    ...candidates.map(({ open, ...day }) => ({ ...day, taken: open === 'open' })),
    ...former.map(({ former: slug, ...day }) => ({ ...day, day: slug.slice(0, 10), taken: false })),
  ];
}

function selectDays(db: Db) {
  return db
    .selectFrom('meeting')
    .innerJoin('candidate_date as leading', (join) =>
      join.onRef('leading.meeting_id', '=', 'meeting.id').on('leading.leading', '=', 1),
    )
    .select(['meeting.id', 'meeting.slug', 'meeting.state', 'leading.date'])
    .orderBy('leading.date')
    .orderBy('meeting.id');
}
