import { dutyText, type Deadline } from '../meetings/deadlines.ts';
import { addDays, longDate } from '../shared/time.ts';
import type { Round } from './reminder.ts';

export interface Letter {
  subject: string;
  text: string;
  footer: string;
}

interface To {
  groupName: string;
  baseUrl: string;
}

/** More lines than these nobody reads; the page has them all. */
const MOST_LINES = 20;

/** What one secretary is told this morning; undefined when there is nothing to tell. */
export function letterOf(round: Round, deadlines: readonly Deadline[], to: To): Letter | undefined {
  return round.week ? weekLetter(round.day, deadlines, to) : lateLetter(round, deadlines, to);
}

function weekLetter(day: string, deadlines: readonly Deadline[], to: To): Letter | undefined {
  const until = (first: string, end: string) => deadlines.filter(({ due }) => due >= first && due < end);
  const late = deadlines.filter((one) => one.late);
  const soon = until(day, addDays(day, 7));
  const next = until(addDays(day, 7), addDays(day, 14));
  if (!late.length && !soon.length && !next.length) return undefined;
  const counts = [
    late.length && `${things(late.length)} är ${late.length === 1 ? 'försenad' : 'försenade'}`,
    soon.length && `${things(soon.length)} ska göras inom sju dagar`,
  ].filter(Boolean);
  return {
    subject: `Att göra: ${counts.join(', ') || `${things(next.length)} om en vecka`}`,
    text: [
      `Det här är dags att göra i ${to.groupName}.`,
      part('Försenat', late, to),
      part('De närmaste sju dagarna', soon, to),
      part('Veckan därefter', next, to),
      `Allt för de närmaste sex veckorna: ${to.baseUrl}/admin/overlamning`,
    ]
      .filter(Boolean)
      .join('\n\n'),
    footer: footerOf(to),
  };
}

function lateLetter({ since, day }: Round, deadlines: readonly Deadline[], to: To): Letter | undefined {
  const late = deadlines.filter(({ due }) => due >= since && due < day);
  const [first] = late;
  if (!first) return undefined;
  return {
    subject: `Försenat: ${late.length === 1 ? textOf(first) : things(late.length)}`,
    text: [
      `${late.length === 1 ? 'En sak' : 'Några saker'} i ${to.groupName} blev inte ${late.length === 1 ? 'klar' : 'klara'} i tid.`,
      part('Försenat', late, to),
      `Allt för de närmaste sex veckorna: ${to.baseUrl}/admin/overlamning`,
    ].join('\n\n'),
    footer: footerOf(to),
  };
}

function part(heading: string, deadlines: readonly Deadline[], to: To): string {
  if (!deadlines.length) return '';
  const lines = deadlines.slice(0, MOST_LINES).map((one) => lineOf(one, to));
  const rest = deadlines.length - lines.length;
  return [heading, ...lines, ...(rest ? [`– ${things(rest)} till. Se hela listan nedan.`] : [])].join('\n');
}

function lineOf(deadline: Deadline, { baseUrl }: To): string {
  const when = deadline.late ? 'Skulle ha varit klart' : 'Senast';
  return `– ${textOf(deadline)}. ${when} ${longDate(deadline.due)}. ${baseUrl}${deadline.path}`;
}

/** A title that somebody sent in must not become a link. */
function textOf(deadline: Deadline): string {
  return dutyText(deadline).replace(/https?:\/\//gi, '');
}

function things(count: number): string {
  return count === 1 ? '1 sak' : `${count} saker`;
}

function footerOf({ groupName, baseUrl }: To): string {
  return `Du får det här mejlet för att du är sekreterare i ${groupName}.\nStäng av mejlen: ${baseUrl}/admin/konton#mejl`;
}
