import { addDays, dayAndMonth, shortDate } from '../shared/time.ts';
import { isPast, meetingTitle, type Meeting } from './meeting.ts';
import { AFTER, BEFORE, dueBefore, hasAgenda, waiting, type Plan, type Progress } from './meeting-rules.ts';

export type CellName =
  'theme' | 'speakers' | 'agenda' | 'room' | 'announcement' | 'mail' | 'reminder' | 'minutes';

/** One thing that a meeting needs; `state` is never told by colour alone, so the text says it too. */
export interface Cell {
  column: string;
  text: string;
  state: 'ok' | 'no' | 'open';
  /** Where it is filled, and with which words; undefined when there is nothing to fill. */
  link?: { path: string; label: string } | undefined;
}

type Made = Omit<Cell, 'column'>;

export const COLUMNS: Record<CellName, string> = {
  theme: 'Tema',
  speakers: 'Medverkande',
  agenda: 'Dagordning',
  room: 'Lokal',
  announcement: 'Inbjudan',
  mail: 'Mejl',
  reminder: 'Påminnelse',
  minutes: 'Anteckningar',
};
const NOTHING: Made = { text: '–', state: 'open' };

/** What is there, and what is missing by when. */
export function cellsOf(progress: Progress, plan: Plan): Record<CellName, Cell> {
  const { meeting, mailed } = progress;
  const isOver = isPast(meeting, plan.today) || meeting.state === 'held';
  const before = (there: string | undefined, rule: string) =>
    there ? done(there) : isOver ? NOTHING : missing(rule, progress, plan);
  const count = meeting.items.length === 1 ? '1 punkt' : `${meeting.items.length} punkter`;
  const made: Record<CellName, Made> = {
    theme: before(meeting.themes.length ? meetingTitle(meeting) : undefined, 'theme'),
    speakers: speakers(progress, plan, isOver),
    agenda: before(hasAgenda(meeting, plan.skeleton) ? count : undefined, 'agenda'),
    room: meeting.place ? done(meeting.place.split(',')[0]!) : isOver ? NOTHING : noRoom(meeting, plan),
    announcement: before(meeting.announced_at ? 'gjord' : undefined, 'announcement'),
    mail: before(mailed ? 'skickad' : undefined, 'mail'),
    reminder: progress.reminderIsUnwanted
      ? { text: 'ingen har bett om den', state: 'open' }
      : before(progress.reminded ? 'skickad' : undefined, 'reminder'),
    minutes: minutes(progress, plan, isOver),
  };
  return Object.fromEntries(
    Object.entries(made).map(([name, cell]) => [name, { column: COLUMNS[name as CellName], ...cell }]),
  ) as Record<CellName, Cell>;
}

function done(text: string): Made {
  return { text: `✓\u00a0${text}`, state: 'ok' };
}

function missing(rule: string, { meeting }: Progress, plan: Plan): Made {
  const { path, label, due } = [...BEFORE, ...AFTER].find(({ name }) => name === rule)!;
  return missingBy(due(meeting, plan.schedule), plan.today, linkTo(meeting, path, label));
}

function missingBy(due: string, today: string, link: Cell['link']): Made {
  return due < today
    ? { text: `saknas sedan ${dayAndMonth(due)}`, state: 'no', link }
    : { text: `senast ${shortDate(due)}`, state: 'open', link };
}

function linkTo({ slug, date }: Meeting, path: string, label: string): Cell['link'] {
  return { path: `/admin/moten/${slug}${path}`, label: `${label}, mötet ${dayAndMonth(date)}` };
}

function speakers(progress: Progress, plan: Plan, isOver: boolean): Made {
  const { meeting } = progress;
  const all = meeting.items.flatMap((item) => item.speakers);
  const yes = all.filter(({ answer }) => answer === 'yes').length;
  if (!all.length)
    return isOver
      ? NOTHING
      : { text: 'inga än', state: 'open', link: linkTo(meeting, '#dagordning', 'Lägg till medverkande') };
  if (isOver) return done(`${yes} av ${all.length}`);
  if (!waiting(meeting)) return done(`${yes} av ${all.length} har tackat ja`);
  const { state, link } = missing('speakers', progress, plan);
  return { text: `${yes} av ${all.length} har tackat ja`, state, link };
}

function noRoom(meeting: Meeting, { schedule, today }: Plan): Made {
  const link = linkTo(meeting, '/redigera#f-place', 'Skriv lokalen');
  return missingBy(dueBefore(meeting, schedule.announcementDays), today, link);
}

function minutes({ meeting, drafted }: Progress, plan: Plan, isOver: boolean): Made {
  if (meeting.has_minutes) return done('publicerade');
  if (isOver && meeting.imported_at) return NOTHING;
  const link = linkTo(meeting, '/anteckningar', drafted ? 'Granska och publicera' : 'Skriv anteckningar');
  const open = missingBy(addDays(meeting.date, plan.schedule.minutesDays), plan.today, link);
  return drafted ? { ...open, text: `utkast finns, ${open.text}` } : open;
}
