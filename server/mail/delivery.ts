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
      const mail = await desk(done, wantsMore);
      if (!mail) return;
      done = { mail, result: await tryToSend(context, transport, mail) };
      note(context, delivery, done);
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, connection));
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
 * Hands in what came of one mail and hands out the next. Both stand in one transaction, shared by the connections that
 * wait for it, so that a mail costs one commit at most. A connection never holds more than one mail that is not settled.
 */
function createDesk(context: Context, perMinute: number) {
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
        const mails = await transaction(context, (trx) => serveAll(context, trx, visits, perMinute));
        visits.forEach(({ answer }, index) => answer(mails[index]));
      } catch (error) {
        visits.forEach(({ fail }) => fail(error));
      }
    }
    busy = false;
  };
  return (done: Done | undefined, wantsMore: boolean): Promise<ClaimedMail | undefined> => {
    const { promise, resolve, reject } = Promise.withResolvers<ClaimedMail | undefined>();
    waiting.push({ done, wantsMore, answer: resolve, fail: reject });
    if (!busy) void serve();
    return promise;
  };
}

/** Returns a mail for each visit that wants one, as far as they reach. */
async function serveAll(context: Context, trx: Trx, visits: Visit[], perMinute: number) {
  const now = context.now();
  for (const { done } of visits) if (done) await settle(context, trx, done, now);
  const wanted = visits.filter(({ wantsMore }) => wantsMore).length;
  const left =
    perMinute && wanted ? perMinute - (await claims.countSince(trx, later(now, { minutes: -1 }))) : wanted;
  const leaseUntil = later(now, { seconds: LEASE_SECONDS });
  const mails = await claims.claimMails(trx, now, { most: Math.min(wanted, left), leaseUntil });
  return visits.map(({ wantsMore }) => (wantsMore ? mails.shift() : undefined));
}

async function settle(context: Context, trx: Trx, { mail, result }: Done, now: string): Promise<void> {
  await claims.settleMail(trx, mail, outcomeOfAttempt(mail, result, now, Math.random()));
  // The one-time link must not stay readable in the queue; without a mail server it is read there.
  if (result.result === 'sent' && mail.kind === 'confirmation' && context.config.smtpUrl)
    await forgetRaw(trx, mail.id);
  if (result.result === 'refused' && result.noMailbox && mail.subscriber_id !== null)
    await markRefused(trx, mail.subscriber_id, result.reason, now);
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
