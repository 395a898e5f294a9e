import { expect, it } from 'vitest';
import { closedBecause, periodText, readPeriod, standingOf } from '../../server/accounts/account.ts';

const period = (first_day: string | null, last_day: string | null) => ({ first_day, last_day });

it.each([
  [null, null, ''],
  ['2026-10-01', null, 'från 1 oktober 2026'],
  [null, '2026-10-31', 'till och med 31 oktober 2026'],
  ['2026-10-01', '2026-10-31', '1–31 oktober 2026'],
  ['2026-10-01', '2026-10-01', '1 oktober 2026'],
  ['2026-09-28', '2026-10-02', '28 september–2 oktober 2026'],
  ['2026-12-21', '2027-01-10', '21 december 2026–10 januari 2027'],
])('says %s to %s in words: %s', (first, last, text) => {
  expect(periodText(period(first, last))).toBe(text);
});

it.each([
  ['2026-09-30', 'Ditt konto gäller från 1 oktober 2026.'],
  ['2026-10-01', undefined],
  ['2026-10-31', undefined],
  [
    '2026-11-01',
    'Ditt konto gällde till och med 31 oktober 2026. Be gruppens sekreterare om du behöver det längre.',
  ],
])('on %s the owner hears: %s', (today, text) => {
  expect(closedBecause(period('2026-10-01', '2026-10-31'), today)).toBe(text);
});

it.each([
  [null, '2026-09-30', 'Inte öppet än', 'Gäller 1–31 oktober 2026.'],
  [null, '2026-10-01', '', 'Gäller 1–31 oktober 2026.'],
  [null, '2026-10-31', '', 'Gäller 1–31 oktober 2026.'],
  [null, '2026-11-01', 'Stängt', 'Gällde 1–31 oktober 2026.'],
  ['2026-10-12T22:30:00.000Z', '2026-10-20', 'Stängt', 'Stängt sedan 13 oktober 2026.'],
])('stands (closed by hand: %s) on %s as %j: %s', (disabled_at, today, tag, text) => {
  const account = { ...period('2026-10-01', '2026-10-31'), disabled_at };
  expect(standingOf(account, today, 'Europe/Stockholm')).toEqual({ tag, text });
});

it('says nothing of an account without days', () => {
  const account = { ...period(null, null), disabled_at: null };
  expect(standingOf(account, '2026-10-01', 'Europe/Stockholm')).toEqual({ tag: '', text: '' });
});

const NONE = 'Det datumet finns inte. Skriv så här: 2026-10-01.';
it.each([
  ['', '', {}],
  ['2026-10-01', '', {}],
  ['', '2026-10-31', {}],
  ['2026-10-01', '2026-10-01', {}],
  ['2026-10-02', '2026-10-01', { last: 'Sista dagen ligger före den första. Ändra en av dem.' }],
  ['2026-02-30', '2026-13-01', { first: NONE, last: NONE }],
  ['i morgon', '2026-10-01', { first: NONE }],
])('reads %j to %j', (first, last, errors) => {
  expect(readPeriod({ first, last })).toEqual({ values: { first, last }, errors });
});
