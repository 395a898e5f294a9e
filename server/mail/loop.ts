import { forgetNeeds } from '../answers/actions.ts';
import { transaction, type Context } from '../context.ts';
import { getSettings } from '../settings/queries.ts';
import { later } from '../shared/time.ts';
import { forgetUnconfirmed } from '../subscribers/actions.ts';
import { deliverDue } from './delivery.ts';
import { forgetGone, forgetOldMails } from './stop-queries.ts';
import { beat, endBeat, findBeat } from './heartbeat-queries.ts';
import { restSeconds } from './retry.ts';
import type { MailTransport } from './transport.ts';

const NAME = 'delivery';
const BEAT_MS = 3000;
const ROUND_MS = 2000;
const HOUSE_MS = 3_600_000;

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
  const state = { stopping: false, note: null as string | null, failures: 0, restUntil: 0, housekept: 0 };
  const pulse = () =>
    transaction(context, (trx) =>
      beat(trx, { name: NAME, at: context.now(), pid: process.pid, note: state.note }),
    );
  const round = async () => {
    if (Date.now() >= state.housekept + HOUSE_MS) {
      state.housekept = Date.now();
      await keepHouse(context);
    }
    if (Date.now() < state.restUntil) return;
    const { down, sent } = await deliverDue(context, transport, () => state.stopping);
    state.failures = down ? (sent ? 1 : state.failures + 1) : 0;
    state.note = down ?? null;
    if (down) state.restUntil = Date.now() + restSeconds(state.failures, Math.random()) * 1000;
  };
  const beating = repeat(context, pulse, BEAT_MS);
  const delivering = repeat(context, round, ROUND_MS);
  return {
    stop: async () => {
      state.stopping = true;
      await Promise.all([beating.stop(), delivering.stop()]);
      transport.close();
      await transaction(context, (trx) => endBeat(trx, NAME, process.pid));
    },
  };
}

/** A failing round is logged and tried again; `stop` waits for the round that runs. */
function repeat(context: Context, work: () => Promise<void>, pauseMs: number): { stop: () => Promise<void> } {
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  let running = Promise.resolve();
  const go = () => {
    running = work()
      .catch((error: unknown) => context.log.error('mail loop', { error: String((error as Error).stack) }))
      .then(() => {
        if (!stopped) timer = setTimeout(go, pauseMs);
      });
  };
  go();
  return {
    stop: () => {
      stopped = true;
      clearTimeout(timer);
      return running;
    },
  };
}

async function keepHouse(context: Context): Promise<void> {
  await forgetUnconfirmed(context);
  await forgetNeeds(context);
  const { retention } = await getSettings(context.db);
  const before = later(context.now(), { days: -retention.sentMailDays });
  await transaction(context, async (trx) => {
    await forgetOldMails(trx, before);
    await forgetGone(trx);
  });
}
