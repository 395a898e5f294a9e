import { setImmediate, setTimeout as pause } from 'node:timers/promises';
import type { Trx } from '../../db/schema.ts';
import { transaction, type Context } from '../context.ts';
import { later } from '../shared/time.ts';
import { markRefused } from '../subscribers/queries.ts';
import * as claims from './claim-queries.ts';
import type { ClaimedMail } from './claim-queries.ts';
import { outcomeOfAttempt, type Result } from './outcome.ts';
import { forgetRaws, stopUnwanted } from './stop-queries.ts';

/** How many mails are claimed at a time, and how long they may then wait for a connection. */
const CLAIMED = 20;
const CLAIM_SECONDS = 10;
/** Pauses, in milliseconds, before the database is asked again: what a server has taken must not be forgotten. */
const PATIENCE = [100, 500, 2000, 5000, 10_000];

/** A mail, and what came of it. */
export interface Done {
  mail: ClaimedMail;
  result: Result;
}

/** Where connections hand in what came of one mail and get the next. */
export interface Desk {
  visit: (done: Done | undefined, wantsMore: boolean) => Promise<ClaimedMail | undefined>;
  /** What was claimed and not handed out waits for somebody else. */
  close: () => Promise<void>;
}

interface Limits {
  perMinute: number;
  leaseSeconds: number;
}

interface Visit {
  done: Done | undefined;
  wantsMore: boolean;
  answer: (mail: ClaimedMail | undefined) => void;
  fail: (error: unknown) => void;
}

/** Claimed and not handed out yet; after `until` they are put back. */
interface Ready {
  mails: readonly ClaimedMail[];
  until: string;
}

/**
 * The connections that wait share a transaction, and mails are claimed some at a time. A connection never holds more than
 * one mail that may have left and is not settled.
 */
export function createDesk(context: Context, limits: Limits): Desk {
  let ready: Ready = { mails: [], until: '' };
  let waiting: Visit[] = [];
  let busy = false;
  const serve = async () => {
    busy = true;
    while (waiting.length) {
      // Lets the connections whose answers have come already join.
      await setImmediate();
      const visits = waiting;
      waiting = [];
      try {
        const served = await patiently(context, () =>
          transaction(context, (trx) => serveAll(context, trx, visits, ready, limits)),
        );
        ready = served.ready;
        visits.forEach(({ answer }, index) => answer(served.mails[index]));
      } catch (error) {
        visits.forEach(({ fail }) => fail(error));
      }
    }
    busy = false;
  };
  return {
    visit: (done, wantsMore) => {
      const { promise, resolve, reject } = Promise.withResolvers<ClaimedMail | undefined>();
      waiting.push({ done, wantsMore, answer: resolve, fail: reject });
      if (!busy) void serve();
      return promise;
    },
    close: async () => {
      await transaction(context, (trx) => claims.putBack(trx, ready.mails));
      ready = { mails: [], until: '' };
    },
  };
}

async function patiently<T>(context: Context, work: () => Promise<T>): Promise<T> {
  for (const milliseconds of PATIENCE) {
    try {
      return await work();
    } catch (error) {
      context.log.error('mail could not be settled', { error: String(error) });
      await pause(milliseconds);
    }
  }
  return work();
}

/** A mail for each visit that wants one, as far as they reach; changes nothing outside the transaction. */
async function serveAll(context: Context, trx: Trx, visits: Visit[], ready: Ready, limits: Limits) {
  const now = context.now();
  const done = visits.flatMap((visit) => visit.done ?? []);
  await settleAll(context, trx, done, now);
  const wanted = visits.filter(({ wantsMore }) => wantsMore).length;
  const claimed = await claimFor(trx, wanted, ready, limits, now);
  const leaseUntil = later(now, { seconds: limits.leaseSeconds });
  const begun = await claims.beginMails(trx, claimed.mails.slice(0, wanted), leaseUntil);
  const mails = visits.map(({ wantsMore }) => (wantsMore ? begun.shift() : undefined));
  return { mails, ready: { ...claimed, mails: claimed.mails.slice(wanted) } };
}

async function claimFor(trx: Trx, wanted: number, ready: Ready, limits: Limits, now: string): Promise<Ready> {
  const isOld = ready.until < now;
  if (isOld) await claims.putBack(trx, ready.mails);
  const kept = isOld ? [] : ready.mails;
  if (kept.length >= wanted) return { ...ready, mails: kept };
  const { perMinute, leaseSeconds } = limits;
  const past = perMinute ? await claims.countBetween(trx, later(now, { minutes: -1 }), now) : 0;
  const most = perMinute ? Math.min(CLAIMED, perMinute - past - kept.length) : CLAIMED;
  const leaseUntil = later(now, { seconds: leaseSeconds });
  const fresh = await claims.claimMails(trx, now, { most, leaseUntil });
  return { mails: [...kept, ...fresh], until: later(now, { seconds: CLAIM_SECONDS }) };
}

async function settleAll(context: Context, trx: Trx, all: readonly Done[], now: string): Promise<void> {
  const sent = all.flatMap(({ mail: { id, attempts }, result }) =>
    result.result === 'sent' ? [{ id, attempts, response: result.response }] : [],
  );
  if (sent.length) await claims.settleSent(trx, sent, now);
  for (const { mail, result } of all) {
    if (result.result !== 'sent')
      await claims.settleMail(trx, mail, outcomeOfAttempt(mail, result, now, Math.random()));
    // The one-time link must not stay readable in the queue; without a mail server it is read there.
    else if (mail.kind === 'confirmation' && context.config.smtpUrl) await forgetRaws(trx, [mail]);
    if (result.result === 'refused' && result.noMailbox && mail.subscriber_id !== null)
      await markRefused(trx, mail.subscriber_id, result.reason, now);
  }
  const waits = all.filter(({ result }) => ['down', 'later', 'unknown'].includes(result.result));
  await stopUnwanted(
    trx,
    waits.map(({ mail }) => mail.id),
  );
}
