import type { Trx } from '../../db/schema.ts';

export async function setItemState(trx: Trx, itemId: number, state: 'done' | 'postponed'): Promise<void> {
  await trx.updateTable('agenda_item').set({ state }).where('id', '=', itemId).execute();
}

/** All have left but the last one, whose mailbox was full. */
export async function settleMailing(trx: Trx, mailingId: number, at: string): Promise<void> {
  const mails = trx.updateTable('outbox').where('mailing_id', '=', mailingId);
  await mails.set({ state: 'sent', attempts: 1, sent_at: at }).execute();
  await mails
    .set({ state: 'failed', sent_at: null, reason: 'Mottagarens brevlåda är full.' })
    .where('id', '=', (eb) =>
      eb
        .selectFrom('outbox')
        .select((of) => of.fn.max('id').as('id'))
        .where('mailing_id', '=', mailingId),
    )
    .execute();
}

export async function giveAddress(trx: Trx, name: string, email: string): Promise<void> {
  await trx.updateTable('speaker').set({ email }).where('name', '=', name).execute();
}
