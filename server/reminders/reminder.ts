import { addDays, daysBetween } from '../shared/time.ts';

/** The latest that a secretary was reminded for; undefined: never yet. */
export interface Marks {
  week: string | undefined;
  day: string | undefined;
}

/** What one morning has to tell. */
export interface Round {
  day: string;
  /** The day that the mail of the week is for, when it is time for that. */
  week: string | undefined;
  /** What was due from that day on, and is not done, is late since the last time. */
  since: string;
}

const MORNING = 7;
const EVENING = 20;
/** An app that stood still on the day of the week's mail sends it up to so many days later. */
const LATER = 2;
/** After a longer stop the mail of the week tells the rest. */
const BACK = 7;

/** Nobody gets mail at night. */
export function isDaytime(hour: number): boolean {
  return hour >= MORNING && hour < EVENING;
}

/** Once a day; undefined when that is done already. `digestDay` is 1 for Monday. */
export function roundOn(day: string, marks: Marks, digestDay: number): Round | undefined {
  if (marks.day && marks.day >= day) return undefined;
  const earliest = addDays(day, -BACK);
  const last = marks.day ?? addDays(day, -1);
  return { day, week: weekOf(day, marks, digestDay), since: last > earliest ? last : earliest };
}

/** Two mails are always for days a week apart, also when another weekday was chosen between them. */
function weekOf(day: string, { week, day: earlier }: Marks, digestDay: number): string | undefined {
  const gone = (Temporal.PlainDate.from(day).dayOfWeek - digestDay + 7) % 7;
  const scheduled = addDays(day, -gone);
  const isTime = gone === 0 || (gone <= LATER && earlier !== undefined && earlier < scheduled);
  return isTime && (!week || daysBetween(week, scheduled) >= 7) ? scheduled : undefined;
}
