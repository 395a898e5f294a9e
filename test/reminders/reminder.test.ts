import { expect, it } from 'vitest';
import { letterOf } from '../../server/reminders/emails.ts';
import { isDaytime, roundOn } from '../../server/reminders/reminder.ts';
import { addDays } from '../../server/shared/time.ts';

it('mails from seven in the morning to eight in the evening', () => {
  const hours = Array.from({ length: 24 }, (_, hour) => hour).filter(isDaytime);
  expect(hours).toEqual([7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19]);
});

const NEVER = { week: undefined, day: undefined };

it.each([
  ['the first time, on a Monday', '2026-11-23', NEVER, ['2026-11-23', '2026-11-22']],
  ['the first time, on a Thursday', '2026-11-26', NEVER, [undefined, '2026-11-25']],
  ['an ordinary Tuesday', '2026-11-24', { week: '2026-11-23', day: '2026-11-23' }, [undefined, '2026-11-23']],
  [
    'after a Monday off',
    '2026-12-01',
    { week: '2026-11-23', day: '2026-11-29' },
    ['2026-11-30', '2026-11-29'],
  ],
  [
    'after two days off',
    '2026-12-02',
    { week: '2026-11-23', day: '2026-11-29' },
    ['2026-11-30', '2026-11-29'],
  ],
  [
    'after three days off',
    '2026-12-03',
    { week: '2026-11-23', day: '2026-11-29' },
    [undefined, '2026-11-29'],
  ],
  [
    'after a summer off',
    '2027-09-01',
    { week: '2027-06-14', day: '2027-06-18' },
    ['2027-08-30', '2027-08-25'],
  ],
])('%s', (_what, day, marks, [week, since]) => {
  expect(roundOn(day, marks, 1)).toEqual({ day, week, since });
});

it('has nothing to do twice a day, nor when the clock goes back', () => {
  const marks = { week: '2026-11-23', day: '2026-11-24' };
  expect(roundOn('2026-11-24', marks, 1)).toBeUndefined();
  expect(roundOn('2026-11-23', marks, 1)).toBeUndefined();
});

/** Every day of a year, with another weekday chosen each time that the test says so. */
function weeksOfYear(digestDayOn: (index: number) => number): string[] {
  const marks: { week: string | undefined; day: string | undefined } = { ...NEVER };
  const weeks: string[] = [];
  for (let index = 0; index < 365; index++) {
    const round = roundOn(addDays('2026-01-01', index), marks, digestDayOn(index))!;
    if (round.week) weeks.push(round.day);
    Object.assign(marks, { day: round.day }, round.week && { week: round.week });
  }
  return weeks;
}
const gaps = (days: string[]) =>
  days.slice(1).map((day, index) => (Date.parse(day) - Date.parse(days[index]!)) / 86_400_000);

it.each([1, 2, 3, 4, 5, 6, 7])('mails on weekday %i every week of a year', (digestDay) => {
  const weeks = weeksOfYear(() => digestDay);
  expect(new Set(weeks.map((day) => Temporal.PlainDate.from(day).dayOfWeek))).toEqual(new Set([digestDay]));
  expect(new Set(gaps(weeks))).toEqual(new Set([7]));
  expect(weeks.length).toBeGreaterThanOrEqual(52);
});

it('mails once a week at most, however often the weekday is changed', () => {
  expect(Math.min(...gaps(weeksOfYear((index) => ((index * 5) % 7) + 1)))).toBeGreaterThanOrEqual(5);
  expect(Math.min(...gaps(weeksOfYear((index) => (index % 30 < 15 ? 1 : 4))))).toBeGreaterThanOrEqual(7);
});

it('looks at every day once, whichever days the app ran', () => {
  const marks: { week: string | undefined; day: string | undefined } = { ...NEVER };
  const seen: string[] = [];
  for (let index = 0; index < 90; index += [1, 1, 3, 2, 6][index % 5]!) {
    const round = roundOn(addDays('2026-01-01', index), marks, 1)!;
    for (let day = round.since; day < round.day; day = addDays(day, 1)) seen.push(day);
    Object.assign(marks, { day: round.day }, round.week && { week: round.week });
  }
  expect(seen).toEqual(seen.map((_, index) => addDays(seen[0]!, index)));
});

const TO = { groupName: 'Gruppen', baseUrl: 'https://moten.example.org' };
const duty = (due: string, late = false) => ({
  key: due,
  label: 'Läs förslaget',
  about: '”Se https://ond.example/x”',
  path: '/admin/forslag/1',
  due,
  late,
  why: '',
  from: '',
});
const MONDAY = { day: '2026-11-23', week: '2026-11-23', since: '2026-11-22' };

it('is silent when there is nothing to do within two weeks', () => {
  expect(letterOf(MONDAY, [], TO)).toBeUndefined();
  expect(letterOf(MONDAY, [duty('2026-12-07')], TO)).toBeUndefined();
  expect(letterOf(MONDAY, [duty('2026-12-06')], TO)?.subject).toBe('Att göra: 1 sak om en vecka');
  expect(letterOf({ ...MONDAY, week: undefined }, [duty('2026-11-21', true)], TO)).toBeUndefined();
});

it('makes no link of what somebody sent in, and tells no more than can be read', () => {
  const many = Array.from({ length: 500 }, () => duty('2026-11-24'));
  const { subject, text } = letterOf(MONDAY, many, TO)!;
  expect(subject).toBe('Att göra: 500 saker ska göras inom sju dagar');
  expect(text).not.toContain('https://ond');
  expect(text.match(/^– /gm)).toHaveLength(21);
  expect(text).toContain('– 480 saker till. Se hela listan nedan.');
});
