import type { Settings } from '../settings/settings.ts';
import { addDays } from '../shared/time.ts';
import { openItems } from '../carry-over/open-items.ts';
import { isUndecided, type Meeting } from './meeting.ts';

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
  /** The reminder has been mailed or waits to be, or nobody wants one. */
  reminded: boolean;
  reminderIsUnwanted?: boolean;
  /** Minutes have been begun. */
  drafted: boolean;
}

export interface Rule {
  name: string;
  label: string;
  /** What leads from the label to the day: "Välj tema" "för mötet" "21 december". */
  of: string;
  /** Below the meeting's own page. */
  path: string;
  isOpen: (progress: Progress, plan: Plan) => boolean;
  due: (meeting: Meeting, schedule: Plan['schedule']) => string;
  why: (day: string, meeting: Meeting) => string;
}

export const dueBefore = ({ date }: Meeting, days: number) => addDays(date, -days);

/** What a meeting to come needs, in this order. */
export const BEFORE: readonly Rule[] = [
  {
    name: 'date',
    label: 'Bestäm datum',
    of: 'för mötet',
    path: '/datum',
    isOpen: ({ meeting }) => isUndecided(meeting),
    due: (meeting, { themeDays }) => dueBefore(meeting, themeDays),
    why: (day) => `Mötet ${day} har flera möjliga datum.`,
  },
  {
    name: 'theme',
    label: 'Välj tema',
    of: 'för mötet',
    path: '/redigera',
    isOpen: ({ meeting }) => !meeting.themes.length,
    due: (meeting, { themeDays }) => dueBefore(meeting, themeDays),
    why: (day) => `Mötet ${day} har inget tema.`,
  },
  {
    name: 'agenda',
    label: 'Skriv dagordningen',
    of: 'för mötet',
    path: '#dagordning',
    isOpen: ({ meeting }, { skeleton }) => !hasAgenda(meeting, skeleton),
    due: (meeting, { agendaDays }) => dueBefore(meeting, agendaDays),
    why: (day) => `Mötet ${day} har ingen dagordning.`,
  },
  {
    name: 'speakers',
    label: 'Följ upp medverkande',
    of: 'på mötet',
    path: '/medverkande',
    isOpen: ({ meeting }) => waiting(meeting) > 0,
    due: (meeting, { agendaDays }) => dueBefore(meeting, agendaDays),
    why: (day, meeting) =>
      `${waiting(meeting) === 1 ? 'En medverkande' : `${waiting(meeting)} medverkande`} ${day} har inte svarat.`,
  },
  {
    name: 'place',
    label: 'Skriv platsen',
    of: 'för mötet',
    path: '/redigera#f-place',
    isOpen: ({ meeting }) => !meeting.place && !meeting.announced_at,
    due: (meeting, { announcementDays }) => dueBefore(meeting, announcementDays),
    why: (day) => `Mötet ${day} har ingen plats. Den behövs innan du bjuder in.`,
  },
  {
    name: 'announcement',
    label: 'Bjud in',
    of: 'till mötet',
    path: '#inbjudan',
    isOpen: ({ meeting }) => !meeting.announced_at,
    due: (meeting, { announcementDays }) => dueBefore(meeting, announcementDays),
    why: (day) => `Inbjudan till mötet ${day} är inte gjord.`,
  },
  {
    name: 'mail',
    label: 'Skicka dagordningen',
    of: 'till mötet',
    path: '/utskick/ny?slag=announcement',
    isOpen: ({ mailed }) => !mailed,
    due: (meeting, { announcementDays }) => dueBefore(meeting, announcementDays),
    why: (day) => `Dagordningen till mötet ${day} är inte skickad.`,
  },
  {
    name: 'reminder',
    label: 'Skicka påminnelsen',
    of: 'om mötet',
    path: '/utskick/ny?slag=reminder',
    isOpen: ({ reminded }) => !reminded,
    due: (meeting, { reminderDays }) => dueBefore(meeting, reminderDays),
    why: (day) => `Påminnelsen om mötet ${day} är inte skickad.`,
  },
];

/** What a meeting needs from its day on, in this order. */
export const AFTER: readonly Rule[] = [
  {
    name: 'closing',
    label: 'Avsluta mötet',
    of: '',
    path: '/avslut',
    isOpen: ({ meeting }, { skeleton }) => openItems(meeting.items, skeleton).length > 0,
    due: ({ date }, { minutesDays }) => addDays(date, minutesDays),
    why: (day) => `Mötet ${day} är inte avslutat.`,
  },
  {
    name: 'minutes',
    label: 'Skriv minnesanteckningar',
    of: 'från mötet',
    path: '/anteckningar',
    isOpen: ({ meeting, drafted }, { today }) => !drafted || meeting.date >= today,
    due: ({ date }, { minutesDays }) => addDays(date, minutesDays),
    why: (day) => `Minnesanteckningarna från ${day} är inte skrivna.`,
  },
  {
    name: 'publication',
    label: 'Granska och publicera',
    of: 'minnesanteckningarna från mötet',
    path: '/anteckningar',
    isOpen: ({ meeting, drafted }, { today }) => drafted && meeting.date < today,
    due: ({ date }, { minutesDays }) => addDays(date, minutesDays),
    why: (day) => `Minnesanteckningarna från ${day} är inte publicerade.`,
  },
];

/** Something stands on the agenda besides what is always there. */
export function hasAgenda(meeting: Meeting, skeleton: Plan['skeleton']): boolean {
  const standing = new Set(skeleton.map(({ title }) => title));
  return meeting.items.some(({ title }) => !standing.has(title));
}

/** How many speakers have not answered. */
export function waiting(meeting: Meeting): number {
  return meeting.items.flatMap(({ speakers }) => speakers).filter(({ answer }) => answer === 'waiting')
    .length;
}
