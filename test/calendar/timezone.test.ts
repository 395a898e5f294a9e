import ICAL from 'ical.js';
import { expect, it } from 'vitest';
import { vtimezone } from '../../server/calendar/timezone.ts';

const FIRST = 2019;
const LAST = 2030;

/** The latest onset at or before the wall time tells the offset; RFC 5545 3.6.5. */
function onsets(text: string): { instant: number; offset: number }[] {
  const zone = new ICAL.Component(ICAL.parse(text) as never);
  return zone
    .getAllSubcomponents()
    .flatMap((part) => {
      const seconds = (name: string) => (part.getFirstPropertyValue(name) as ICAL.UtcOffset).toSeconds();
      const walls = [part.getFirstPropertyValue('dtstart') as ICAL.Time];
      const rule = part.getFirstPropertyValue('rrule') as ICAL.Recur | null;
      for (const rdate of part.getAllProperties('rdate')) walls.push(rdate.getFirstValue() as ICAL.Time);
      if (rule) {
        const iterator = rule.iterator(walls[0]!);
        walls.length = 0;
        for (let next = iterator.next(); next && next.year <= LAST; next = iterator.next())
          walls.push(next.clone());
      }
      return walls.map((wall) => ({
        instant: Date.parse(`${wall.toString()}Z`) - seconds('tzoffsetfrom') * 1000,
        offset: seconds('tzoffsetto'),
      }));
    })
    .toSorted((a, b) => a.instant - b.instant);
}

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
  const known = onsets(vtimezone(zone, FIRST, LAST));
  const wrong: string[] = [];
  let at = Temporal.PlainDateTime.from(`${FIRST}-01-01T00:00`).toZonedDateTime(zone);
  for (let index = 0; at.year <= LAST; at = at.add({ hours: 1 })) {
    while (known[index + 1] && known[index + 1]!.instant <= at.epochMilliseconds) index++;
    if (known[index]!.offset * 1e9 !== at.offsetNanoseconds) wrong.push(at.toString());
  }
  expect(wrong).toEqual([]);
});

it('has one rule for each side where the years follow one', () => {
  expect(vtimezone('Europe/Stockholm', 2019, 2030).match(/RRULE.*/g)).toEqual([
    'RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU',
    'RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU',
  ]);
});
