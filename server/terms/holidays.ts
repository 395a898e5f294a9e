import { addDays } from '../shared/time.ts';

export interface Holiday {
  date: string;
  /** As it stands inside a sentence. */
  name: string;
  kind: 'holiday' | 'eve';
}

/** The anonymous Gregorian rule (Meeus, Jones and Butcher). */
export function easterSunday(year: number): string {
  const golden = year % 19;
  const century = Math.floor(year / 100);
  const rest = year % 100;
  const correction = Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3);
  const epact = (19 * golden + century - Math.floor(century / 4) - correction + 15) % 30;
  const week = (32 + 2 * (century % 4) + 2 * Math.floor(rest / 4) - epact - (rest % 4)) % 7;
  const shift = Math.floor((golden + 11 * epact + 22 * week) / 451);
  const sum = epact + week - 7 * shift + 114;
  return new Temporal.PlainDate(year, Math.floor(sum / 31), (sum % 31) + 1).toString();
}

/** The first Saturday on or after a day. */
function saturdayFrom(date: string): string {
  return addDays(date, 6 - (Temporal.PlainDate.from(date).dayOfWeek % 7));
}

/** The days of lag (1989:253) with the eves that are as good as holidays; Sundays in general are not listed. */
export function holidaysOf(year: number): Holiday[] {
  const easter = easterSunday(year);
  const midsummer = saturdayFrom(`${year}-06-20`);
  const days: [string, string, Holiday['kind']?][] = [
    [`${year}-01-01`, 'nyårsdagen'],
    [`${year}-01-06`, 'trettondedag jul'],
    [addDays(easter, -2), 'långfredagen'],
    [addDays(easter, -1), 'påskafton', 'eve'],
    [easter, 'påskdagen'],
    [addDays(easter, 1), 'annandag påsk'],
    [`${year}-05-01`, 'första maj'],
    [addDays(easter, 39), 'Kristi himmelsfärdsdag'],
    [addDays(easter, 48), 'pingstafton', 'eve'],
    [addDays(easter, 49), 'pingstdagen'],
    // The National Day took the place of Whit Monday in 2005.
    year < 2005 ? [addDays(easter, 50), 'annandag pingst'] : [`${year}-06-06`, 'Sveriges nationaldag'],
    [addDays(midsummer, -1), 'midsommarafton', 'eve'],
    [midsummer, 'midsommardagen'],
    [saturdayFrom(`${year}-10-31`), 'alla helgons dag'],
    [`${year}-12-24`, 'julafton', 'eve'],
    [`${year}-12-25`, 'juldagen'],
    [`${year}-12-26`, 'annandag jul'],
    [`${year}-12-31`, 'nyårsafton', 'eve'],
  ];
  return days
    .map(([date, name, kind = 'holiday']) => ({ date, name, kind }))
    .sort((one, other) => (one.date < other.date ? -1 : 1));
}

/** When two fall on one day, the holiday rather than the eve. */
export function holidayOn(date: string): Holiday | undefined {
  const there = holidaysOf(Number(date.slice(0, 4))).filter((holiday) => holiday.date === date);
  return there.find(({ kind }) => kind === 'holiday') ?? there[0];
}

function isOff(date: string): boolean {
  return Temporal.PlainDate.from(date).dayOfWeek > 5 || holidayOn(date) !== undefined;
}

/** One working day between two days off. */
export function isSqueezeDay(date: string): boolean {
  return !isOff(date) && isOff(addDays(date, -1)) && isOff(addDays(date, 1));
}
