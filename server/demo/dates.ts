import { addDays } from '../shared/time.ts';
import { easterSunday } from '../terms/holidays.ts';

const MONTHS: readonly number[] = [1, 2, 3, 4, 5, 9, 10, 11, 12];

/** Third Mondays of the terms around `today`: `past` latest first, `coming` next first; a meeting today is coming. */
export function demoDates(
  today: string,
  counts: { past: number; coming: number },
): { past: string[]; coming: string[] } {
  const from = Temporal.PlainDate.from(today).with({ day: 1 });
  const months = Array.from({ length: 61 }, (_, index) => from.add({ months: index - 30 }));
  const all = months.filter(({ month }) => MONTHS.includes(month)).map(meetingDay);
  const past = all.filter((date) => date < today).toReversed();
  return {
    past: past.slice(0, counts.past),
    coming: all.filter((date) => date >= today).slice(0, counts.coming),
  };
}

/** A week after, or before, or two weeks after: the first that is no holiday. */
export function otherMonday(date: string): string {
  return [7, -7, 14].map((days) => addDays(date, days)).find((monday) => !isHoliday(monday))!;
}

function isHoliday(monday: string): boolean {
  const day = monday.slice(5);
  return day === '05-01' || day > '12-21' || isEasterMonday(monday);
}

/** An instant on a day before `date`, in the morning. */
export function daysBefore(date: string, days: number): string {
  return `${addDays(date, -days)}T09:00:00.000Z`;
}

/** The month's third Monday; a week later when that is Easter Monday. */
function meetingDay(month: Temporal.PlainDate): string {
  const monday = month.add({ days: ((8 - month.dayOfWeek) % 7) + 14 }).toString();
  return isEasterMonday(monday) ? addDays(monday, 7) : monday;
}

function isEasterMonday(date: string): boolean {
  return addDays(easterSunday(Number(date.slice(0, 4))), 1) === date;
}
