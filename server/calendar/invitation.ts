import type { Meeting } from '../meetings/meeting.ts';
import type { Settings } from '../settings/settings.ts';
import { Refused } from '../shared/failures.ts';
import { eventFacts, eventText, type Invited } from './event.ts';
import { calendarText } from './feed.ts';
import { vtimezone } from './timezone.ts';

export interface Invitation extends Invited {
  meeting: Meeting;
  settings: Settings;
  baseUrl: string;
  method: 'REQUEST' | 'CANCEL';
}

/** The calendar part of a mail to one recipient: the entry of the feed, by the same UID, with people in it. */
export function invitation({ meeting, settings, baseUrl, organizer, attendee, method }: Invitation): string {
  if (method === 'REQUEST' && meeting.state === 'cancelled') {
    throw new Refused('Mötet är inställt och kan inte bjudas in till.');
  }
  const leading = meeting.dates.find((date) => date.leading === 1);
  if (!leading) throw new Refused('Mötet har inget datum.');
  const facts = eventFacts(meeting, leading, settings, baseUrl);
  const status = method === 'CANCEL' ? 'CANCELLED' : facts.status;
  const year = Number(leading.date.slice(0, 4));
  return calendarText([`METHOD:${method}`], vtimezone(settings.zone, year, year), [
    eventText({ ...facts, status }, { organizer, attendee }),
  ]);
}
