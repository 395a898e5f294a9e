import { expect, test } from 'vitest';
import { demoDates, otherMonday } from '../../server/demo/dates.ts';

test('are third Mondays of the terms, the latest past one and the next one first', () => {
  expect(demoDates('2026-11-22', { past: 4, coming: 6 })).toEqual({
    past: ['2026-11-16', '2026-10-19', '2026-09-21', '2026-05-18'],
    coming: ['2026-12-21', '2027-01-18', '2027-02-15', '2027-03-15', '2027-04-19', '2027-05-17'],
  });
});

test('a meeting today is still to come', () => {
  expect(demoDates('2026-12-21', { past: 1, coming: 1 })).toEqual({
    past: ['2026-11-16'],
    coming: ['2026-12-21'],
  });
  expect(demoDates('2026-12-22', { past: 1, coming: 1 })).toEqual({
    past: ['2026-12-21'],
    coming: ['2027-01-18'],
  });
});

test.each([
  ['2022', '2022-04-25'],
  ['2025', '2025-04-28'],
  ['2026', '2026-04-20'],
  ['2028', '2028-04-24'],
  ['2030', '2030-04-15'],
  ['2033', '2033-04-25'],
])('keeps off Easter Monday in %s', (year, date) => {
  expect(demoDates(`${year}-04-01`, { past: 0, coming: 1 }).coming).toEqual([date]);
});

test.each([
  ['2027-02-15', '2027-02-22'],
  ['2026-12-21', '2026-12-14'],
  ['2019-04-15', '2019-04-08'],
  ['2034-04-24', '2034-04-17'],
  ['2028-04-24', '2028-05-08'],
])('the other Monday of %s is %s', (date, other) => {
  expect(otherMonday(date)).toBe(other);
});
