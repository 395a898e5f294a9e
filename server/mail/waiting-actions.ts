import { recordAudit } from '../audit/queries.ts';
import { transaction, type Context } from '../context.ts';
import { Refused } from '../shared/failures.ts';
import * as mailings from './mailing-queries.ts';
import { UNKNOWN_ONCE } from './outcome.ts';
import * as queries from './queries.ts';
import { stopMails } from './stop-queries.ts';

/** Ends the holding time. */
export async function hasten(context: Context, mailingId: number, userId: number): Promise<void> {
  const now = context.now();
  await transaction(context, async (trx) => {
    const mailing = await mailings.getMailing(trx, mailingId);
    if (mailing.state === 'stopped') throw new Refused('Utskicket är stoppat.');
    if (mailing.stale) throw new Refused('Mötet är ändrat. Läs igenom utskicket först.');
    await mailings.sendMailingNow(trx, mailingId, now);
    await recordAudit(trx, { at: now, userId, action: 'mailing hastened', object: `mailing ${mailingId}` });
  });
}

/** Returns how many mails were stopped; what has left is gone. */
export async function stopMailing(context: Context, mailingId: number, userId: number): Promise<number> {
  return transaction(context, async (trx) => {
    await mailings.getMailing(trx, mailingId);
    const stopped = await stopMails(trx, { mailingId }, 'Stoppat av sekreteraren.');
    await mailings.markMailingStopped(trx, mailingId);
    const object = `mailing ${mailingId}`;
    await recordAudit(trx, { at: context.now(), userId, action: 'mailing stopped', object });
    return stopped;
  });
}

/** Takes the line away from the public pages. */
export async function endNotice(context: Context, mailingId: number, userId: number): Promise<void> {
  await transaction(context, async (trx) => {
    await mailings.getMailing(trx, mailingId);
    await mailings.markNotUrgent(trx, mailingId);
    const object = `mailing ${mailingId}`;
    await recordAudit(trx, { at: context.now(), userId, action: 'notice ended', object });
  });
}

/** A person has decided that a mail of unknown outcome, or one that was refused, goes once more; the bytes are the same. */
export async function sendAgain(context: Context, mailId: number, userId: number): Promise<void> {
  const now = context.now();
  await transaction(context, async (trx) => {
    const mail = await queries.getMail(trx, mailId);
    if (mail.state !== 'unknown' && mail.state !== 'failed')
      throw new Refused('Mejlet är redan på väg eller framme.');
    if (mail.mailing_id && (await mailings.isStale(trx, mail)))
      throw new Refused('Mötet är ändrat sedan mejlet skrevs. Skicka ett nytt utskick i stället.');
    if (!(await queries.findRaw(trx, mailId))) throw new Refused('Mejlets innehåll är inte kvar.');
    await queries.requeue(trx, mailId, now, mail.state === 'unknown' ? UNKNOWN_ONCE : null);
    await recordAudit(trx, { at: now, userId, action: 'mail sent again', object: `mail ${mailId}` });
  });
}
