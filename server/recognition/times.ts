const CLOCK = '(2[0-3]|[01]?\\d)(?!\\d)';
const TO = ' ?(?:-|–|—|till|och) ?(?:kl(?:ockan|\\.)? ?)?';
const UNTIL = `${CLOCK}(?:[.:]([0-5]\\d))?`;
const SPAN = new RegExp(
  `(?<![\\d.:-])${CLOCK}[.:]([0-5]\\d)(?:${TO}${CLOCK}[.:]([0-5]\\d)| ?[-–—] ?${CLOCK}(?! ?\\p{L}))?(?![\\d:])`,
  'u',
);
const HOURS = new RegExp(`(?<!\\p{L})kl(?:ockan|\\.)? ?${CLOCK}(?:${TO}${UNTIL})?(?![\\d.:]\\d)`, 'iu');

export type Times = { start: string; end: string | null; text: string };

export function findTimes(text: string): Times | null {
  const [whole, hour, minute, toHour, toMinute, toWholeHour] = SPAN.exec(text) ?? [];
  if (whole && hour && minute) {
    return {
      start: clock(hour, minute),
      end: toHour && toMinute ? clock(toHour, toMinute) : wholeHour(toWholeHour),
      text: whole,
    };
  }
  const [hours, from, until, minutes = '00'] = HOURS.exec(text) ?? [];
  return hours && from
    ? { start: clock(from, '00'), end: until ? clock(until, minutes) : null, text: hours }
    : null;
}

export function bareHours(text: string): Times | null {
  const hours = new RegExp(`(?<!\\d)${CLOCK}${TO}${UNTIL}`, 'u').exec(text);
  return hours?.[1] && hours[2]
    ? { start: clock(hours[1], '00'), end: clock(hours[2], hours[3] ?? '00'), text: hours[0] }
    : null;
}

export function timesAfterClock(text: string): Times | null {
  const at = /(?<!\p{L})kl(?:ockan|\.)? ?\d/iu.exec(text);
  return at ? findTimes(text.slice(at.index, at.index + 60)) : null;
}

function wholeHour(hour: string | undefined): string | null {
  return hour ? clock(hour, '00') : null;
}

function clock(hour: string, minute: string): string {
  return `${hour.padStart(2, '0')}:${minute}`;
}
