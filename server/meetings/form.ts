import { lineField, rawField, textField, tooLong, type Body, type Errors } from '../shared/fields.ts';
import { readLink } from '../shared/html.ts';
import { addDays, isDate, longDate, readTime, wallTimeExists } from '../shared/time.ts';
import type { Meeting } from './meeting.ts';

/** What stands in the form, as typed. */
export interface MeetingValues {
  theme: string;
  part: string;
  theme2: string;
  part2: string;
  start: string;
  end: string;
  place: string;
  online: string;
  description: string;
}

export const LABELS: Record<keyof MeetingValues, string> = {
  theme: 'Tema',
  part: 'Del',
  theme2: 'Tema två',
  part2: 'Del av tema två',
  start: 'Börjar',
  end: 'Slutar',
  place: 'Plats',
  online: 'Länk för att delta på distans',
  description: 'Om mötet',
};
const NAMES = Object.keys(LABELS) as (keyof MeetingValues)[];
const LIMITS: Partial<Record<keyof MeetingValues, number>> = {
  theme: 120,
  part: 40,
  theme2: 120,
  part2: 40,
  place: 200,
  online: 500,
  description: 10_000,
};

export function valuesOf(meeting: Meeting): MeetingValues {
  const [first, second] = meeting.themes;
  return {
    theme: first?.title ?? '',
    part: first?.part ?? '',
    theme2: second?.title ?? '',
    part2: second?.part ?? '',
    start: meeting.start_time ?? '',
    end: meeting.end_time ?? '',
    place: meeting.place,
    online: meeting.online,
    description: meeting.description,
  };
}

/** Times as "13:30" where they can be read; everything else as typed. */
export function readMeetingForm(
  body: Body,
  where: { dates: string[]; zone: string },
): { errors: Errors; values: MeetingValues } {
  const values = Object.fromEntries(
    NAMES.map((name) => [name, name === 'description' ? textField(body, name) : lineField(body, name)]),
  ) as unknown as MeetingValues;
  const errors: Errors = {};
  for (const name of NAMES) {
    const fault = tooLong(values[name], LIMITS[name] ?? 20);
    if (fault) errors[name] = fault;
  }
  if (values.online && !readLink(values.online))
    errors['online'] ??= 'Skriv en hel webbadress, till exempel https://example.org/mote.';
  if (values.theme2 && !values.theme)
    errors['theme'] ??= 'Skriv det första temat här, och det andra därunder.';
  if (values.theme && values.theme.toLowerCase() === values.theme2.toLowerCase())
    errors['theme2'] ??= 'Det är samma tema två gånger.';
  return { errors: { ...errors, ...readTimes(values, where) }, values };
}

/** Tidies the times in place, and tells what is wrong with them. */
function readTimes(values: MeetingValues, where: { dates: string[]; zone: string }): Errors {
  const errors: Errors = {};
  for (const name of ['start', 'end'] as const) {
    const time = readTime(values[name]);
    if (time) values[name] = time;
    else if (values[name]) errors[name] = 'Skriv tiden så här: 13.30.';
  }
  const { start, end } = values;
  if (end && !start) errors['start'] ??= 'Skriv när mötet börjar, eller ta bort sluttiden.';
  if (errors['start'] || errors['end']) return errors;
  if (start && end && end <= start) errors['end'] = 'Mötet måste sluta efter att det har börjat.';
  return { ...errors, ...timesThatDoNotExist(values, where) };
}

function timesThatDoNotExist(
  values: Pick<MeetingValues, 'start' | 'end'>,
  { dates, zone }: { dates: string[]; zone: string },
): Errors {
  const errors: Errors = {};
  for (const name of ['start', 'end'] as const)
    for (const date of dates)
      if (values[name]) Object.assign(errors, skipped(name, date, values[name], zone));
  return errors;
}

function skipped(name: string, date: string, time: string, zone: string): Errors {
  return wallTimeExists(date, time, zone) ? {} : { [name]: gapLine(date, time) };
}

function gapLine(date: string, time: string): string {
  return `Klockan ställs fram ${longDate(date)}, så ${time.replace(':', '.')} finns inte den dagen. Välj en annan tid.`;
}

/** A date of a meeting with these times, or what is wrong with it. */
export function dateFault(
  date: string,
  { today, start, end, zone }: { today: string; start: string | null; end: string | null; zone: string },
): string | undefined {
  if (!date) return 'Välj ett datum.';
  if (!isDate(date)) return 'Skriv datumet så här: 2026-12-21.';
  if (date < '1990-01-01' || date > addDays(today, 5 * 366))
    return 'Stämmer året? Datumet ligger för långt bort.';
  const gap = [start, end].find((time) => time && !wallTimeExists(date, time, zone));
  return gap ? gapLine(date, gap) : undefined;
}

/** The values that the form began with; undefined when they were not sent. */
export function readBefore(body: Body): Partial<MeetingValues> {
  try {
    const before = JSON.parse(rawField(body, 'before')) as unknown;
    if (typeof before !== 'object' || before === null) return {};
    return Object.fromEntries(
      NAMES.map((name) => [name, (before as Record<string, unknown>)[name]]).filter(
        ([, value]) => typeof value === 'string',
      ),
    ) as Partial<MeetingValues>;
  } catch {
    return {};
  }
}

export interface OtherChange {
  name: keyof MeetingValues;
  label: string;
  now: string;
}

export function isSame(one: MeetingValues, other: MeetingValues): boolean {
  return NAMES.every((name) => one[name] === other[name]);
}

/** What somebody else changed since the form was opened. */
export function otherChanges(
  before: Partial<MeetingValues>,
  mine: MeetingValues,
  stored: MeetingValues,
): OtherChange[] {
  return NAMES.filter((name) => stored[name] !== before[name] && stored[name] !== mine[name]).map((name) => ({
    name,
    label: LABELS[name],
    now: stored[name],
  }));
}

/** My changes on top of theirs: what I did not touch follows what is stored. */
export function merged(
  before: Partial<MeetingValues>,
  mine: MeetingValues,
  stored: MeetingValues,
): MeetingValues {
  const pick = (name: keyof MeetingValues) => (mine[name] === before[name] ? stored[name] : mine[name]);
  return Object.fromEntries(NAMES.map((name) => [name, pick(name)])) as unknown as MeetingValues;
}
