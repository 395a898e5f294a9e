import { recordAudit } from '../audit/queries.ts';
import { transaction, type Context } from '../context.ts';
import { NotFound } from '../shared/failures.ts';
import { findSubscriber, liftRefusal } from './queries.ts';

/** The secretary knows that the address works again, so the next mailing goes there too. */
export function tryAddressAgain(context: Context, id: number, userId: number): Promise<void> {
  const at = context.now();
  return transaction(context, async (trx) => {
    const subscriber = await findSubscriber(trx, id);
    if (!subscriber) throw new NotFound('Prenumeranten finns inte.');
    if (subscriber.refused_at === null) return;
    await liftRefusal(trx, id);
    await recordAudit(trx, { at, userId, action: 'refusal lifted', object: `subscriber ${id}` });
  });
}
