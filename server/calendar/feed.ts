import { createHash } from 'node:crypto';
import type { Meeting } from '../meetings/meeting.ts';
import type { Settings } from '../settings/settings.ts';
import { eventFacts, eventText, type EventFacts } from './event.ts';
import { cleanLine, escapeText, foldLines } from './finish.ts';
import { vtimezone } from './timezone.ts';

const PRODID = '-//Gemensam//Gemensam 1.0//SV';
/** How often readers are asked to look again. */
const REFRESH = 'PT6H';

export interface Feed {
  text: string;
  /** Strong: of these bytes and no others. */
  etag: string;
  /** The latest change of what it shows; undefined when it is empty. */
  changedAt: string | undefined;
}

/** A calendar that people subscribe to: a theme's or an organisation's name, its page and its own address. */
export interface Subscribed {
  name?: string;
  page: string;
  address: string;
}

/** Of the whole group. */
export const COMING: Subscribed = { page: '/kalender', address: '/kalender.ics' };
export const ALL: Subscribed = { page: '/kalender', address: '/kalender/alla.ics' };

interface Shown {
  settings: Settings;
  baseUrl: string;
  today: string;
  from?: string;
  /** None for a file with one meeting: with a name, Outlook opens it as a calendar of its own. */
  calendar?: Subscribed;
}

export type EventWriter = (facts: EventFacts) => string;

/** Writes an entry anew only when something that it shows has changed; one text is kept for each UID. */
export function createEventCache(): EventWriter {
  const written = new Map<string, { key: string; text: string }>();
  return (facts) => {
    const key = JSON.stringify(facts);
    const known = written.get(facts.uid);
    if (known?.key === key) return known.text;
    const text = eventText(facts);
    written.set(facts.uid, { key, text });
    return text;
  };
}

/** All candidate dates of the meetings. Without METHOD, ORGANIZER and ATTENDEE: some apps would mail an answer. */
export function buildFeed(meetings: Meeting[], shown: Shown, write: EventWriter = eventText): Feed {
  const { settings, baseUrl, today, from = '', calendar } = shown;
  const facts = meetings
    .flatMap((meeting) => meeting.dates.map((date) => eventFacts(meeting, date, settings, baseUrl)))
    .filter(({ date }) => date >= from)
    .toSorted((a, b) => compare(a.date, b.date) || compare(a.uid, b.uid));
  const text = calendarText(
    calendar ? feedProperties(calendar, settings, baseUrl) : [],
    zoneOf(facts, settings, today),
    facts.map((one) => write(one)),
  );
  return {
    text,
    etag: `"${createHash('sha256').update(text).digest('base64url').slice(0, 32)}"`,
    changedAt: facts
      .map(({ changedAt }) => changedAt)
      .toSorted()
      .at(-1),
  };
}

/** One VCALENDAR out of finished parts. */
export function calendarText(properties: string[], timezone: string, events: string[]): string {
  const head = foldLines([
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    `PRODID:${PRODID}`,
    'CALSCALE:GREGORIAN',
    ...properties,
  ]);
  return `${head}${timezone}${events.join('')}END:VCALENDAR\r\n`;
}

function feedProperties(
  { name: part, page, address }: Subscribed,
  { groupName }: Settings,
  baseUrl: string,
): string[] {
  const name = escapeText(cleanLine(part ? `${groupName}: ${part}` : groupName));
  return [
    `NAME:${name}`,
    `X-WR-CALNAME:${name}`,
    `URL:${baseUrl}${page}`,
    `SOURCE:${baseUrl}${address}`,
    `REFRESH-INTERVAL;VALUE=DURATION:${REFRESH}`,
    `X-PUBLISHED-TTL:${REFRESH}`,
  ];
}

/** Also when there is no entry: a calendar must have a component. */
function zoneOf(facts: EventFacts[], settings: Settings, today: string): string {
  const years = facts.length
    ? facts.map(({ date }) => Number(date.slice(0, 4)))
    : [Number(today.slice(0, 4))];
  return vtimezone(settings.zone, Math.min(...years), Math.max(...years));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
