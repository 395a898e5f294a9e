const WEEKDAYS = ['måndag', 'tisdag', 'onsdag', 'torsdag', 'fredag', 'lördag', 'söndag'];
const MONTHS = 'januari februari mars april maj juni juli augusti september oktober november december'.split(
  ' ',
);
const SHORT_MONTHS = 'jan feb mars april maj juni juli aug sep okt nov dec'.split(' ');

/** "2026-12-21" -> true; checks that the day exists. */
export function isDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  try {
    return Temporal.PlainDate.from(text, { overflow: 'reject' }).toString() === text;
  } catch {
    return false;
  }
}

/** Reads "13:30", "13.30" or "9.30" as "13:30" or "09:30"; undefined when it is no time of day. */
export function readTime(text: string): string | undefined {
  const match = /^(\d{1,2})[.:](\d{2})$/.exec(text.trim());
  if (!match || Number(match[1]) > 23 || Number(match[2]) > 59) return undefined;
  return `${match[1]!.padStart(2, '0')}:${match[2]}`;
}

/** The date in `zone` at a UTC instant. */
export function dateIn(zone: string, instant: string): string {
  return Temporal.Instant.from(instant).toZonedDateTimeISO(zone).toPlainDate().toString();
}

/** The hour of the day in `zone` at a UTC instant. */
export function hourIn(zone: string, instant: string): number {
  return Temporal.Instant.from(instant).toZonedDateTimeISO(zone).hour;
}

/** The UTC instant of a date and wall time in `zone`; a repeated hour means the first one (RFC 5545 3.3.5). */
export function instantOf(date: string, time: string, zone: string): string {
  const wall = Temporal.PlainDateTime.from(`${date}T${time}`);
  return iso(wall.toZonedDateTime(zone, { disambiguation: 'earlier' }).toInstant());
}

/** False in the hour that a spring change skips. */
export function wallTimeExists(date: string, time: string, zone: string): boolean {
  try {
    Temporal.PlainDateTime.from(`${date}T${time}`).toZonedDateTime(zone, { disambiguation: 'reject' });
    return true;
  } catch {
    const earlier = Temporal.PlainDateTime.from(`${date}T${time}`).toZonedDateTime(zone, {
      disambiguation: 'earlier',
    });
    return earlier.toPlainDateTime().toString({ smallestUnit: 'minute' }) === `${date}T${time}`;
  }
}

/** Milliseconds and Z, so that instants compare as text. */
export function iso(instant: Temporal.Instant): string {
  return instant.toString({ smallestUnit: 'millisecond' });
}

export interface Duration {
  days?: number;
  hours?: number;
  minutes?: number;
  seconds?: number;
}

/** A day is 24 hours here. */
export function later(instant: string, { days = 0, hours = 0, minutes = 0, seconds = 0 }: Duration): string {
  return iso(Temporal.Instant.from(instant).add({ hours: days * 24 + hours, minutes, seconds }));
}

export function addDays(date: string, days: number): string {
  return Temporal.PlainDate.from(date).add({ days }).toString();
}

export function daysBetween(from: string, to: string): number {
  return Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(to)).days;
}

export function weekday(date: string): string {
  return WEEKDAYS[Temporal.PlainDate.from(date).dayOfWeek - 1]!;
}

export function monthName(date: string): string {
  return MONTHS[Number(date.slice(5, 7)) - 1]!;
}

export function shortMonth(date: string): string {
  return SHORT_MONTHS[Number(date.slice(5, 7)) - 1]!;
}

export function dayOfMonth(date: string): number {
  return Number(date.slice(8, 10));
}

/** "måndag 21 december 2026" */
export function longDate(date: string): string {
  return `${weekday(date)} ${mediumDate(date)}`;
}

/** "21 december 2026" */
export function mediumDate(date: string): string {
  return `${dayOfMonth(date)} ${monthName(date)} ${date.slice(0, 4)}`;
}

/** "21 december" */
export function dayAndMonth(date: string): string {
  return `${dayOfMonth(date)} ${monthName(date)}`;
}

/** "mån 21 dec" */
export function shortDate(date: string): string {
  return `${weekday(date).slice(0, 3)} ${dayOfMonth(date)} ${shortMonth(date)}`;
}

/** "13:30" -> "13.30" */
export function clock(time: string): string {
  return time.replace(':', '.');
}

/** "kl. 13.30–15.30", "kl. 13.30", or "" when the time is unknown. */
export function timeRange(start: string | null, end: string | null): string {
  if (!start) return '';
  return `kl. ${clock(start)}${end ? `–${clock(end)}` : ''}`;
}

/** "måndag 21 december 2026 kl. 13.30" */
export function momentIn(zone: string, instant: string): string {
  const at = Temporal.Instant.from(instant).toZonedDateTimeISO(zone);
  const date = at.toPlainDate().toString();
  return `${longDate(date)} kl. ${clock(at.toPlainTime().toString({ smallestUnit: 'minute' }))}`;
}

/** "2028-vt" for January-June, "2028-ht" for July-December. */
export function termOf(date: string): string {
  return `${date.slice(0, 4)}-${Number(date.slice(5, 7)) <= 6 ? 'vt' : 'ht'}`;
}

/** "2028-vt" -> "våren 2028" */
export function termName(term: string): string {
  return `${term.endsWith('vt') ? 'våren' : 'hösten'} ${term.slice(0, 4)}`;
}
