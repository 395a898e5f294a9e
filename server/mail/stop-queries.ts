import { sql } from 'kysely';
import type { Trx } from '../../db/schema.ts';
import type { MailingTable, SingleKind } from '../../db/tables/mail.ts';
import { MAYBE_LEFT, UNKNOWN_ONCE } from './outcome.ts';

export interface Stop {
  mailingId?: number;
  subscriberId?: number;
  ids?: readonly number[];
  kinds?: readonly MailingTable['kind'][];
  withoutCalendar?: boolean;
}

/**
 * Takes what is not sent out of the queue; gives its Message-ID free. What may have left already, and waits to be tried once
 * more, stays of unknown outcome. Returns how many were stopped.
 */
export async function stopMails(trx: Trx, which: Stop, reason: string): Promise<number> {
  await narrowed(trx, which)
    .set({ state: 'unknown', reason: `Det är oklart om mejlet kom fram. ${reason}`, lease_until: null })
    .where('reason', 'in', [...MAYBE_LEFT])
    .where((eb) =>
      eb.or([
        eb('state', '=', 'queued'),
        eb.and([eb('state', '=', 'unknown'), eb('reason', '=', UNKNOWN_ONCE)]),
      ]),
    )
    .execute();
  const stopped = await narrowed(trx, which)
    .set({ state: 'stopped', reason, lease_until: null, message_id: sql`message_id || ' stopped ' || id` })
    .where('state', '=', 'queued')
    .returning('id')
    .execute();
  await forgetRaws(trx, stopped);
  return stopped.length;
}

function narrowed(trx: Trx, { mailingId, subscriberId, ids, kinds, withoutCalendar }: Stop) {
  return trx
    .updateTable('outbox')
    .$if(mailingId !== undefined, (query) => query.where('mailing_id', '=', mailingId!))
    .$if(subscriberId !== undefined, (query) => query.where('subscriber_id', '=', subscriberId!))
    .$if(ids !== undefined, (query) => query.where('id', 'in', ids!))
    .$if(kinds !== undefined, (query) => query.where('kind', 'in', kinds!))
    .$if(withoutCalendar === true, (query) => query.where('method', 'is', null));
}

/** What is being sent right now, or was when the program died, is never sent again if it did not leave. */
export async function endRetries(trx: Trx, mailingId: number, now: string): Promise<void> {
  await trx
    .updateTable('outbox')
    .set({ drop_after: now })
    .where('mailing_id', '=', mailingId)
    .where('state', '=', 'sending')
    .execute();
}

/** The mailing is stopped, unless some of it has left or is leaving. */
export async function closeMailing(trx: Trx, mailingId: number): Promise<void> {
  await trx
    .updateTable('mailing')
    .set({ state: 'stopped' })
    .where('id', '=', mailingId)
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('outbox')
            .select('outbox.id')
            .whereRef('outbox.mailing_id', '=', 'mailing.id')
            .where('outbox.state', '!=', 'stopped'),
        ),
      ),
    )
    .execute();
}

/** Of these mails, what nobody wants sent any more: the mailing was stopped meanwhile, or the subscriber is gone. */
export async function stopUnwanted(trx: Trx, ids: readonly number[]): Promise<void> {
  if (!ids.length) return;
  const unwanted = await trx
    .selectFrom('outbox')
    .leftJoin('mailing', 'mailing.id', 'outbox.mailing_id')
    .leftJoin('subscriber', 'subscriber.id', 'outbox.subscriber_id')
    .select('outbox.id')
    .where('outbox.id', 'in', ids)
    .where((eb) =>
      eb.or([
        eb('mailing.state', '=', 'stopped'),
        eb.and([eb('outbox.subscriber_id', 'is not', null), eb('subscriber.id', 'is', null)]),
      ]),
    )
    .execute();
  if (!unwanted.length) return;
  await stopMails(
    trx,
    { ids: unwanted.map(({ id }) => id) },
    'Utskicket är stoppat eller prenumerationen avslutad.',
  );
}

export async function forgetRaws(trx: Trx, mails: readonly { id: number }[]): Promise<void> {
  const ids = JSON.stringify(mails.map(({ id }) => id));
  await sql`delete from outbox_raw where outbox_id in (select value from json_each(${ids}))`.execute(trx);
}

/** What is left about somebody who is gone: that a mail was sent, not to whom. */
export async function forgetRecipient(trx: Trx, subscriberId: number): Promise<void> {
  await forget(trx, (mail) => mail.where('subscriber_id', '=', subscriberId));
}

/** Mails of one kind to one address end: what waits is stopped, and nobody can see whom the others went to. */
export async function endMailsTo(trx: Trx, kind: SingleKind, address: string, reason: string): Promise<void> {
  const mails = await trx
    .selectFrom('outbox')
    .select('id')
    .where('kind', '=', kind)
    .where('recipient_address', '=', address)
    .execute();
  const ids = mails.map(({ id }) => id);
  if (!ids.length) return;
  await stopMails(trx, { ids }, reason);
  await forget(trx, (mail) => mail.where('id', 'in', ids));
}

/** Of people who left while a mail to them was on its way. */
export async function forgetGone(trx: Trx): Promise<void> {
  await forget(trx, (mail) =>
    mail
      .where('subscriber_id', 'is not', null)
      .where('recipient_address', '!=', '')
      .where((eb) =>
        eb.not(
          eb.exists(
            eb
              .selectFrom('subscriber')
              .select('subscriber.id')
              .whereRef('subscriber.id', '=', 'outbox.subscriber_id'),
          ),
        ),
      ),
  );
}

/** Bytes and addresses of mails that were done with before `before` go. */
export async function forgetOldMails(trx: Trx, before: string): Promise<void> {
  await forget(trx, (mail) => mail.where('created_at', '<', before).where('recipient_address', '!=', ''));
}

type Update = ReturnType<typeof blank>;
/** A subject may hold the name. */
const blank = (trx: Trx) =>
  trx
    .updateTable('outbox')
    .set({
      recipient_address: '',
      recipient_name: '',
      response: null,
      subject: sql`coalesce((select mailing.subject from mailing where mailing.id = outbox.mailing_id), subject)`,
    })
    .where('state', 'not in', ['queued', 'sending']);

async function forget(trx: Trx, only: (update: Update) => Update): Promise<void> {
  await forgetRaws(trx, await only(blank(trx)).returning('id').execute());
}
