import { transaction, type Context } from '../context.ts';
import { later } from '../shared/time.ts';
import { keyedHash } from '../shared/tokens.ts';
import { countAttempts, forgetAttempts, recordAttempt } from './queries.ts';

export interface Limit {
  /** What is limited, such as "sign-in". */
  what: string;
  /** Whose tries are counted: an address, a network prefix, or "all". */
  who: string;
  most: number;
  minutes: number;
}

/** Counts this try against every limit; false when one is used up. Only keyed hashes are stored, for a day. */
export function withinLimits(context: Context, limits: readonly Limit[]): Promise<boolean> {
  const now = context.now();
  return transaction(context, async (trx) => {
    await forgetAttempts(trx, later(now, { hours: -24 }));
    for (const limit of limits) {
      if (
        (await countAttempts(trx, keyOf(context, limit), later(now, { minutes: -limit.minutes }))) >=
        limit.most
      )
        return false;
    }
    for (const limit of limits) await recordAttempt(trx, keyOf(context, limit), now);
    return true;
  });
}

function keyOf(context: Context, { what, who }: Limit): string {
  return keyedHash(context.key, `${what} ${who}`);
}
