import { COLUMNS, cellsOf, type Cell, type CellName } from '../meetings/cells.ts';
import { isPast, isUndecided, meetingTitle, type Meeting } from '../meetings/meeting.ts';
import type { Plan, Progress } from '../meetings/meeting-rules.ts';
import { dayAndMonth, longDate } from '../shared/time.ts';

/** One meeting of the term, and how far it has come. */
export interface BoardRow {
  meeting: Meeting;
  title: string;
  /** Theme and dates can be chosen here. */
  isOpen: boolean;
  undecided: boolean;
  cells: Record<CellName, Cell>;
  /** What the days say: "Flyttat från 20 mars", "Utgår: 25 maj". */
  notes: string[];
  /** What somebody should look at. */
  warnings: string[];
}

export const BOARD_COLUMNS = Object.entries(COLUMNS).map(([name, text]) => ({
  name: name as CellName,
  text,
}));

export function boardRows(
  progress: readonly Progress[],
  plan: Plan,
  former: ReadonlyMap<number, string[]>,
): BoardRow[] {
  const meetings = progress.map(({ meeting }) => meeting);
  return progress.map((one) => ({
    meeting: one.meeting,
    title: meetingTitle(one.meeting),
    isOpen: isOpen(one.meeting, plan.today),
    undecided: isUndecided(one.meeting),
    cells: cellsOf(one, plan),
    notes: notesOf(one.meeting, former.get(one.meeting.id) ?? []),
    warnings: warningsOf(one.meeting, meetings),
  }));
}

export function isOpen(meeting: Meeting, today: string): boolean {
  return (meeting.state === 'tentative' || meeting.state === 'confirmed') && !isPast(meeting, today);
}

export function openDays({ dates }: Pick<Meeting, 'dates'>): string[] {
  return dates.filter(({ state }) => state === 'open').map(({ date }) => date);
}

function notesOf(meeting: Meeting, former: readonly string[]): string[] {
  const days = meeting.dates.map(({ date }) => date);
  const left = former.filter((date) => !days.includes(date));
  const dropped = meeting.dates.filter(({ state }) => state === 'dropped');
  return [
    ...(left.length ? [`Flyttat från ${left.map(dayAndMonth).join(' och ')}`] : []),
    ...dropped.map(({ date }) => `${dayAndMonth(date)} utgår: mötet är ${dayAndMonth(meeting.date)}`),
  ];
}

/** Two meetings on one day may be meant, so it only warns. */
function warningsOf(meeting: Meeting, all: readonly Meeting[]): string[] {
  if (meeting.state === 'cancelled') return [];
  const others = all.filter(({ id, state }) => id !== meeting.id && state !== 'cancelled');
  return openDays(meeting)
    .filter((day) => others.some((other) => openDays(other).includes(day)))
    .map((day) => `Två möten samma dag, ${longDate(day)}`);
}

export interface NumberedPart {
  meetingId: number;
  themeId: number;
  part: string;
}

/** "del 1", "del 2" by date, where a theme that was just chosen stands on several meetings; what has a part keeps it. */
export function missingParts(
  meetings: readonly Meeting[],
  themeIds: ReadonlySet<number>,
  today: string,
): NumberedPart[] {
  return [...themeIds].flatMap((themeId) => {
    const holders = meetings
      .filter(({ state }) => state !== 'cancelled')
      .map((meeting) => ({ meeting, theme: meeting.themes.find(({ id }) => id === themeId) }))
      .filter(({ theme }) => theme);
    if (holders.length < 2) return [];
    const used = new Set(holders.map(({ theme }) => theme!.part?.toLowerCase()));
    return holders.flatMap(({ meeting, theme }, index) => {
      if (theme!.part || !isOpen(meeting, today)) return [];
      const part = freePart(index + 1, used);
      used.add(part);
      return [{ meetingId: meeting.id, themeId, part }];
    });
  });
}

function freePart(from: number, used: ReadonlySet<string | undefined>): string {
  for (let number = from; ; number++) if (!used.has(`del ${number}`)) return `del ${number}`;
}
