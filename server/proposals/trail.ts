import { dateIn, mediumDate } from '../shared/time.ts';
import { STATE_NAMES, type TrailEvent } from './proposal.ts';

/** A step of the trail: words, and what they lead to. */
export interface Step {
  id: number;
  text: string;
  link?: { text: string; path: string };
  answer: string;
}

const WITH_MEETING: Partial<Record<TrailEvent['state'], string>> = {
  discussed: 'Diskuterat på',
  planned: 'Planerat till',
};

/** "Diskuterat på mötet 16 september 2026", where the meeting is a link; an answer is told once. */
export function trailSteps(trail: readonly TrailEvent[], zone: string): Step[] {
  return trail.map((event, index) => {
    const before = trail[index - 1];
    const answer = event.answer && event.answer !== before?.answer ? event.answer : '';
    return { id: event.id, ...wordsOf(event, before, zone), answer };
  });
}

/** The same in one line, for a mail. */
export function stepText({ text, link }: Step): string {
  return link ? `${text} ${link.text}` : text;
}

function wordsOf(
  event: TrailEvent,
  before: TrailEvent | undefined,
  zone: string,
): Pick<Step, 'text' | 'link'> {
  const day = mediumDate(dateIn(zone, event.at));
  const again = before?.state === event.state;
  const link = linkOf(event);
  const sameMeeting = again && before.meeting_id === event.meeting_id;
  const phrase = sameMeeting ? undefined : WITH_MEETING[event.state];
  if (link && phrase) return { text: phrase, link };
  const name = again
    ? `Nytt svar, fortfarande ${STATE_NAMES[event.state].toLowerCase()}`
    : STATE_NAMES[event.state];
  return link && !sameMeeting ? { text: `${name} ${day}, efter`, link } : { text: `${name} ${day}` };
}

/** Where the talk can be read: the meeting's page holds its minutes. */
function linkOf(event: TrailEvent): Step['link'] {
  const { meeting_slug, meeting_date } = event;
  if (!meeting_slug || !meeting_date) return undefined;
  return { text: `mötet ${mediumDate(meeting_date)}${noteOf(event)}`, path: `/moten/${meeting_slug}` };
}

function noteOf({ state, meeting_state, has_minutes }: TrailEvent): string {
  if (meeting_state === 'cancelled') return ' (inställt)';
  return has_minutes && state !== 'planned' ? ' (minnesanteckningar)' : '';
}
