import { stringify } from 'csv-stringify/sync';
import type { CarriedItems } from '../carry-over/carried.ts';
import { meetingTitle, publicItems, type Meeting } from '../meetings/meeting.ts';
import type { Settings } from '../settings/settings.ts';
import { meetingJson } from './meeting-json.ts';

/** All meetings, without the texts of the minutes (each meeting's own .json has them). */
export function openDataJson(
  meetings: Meeting[],
  settings: Settings,
  baseUrl: string,
  carried: CarriedItems = new Map(),
): string {
  const rows = meetings.map((meeting) => ({
    ...meetingJson(meeting, undefined, baseUrl, carried),
    minutes: undefined,
    hasMinutes: Boolean(meeting.has_minutes),
  }));
  return `${JSON.stringify({ publisher: settings.groupName, licence: settings.licence || null, timeZone: settings.zone, meetings: rows }, null, 1)}\n`;
}

/** `printed` are the organisations in each meeting's public minutes. Semicolons and a byte order mark, as spreadsheets in Swedish expect; cells that look like formulas are defused. */
export function openDataCsv(
  meetings: Meeting[],
  printed: ReadonlyMap<number, string[]>,
  baseUrl: string,
): string {
  const rows = meetings.map((meeting) => ({
    datum: meeting.date,
    start: meeting.start_time ?? '',
    slut: meeting.end_time ?? '',
    status: meeting.state,
    tema: meeting.themes.length ? meetingTitle(meeting) : '',
    plats: meeting.place,
    organisationer: organisationsOf(meeting, printed.get(meeting.id) ?? []).join(', '),
    minnesanteckningar: meeting.has_minutes ? 'ja' : 'nej',
    adress: `${baseUrl}/moten/${meeting.slug}`,
  }));
  const columns = [
    'datum',
    'start',
    'slut',
    'status',
    'tema',
    'plats',
    'organisationer',
    'minnesanteckningar',
    'adress',
  ];
  return stringify(rows, {
    header: true,
    columns,
    delimiter: ';',
    bom: true,
    quoted: true,
    escape_formulas: true,
  });
}

function organisationsOf(meeting: Meeting, printed: string[]): string[] {
  const held = publicItems(meeting).filter(({ state }) => state !== 'postponed');
  const speakers = held.flatMap((item) => item.speakers);
  return [...new Set([...speakers.flatMap(({ organisation }) => organisation ?? []), ...printed])];
}
