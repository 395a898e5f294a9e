import { transaction, type Context } from '../context.ts';
import { later } from '../shared/time.ts';
import * as outbox from './outbox.ts';
import { UNKNOWN_ONCE, type Mail, type Outcome } from './outbox.ts';
import { nextTry } from './retry.ts';
import type { Attempt, MailTransport } from './transport.ts';

/** Longer than all time-outs of one attempt together. */
const LEASE_SECONDS = 120;
const UNKNOWN_TWICE = 'Det är oklart om mejlet kom fram, två gånger. Det skickas inte fler gånger.';
const DIED = 'Programmet stannade medan mejlet skickades.';

export interface Delivery {
  sent: number;
  /** Why the queue rests; undefined when all that was due is tried. */
  down: string | undefined;
}

/** Sends all that is due, one after the other. Two of these may run at once: each mail is leased first. */
export async function deliverDue(
  context: Context,
  transport: MailTransport,
  isStopping: () => boolean = () => false,
): Promise<Delivery> {
  await takeBackOverdue(context);
  const delivery: Delivery = { sent: 0, down: undefined };
  if (!(await outbox.hasDue(context.db, context.now()))) return delivery;
  delivery.down = await transport.check();
  while (!delivery.down && !isStopping()) {
    const mail = await claim(context);
    if (!mail) break;
    const attempt = await tryToSend(context, transport, mail);
    await transaction(context, (trx) => outbox.settleMail(trx, mail, outcome(context, mail, attempt)));
    if (attempt.result === 'sent') delivery.sent++;
    else context.log.warn('mail not sent', { mail: mail.id, result: attempt.result });
    if (attempt.result === 'down') delivery.down = attempt.reason;
  }
  return delivery;
}

function claim(context: Context): Promise<Mail | undefined> {
  const now = context.now();
  return transaction(context, (trx) => outbox.claimMail(trx, now, later(now, { seconds: LEASE_SECONDS })));
}

type Result = Attempt | { result: 'stopped'; reason: string };

async function tryToSend(context: Context, transport: MailTransport, mail: Mail): Promise<Result> {
  if (mail.drop_after && mail.drop_after <= context.now())
    return { result: 'stopped', reason: 'Mejlet var för sent: tiden för det hade gått ut.' };
  if (!mayGetMail(context, mail.recipient_address))
    return { result: 'stopped', reason: 'Mottagarens domän finns inte i MAIL_ONLY_TO.' };
  if (!mail.raw) return { result: 'refused', reason: 'Mejlets innehåll saknas.' };
  try {
    return await transport.send(mail, mail.raw);
  } catch (error) {
    return { result: 'down', reason: String((error as Error).message) };
  }
}

function mayGetMail({ config }: Context, address: string): boolean {
  const domain = address.slice(address.lastIndexOf('@') + 1);
  return !config.mailOnlyTo.length || config.mailOnlyTo.includes(domain);
}

function outcome(context: Context, mail: Mail, attempt: Result): Outcome {
  const now = context.now();
  const keptReason = mail.reason === UNKNOWN_ONCE ? UNKNOWN_ONCE : undefined;
  if (attempt.result === 'sent')
    return { state: 'sent', sent_at: now, reason: null, ...forgottenLink(context, mail) };
  if (attempt.result === 'stopped') return { state: 'stopped', reason: attempt.reason };
  if (attempt.result === 'refused') return { state: 'failed', reason: attempt.reason };
  if (attempt.result === 'unknown') return unknown(mail, now);
  if (attempt.result === 'down')
    return { state: 'queued', reason: keptReason ?? null, attempts: mail.attempts - 1 };
  const at = nextTry(mail, now, Math.random());
  if (!at) return { state: 'failed', reason: `Gav upp efter ${mail.attempts} försök. ${attempt.reason}` };
  return { state: 'queued', reason: keptReason ?? attempt.reason, not_before: at };
}

function unknown(mail: Mail, now: string): Outcome {
  if (mail.reason === UNKNOWN_ONCE) return { state: 'unknown', reason: UNKNOWN_TWICE };
  return { state: 'unknown', reason: UNKNOWN_ONCE, not_before: later(now, { minutes: 1 }) };
}

/** The one-time link must not stay readable in the queue; without a mail server it is read there. */
function forgottenLink({ config }: Context, mail: Mail): { raw?: null } {
  return mail.kind === 'confirmation' && config.smtpUrl ? { raw: null } : {};
}

async function takeBackOverdue(context: Context): Promise<void> {
  const now = context.now();
  for (const mail of await outbox.listOverdue(context.db, now)) {
    context.log.warn(DIED, { mail: mail.id });
    await transaction(context, (trx) =>
      outbox.settleMail(trx, mail, { ...unknown(mail, now), not_before: now }),
    );
  }
}
