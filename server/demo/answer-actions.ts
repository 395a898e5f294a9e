import type { Trx } from '../../db/schema.ts';
import { putAnswer } from '../answers/queries.ts';
import { later } from '../shared/time.ts';
import { ANSWERS } from './content/answers.ts';

/** The subscribers in the order of their ids have answered, one each hour. */
export async function fillAnswers(
  trx: Trx,
  meeting: { id: number; date: string },
  subscriberIds: number[],
  now: string,
): Promise<void> {
  for (const [index, said] of ANSWERS.entries()) {
    if (!said) continue;
    const [answer, needs = ''] = said;
    const by = { meeting_id: meeting.id, subscriber_id: subscriberIds[index]!, date: meeting.date };
    await putAnswer(trx, { ...by, answer, needs, answered_at: later(now, { hours: -index - 1 }) });
  }
}
