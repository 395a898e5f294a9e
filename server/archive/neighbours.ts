import type { Meeting } from '../meetings/meeting.ts';

/** `all` is in order of date. */
export function neighboursOf(
  all: readonly Meeting[],
  meeting: Meeting,
): { previous: Meeting | undefined; following: Meeting | undefined } {
  const place = all.findIndex(({ id }) => id === meeting.id);
  return { previous: all[place - 1], following: all[place + 1] };
}
