import { isUndecided, meetingTitle, type Meeting } from '../meetings/meeting.ts';
import { plainText } from '../shared/markdown.ts';
import { SafeHtml, readLink } from '../shared/html.ts';
import { instantOf } from '../shared/time.ts';
import type { Settings } from '../settings/settings.ts';

interface Where {
  settings: Settings;
  baseUrl: string;
  /** The day that it was to be before it was moved. */
  formerDate: string | undefined;
}

/** The meeting as a schema.org Event, for a script element of the type application/ld+json. */
export function eventData(meeting: Meeting, { settings, baseUrl, formerDate }: Where): SafeHtml {
  const { date, start_time, end_time, place, online, description, state } = meeting;
  const at = (time: string | null) => (time ? instantOf(date, time, settings.zone) : undefined);
  const isMoved = formerDate !== undefined && formerDate !== date;
  const data = {
    '@context': 'https://schema.org',
    '@type': 'Event',
    name: `${settings.groupName}: ${meetingTitle(meeting)}`,
    url: `${baseUrl}/moten/${meeting.slug}`,
    startDate: at(start_time) ?? date,
    endDate: at(end_time),
    ...(isMoved && { previousStartDate: formerDate }),
    eventStatus: `https://schema.org/${statusOf(state, isMoved)}`,
    eventAttendanceMode: `https://schema.org/${modeOf(place, online)}`,
    location: locationsOf(place, online),
    description: plainText(description) || undefined,
    isAccessibleForFree: true,
    inLanguage: 'sv',
    organizer: { '@type': 'Organization', name: settings.groupName, url: baseUrl },
  };
  // A closing tag in a text must not end the script element.
  return new SafeHtml(
    JSON.stringify(
      isUndecided(meeting) ? { ...data, startDate: undefined, endDate: undefined } : data,
    ).replaceAll('<', '\\u003c'),
  );
}

function statusOf(state: Meeting['state'], isMoved: boolean): string {
  if (state === 'cancelled') return 'EventCancelled';
  return isMoved ? 'EventRescheduled' : 'EventScheduled';
}

function modeOf(place: string, online: string): string {
  if (place && online) return 'MixedEventAttendanceMode';
  return online ? 'OnlineEventAttendanceMode' : 'OfflineEventAttendanceMode';
}

function locationsOf(place: string, online: string) {
  const link = readLink(online);
  const virtual = online
    ? [{ '@type': 'VirtualLocation', ...(link ? { url: link } : { name: online }) }]
    : [];
  const physical = place ? [{ '@type': 'Place', name: place, address: place }] : [];
  const all = [...physical, ...virtual];
  return all.length > 1 ? all : all[0];
}
