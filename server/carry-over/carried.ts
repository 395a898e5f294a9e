import type { AgendaItem, Meeting } from '../meetings/meeting.ts';
import { mediumDate } from '../shared/time.ts';

/** A meeting at the other end of a carried item. */
export interface End {
  itemId: number;
  meetingId: number;
  slug: string;
  date: string;
  cancelled: boolean;
}

/** Where a carried item went, and where it comes from. */
export interface Carried {
  to?: End;
  from?: End;
}

export type CarriedItems = ReadonlyMap<number, Carried>;

type Postponed = Pick<AgendaItem, 'id' | 'state' | 'outcome' | 'reason'>;

/** What became of an item that was not held, in the words around the link to the meeting it went to; undefined when it was not put off. */
export function fateOf(item: Postponed, carried: CarriedItems): Fate | undefined {
  if (item.state !== 'postponed') return undefined;
  const reason = item.reason ? ` (${item.reason})` : '';
  if (item.outcome === 'dropped') return { before: 'Utgick', to: undefined, after: reason };
  if (item.outcome === 'backlog') return { before: 'Väntar på ett nytt möte', to: undefined, after: reason };
  const to = carried.get(item.id)?.to;
  if (!to) return { before: 'Skjuts upp', to: undefined, after: reason };
  return { before: 'Skjuts upp till', to, after: `${to.cancelled ? ', som är inställt' : ''}${reason}` };
}

export interface Fate {
  before: string;
  to: End | undefined;
  after: string;
}

/** "mötet 16 mars 2026", to stand in a link. */
export function meetingOf({ date }: Pick<End, 'date'>): string {
  return `mötet ${mediumDate(date)}`;
}

/** The same as one plain text. */
export function fateText({ before, to, after }: Fate): string {
  return `${before}${to ? ` ${meetingOf(to)}` : ''}${after}`;
}

/** What the pages say about an item. */
export interface ItemEnd {
  fate: Fate | undefined;
  from: End | undefined;
}

/** Only of those that were put off, or come from another meeting. */
export function endsOf(items: readonly Postponed[], carried: CarriedItems): ReadonlyMap<number, ItemEnd> {
  const ends = items.map((item): [number, ItemEnd] => [
    item.id,
    { fate: fateOf(item, carried), from: carried.get(item.id)?.from },
  ]);
  return new Map(ends.filter(([, { fate, from }]) => fate ?? from));
}

/** Nothing is left to decide. */
export function isClosed({ state }: Pick<Meeting, 'state'>, open: readonly unknown[]): boolean {
  return !open.length && (state === 'held' || state === 'cancelled');
}
