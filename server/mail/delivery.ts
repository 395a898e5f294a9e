import { isOpenOn } from '../accounts/account.ts';
import { findAccountByEmail } from '../accounts/queries.ts';
import { transaction, type Context } from '../context.ts';
import { getSettings } from '../settings/queries.ts';
import { dateIn } from '../shared/time.ts';
import type { Attempt } from './attempt.ts';
import * as claims from './claim-queries.ts';
import type { ClaimedMail } from './claim-queries.ts';
import { createDesk, type Desk, type Done } from './desk-actions.ts';
import { outcomeAfterDeath, type Result } from './outcome.ts';
import { CONNECTIONS, type MailTransport } from './transport.ts';

/** Longer than a mail may wait for its connection, the connection take to open, and one attempt last. */
const LEASE_SECONDS = 90;

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
  if (!(await claims.hasDue(context.db, context.now()))) return { sent: 0, down: undefined };
  const down = await transport.check();
  if (down) return { sent: 0, down };
  const { perMinute } = (await getSettings(context.db)).schedule;
  const desk = createDesk(context, { perMinute, leaseSeconds: LEASE_SECONDS });
  try {
    const connection = () => useConnection(context, transport, desk, isStopping);
    const ends = await Promise.allSettled(Array.from({ length: CONNECTIONS }, connection));
    const failure = ends.find((end) => end.status === 'rejected');
    if (failure) throw failure.reason;
    return summed(ends.flatMap((end) => (end.status === 'fulfilled' ? end.value : [])));
  } finally {
    await desk.close();
    transport.rest();
  }
}

/** Until nothing is due, or the server will have no more over this connection: others may still do. */
async function useConnection(
  context: Context,
  transport: MailTransport,
  desk: Desk,
  isStopping: () => boolean,
): Promise<Delivery> {
  const delivery: Delivery = { sent: 0, down: undefined };
  for (let done: Done | undefined; ;) {
    const mail = await desk.visit(done, !delivery.down && !isStopping());
    if (!mail) return delivery;
    const result = await tryToSend(context, transport, mail);
    if (result.result === 'sent') delivery.sent++;
    else context.log.warn('mail not sent', { mail: mail.id, result: result.result });
    if (result.result === 'down') delivery.down = result.reason;
    done = { mail, result };
  }
}

/** The server can be used when a connection that had mails to send could go on to the end. */
function summed(all: readonly Delivery[]): Delivery {
  const sent = all.reduce((sum, one) => sum + one.sent, 0);
  const usable = all.some((one) => one.sent > 0 && !one.down);
  return { sent, down: usable ? undefined : all.find(({ down }) => down)?.down };
}

async function tryToSend(context: Context, transport: MailTransport, mail: ClaimedMail): Promise<Result> {
  if (mail.drop_after && mail.drop_after <= context.now())
    return { result: 'stopped', reason: 'Mejlet var för sent: tiden för det hade gått ut.' };
  if (mail.kind === 'secretary' && !(await wantsReminders(context, mail.recipient_address)))
    return { result: 'stopped', reason: 'Kontot är stängt, eller vill inte ha mejlen längre.' };
  if (!mayGetMail(context, mail.recipient_address))
    return { result: 'stopped', reason: 'Mottagarens domän finns inte i MAIL_ONLY_TO.' };
  if (!mail.raw) return { result: 'refused', reason: 'Mejlets innehåll saknas.', noMailbox: false };
  try {
    return await transport.send(mail, mail.raw);
  } catch (error) {
    return { result: 'down', reason: String((error as Error).message) } satisfies Attempt;
  }
}

/** What is to be done is only for those who can sign in now. */
async function wantsReminders({ db, now }: Context, address: string): Promise<boolean> {
  const account = await findAccountByEmail(db, address);
  if (!account || account.disabled_at || !account.reminders) return false;
  return isOpenOn(account, dateIn((await getSettings(db)).zone, now()));
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
