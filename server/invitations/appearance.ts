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

interface Before {
  /** Waits to be looked at. */
  print?: SpeakerName;
  /** Names that the secretary has looked at; a text may still have them. */
  former?: string[];
}
type Stored = { printed_before: string | null };

function readBefore({ printed_before }: Stored): Before {
  if (printed_before === null) return {};
  const { former = [], ...print } = JSON.parse(printed_before) as Partial<SpeakerName> & Before;
  return print.name === undefined ? { former } : { former, print: print as SpeakerName };
}

function storedBefore({ print, former = [] }: Before): string | null {
  if (!print && !former.length) return null;
  return JSON.stringify(former.length ? { ...print, former } : print);
}

/** How the person was printed before changing it; undefined when nothing waits to be looked at. */
export function printedBefore(stored: Stored): SpeakerName | undefined {
  return readBefore(stored).print;
}

/** Every name that was printed before. */
export function namesBefore(stored: Stored): string[] {
  const { print, former = [] } = readBefore(stored);
  return [...former, ...(print ? [print.name] : [])];
}

/** What is kept of an earlier print when the secretary has looked at it: its name, when `name` is another. */
export function lookedAt(stored: Stored, name: string): string | null {
  return storedBefore({ former: [...new Set(namesBefore(stored))].filter((one) => one !== name) });
}

/** What is written when the print becomes `next`: the oldest wording is kept until the secretary has looked at it. */
export function printChange(
  stored: SpeakerName & Stored,
  next: SpeakerName,
): (SpeakerName & { printed_before: string | null }) | undefined {
  if (isSamePrint(stored, next)) return undefined;
  const { print: { name, role, organisation } = stored, former = [] } = readBefore(stored);
  const before = { name, role, organisation };
  const print = isSamePrint(before, next) ? {} : { print: before };
  return { ...next, printed_before: storedBefore({ ...print, former }) };
}

/** Meetings that one may wish for instead of this one: still to come and not cancelled. */
export function wishable(meetings: readonly Meeting[], own: Pick<Meeting, 'id'>, today: string): Meeting[] {
  return meetings.filter(
    ({ id, state, date }) => id !== own.id && state !== 'cancelled' && state !== 'held' && date >= today,
  );
}
