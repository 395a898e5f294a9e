import type { Settings } from '../settings/settings.ts';
import { addDays, dateIn, dayAndMonth, termName } from '../shared/time.ts';
import { boundsOf } from '../terms/term.ts';
import type { Deadline } from './deadlines.ts';

/** What is to be done besides the meetings. */
export interface GroupWork {
  /** Those that should be planned by now or soon. */
  terms: { term: string; meetings: number }[];
  /** Those that nobody has read, or that wait for an answer. */
  proposals: { id: number; title: string; received_at: string; unread: boolean }[];
  /** Those with a day that are not done. */
  followUps: { id: number; what: string; who: string; due_on: string }[];
  /** Mailings that wait for a person, because the meeting has changed. */
  mailings: { id: number; subject: string; not_before: string }[];
}

/** Somebody who has written should not wait long to be read, whatever comes of it. */
const READ_DAYS = 7;

type Open = Omit<Deadline, 'late' | 'from'>;

export function groupDeadlines(work: GroupWork, settings: Settings, today: string): Deadline[] {
  const { schedule, zone } = settings;
  const open = [
    ...work.terms
      .filter(({ meetings }) => meetings === 0)
      .map(({ term }) => planTerm(term, schedule.termDays)),
    ...work.proposals.map((one) => readOrAnswer(one, dateIn(zone, one.received_at), schedule.proposalDays)),
    ...work.followUps.map(followUp),
    ...work.mailings.map((one) => readMailing(one, dateIn(zone, one.not_before))),
  ];
  return open.map((one) => ({ ...one, late: one.due < today, from: '' }));
}

function planTerm(term: string, days: number): Open {
  const name = termName(term);
  return {
    key: `term ${term}`,
    label: `Planera ${name}`,
    about: '',
    path: `/admin/terminer/${term}`,
    due: addDays(boundsOf(term).from, -days),
    why: `Det finns inga möten ${name}.`,
  };
}

function readOrAnswer(
  { id, title, unread }: GroupWork['proposals'][number],
  day: string,
  days: number,
): Open {
  const came = `Förslaget ”${title}” kom ${dayAndMonth(day)}`;
  return {
    key: `proposal ${id} ${unread ? 'unread' : 'unanswered'}`,
    label: unread ? 'Läs förslaget' : 'Svara på förslaget',
    about: `”${title}”`,
    path: `/admin/forslag/${id}`,
    due: addDays(day, unread ? READ_DAYS : days),
    why: unread ? `${came} och är inte läst.` : `${came} och har inte fått något svar.`,
  };
}

function followUp({ id, what, who, due_on }: GroupWork['followUps'][number]): Open {
  return {
    key: `follow-up ${id}`,
    label: 'Följ upp',
    about: `”${what}”${who ? ` (${who})` : ''}`,
    path: `/admin/uppfoljningar/${id}`,
    due: due_on,
    why: `Uppföljningen ”${what}” är inte klar.`,
  };
}

function readMailing({ id, subject }: GroupWork['mailings'][number], day: string): Open {
  return {
    key: `mailing ${id}`,
    label: 'Läs igenom utskicket',
    about: `”${subject}”`,
    path: `/admin/utskick/${id}/redigera`,
    due: day,
    why: `Utskicket ”${subject}” ligger kvar, för mötet har ändrats sedan det skrevs.`,
  };
}
