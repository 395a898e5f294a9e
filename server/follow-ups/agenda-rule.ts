import { instantOf } from '../shared/time.ts';
import { isActivity, isOpen, type FollowUp } from './follow-up.ts';

/** A meeting on whose agenda a follow-up was put. */
export interface TakenUp {
  id: number;
  date: string;
  /** Wall time. */
  end: string;
  coming: boolean;
  cancelled: boolean;
}

interface Next {
  id: number;
  date: string;
}

/**
 * Whether the next meeting should speak of it: an open one at each meeting after its own, until it is settled; what was
 * settled, and news of an activity, once. A postponed one rests until its day. Nothing comes twice to one meeting.
 */
export function belongsOn(followUp: FollowUp, next: Next, last: TakenUp | undefined, zone: string): boolean {
  const { meeting_date, state, due_on } = followUp;
  if (meeting_date && meeting_date >= next.date) return false;
  if (last && (last.id === next.id || last.coming)) return false;
  if (!isOpen(followUp) || isActivity(followUp)) return hasNews(followUp, last, zone);
  return !(state === 'postponed' && due_on && due_on > next.date);
}

/** A meeting was put in before the one on whose agenda it stands. */
export function standsTooLate({ meeting_date }: FollowUp, next: Next, last: TakenUp | undefined): boolean {
  if (meeting_date && meeting_date >= next.date) return false;
  return last !== undefined && last.coming && last.date > next.date;
}

/** Something was said that no meeting has heard. */
function hasNews({ trail }: FollowUp, last: TakenUp | undefined, zone: string): boolean {
  const event = trail.at(-1);
  if (!event || event.meeting_slug) return false;
  return !last || last.cancelled || event.at > instantOf(last.date, last.end, zone);
}
