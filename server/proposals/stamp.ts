import { later } from '../shared/time.ts';
import { keyedHash } from '../shared/tokens.ts';

/** A person needs longer than this to fill in the form; what is faster is most often a machine. */
export const QUICKEST_SECONDS = 3;
const LONGEST_HOURS = 72;

/** Says when the form was shown, so that no cookie is needed: "INSTANT MAC". */
function formStamp(key: string, now: string): string {
  return `${now} ${macOf(key, now)}`;
}

/** Whether the form was shown long enough ago, and not days ago. */
export function isTimely(key: string, stamp: string, now: string): boolean {
  const [shown = ''] = stamp.split(' ');
  return (
    isOurs(key, stamp) &&
    shown <= later(now, { seconds: -QUICKEST_SECONDS }) &&
    shown >= later(now, { hours: -LONGEST_HOURS })
  );
}

/** For a form that is shown again: the time when it was first shown counts, unless that is days ago. */
export function keptStamp(key: string, stamp: string, now: string): string {
  const [shown = ''] = stamp.split(' ');
  return isOurs(key, stamp) && shown >= later(now, { hours: -LONGEST_HOURS }) ? stamp : formStamp(key, now);
}

function isOurs(key: string, stamp: string): boolean {
  const [shown = '', mac = ''] = stamp.split(' ');
  return mac === macOf(key, shown);
}

function macOf(key: string, shown: string): string {
  return keyedHash(key, `form ${shown}`).slice(0, 22);
}
