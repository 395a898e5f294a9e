import { addDays } from '../shared/time.ts';

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

/** Gauss's rule, with both exceptions. */
function easterSunday(year: number): string {
  const century = Math.floor(year / 100);
  const moon = 15 + Math.floor((3 * century + 3) / 4) - Math.floor((8 * century + 13) / 25);
  const sun = 2 - Math.floor((3 * century + 3) / 4);
  const golden = year % 19;
  const seed = (19 * golden + moon) % 30;
  const full =
    21 +
    seed -
    (Math.floor(seed / 29) + (Math.floor(seed / 28) - Math.floor(seed / 29)) * Math.floor(golden / 11));
  const firstSunday = 7 - ((year + Math.floor(year / 4) + sun) % 7);
  const march = full + 7 - ((((full - firstSunday) % 7) + 7) % 7);
  return addDays(`${year}-03-01`, march - 1);
}
