import { setImmediate } from 'node:timers/promises';
import type { Trx } from '../../db/schema.ts';
import { transaction, type Context } from '../context.ts';
import { getSettings } from '../settings/queries.ts';
import { later } from '../shared/time.ts';
import { markRefused } from '../subscribers/queries.ts';
import type { Attempt } from './attempt.ts';
import * as claims from './claim-queries.ts';
import type { ClaimedMail } from './claim-queries.ts';
import { forgetRaw } from './outbox.ts';
import { outcomeAfterDeath, outcomeOfAttempt, type Result } from './outcome.ts';
import { CONNECTIONS, type MailTransport } from './transport.ts';

/** Longer than one attempt may last. */
const LEASE_SECONDS = 60;
/** How many mails are claimed at a time, and how long one may then wait for its connection. */
const CLAIMED = 20;
const CLAIM_SECONDS = 10;

export interface Delivery {
  sent: number;
  /** Why the queue rests; undefined when all that was due is tried. */
  down: string | undefined;
}

/**
 * Sends what is due, over a few connections side by side, no faster than the settings say. Several of these may run at
 * once, in several processes: each mail is leased first.
 */
export async function deliverDue(
  context: Context,
  transport: MailTransport,
  isStopping: () => boolean = () => false,
): Promise<Delivery> {
  await takeBackOverdue(context);
  const delivery: Delivery = { sent: 0, down: undefined };
  if (!(await claims.hasDue(context.db, context.now()))) return delivery;
  delivery.down = await transport.check();
  if (delivery.down) return delivery;
  const { perMinute } = (await getSettings(context.db)).schedule;
  const desk = createDesk(context, perMinute);
  const connection = async () => {
    for (let done: Done | undefined; ;) {
      const wantsMore = !delivery.down && !isStopping();
      const mail = await desk.visit(done, wantsMore);
      if (!mail) return;
      done = { mail, result: await tryToSend(context, transport, mail) };
      note(context, delivery, done);
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, connection));
  await desk.close();
  transport.rest();
  return delivery;
}

function note(context: Context, delivery: Delivery, { mail, result }: Done): void {
  if (result.result === 'sent') delivery.sent++;
  else context.log.warn('mail not sent', { mail: mail.id, result: result.result });
  if (result.result === 'down') delivery.down = result.reason;
}

interface Done {
  mail: ClaimedMail;
  result: Result;
}

interface Visit {
  done: Done | undefined;
  wantsMore: boolean;
  answer: (mail: ClaimedMail | undefined) => void;
  fail: (error: unknown) => void;
}

/**
 * Hands in what came of one mail and hands out the next. The connections that wait share a transaction, and mails are
 * claimed some at a time. A connection never holds more than one mail that may have left and is not settled.
 */
function createDesk(context: Context, perMinute: number) {
  const ready: Claimed = { mails: [], until: '' };
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
        const mails = await transaction(context, (trx) => serveAll(context, trx, visits, ready, perMinute));
        visits.forEach(({ answer }, index) => answer(mails[index]));
      } catch (error) {
        visits.forEach(({ fail }) => fail(error));
      }
    }
    busy = false;
  };
  const visit = (done: Done | undefined, wantsMore: boolean): Promise<ClaimedMail | undefined> => {
    const { promise, resolve, reject } = Promise.withResolvers<ClaimedMail | undefined>();
    waiting.push({ done, wantsMore, answer: resolve, fail: reject });
    if (!busy) void serve();
    return promise;
  };
  return { visit, close: () => transaction(context, (trx) => putBackReady(trx, ready)) };
}

/** Claimed and not handed out yet; after `until` too little of the lease is left for an attempt. */
interface Claimed {
  mails: ClaimedMail[];
  until: string;
}

/** Returns a mail for each visit that wants one, as far as they reach. */
async function serveAll(context: Context, trx: Trx, visits: Visit[], ready: Claimed, perMinute: number) {
  const now = context.now();
  await settleAll(
    context,
    trx,
    visits.flatMap(({ done }) => done ?? []),
    now,
  );
  const wanted = visits.filter(({ wantsMore }) => wantsMore).length;
  if (ready.until < now) await putBackReady(trx, ready);
  if (wanted > ready.mails.length) {
    const room = perMinute
      ? perMinute - (await claims.countSince(trx, later(now, { minutes: -1 })))
      : CLAIMED;
    const leaseUntil = later(now, { seconds: LEASE_SECONDS });
    ready.mails.push(...(await claims.claimMails(trx, now, { most: Math.min(CLAIMED, room), leaseUntil })));
    ready.until = later(now, { seconds: CLAIM_SECONDS });
  }
  return visits.map(({ wantsMore }) => (wantsMore ? ready.mails.shift() : undefined));
}

async function putBackReady(trx: Trx, ready: Claimed): Promise<void> {
  await claims.putBack(trx, ready.mails.splice(0));
}

async function settleAll(context: Context, trx: Trx, all: Done[], now: string): Promise<void> {
  const sent = all.flatMap(({ mail: { id, attempts }, result }) =>
    result.result === 'sent' ? [{ id, attempts, response: result.response }] : [],
  );
  if (sent.length) await claims.settleSent(trx, sent, now);
  for (const { mail, result } of all) {
    if (result.result !== 'sent')
      await claims.settleMail(trx, mail, outcomeOfAttempt(mail, result, now, Math.random()));
    // The one-time link must not stay readable in the queue; without a mail server it is read there.
    else if (mail.kind === 'confirmation' && context.config.smtpUrl) await forgetRaw(trx, mail.id);
    if (result.result === 'refused' && result.noMailbox && mail.subscriber_id !== null)
      await markRefused(trx, mail.subscriber_id, result.reason, now);
  }
}

async function tryToSend(context: Context, transport: MailTransport, mail: ClaimedMail): Promise<Result> {
  if (mail.drop_after && mail.drop_after <= context.now())
    return { result: 'stopped', reason: 'Mejlet var för sent: tiden för det hade gått ut.' };
  if (!mayGetMail(context, mail.recipient_address))
    return { result: 'stopped', reason: 'Mottagarens domän finns inte i MAIL_ONLY_TO.' };
  if (!mail.raw) return { result: 'refused', reason: 'Mejlets innehåll saknas.', noMailbox: false };
  try {
    return await transport.send(mail, mail.raw);
  } catch (error) {
    return { result: 'down', reason: String((error as Error).message) } satisfies Attempt;
  }
}

function mayGetMail({ config }: Context, address: string): boolean {
  const domain = address.slice(address.lastIndexOf('@') + 1);
  return !config.mailOnlyTo.length || config.mailOnlyTo.includes(domain);
}

async function takeBackOverdue(context: Context): Promise<void> {
  const now = context.now();
  for (const mail of await claims.listOverdue(context.db, now)) {
    const outcome = outcomeAfterDeath(mail, now);
    context.log.warn('mail taken back', { mail: mail.id, state: outcome.state });
    await transaction(context, (trx) => claims.settleMail(trx, mail, outcome));
  }
}
