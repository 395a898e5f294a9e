import type { AgendaKind, SpeakerAnswer } from '../../db/tables/meetings.ts';
import type { AgendaItem } from '../meetings/meeting.ts';
import type { SpeakerName } from '../speakers/speaker.ts';

export const KIND_NAMES: Record<AgendaKind, string> = {
  talk: 'Föredrag eller samtal',
  report: 'Information',
  'follow-up': 'Uppföljning',
  'other-business': 'Övriga frågor',
};

export const ANSWER_NAMES: Record<SpeakerAnswer, string> = {
  waiting: 'Har inte svarat',
  yes: 'Har tackat ja',
  no: 'Har tackat nej',
};

export interface NewSpeaker extends SpeakerName {
  answer: SpeakerAnswer;
}

export interface NewItem {
  title: string;
  kind: AgendaKind;
  planned_minutes?: number | null;
  speakers?: NewSpeaker[];
}

export interface RunningTimes {
  /** When each item begins, "13:45"; undefined once a planned time is missing. */
  starts: (string | undefined)[];
  plannedMinutes: number;
  /** How far past the meeting's end the planned minutes reach; 0 when they fit or the end is unknown. */
  overrunMinutes: number;
}

type Planned = Pick<AgendaItem, 'planned_minutes'>;

export function runningTimes(items: Planned[], start: string | null, end: string | null): RunningTimes {
  const planned = items.map(({ planned_minutes }) => planned_minutes);
  const plannedMinutes = planned.reduce<number>((sum, minutes) => sum + (minutes ?? 0), 0);
  if (!start || !plannedMinutes)
    return { starts: items.map(() => undefined), plannedMinutes, overrunMinutes: 0 };
  let at: number | undefined = minutesOf(start);
  const starts = planned.map((minutes) => {
    const begins = at;
    at = at === undefined || minutes === null ? undefined : at + minutes;
    return begins === undefined ? undefined : timeOf(begins);
  });
  const over = end ? minutesOf(start) + plannedMinutes - minutesOf(end) : 0;
  return { starts, plannedMinutes, overrunMinutes: Math.max(0, over) };
}

function minutesOf(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
}

function timeOf(minutes: number): string {
  const hour = Math.floor(minutes / 60) % 24;
  return `${String(hour).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}

/** The ids with one of them a step earlier or later; the same order when it stands at the edge. */
export function movedOrder(ids: number[], id: number, step: -1 | 1): number[] {
  const from = ids.indexOf(id);
  const to = from + step;
  if (from < 0 || to < 0 || to >= ids.length) return ids;
  const order = [...ids];
  [order[from], order[to]] = [order[to]!, order[from]!];
  return order;
}
