import { describe, expect, it } from 'vitest';
import { easterSunday, holidayOn, holidaysOf, isSqueezeDay } from '../../server/terms/holidays.ts';
import { addDays } from '../../server/shared/time.ts';

interface Listed {
  date: string;
  type: string;
  rule: string;
}
type Calendar = new (
  country: string,
  options: { types: string[] },
) => {
  getHolidays: (year: number) => Listed[];
};

const NAME = 'date-holidays';
const Holidays: Calendar | undefined = await import(/* @vite-ignore */ NAME).then(
  (module: { default: Calendar }) => module.default,
  () => undefined,
);
if (!Holidays) console.log(`Paketet ${NAME} finns inte; jämförelsen med det hoppas över.`);

const YEARS = Array.from({ length: 71 }, (_, index) => 1990 + index);
/** Eves that the package lists, but not as days off. */
const EVES = ['easter -1', 'easter 48'];
/** A holiday by law until 2004, which the package does not know. */
const WHIT_MONDAY = 'easter 50';

describe('the holidays', () => {
  it.skipIf(!Holidays)('are those of an independent calendar, 1990-2060', () => {
    const calendar = new Holidays!('SE', { types: ['public', 'bank', 'observance'] });
    for (const year of YEARS) {
      const theirs = calendar
        .getHolidays(year)
        .filter(
          ({ type, rule }) =>
            type !== 'observance' || EVES.includes(rule) || (year < 2005 && rule === WHIT_MONDAY),
        )
        .map(({ date }) => date.slice(0, 10));
      const ours = holidaysOf(year).map(({ date }) => date);
      expect([year, [...new Set(ours)]]).toEqual([year, [...new Set(theirs)].sort()]);
    }
  });

  it('of 2026 are these', () => {
    expect(holidaysOf(2026).map(({ date, name, kind }) => `${date.slice(5)} ${name}, ${kind}`)).toEqual([
      '01-01 nyårsdagen, holiday',
      '01-06 trettondedag jul, holiday',
      '04-03 långfredagen, holiday',
      '04-04 påskafton, eve',
      '04-05 påskdagen, holiday',
      '04-06 annandag påsk, holiday',
      '05-01 första maj, holiday',
      '05-14 Kristi himmelsfärdsdag, holiday',
      '05-23 pingstafton, eve',
      '05-24 pingstdagen, holiday',
      '06-06 Sveriges nationaldag, holiday',
      '06-19 midsommarafton, eve',
      '06-20 midsommardagen, holiday',
      '10-31 alla helgons dag, holiday',
      '12-24 julafton, eve',
      '12-25 juldagen, holiday',
      '12-26 annandag jul, holiday',
      '12-31 nyårsafton, eve',
    ]);
  });

  it('lost Whit Monday to the National Day in 2005', () => {
    expect([holidayOn('2004-05-31')?.name, holidayOn('2004-06-06')]).toEqual(['annandag pingst', undefined]);
    expect([holidayOn('2005-05-16'), holidayOn('2005-06-06')?.name]).toEqual([
      undefined,
      'Sveriges nationaldag',
    ]);
  });

  it('come before the eve that falls on the same day', () => {
    expect(holidaysOf(2071).filter(({ date }) => date === '2071-06-06')).toHaveLength(2);
    expect(holidayOn('2071-06-06')?.name).toBe('Sveriges nationaldag');
  });
});

it.each([
  [1990, '1990-04-15'],
  [1991, '1991-03-31'],
  [2000, '2000-04-23'],
  [2008, '2008-03-23'],
  [2011, '2011-04-24'],
  [2019, '2019-04-21'],
  [2024, '2024-03-31'],
  [2025, '2025-04-20'],
  [2026, '2026-04-05'],
  [2038, '2038-04-25'],
  [2049, '2049-04-18'],
  [2054, '2054-03-29'],
  [2057, '2057-04-22'],
  [2060, '2060-04-18'],
])('Easter of %i is %s', (year, sunday) => {
  expect(easterSunday(year)).toBe(sunday);
});

it.each([
  [2024, ['05-10', '06-07', '12-23', '12-27', '12-30']],
  [2025, ['05-02', '05-30']],
  [2026, ['01-02', '01-05', '05-15']],
  [2027, ['05-07']],
  [2028, ['01-07', '05-26', '06-05']],
])('the squeeze days of %i', (year, expected) => {
  const days = Array.from({ length: 366 }, (_, index) => addDays(`${year}-01-01`, index));
  expect(
    days.filter((day) => day.startsWith(`${year}`) && isSqueezeDay(day)).map((day) => day.slice(5)),
  ).toEqual(expected);
});
