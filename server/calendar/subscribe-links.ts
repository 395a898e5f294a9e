import { isPast, isUndecided, type Meeting } from '../meetings/meeting.ts';
import type { Settings } from '../settings/settings.ts';
import { addDays, instantOf } from '../shared/time.ts';
import { eventFacts, type EventFacts } from './event.ts';

export interface SubscribeLinks {
  address: string;
  webcal: string;
  google: string;
  outlook: string;
  outlookWork: string;
}

/** Not webcals: an iPhone refuses it. */
export function feedLinks(baseUrl: string, path: string): { address: string; webcal: string } {
  const address = `${baseUrl}${path}`;
  return { address, webcal: address.replace(/^https?:/, 'webcal:') };
}

export function subscribeLinks(baseUrl: string, name: string): SubscribeLinks {
  const { address, webcal } = feedLinks(baseUrl, '/kalender.ics');
  const query = `url=${encodeURIComponent(address)}&name=${encodeURIComponent(name)}`;
  return {
    address,
    webcal,
    google: `https://calendar.google.com/calendar/r?cid=${encodeURIComponent(webcal)}`,
    outlook: `https://outlook.live.com/calendar/0/addfromweb?${query}`,
    outlookWork: `https://outlook.office.com/calendar/0/addfromweb?${query}`,
  };
}

export interface AddLinks {
  google: string;
  outlook: string;
  outlookWork: string;
}

/** One meeting as a copy in a calendar on the web, which follows no later change; none when it will not come, or its date is open. */
export function addLinks(
  meeting: Meeting,
  { settings, baseUrl, today }: { settings: Settings; baseUrl: string; today: string },
): AddLinks | undefined {
  const leading = meeting.dates.find((date) => date.leading === 1);
  if (!leading || isUndecided(meeting) || isPast(meeting, today)) return undefined;
  if (meeting.state === 'cancelled' || meeting.state === 'held') return undefined;
  const facts = eventFacts(meeting, leading, settings, baseUrl);
  const { start, end } = spanOf(facts);
  const details = [facts.online && `Digitalt: ${facts.online}`, `Läs mer: ${facts.url}`]
    .filter(Boolean)
    .join('\n');
  const compact = (moment: string) => moment.replace(/[-:]/g, '');
  const outlook = queryOf({
    path: '/calendar/action/compose',
    rru: 'addevent',
    startdt: start,
    enddt: end,
    ...(!facts.start && { allday: 'true' }),
    subject: facts.summary,
    location: facts.place,
    body: details,
  });
  return {
    google: `https://calendar.google.com/calendar/render?${queryOf({
      action: 'TEMPLATE',
      text: facts.summary,
      dates: `${compact(start)}/${compact(end)}`,
      details,
      location: facts.place,
    })}`,
    outlook: `https://outlook.live.com/calendar/0/deeplink/compose?${outlook}`,
    outlookWork: `https://outlook.office.com/calendar/0/deeplink/compose?${outlook}`,
  };
}

/** UTC instants, or dates (the end exclusive) when the time is unknown; an unknown end is the start. */
function spanOf({ date, start, end, zone }: EventFacts): { start: string; end: string } {
  if (!start) return { start: date, end: addDays(date, 1) };
  const at = (time: string) => instantOf(date, time, zone).replace('.000Z', 'Z');
  return { start: at(start), end: at(end !== null && end > start ? end : start) };
}

function queryOf(values: Record<string, string>): string {
  return Object.entries(values)
    .map(([name, value]) => `${name}=${encodeURIComponent(value.toWellFormed())}`)
    .join('&');
}
