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
  /** The latest change of what it shows; undefined when it is empty. */
  changedAt: string | undefined;
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
export function buildFeed(
  meetings: Meeting[],
  shown: { settings: Settings; baseUrl: string; today: string; from?: string },
  write: EventWriter = eventText,
): Feed {
  const { settings, baseUrl, today, from = '' } = shown;
  const facts = meetings
    .flatMap((meeting) => meeting.dates.map((date) => eventFacts(meeting, date, settings, baseUrl)))
    .filter(({ date }) => date >= from)
    .toSorted((a, b) => compare(a.date, b.date) || compare(a.uid, b.uid));
  const text = calendarText(
    feedProperties(settings, baseUrl),
    zoneOf(facts, settings, today),
    facts.map((one) => write(one)),
  );
  return {
    text,
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

function feedProperties(settings: Settings, baseUrl: string): string[] {
  const name = escapeText(cleanLine(settings.groupName));
  return [
    `NAME:${name}`,
    `X-WR-CALNAME:${name}`,
    `URL:${baseUrl}/kalender`,
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
