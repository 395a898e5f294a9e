import ical, {
  ICalAttendeeRole,
  ICalAttendeeStatus,
  ICalAttendeeType,
  ICalEventClass,
  ICalEventStatus,
  ICalEventTransparency,
  type ICalEvent,
} from 'ical-generator';
import {
  isUndecided,
  meetingTitle,
  publicItems,
  type CandidateDate,
  type Meeting,
} from '../meetings/meeting.ts';
import type { Settings } from '../settings/settings.ts';
import { readLink } from '../shared/html.ts';
import { plainText } from '../shared/markdown.ts';
import { addDays, dayAndMonth } from '../shared/time.ts';
import { cleanLine, cleanText, finishEvent } from './finish.ts';

/** Everything that shows in one calendar entry, and nothing else: equal facts make equal bytes. */
export interface EventFacts {
  uid: string;
  sequence: number;
  status: 'TENTATIVE' | 'CONFIRMED' | 'CANCELLED';
  changedAt: string;
  createdAt: string;
  date: string;
  start: string | null;
  end: string | null;
  zone: string;
  summary: string;
  cancelledReason: string;
  about: string;
  agenda: string[];
  place: string;
  online: string;
  url: string;
  categories: string[];
}

export interface Person {
  name: string;
  email: string;
}

/** Who is invited, and by whom; only ever in mail, never in what is public. */
export interface Invited {
  organizer: Person;
  attendee: Person;
}

export function eventFacts(
  meeting: Meeting,
  date: CandidateDate,
  settings: Settings,
  baseUrl: string,
): EventFacts {
  return {
    uid: date.uid,
    sequence: date.sequence,
    status: statusOf(meeting, date),
    changedAt: lastChange(meeting, date),
    createdAt: meeting.created_at,
    date: date.date,
    start: meeting.start_time,
    end: meeting.end_time,
    zone: settings.zone,
    summary: summaryOf(meeting, date, settings),
    cancelledReason: (meeting.state === 'cancelled' && meeting.cancelled_reason) || '',
    about: meeting.description,
    agenda: publicItems(meeting).map(({ title }) => title),
    place: meeting.place,
    online: meeting.online,
    url: `${baseUrl}/moten/${meeting.slug}`,
    categories: meeting.themes.map(({ title }) => title),
  };
}

/** The VEVENT, folded, every line ending in CRLF. */
export function eventText(facts: EventFacts, invited?: Invited): string {
  const event = ical().createEvent({
    id: cleanLine(facts.uid),
    sequence: facts.sequence,
    stamp: Temporal.Instant.from(facts.changedAt),
    created: Temporal.Instant.from(facts.createdAt),
    lastModified: Temporal.Instant.from(facts.changedAt),
    ...times(facts),
    summary: cleanLine(facts.summary),
    description: descriptionOf(facts),
    location: cleanLine(facts.place) || null,
    url: facts.url,
    status: ICalEventStatus[facts.status],
    transparency: ICalEventTransparency.OPAQUE,
    class: ICalEventClass.PUBLIC,
    categories: facts.categories.map((name) => ({ name: cleanLine(name) })),
  });
  if (invited) addPeople(event, invited);
  return finishEvent(event.toString(), conferenceOf(facts.online));
}

function statusOf(meeting: Meeting, date: CandidateDate): EventFacts['status'] {
  if (meeting.state === 'cancelled' || date.state === 'dropped') return 'CANCELLED';
  return meeting.state === 'tentative' || isUndecided(meeting) ? 'TENTATIVE' : 'CONFIRMED';
}

function summaryOf(meeting: Meeting, date: CandidateDate, settings: Settings): string {
  const name = `${settings.groupName}: ${meetingTitle(meeting)}`;
  if (date.state === 'dropped')
    return isUndecided(meeting) ? `Utgår: ${name}` : `Utgår: mötet är ${dayAndMonth(meeting.date)}`;
  return meeting.state === 'cancelled' ? `INSTÄLLT: ${name}` : name;
}

/** Also the moment when the agenda became public: it shows in the entry. */
function lastChange(meeting: Meeting, date: CandidateDate): string {
  const moments = [meeting.changed_at, date.changed_at, meeting.announced_at ?? '', meeting.shown_at ?? ''];
  return moments.toSorted().at(-1)!;
}

/** An unknown end stays unknown: the entry then ends when it begins (RFC 5545 3.6.1), and no hour is invented. */
function times({ date, start, end, zone }: EventFacts) {
  if (!start) {
    return {
      allDay: true,
      start: Temporal.PlainDate.from(date),
      end: Temporal.PlainDate.from(addDays(date, 1)),
    };
  }
  const at = (time: string) =>
    Temporal.PlainDateTime.from(`${date}T${time}`).toZonedDateTime(zone, { disambiguation: 'earlier' });
  const lasts = end !== null && end > start;
  return { start: at(start), ...(lasts && { end: at(end) }), timezone: zone };
}

function descriptionOf({ cancelledReason, about, agenda, online, url }: EventFacts): string {
  const blocks = [
    cancelledReason,
    plainText(about),
    agenda.length ? ['Dagordning', ...agenda.map((title) => `– ${cleanLine(title)}`)].join('\n') : '',
    online ? `Digitalt: ${online}` : '',
    `Läs mer: ${url}`,
  ];
  return blocks.map(cleanText).filter(Boolean).join('\n\n');
}

function conferenceOf(online: string): string | undefined {
  const link = /https?:\/\/[^\s<>"]+/i.exec(online)?.[0];
  return link && readLink(link);
}

function addPeople(event: ICalEvent, { organizer, attendee }: Invited): void {
  event.organizer({ name: personName(organizer), email: cleanLine(organizer.email) });
  event.createAttendee({
    name: personName(attendee),
    email: cleanLine(attendee.email),
    role: ICalAttendeeRole.REQ,
    type: ICalAttendeeType.INDIVIDUAL,
    status: ICalAttendeeStatus.NEEDSACTION,
    rsvp: false,
  });
}

/** Old readers show an encoded quotation mark as it stands. */
function personName({ name, email }: Person): string {
  return cleanLine(name).replaceAll('"', '') || cleanLine(email);
}
