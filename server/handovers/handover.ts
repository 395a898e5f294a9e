import type { Deadline } from '../meetings/deadlines.ts';
import type { Meeting, PrintedSpeaker } from '../meetings/meeting.ts';
import { addDays, isDate } from '../shared/time.ts';

const DAYS = 42;
const LATEST_START = 366;

/** What a stand-in needs to know: what is to be done which day, and which meetings there are. */
export interface Handover {
  from: string;
  to: string;
  late: Deadline[];
  /** Due before `from`, when that is a day to come. */
  before: Deadline[];
  days: Day[];
  meetings: Meeting[];
}

interface Day {
  date: string;
  deadlines: Deadline[];
  meetings: Meeting[];
}

/** `deadlines` in order of their days. */
export function handoverOf(
  { from, today }: { from: string; today: string },
  deadlines: readonly Deadline[],
  coming: readonly Meeting[],
): Handover {
  const to = addDays(from, DAYS - 1);
  const within = (date: string) => from <= date && date <= to;
  const days = Array.from({ length: DAYS }, (_, index) => addDays(from, index)).map((date) => ({
    date,
    deadlines: deadlines.filter(({ due }) => due === date),
    meetings: coming.filter((meeting) => daysOf(meeting).includes(date)),
  }));
  return {
    from,
    to,
    late: deadlines.filter(({ late }) => late),
    before: deadlines.filter(({ due, late }) => !late && due >= today && due < from),
    days: days.filter((day) => day.deadlines.length + day.meetings.length > 0),
    meetings: coming.filter((meeting) => daysOf(meeting).some(within)),
  };
}

/** The day of a meeting, or those that it may be. */
function daysOf({ date, dates }: Meeting): string[] {
  const open = dates.filter(({ state }) => state === 'open').map((one) => one.date);
  return open.length ? open : [date];
}

const ANSWERS: Record<PrintedSpeaker['answer'], string> = {
  yes: 'har tackat ja',
  no: 'har tackat nej',
  waiting: 'har inte svarat',
};

export function answerText({ answer }: PrintedSpeaker): string {
  return ANSWERS[answer];
}

/** The first day, from the address; today when none is asked for. */
export function readStart(text: string, today: string): { from: string } | { error: string } {
  if (!text) return { from: today };
  if (!isDate(text)) return { error: 'Det datumet finns inte. Skriv så här: 2026-10-01.' };
  if (text < today) return { error: 'Den dagen har redan varit. Välj i dag eller en dag som kommer.' };
  return text > addDays(today, LATEST_START)
    ? { error: 'Stämmer året? Välj en dag inom ett år.' }
    : { from: text };
}
