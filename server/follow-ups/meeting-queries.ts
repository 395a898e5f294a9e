import type { Db } from '../../db/schema.ts';
import type { Meeting } from '../meetings/meeting.ts';
import { dateIn, mediumDate } from '../shared/time.ts';
import { STATE_NAMES, inOrder, isOpen, isOverdue, whoAndWhen, type FollowUp } from './follow-up.ts';
import { listFollowUps, mapResponsible } from './queries.ts';

/** What a meeting's page shows: its own follow-ups, how its lines stand, and where the agenda's follow-ups come from. */
export async function meetingTrail(db: Db, meeting: Meeting, zone: string) {
  const own = inOrder(await listFollowUps(db, { meetingId: meeting.id, shown: true }));
  const ids = meeting.items.flatMap(({ follow_up_id }) => follow_up_id ?? []);
  const spokenOf = ids.length ? await listFollowUps(db, { ids, shown: true }) : [];
  return {
    followUps: own,
    standings: new Map(
      own.flatMap((one) => (one.source_key ? [[one.source_key, standingOf(one, zone)]] : [])),
    ),
    origins: new Map(spokenOf.flatMap((one) => originOf(one))),
    stateNames: STATE_NAMES,
    isOverdue,
    whoAndWhen,
  };
}

/** Open ones of the meeting that nobody can be asked about: no one is chosen to answer, or has no address. */
export async function listUnreached(db: Db, meetingId: number): Promise<FollowUp[]> {
  const open = (await listFollowUps(db, { meetingId, shown: true })).filter(isOpen);
  if (!open.length) return [];
  const ids = open.map(({ id }) => id);
  const responsible = await mapResponsible(db, ids);
  return open.filter(({ id, who }) => who && !responsible.get(id)?.email);
}

/** "Klart 3 januari 2027: plats bokad" */
export function standingOf({ id, state, answer, trail }: FollowUp, zone: string) {
  const at = trail.at(-1)?.at;
  const name = at ? `${STATE_NAMES[state]} ${mediumDate(dateIn(zone, at))}` : STATE_NAMES[state];
  return { id, text: answer ? `${name}: ${answer}` : name };
}

function originOf({ id, meeting_slug, meeting_date }: FollowUp) {
  if (!meeting_slug || !meeting_date) return [];
  return [[id, { slug: meeting_slug, date: meeting_date, anchor: `uppfoljning-${id}` }] as const];
}
