import type { MeetingState } from '../../db/tables/meetings.ts';
import type { Settings } from '../settings/settings.ts';
import { daysBetween, longDate, monthName } from '../shared/time.ts';
import { warningsFor, type Planned, type Proposal } from './planner.ts';
import { FORTNIGHT } from './rule.ts';
import { capital, sentences } from './term.ts';

export interface MeetingDay {
  id: number;
  slug: string;
  state: MeetingState;
  /** Where the meeting is now. */
  date: string;
  /** A day that it has, had or may get. */
  day: string;
  /** Nothing else should be put on that day. */
  taken: boolean;
}

/** One date of the rule, as the secretary sees it. */
export interface TermRow {
  /** Field name and anchor, "2028-02-21". */
  key: string;
  month: string;
  /** "Februari 2028" */
  heading: string;
  proposal: Proposal | undefined;
  reasons: string[];
  /** Those that the month, or the fortnight, has already. */
  meetings: MeetingDay[];
  /** What may be chosen, by date; empty when there is nothing to choose. */
  options: { date: string; notes: string[] }[];
  past: boolean;
}

interface Around {
  plan: readonly Planned[];
  days: readonly MeetingDay[];
  settings: Settings;
  today: string;
}

export function termRows(term: string, around: Around): TermRow[] {
  return around.plan.map((planned) => {
    const { slot, proposal, reasons } = planned;
    const meetings = uniqueMeetings(coveringDays(planned, around));
    const past = proposal !== undefined && proposal.date < around.today;
    const open = proposal && !meetings.length && !past;
    const first = `${slot.month}-01`;
    return {
      key: slot.date ?? slot.month,
      month: slot.month,
      heading: `${capital(monthName(first))} ${term.slice(0, 4)}`,
      proposal,
      reasons: proposal?.reasons ?? reasons,
      meetings,
      options: open ? optionsOf(proposal, around) : [],
      past,
    };
  });
}

/** The rows where a meeting can be made. */
export function openRows(rows: readonly TermRow[]): (TermRow & { proposal: Proposal })[] {
  return rows.filter((row): row is TermRow & { proposal: Proposal } => row.options.length > 0);
}

/** Why nothing is proposed: "April 2028: mötet måndag 24 april 2028 finns redan." */
export function closedText({ heading, meetings: [meeting], reasons }: TermRow): string {
  return meeting
    ? `${heading}: mötet ${longDate(meeting.date)} finns redan.`
    : `${heading}: ingen ledig dag. ${sentences(reasons)}`;
}

function coveringDays({ slot, proposal }: Planned, { plan, days, settings }: Around): MeetingDay[] {
  if (settings.rule.kind === 'fortnightly')
    return days.filter(({ day }) => Math.abs(daysBetween(slot.date!, day)) <= FORTNIGHT / 2);
  const inMonth = days.filter(({ day }) => day.startsWith(slot.month));
  return inMonth.length ? inMonth : spared(proposal, plan, days);
}

/** A meeting on one of the row's days in another month, when that month does not need it itself. */
function spared(
  proposal: Proposal | undefined,
  plan: readonly Planned[],
  days: readonly MeetingDay[],
): MeetingDay[] {
  const options = proposal ? [proposal.date, ...proposal.alternatives] : [];
  return days.filter(({ day, id }) => {
    const month = day.slice(0, 7);
    const needed = plan.some(({ slot }) => slot.month === month);
    const others = days.some((other) => other.id !== id && other.day.startsWith(month));
    return options.includes(day) && (!needed || others);
  });
}

function uniqueMeetings(days: MeetingDay[]): MeetingDay[] {
  return days.filter(({ id }, index) => days.findIndex((other) => other.id === id) === index);
}

/** What is free, still to come, and in this year. */
function optionsOf(proposal: Proposal, { days, settings, today }: Around): TermRow['options'] {
  return [proposal.date, ...proposal.alternatives]
    .filter((date) => date >= today && date.slice(0, 4) === proposal.date.slice(0, 4))
    .filter((date) => !days.some(({ day, taken }) => taken && day === date))
    .toSorted()
    .map((date) => ({ date, notes: warningsFor(date, settings) }));
}
