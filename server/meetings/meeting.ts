import type { AgendaKind, MeetingState, SpeakerAnswer } from '../../db/tables/meetings.ts';
import { Refused } from '../shared/failures.ts';

export interface CandidateDate {
  id: number;
  date: string;
  state: 'open' | 'dropped';
  leading: 0 | 1;
  uid: string;
  sequence: number;
  changed_at: string;
}

export interface MeetingTheme {
  id: number;
  slug: string;
  title: string;
  part: string | null;
}

export interface PrintedSpeaker {
  id: number;
  speaker_id: number;
  name: string;
  role: string | null;
  organisation: string | null;
  answer: SpeakerAnswer;
  /** When the link was mailed. */
  invited_at: string | null;
  /** JSON of the `SpeakerName` before the person changed it. */
  printed_before: string | null;
  wished_meeting_id: number | null;
  /** 0: has said that the name must not be shown. */
  named: 0 | 1;
}

export interface AgendaItem {
  id: number;
  position: number;
  title: string;
  kind: AgendaKind;
  planned_minutes: number | null;
  state: 'planned' | 'done' | 'postponed';
  carried_from_id: number | null;
  proposal_id: number | null;
  follow_up_id: number | null;
  outcome: 'moved' | 'backlog' | 'dropped' | null;
  reason: string;
  speakers: PrintedSpeaker[];
}

/** A meeting with all that belongs to it; `date` is its leading candidate date. */
export interface Meeting {
  id: number;
  slug: string;
  state: MeetingState;
  date: string;
  start_time: string | null;
  end_time: string | null;
  place: string;
  online: string;
  usual: 0 | 1;
  description: string;
  cancelled_reason: string | null;
  announced_at: string | null;
  shown_at: string | null;
  imported_at: string | null;
  revision: number;
  created_at: string;
  changed_at: string;
  minutes_published_at: string | null;
  has_minutes: 0 | 1;
  dates: CandidateDate[];
  themes: MeetingTheme[];
  items: AgendaItem[];
}

/** "Privatekonomi, del 2 och Vuxenstudier", or "Tema kommer". */
export function meetingTitle(meeting: Pick<Meeting, 'themes'>): string {
  const titles = meeting.themes.map(({ title, part }) => (part ? `${title}, ${part}` : title));
  return titles.length ? titles.join(' och ') : 'Tema kommer';
}

/** More than one date is still open. */
export function isUndecided(meeting: Pick<Meeting, 'dates'>): boolean {
  return meeting.dates.filter(({ state }) => state === 'open').length > 1;
}

export function isPast(meeting: Pick<Meeting, 'date'>, today: string): boolean {
  return meeting.date < today;
}

/** Agenda and speakers are public from the announcement, or from "Visa nu" (an imported announcement counts as that). */
export function showsAgenda(meeting: Pick<Meeting, 'announced_at' | 'shown_at'>): boolean {
  return Boolean(meeting.announced_at ?? meeting.shown_at);
}

/** The agenda as the public may see it: only speakers who have said yes. */
export function publicItems(meeting: Meeting): AgendaItem[] {
  if (!showsAgenda(meeting)) return [];
  return meeting.items.map((item) => ({
    ...item,
    speakers: item.speakers.filter(({ answer, named }) => answer === 'yes' && named === 1),
  }));
}

/** "Ebba Provén, rektor, Exempelskolan" */
export function speakerText(speaker: Pick<PrintedSpeaker, 'name' | 'role' | 'organisation'>): string {
  return [speaker.name, speaker.role, speaker.organisation].filter(Boolean).join(', ');
}

export function canBeAnnounced(meeting: Meeting, today: string): boolean {
  return (
    meeting.state !== 'cancelled' &&
    meeting.state !== 'held' &&
    !isPast(meeting, today) &&
    !isUndecided(meeting)
  );
}

export function assertCanBeAnnounced(meeting: Meeting, today: string): void {
  if (meeting.state === 'cancelled') throw new Refused('Mötet är inställt och kan inte bjudas in till.');
  if (isUndecided(meeting)) throw new Refused('Bestäm datum först. Mötet har flera möjliga datum.');
  if (!canBeAnnounced(meeting, today)) throw new Refused('Mötet har redan varit.');
}

export function assertCanBeHeld(meeting: Meeting, today: string): void {
  if (meeting.state === 'cancelled') throw new Refused('Mötet är inställt och kan inte markeras som hållet.');
  if (meeting.date > today) throw new Refused('Mötet har inte varit än.');
}

export function assertCanMove(meeting: Meeting): void {
  if (meeting.state === 'cancelled')
    throw new Refused('Mötet är inställt. Ångra det först, och flytta sedan.');
  if (meeting.state === 'held') throw new Refused('Mötet är hållet och kan inte flyttas.');
}

export function assertCanBeCancelled(meeting: Meeting, today: string): void {
  if (meeting.state === 'held' || isPast(meeting, today))
    throw new Refused('Mötet har redan varit och kan inte ställas in.');
}

/** Another date can be weighed only as long as the meeting is preliminary. */
export function assertDateIsOpen(meeting: Meeting): void {
  if (meeting.state !== 'tentative') throw new Refused('Mötets datum är bestämt. Flytta mötet i stället.');
}
