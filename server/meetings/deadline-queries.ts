import type { Db } from '../../db/schema.ts';
import { listStale } from '../mail/mailing-queries.ts';
import type { Settings } from '../settings/settings.ts';
import { daysBetween, termOf } from '../shared/time.ts';
import { countMeetings } from '../terms/queries.ts';
import { boundsOf, nextTerm } from '../terms/term.ts';
import { deadlinesOf, inOrder, type Deadline } from './deadlines.ts';
import { groupDeadlines, type GroupWork } from './group-deadlines.ts';
import { hasAnyMeeting, listProgress } from './overview-queries.ts';
import { listMeetings } from './queries.ts';

/** So many days before its end nobody plans a term. */
const NEARLY_OVER = 60;

/** All that must be done by which day, the most urgent first. */
export async function listDeadlines(db: Db, settings: Settings, today: string): Promise<Deadline[]> {
  const past = await listMeetings(db, { before: today, lacksMinutes: true });
  const coming = await listMeetings(db, { from: today });
  const plan = { today, schedule: settings.schedule, skeleton: settings.agendaSkeleton };
  const ofMeetings = (await listProgress(db, [...past, ...coming])).flatMap((one) => deadlinesOf(one, plan));
  return inOrder([...ofMeetings, ...(await listGroupDeadlines(db, settings, today))]);
}

/** What must be done besides the meetings. */
export async function listGroupDeadlines(db: Db, settings: Settings, today: string): Promise<Deadline[]> {
  return groupDeadlines(await listGroupWork(db, today), settings, today);
}

async function listGroupWork(db: Db, today: string): Promise<GroupWork> {
  const mailings = await listStale(db);
  return {
    terms: await listTerms(db, today),
    proposals: await listWaitingProposals(db),
    followUps: await listOpenFollowUps(db),
    mailings: mailings.map(({ id, subject, not_before }) => ({ id, subject, not_before })),
  };
}

/** A group that has not begun yet is not asked to plan; the term that runs is planned late only when nothing is to come. */
async function listTerms(db: Db, today: string): Promise<GroupWork['terms']> {
  if (!(await hasAnyMeeting(db))) return [];
  const term = termOf(today);
  const runs = daysBetween(today, boundsOf(term).to) > NEARLY_OVER && !(await hasComingMeeting(db, today));
  const terms = runs ? [term, nextTerm(term)] : [nextTerm(term)];
  return Promise.all(terms.map(async (one) => ({ term: one, meetings: await countMeetings(db, one) })));
}

async function hasComingMeeting(db: Db, today: string): Promise<boolean> {
  const days = db.selectFrom('candidate_date').select('id').where('state', '=', 'open');
  return Boolean(await days.where('date', '>=', today).limit(1).executeTakeFirst());
}

async function listWaitingProposals(db: Db): Promise<GroupWork['proposals']> {
  const rows = await db
    .selectFrom('proposal')
    .select(['id', 'title', 'received_at', 'shown_at'])
    .where('hidden_at', 'is', null)
    .where('same_as_id', 'is', null)
    .where('state', '=', 'received')
    .orderBy('received_at')
    .execute();
  return rows.map(({ shown_at, ...row }) => ({ ...row, unread: shown_at === null }));
}

async function listOpenFollowUps(db: Db): Promise<GroupWork['followUps']> {
  const rows = await db
    .selectFrom('follow_up')
    .select(['id', 'what', 'who', 'due_on'])
    .where('state', 'in', ['open', 'ongoing'])
    .where('due_on', 'is not', null)
    .orderBy('due_on')
    .execute();
  return rows.map((row) => ({ ...row, due_on: row.due_on! }));
}
