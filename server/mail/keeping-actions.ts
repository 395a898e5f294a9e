import { transaction, type Context } from '../context.ts';
import { getSettings } from '../settings/queries.ts';
import { later } from '../shared/time.ts';
import { forgetGone, forgetOldMails } from './stop-queries.ts';

/** The bytes of sent mails go after the days of the settings, and the queue forgets who is gone. */
export async function forgetSentMails(context: Context): Promise<void> {
  const { retention } = await getSettings(context.db);
  const before = later(context.now(), { days: -retention.sentMailDays });
  await transaction(context, async (trx) => {
    await forgetOldMails(trx, before);
    await forgetGone(trx);
  });
}
