import type { SpeakerAnswer } from '../../db/tables/meetings.ts';
import { isPast, type AgendaItem, type Meeting } from '../meetings/meeting.ts';
import { dateIn } from '../shared/time.ts';

export interface Invitable {
  answer: SpeakerAnswer;
  email: string | null;
  invited_at: string | null;
  invited_revision: number | null;
  nudged_at: string | null;
}

/** Speakers of a meeting to come can be asked. */
export function isOpen(meeting: Pick<Meeting, 'state' | 'date'>, today: string): boolean {
  return meeting.state !== 'cancelled' && meeting.state !== 'held' && !isPast(meeting, today);
}

/**
 * Whether the link can be mailed: "new" the first time, "changed" when the mail told another day or place and nobody has
 * answered. Undefined: the mail would say nothing new.
 */
export function invitationDue(
  person: Invitable,
  item: Pick<AgendaItem, 'state'>,
  { revision }: Pick<Meeting, 'revision'>,
): 'new' | 'changed' | undefined {
  if (person.answer === 'no' || item.state === 'postponed') return undefined;
  if (person.invited_at === null) return 'new';
  return person.answer === 'waiting' && person.invited_revision !== revision ? 'changed' : undefined;
}

/** Has been asked, has not answered, and has had no mail about it today. */
export function canBeNudged(person: Invitable, zone: string, today: string): boolean {
  const { answer, email, invited_at, nudged_at } = person;
  const latest = [invited_at, nudged_at]
    .filter((at) => at !== null)
    .toSorted()
    .at(-1);
  return answer === 'waiting' && email !== null && invited_at !== null && dateIn(zone, latest!) < today;
}
