import { describe, expect, it } from 'vitest';
import { findDates, findTerm, isoOf } from '../../server/recognition/dates.ts';
import { firstAfter, resolveDate } from '../../server/recognition/years.ts';
import { findTimes } from '../../server/recognition/times.ts';

describe('finding dates', () => {
  it.for([
    ['Öppet möte 18 oktober 2027', [[18, 10, 2027, null]]],
    ['måndagen den 15 februari klockan 13.30', [[15, 2, null, 1]]],
    ['tors 3 dec. 2026', [[3, 12, 2026, 4]]],
    [
      '25 maj/1 juni',
      [
        [25, 5, null, null],
        [1, 6, null, null],
      ],
    ],
    ['2027-03-15', [[15, 3, 2027, null]]],
    ['den 5:e mars', [[5, 3, null, null]]],
    ['måndag 25/5', [[25, 5, null, 1]]],
    ['29 maj-2 juli', []],
    ['29 maj – 2 juli', []],
    ['29-30 maj', []],
    ['41 mars', []],
    ['5 marsvin', []],
    ['3 portioner i maj', []],
  ] as const)('%s', ([text, expected]) => {
    expect(findDates(text).map(({ day, month, year, weekday }) => [day, month, year, weekday])).toEqual(
      expected,
    );
  });

  it.for([
    ['Kommande möten våren 2027', { season: 'spring', year: 2027 }],
    ['Höstens möten', { season: 'autumn', year: null }],
    ['Program ht 2026', { season: 'autumn', year: 2026 }],
    ['Kommande möten', null],
    ['Vårdcentralen 2027', null],
  ] as const)('the term of %s', ([text, term]) => expect(findTerm(text)).toEqual(term));

  it('knows which days exist', () => {
    expect([isoOf(2028, 2, 29), isoOf(2027, 2, 29), isoOf(2027, 4, 31)]).toEqual(['2028-02-29', null, null]);
  });
});

describe('the year of a date', () => {
  const mention = (text: string) => {
    const [date] = findDates(text);
    if (!date) throw new Error(`ingen dag i ${text}`);
    return date;
  };
  const spring = { season: 'spring', year: 2027 } as const;
  const autumn = { season: 'autumn', year: 2027 } as const;

  it.for([
    ['15 februari', { term: spring }, '2027-02-15'],
    ['16 november', { term: spring }, '2026-11-16'],
    ['15 mars', { term: autumn }, '2027-03-15'],
    ['16 november', { term: autumn }, '2027-11-16'],
    ['18 januari', { term: null, published: '2026-12-20' }, '2027-01-18'],
    ['20 december', { term: null, published: '2027-01-03' }, '2026-12-20'],
    ['20 april', { term: null, year: 2026 }, '2026-04-20'],
    ['måndag 20 april', { term: spring, year: 2026 }, '2026-04-20'],
    ['tisdag 20 april', { term: null, year: 2026 }, null],
    ['29 februari', { term: null, year: 2027 }, null],
    ['måndag 20 april', { term: null }, null],
  ] as const)('%s with %o', ([text, sources, date]) => {
    const resolved = resolveDate(mention(text), sources);
    expect(resolved.date).toBe(date);
    expect(resolved.why === null).toBe(date !== null);
  });

  it('keeps a year that is written and doubts the weekday', () => {
    expect(resolveDate(mention('tisdag 20 april 2026'), { term: null })).toEqual({
      date: '2026-04-20',
      why: '2026-04-20 är en måndag, men i texten står tisdag.',
    });
  });

  it('of a coming date is the first after the own one', () => {
    expect(firstAfter(mention('17 januari'), '2026-11-15')).toBe('2027-01-17');
    expect(firstAfter(mention('29 februari'), '2026-11-15')).toBe('2028-02-29');
  });
});

describe('times', () => {
  it.for([
    ['klockan 13.30-15.30', ['13:30', '15:30']],
    ['9:00–11:15', ['09:00', '11:15']],
    ['kl 13–15', ['13:00', '15:00']],
    ['kl. 18', ['18:00', null]],
    ['13.30 till 15', ['13:30', null]],
    ['85 besökare', null],
  ] as const)('%s', ([text, times]) => {
    const found = findTimes(text);
    expect(found && [found.start, found.end]).toEqual(times);
  });
});
