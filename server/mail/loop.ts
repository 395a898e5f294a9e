import { transaction, type Context } from '../context.ts';
import { repeat } from '../shared/repeat.ts';
import { later } from '../shared/time.ts';
import { deliverDue } from './delivery.ts';
import { beat, endBeat, findBeat } from './heartbeat-queries.ts';
import { restSeconds } from './retry.ts';
import type { MailTransport } from './transport.ts';

const NAME = 'delivery';
const BEAT_MS = 3000;
const ROUND_MS = 2000;

/** Whether a running app takes care of the queue. */
export async function isDelivering(context: Context): Promise<boolean> {
  const heart = await findBeat(context.db, NAME);
  return heart !== undefined && heart.at > later(context.now(), { seconds: -15 });
}

/** Why the queue rests, or undefined. */
export async function restingBecause(context: Context): Promise<string | undefined> {
  return (await findBeat(context.db, NAME))?.note ?? undefined;
}

/** Delivers until `stop`, which lets the mail that is being sent finish. */
export function startDelivery(context: Context, transport: MailTransport): { stop: () => Promise<void> } {
  const state = { stopping: false, note: null as string | null, failures: 0, restUntil: 0 };
  const pulse = () =>
    transaction(context, (trx) =>
      beat(trx, { name: NAME, at: context.now(), pid: process.pid, note: state.note }),
    );
  const round = async () => {
    if (Date.now() < state.restUntil) return;
    const { down, sent } = await deliverDue(context, transport, () => state.stopping);
    state.failures = down ? (sent ? 1 : state.failures + 1) : 0;
    state.note = down ?? null;
    if (down) state.restUntil = Date.now() + restSeconds(state.failures, Math.random()) * 1000;
  };
  const failed = (error: unknown) =>
    context.log.error('mail loop', { error: String((error as Error)?.stack ?? error) });
  const beating = repeat(pulse, BEAT_MS, failed);
  const delivering = repeat(round, ROUND_MS, failed);
  return {
    stop: async () => {
      state.stopping = true;
      await Promise.all([beating.stop(), delivering.stop()]);
      transport.close();
      await transaction(context, (trx) => endBeat(trx, NAME, process.pid));
    },
  };
}
