import { forgetNeeds } from '../answers/actions.ts';
import type { Context } from '../context.ts';
import { sweepUploads } from '../documents/sweeping-actions.ts';
import { askFollowUps } from '../follow-ups/asking-actions.ts';
import { forgetOldRuns } from '../imports/run-actions.ts';
import { forgetSpeakerNeeds } from '../invitations/actions.ts';
import { forgetSentMails } from '../mail/keeping-actions.ts';
import { forgetProposers } from '../proposals/address-actions.ts';
import { tellProposers } from '../proposals/telling-actions.ts';
import { remindSecretaries } from '../reminders/actions.ts';
import { renewIndex } from '../search/rebuild-actions.ts';
import { repeat, type Repeated } from '../shared/repeat.ts';
import { finishStrikes } from '../strikes/rewriting-actions.ts';
import { forgetUnconfirmed } from '../subscribers/actions.ts';

/** What the app does by itself. Each is safe to do twice, and at any time. */
export type Errand = (context: Context) => Promise<unknown>;

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

const EACH_MINUTE: readonly Errand[] = [tellProposers, askFollowUps, remindSecretaries];
const EACH_HOUR: readonly Errand[] = [
  forgetUnconfirmed,
  forgetProposers,
  forgetNeeds,
  forgetSpeakerNeeds,
  forgetSentMails,
  sweepUploads,
  forgetOldRuns,
  finishStrikes,
  renewIndex,
];

/** A demo writes to nobody. */
export function startErrands(context: Context, { mailing }: { mailing: boolean }): Repeated {
  const often = repeatAll(context, mailing ? EACH_MINUTE : [], MINUTE_MS);
  const seldom = repeatAll(context, EACH_HOUR, HOUR_MS);
  return {
    stop: async () => {
      await Promise.all([often.stop(), seldom.stop()]);
    },
  };
}

/** One that fails does not keep the others waiting. */
function repeatAll(context: Context, errands: readonly Errand[], pauseMs: number): Repeated {
  const failed = (error: unknown) =>
    context.log.error('errand', { error: String((error as Error)?.stack ?? error) });
  const work = async () => {
    for (const errand of errands) await errand(context).catch(failed);
  };
  return repeat(work, pauseMs, failed);
}
