import { transaction, type Context } from '../context.ts';
import { stopMails } from '../mail/stop-queries.ts';
import { NotFound } from '../shared/failures.ts';
import { findByToken } from './actions.ts';
import * as queries from './queries.ts';
import type { Wishes } from './wishes.ts';

/** Also what waits in the queue follows the new choices. */
export async function changeChoices(
  context: Context,
  token: string,
  choices: { name: string; wishes: Wishes },
): Promise<void> {
  const subscriber = await findByToken(context, token);
  if (!subscriber) throw new NotFound('Länken gäller inte längre.');
  const change = { name: choices.name, ...choices.wishes };
  const { announcement, changes, reminder, minutes } = choices.wishes;
  const of = { subscriberId: subscriber.id };
  const no = 'Mottagaren vill inte ha den sortens mejl längre.';
  await transaction(context, async (trx) => {
    await queries.updateSubscriber(trx, subscriber.id, change);
    if (!announcement) await stopMails(trx, { ...of, kinds: ['announcement', 'programme'] }, no);
    if (!reminder) await stopMails(trx, { ...of, kinds: ['reminder'] }, no);
    if (!minutes) await stopMails(trx, { ...of, kinds: ['minutes'] }, no);
    // Who has the calendar entry goes on hearing of it.
    if (!changes)
      await stopMails(trx, { ...of, kinds: ['change', 'cancellation'], withoutCalendar: true }, no);
  });
}
