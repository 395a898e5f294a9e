import { later } from '../shared/time.ts';

const WAITS = [1, 5, 15, 60, 240];
const GIVE_UP_HOURS = 48;

/** When to try again after attempt number `attempts`; undefined when it is time to give up. `chance` is 0-1. */
export function nextTry(
  mail: { attempts: number; created_at: string; not_before: string },
  now: string,
  chance: number,
): string | undefined {
  const minutes = WAITS[Math.min(mail.attempts, WAITS.length) - 1] ?? WAITS[0]!;
  const at = later(now, { seconds: Math.round(minutes * 60 * (0.8 + 0.4 * chance)) });
  return at > later(mail.created_at, { hours: GIVE_UP_HOURS }) ? undefined : at;
}

/** How long the whole queue rests after the server could not be used `times` times in a row. */
export function restSeconds(times: number, chance: number): number {
  return Math.round(Math.min(15 * 2 ** (times - 1), 900) * (0.8 + 0.4 * chance));
}
