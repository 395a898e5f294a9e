import type { SpeakerAnswer } from '../../db/tables/meetings.ts';
import { isPast, type AgendaItem, type Meeting } from '../meetings/meeting.ts';
import type { SpeakerName } from '../speakers/speaker.ts';

export type Closed = 'carried' | 'parked' | 'dropped' | 'over' | 'cancelled';

const ENDS = { moved: 'carried', backlog: 'parked', dropped: 'dropped' } as const;

/** Why the person cannot answer any more; undefined as long as one can, to the end of the day. */
export function closedBecause(
  meeting: Pick<Meeting, 'state' | 'date'>,
  item: Pick<AgendaItem, 'state' | 'outcome'>,
  today: string,
): Closed | undefined {
  if (item.state === 'postponed' && item.outcome) return ENDS[item.outcome];
  if (meeting.state === 'cancelled') return 'cancelled';
  return meeting.state === 'held' || isPast(meeting, today) ? 'over' : undefined;
}

export type Choice = 'yes' | 'no' | 'other';

/** What the form calls each choice. */
export const WORDS: Record<Choice, string> = { yes: 'ja', no: 'nej', other: 'annan-dag' };
export const LABELS: Record<Choice, string> = {
  yes: 'Ja, jag kommer',
  no: 'Nej, jag kan inte',
  other: 'Jag kommer hellre ett annat datum',
};
const CHOICES = Object.keys(WORDS) as Choice[];

export function readChoice(word: string): Choice | undefined {
  return CHOICES.find((choice) => WORDS[choice] === word);
}

export interface Answered {
  answer: SpeakerAnswer;
  wished_meeting_id: number | null;
}

/** Another date is a no to this one, so that nobody counts on the person or asks again. */
export function choiceOf({ answer, wished_meeting_id }: Answered): Choice | undefined {
  if (answer === 'waiting') return undefined;
  return answer === 'no' && wished_meeting_id !== null ? 'other' : answer;
}

export function isSamePrint(one: SpeakerName, other: SpeakerName): boolean {
  return one.name === other.name && one.role === other.role && one.organisation === other.organisation;
}

/** How the person was printed before changing it; undefined when nothing waits to be looked at. */
export function printedBefore({
  printed_before,
}: {
  printed_before: string | null;
}): SpeakerName | undefined {
  return printed_before === null ? undefined : (JSON.parse(printed_before) as SpeakerName);
}

/** What is written when the print becomes `next`: the oldest wording is kept until the secretary has looked at it. */
export function printChange(
  stored: SpeakerName & { printed_before: string | null },
  next: SpeakerName,
): (SpeakerName & { printed_before: string | null }) | undefined {
  if (isSamePrint(stored, next)) return undefined;
  const { name, role, organisation } = printedBefore(stored) ?? stored;
  const before = { name, role, organisation };
  return { ...next, printed_before: isSamePrint(before, next) ? null : JSON.stringify(before) };
}

/** Meetings that one may wish for instead of this one: still to come and not cancelled. */
export function wishable(meetings: readonly Meeting[], own: Pick<Meeting, 'id'>, today: string): Meeting[] {
  return meetings.filter(
    ({ id, state, date }) => id !== own.id && state !== 'cancelled' && state !== 'held' && date >= today,
  );
}
