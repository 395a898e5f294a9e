import type { Settings } from '../settings/settings.ts';
import { addDays, dayAndMonth } from '../shared/time.ts';
import { isPast, isUndecided, type Meeting } from './meeting.ts';

export interface Plan {
  today: string;
  schedule: Settings['schedule'];
  skeleton: Settings['agendaSkeleton'];
}

/** A meeting, and what the other slices know about it. */
export interface Progress {
  meeting: Meeting;
  /** The agenda has been mailed, or waits to be. */
  mailed: boolean;
  /** Minutes have been begun. */
  drafted: boolean;
}

export interface NextStep {
  label: string;
  path: string;
  due: string;
  late: boolean;
  /** What is late, to stand before the button. */
  why: string;
}

type Rule = (progress: Progress, plan: Plan) => Omit<NextStep, 'late'> | undefined;

const pathOf = ({ slug }: Meeting, rest = '') => `/admin/moten/${slug}${rest}`;
export const dueBefore = ({ date }: Meeting, days: number) => addDays(date, -days);
const dayOf = ({ date }: Meeting) => dayAndMonth(date);

/** In this order; the first that applies is the next step. */
const COMING: Rule[] = [
  ({ meeting }, { schedule }) =>
    isUndecided(meeting)
      ? {
          label: 'Bestäm datum',
          path: pathOf(meeting, '/datum'),
          due: dueBefore(meeting, schedule.themeDays),
          why: `Mötet ${dayOf(meeting)} har flera möjliga datum.`,
        }
      : undefined,
  ({ meeting }, { schedule }) =>
    meeting.themes.length
      ? undefined
      : {
          label: 'Välj tema',
          path: pathOf(meeting, '/redigera'),
          due: dueBefore(meeting, schedule.themeDays),
          why: `Mötet ${dayOf(meeting)} har inget tema.`,
        },
  ({ meeting }, { schedule, skeleton }) =>
    hasAgenda(meeting, skeleton)
      ? undefined
      : {
          label: 'Skriv dagordningen',
          path: pathOf(meeting, '#dagordning'),
          due: dueBefore(meeting, schedule.agendaDays),
          why: `Mötet ${dayOf(meeting)} har ingen dagordning.`,
        },
  ({ meeting }, { schedule }) =>
    waiting(meeting)
      ? {
          label: 'Följ upp medverkande',
          path: pathOf(meeting, '#dagordning'),
          due: dueBefore(meeting, schedule.agendaDays),
          why: `${waiting(meeting) === 1 ? 'En medverkande' : `${waiting(meeting)} medverkande`} ${dayOf(meeting)} har inte svarat.`,
        }
      : undefined,
  ({ meeting }, { schedule }) =>
    meeting.announced_at
      ? undefined
      : {
          label: 'Bjud in',
          path: pathOf(meeting, '#inbjudan'),
          due: dueBefore(meeting, schedule.announcementDays),
          why: `Inbjudan till mötet ${dayOf(meeting)} är inte gjord.`,
        },
  ({ meeting, mailed }, { schedule }) =>
    mailed
      ? undefined
      : {
          label: 'Skicka dagordningen',
          path: pathOf(meeting, '/utskick/ny?slag=announcement'),
          due: dueBefore(meeting, schedule.announcementDays),
          why: `Dagordningen till mötet ${dayOf(meeting)} är inte skickad.`,
        },
];

export function hasAgenda(meeting: Meeting, skeleton: Plan['skeleton']): boolean {
  const standing = new Set(skeleton.map(({ title }) => title));
  return meeting.items.some(({ title }) => !standing.has(title));
}

export function waiting(meeting: Meeting): number {
  return meeting.items.flatMap(({ speakers }) => speakers).filter(({ answer }) => answer === 'waiting')
    .length;
}

/** Cancelled and imported meetings nag nobody. */
export function nextStep(progress: Progress, plan: Plan): NextStep | undefined {
  const { meeting } = progress;
  if (meeting.state === 'cancelled' || meeting.has_minutes) return undefined;
  const after = isPast(meeting, plan.today) || meeting.state === 'held';
  if (after && meeting.imported_at) return undefined;
  const step =
    after || isOnItsDay(meeting, plan) ? minutesStep(progress, plan) : firstOf(COMING, progress, plan);
  return step && { ...step, late: step.due < plan.today };
}

function firstOf(rules: Rule[], progress: Progress, plan: Plan) {
  for (const rule of rules) {
    const step = rule(progress, plan);
    if (step) return step;
  }
  return undefined;
}

function isOnItsDay(meeting: Meeting, { today }: Plan): boolean {
  return meeting.date === today && !isUndecided(meeting);
}

function minutesStep({ meeting, drafted }: Progress, { schedule, today }: Plan): Omit<NextStep, 'late'> {
  const due = addDays(meeting.date, schedule.minutesDays);
  const path = pathOf(meeting, '/anteckningar');
  const ready = drafted && meeting.date < today;
  const what = `Minnesanteckningarna från ${dayOf(meeting)}`;
  return ready
    ? { label: 'Granska och publicera', path, due, why: `${what} är inte publicerade.` }
    : { label: 'Skriv minnesanteckningar', path, due, why: `${what} är inte skrivna.` };
}
