import ICAL from 'ical.js';

export interface Onset {
  instant: number;
  /** Seconds. */
  offset: number;
}

/** When each offset of a VTIMEZONE begins; the latest one at or before a moment holds (RFC 5545 3.6.5). */
export function onsets(text: string, lastYear: number): Onset[] {
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
        for (let next = iterator.next(); next && next.year <= lastYear; next = iterator.next())
          walls.push(next.clone());
      }
      return walls.map((wall) => ({
        instant: Date.parse(`${wall.toString()}Z`) - seconds('tzoffsetfrom') * 1000,
        offset: seconds('tzoffsetto'),
      }));
    })
    .toSorted((a, b) => a.instant - b.instant);
}

/** The hours of the years in which the VTIMEZONE says something else than the runtime. */
export function wrongHours(text: string, zone: string, first: number, last: number): string[] {
  const known = onsets(text, last);
  const wrong: string[] = [];
  let at = Temporal.PlainDateTime.from(`${first}-01-01T00:00`).toZonedDateTime(zone);
  for (let index = 0; at.year <= last; at = at.add({ hours: 1 })) {
    while (known[index + 1] && known[index + 1]!.instant <= at.epochMilliseconds) index++;
    if (known[index]!.offset * 1e9 !== at.offsetNanoseconds) wrong.push(at.toString());
  }
  return wrong;
}
