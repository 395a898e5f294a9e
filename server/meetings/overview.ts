import { dayAndMonth, daysBetween, shortDate } from '../shared/time.ts';
import { meetingTitle } from './meeting.ts';
import {
  dueBefore,
  hasAgenda,
  nextStep,
  waiting,
  type NextStep,
  type Plan,
  type Progress,
} from './next-step.ts';

export interface Row extends Progress {
  step: NextStep | undefined;
  cells: Record<'theme' | 'speakers' | 'agenda' | 'invitation' | 'mail', Cell>;
}

/** A line of the overview; `state` is never told by colour alone, so the text says it too. */
export interface Cell {
  text: string;
  state: 'ok' | 'no' | 'open';
}

export function rowOf(progress: Progress, plan: Plan): Row {
  return { ...progress, step: nextStep(progress, plan), cells: cellsOf(progress, plan) };
}

function cellsOf({ meeting, mailed }: Progress, plan: Plan): Row['cells'] {
  const { themeDays, agendaDays, announcementDays } = plan.schedule;
  const missing = (days: number) => missingBy(dueBefore(meeting, days), plan.today);
  const speakers = meeting.items.flatMap((item) => item.speakers);
  const yes = speakers.filter(({ answer }) => answer === 'yes').length;
  const agendaText = meeting.items.length === 1 ? '1 punkt' : `${meeting.items.length} punkter`;
  return {
    theme: meeting.themes.length ? done(meetingTitle(meeting)) : missing(themeDays),
    speakers: !speakers.length
      ? { text: '–', state: 'open' }
      : waiting(meeting)
        ? { text: `${yes} av ${speakers.length} har tackat ja`, state: missing(agendaDays).state }
        : done(`${yes} av ${speakers.length}`),
    agenda: hasAgenda(meeting, plan.skeleton) ? done(agendaText) : missing(agendaDays),
    invitation: meeting.announced_at ? done('gjord') : missing(announcementDays),
    mail: mailed ? done('skickad') : missing(announcementDays),
  };
}

function done(text: string): Cell {
  return { text: `✓ ${text}`, state: 'ok' };
}

function missingBy(due: string, today: string): Cell {
  return due < today
    ? { text: `saknas sedan ${dayAndMonth(due)}`, state: 'no' }
    : { text: `senast ${shortDate(due)}`, state: 'open' };
}

/** The one thing that is most overdue. */
export function mostOverdue(rows: Row[]): NextStep | undefined {
  return rows
    .map(({ step }) => step)
    .filter((step) => step?.late)
    .sort((one, other) => (one!.due < other!.due ? -1 : 1))[0];
}

/** "för två dagar sedan" as far as plain numbers go. */
export function lateness(due: string, today: string): string {
  const days = daysBetween(due, today);
  return days === 1 ? 'i går' : `för ${days} dagar sedan`;
}

export function greeting(hour: number): string {
  if (hour < 5 || hour >= 18) return 'God kväll';
  return hour < 10 ? 'God morgon' : hour < 12 ? 'God förmiddag' : 'God eftermiddag';
}
