import type { FollowUpState } from '../../db/tables/proposals.ts';
import { isDate } from '../shared/time.ts';

export const STATES: readonly FollowUpState[] = ['open', 'ongoing', 'done', 'postponed', 'dropped'];

export const STATE_NAMES: Record<FollowUpState, string> = {
  open: 'Att göra',
  ongoing: 'Pågår',
  done: 'Klart',
  postponed: 'Uppskjutet',
  dropped: 'Blev inte av',
};

export interface Happening {
  id: number;
  at: string;
  state: FollowUpState;
  answer: string;
  meeting_slug: string | null;
  meeting_date: string | null;
  by_link: 0 | 1;
}

export interface FollowUp {
  id: number;
  what: string;
  who: string;
  when_text: string;
  due_on: string | null;
  state: FollowUpState;
  answer: string;
  shown_at: string | null;
  source_key: string | null;
  section_id: string | null;
  meeting_id: number | null;
  meeting_slug: string | null;
  meeting_date: string | null;
  proposal_id: number | null;
  proposal_title: string | null;
  /** The page of the proposal is public. */
  proposal_shown: 0 | 1;
  speaker_id: number | null;
  organisation_id: number | null;
  link_generation: number;
  asked_at: string | null;
  asked_meeting_id: number | null;
  agenda_meeting_id: number | null;
  answered_at: string | null;
  created_at: string;
  changed_at: string;
  organisations: { id: number; slug: string; name: string }[];
  trail: Happening[];
}

/** Somebody still has something to do. */
export function isOpen({ state }: Pick<FollowUp, 'state'>): boolean {
  return state === 'open' || state === 'ongoing' || state === 'postponed';
}

export function isOverdue(followUp: Pick<FollowUp, 'state' | 'due_on'>, today: string): boolean {
  return isOpen(followUp) && followUp.due_on !== null && followUp.due_on < today;
}

/** Made by a line of minutes, and neither answered nor changed by a person since. */
export function isUntouched(
  followUp: Pick<FollowUp, 'created_at' | 'changed_at' | 'answered_at' | 'trail'>,
): boolean {
  return followUp.changed_at === followUp.created_at && !followUp.answered_at && followUp.trail.length === 0;
}

/** Part of a project, and not agreed in minutes. */
export function isActivity({ proposal_id, section_id }: Pick<FollowUp, 'proposal_id' | 'section_id'>) {
  return proposal_id !== null && section_id === null;
}

/** "Föreningsrådet, före 19 jan", or "" */
export function whoAndWhen({ who, when_text }: Pick<FollowUp, 'who' | 'when_text'>): string {
  return [who, when_text].filter(Boolean).join(', ');
}

/** The day in a field of its own; the words of the line stay as they were said. */
export function readDue(text: string): string | null | undefined {
  if (!text) return null;
  return isDate(text) ? text : undefined;
}

const LONGEST_TITLE = 200;

/** "Uppföljning: undersök hälsodag (Föreningsrådet) – pågår: plats bokad" */
export function agendaTitle(
  followUp: Pick<FollowUp, 'what' | 'who' | 'state' | 'answer' | 'asked_at' | 'answered_at'>,
): string {
  const { what, who, state, answer, asked_at, answered_at } = followUp;
  const news =
    state === 'open'
      ? asked_at && (!answered_at || answered_at < asked_at)
        ? 'har inte svarat'
        : ''
      : [STATE_NAMES[state].toLowerCase(), answer].filter(Boolean).join(': ');
  const head = `Uppföljning: ${what}${who ? ` (${who})` : ''}`;
  return shortened([head, news].filter(Boolean).join(' – '));
}

function shortened(text: string): string {
  return text.length <= LONGEST_TITLE ? text : `${text.slice(0, LONGEST_TITLE - 1).trimEnd()}…`;
}

/** Open ones first, the earliest due first; then what is settled, the latest first. */
export function inOrder<F extends Pick<FollowUp, 'id' | 'state' | 'due_on' | 'trail' | 'created_at'>>(
  followUps: readonly F[],
): F[] {
  const settled = (one: F) => one.trail.at(-1)?.at ?? one.created_at;
  const open = followUps.filter(isOpen).sort((a, b) => compare(dueOf(a), dueOf(b)) || a.id - b.id);
  const closed = followUps.filter((one) => !isOpen(one));
  return [...open, ...closed.sort((a, b) => compare(settled(b), settled(a)) || b.id - a.id)];
}

const dueOf = ({ due_on }: Pick<FollowUp, 'due_on'>) => due_on ?? '9999';
const compare = (a: string, b: string) => (a < b ? -1 : Number(a > b));
