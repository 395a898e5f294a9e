import { expect, it } from 'vitest';
import { vtimezone } from '../../server/calendar/timezone.ts';
import { wrongHours } from '../support/onsets.ts';

const FIRST = 2019;
const LAST = 2030;

it.each([
  'Europe/Stockholm',
  'America/New_York',
  'Pacific/Auckland',
  'Europe/Dublin',
  'Australia/Lord_Howe',
  'UTC',
  'Asia/Kolkata',
  'Africa/Casablanca',
  'America/Sao_Paulo',
  'Asia/Tehran',
])('agrees with Temporal in %s at every hour of twelve years', (zone) => {
  expect(wrongHours(vtimezone(zone, FIRST, LAST), zone, FIRST, LAST)).toEqual([]);
});

it('has one rule for each side where the years follow one', () => {
  expect(vtimezone('Europe/Stockholm', 2019, 2030).match(/RRULE.*/g)).toEqual([
    'RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU',
    'RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU',
  ]);
});
