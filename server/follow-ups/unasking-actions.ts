import type { Trx } from '../../db/schema.ts';
import { stopMails } from '../mail/stop-queries.ts';
import { emailKey } from '../shared/email-address.ts';
import { retitle } from './agenda-actions.ts';
import type { FollowUp } from './follow-up.ts';
import { getFollowUp, mapResponsible } from './queries.ts';
import { listAskedAt, listWaitingQuestions, updateFollowUp } from './record-queries.ts';

const REASON = 'Länken i mejlet gäller inte längre.';

/**
 * A question that has not left yet is stopped when a link in it leads nowhere, or to somebody else, from now on. What else
 * was in the same mail is asked about anew.
 */
export async function stopQuestion(trx: Trx, followUp: FollowUp, now: string): Promise<void> {
  const { asked_at } = followUp;
  const mails = asked_at ? await listWaitingQuestions(trx, asked_at) : [];
  if (!asked_at || !mails.length) return;
  const together = await listAskedAt(trx, asked_at);
  const responsible = await mapResponsible(trx, together);
  const addressOf = (id: number) => emailKey(responsible.get(id)?.email ?? '');
  const address = addressOf(followUp.id);
  const ids = mails.filter((mail) => emailKey(mail.recipient_address) === address).map(({ id }) => id);
  if (!ids.length || !(await stopMails(trx, { ids }, REASON))) return;
  for (const id of together.filter((one) => addressOf(one) === address)) {
    const before = await getFollowUp(trx, id);
    await updateFollowUp(trx, id, { asked_at: null, asked_meeting_id: null });
    await retitle(trx, before, await getFollowUp(trx, id), now);
  }
}
