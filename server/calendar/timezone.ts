import { foldLines } from './finish.ts';

const DAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];

interface Change {
  /** Wall time just before, as DTSTART of an observance wants it. */
  wall: Temporal.PlainDateTime;
  from: string;
  to: string;
}

/** A VTIMEZONE that is right for every hour of the years from `first` to `last`, by the runtime's own data. */
export function vtimezone(zone: string, first: number, last: number): string {
  const changes = changesOf(zone, first - 1, last);
  const opening = `${first}-01-01T00:00`;
  const lines = ['BEGIN:VTIMEZONE', `TZID:${zone}`];
  if (!changes.some(({ wall }) => wall.toString() < opening)) lines.push(...unchanged(zone, first));
  for (const group of Map.groupBy(changes, ({ from, to }) => `${from} ${to}`).values()) {
    lines.push(...observance(group));
  }
  return foldLines([...lines, 'END:VTIMEZONE']);
}

function changesOf(zone: string, first: number, last: number): Change[] {
  const changes: Change[] = [];
  let at = Temporal.PlainDateTime.from(`${first}-01-01T00:00`)
    .toZonedDateTime(zone)
    .subtract({ seconds: 1 })
    .getTimeZoneTransition('next');
  for (; at && at.year <= last; at = at.getTimeZoneTransition('next')) {
    const before = at.subtract({ nanoseconds: 1 });
    if (before.offset === at.offset) continue;
    const wall = before.toPlainDateTime().add({ nanoseconds: 1 });
    changes.push({ wall, from: before.offset, to: at.offset });
  }
  return changes;
}

function unchanged(zone: string, first: number): string[] {
  const wall = Temporal.PlainDateTime.from(`${first - 1}-01-01T00:00`);
  const { offset } = wall.toZonedDateTime(zone);
  return component('STANDARD', { wall, from: offset, to: offset });
}

function observance(changes: Change[]): string[] {
  const change = changes[0]!;
  const rule = ruleOf(changes);
  const rest = changes.slice(1).map(({ wall }) => `RDATE:${compact(wall)}`);
  const kind = offsetSeconds(change.to) > offsetSeconds(change.from) ? 'DAYLIGHT' : 'STANDARD';
  return component(
    kind,
    change,
    rule ? [`RRULE:FREQ=YEARLY;BYMONTH=${change.wall.month};BYDAY=${rule}`] : rest,
  );
}

function component(kind: string, { wall, from, to }: Change, recurrence: string[] = []): string[] {
  return [
    `BEGIN:${kind}`,
    `DTSTART:${compact(wall)}`,
    `TZOFFSETFROM:${from.replaceAll(':', '')}`,
    `TZOFFSETTO:${to.replaceAll(':', '')}`,
    ...recurrence,
    `END:${kind}`,
  ];
}

/** "-1SU" when the change comes every year on the last Sunday of that month at that time; undefined without such a rule. */
function ruleOf(changes: Change[]): string | undefined {
  const first = changes[0]!.wall;
  const yearly = changes.every(
    ({ wall }, index) =>
      wall.year === first.year + index &&
      wall.month === first.month &&
      wall.dayOfWeek === first.dayOfWeek &&
      wall.toPlainTime().equals(first.toPlainTime()),
  );
  if (!yearly || changes.length < 2) return undefined;
  const places = changes.map(({ wall }) => Math.ceil(wall.day / 7));
  const isLast = changes.every(({ wall }) => wall.day + 7 > wall.daysInMonth);
  const place = isLast ? -1 : places[0];
  return isLast || places.every((one) => one === place) ? `${place}${DAYS[first.dayOfWeek - 1]}` : undefined;
}

function compact(wall: Temporal.PlainDateTime): string {
  return wall.toString({ smallestUnit: 'second' }).replace(/[-:]/g, '');
}

function offsetSeconds(offset: string): number {
  const [hours = 0, minutes = 0, seconds = 0] = offset.slice(1).split(':').map(Number);
  return (offset.startsWith('-') ? -1 : 1) * (hours * 3600 + minutes * 60 + seconds);
}
