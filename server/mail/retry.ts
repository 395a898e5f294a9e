import { later } from '../shared/time.ts';

const WAITS = [1, 5, 15, 60, 240];
/** Two days from the first try, however long the mail had waited for its hour. */
const MOST_TRIES = 16;

/** When to try again after attempt number `attempts`; undefined when it is time to give up. `chance` is 0-1. */
export function nextTry(attempts: number, now: string, chance: number): string | undefined {
  if (attempts >= MOST_TRIES) return undefined;
  const minutes = WAITS[Math.min(attempts, WAITS.length) - 1] ?? WAITS[0]!;
  return later(now, { seconds: Math.round(minutes * 60 * (0.8 + 0.4 * chance)) });
}

/** How long the whole queue rests after the server could not be used `times` times in a row. */
export function restSeconds(times: number, chance: number): number {
  return Math.round(Math.min(15 * 2 ** (times - 1), 900) * (0.8 + 0.4 * chance));
}
