import { meetingTitle, type Meeting } from '../meetings/meeting.ts';
import { clock, longDate } from '../shared/time.ts';

/** What a mailing told about a meeting, so that the next one can say what differs. */
export interface MeetingFacts {
  date: string;
  start: string | null;
  end: string | null;
  place: string;
  online: string;
  theme: string;
  slug: string;
}

export function factsOf(meeting: Meeting): MeetingFacts {
  const { date, start_time, end_time, place, online, slug } = meeting;
  return { date, start: start_time, end: end_time, place, online, theme: meetingTitle(meeting), slug };
}

export function readFacts(json: string | null | undefined): MeetingFacts | undefined {
  return json ? (JSON.parse(json) as MeetingFacts) : undefined;
}

export interface Difference {
  /** For a subject: "Ändrad tid". */
  heading: string;
  /** For the text: "Tid: 13.30 → 14.00". */
  line: string;
}

/** The date first: it is what somebody who reads one line must know. */
export function differences(before: MeetingFacts | undefined, after: MeetingFacts): Difference[] {
  if (!before) return [];
  const text = (heading: string, label: string, old: string, fresh: string): Difference[] =>
    old === fresh ? [] : [{ heading, line: `${label}: ${old || 'inget'} → ${fresh || 'inget'}` }];
  return [
    ...text('Nytt datum', 'Datum', longDate(before.date), longDate(after.date)),
    ...timeDifference(before, after),
    ...text('Ny plats', 'Plats', before.place, after.place),
    ...text('Ändrat', 'Digitalt', before.online, after.online),
    ...text('Nytt tema', 'Tema', before.theme, after.theme),
  ];
}

function timeDifference(before: MeetingFacts, after: MeetingFacts): Difference[] {
  if (before.start === after.start && before.end === after.end) return [];
  const isStart = before.end === after.end;
  const label = before.start === after.start ? 'Sluttid' : 'Tid';
  const words = ({ start, end }: MeetingFacts): string => {
    if (label === 'Sluttid') return end ? clock(end) : 'inte bestämd';
    if (!start) return 'inte bestämd';
    return isStart || !end ? clock(start) : `${clock(start)}–${clock(end)}`;
  };
  return [{ heading: 'Ändrad tid', line: `${label}: ${words(before)} → ${words(after)}` }];
}

/** What the subject of a change begins with. */
export function headingOf(changes: readonly Difference[]): string {
  return changes[0]?.heading ?? 'Ändrat';
}
