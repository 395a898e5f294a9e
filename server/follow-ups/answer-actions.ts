import type { Db, Trx } from '../../db/schema.ts';
import { transaction, type Context } from '../context.ts';
import { withinLimits } from '../limits/actions.ts';
import { getSettings } from '../settings/queries.ts';
import { NotFound } from '../shared/failures.ts';
import { dateIn, instantOf } from '../shared/time.ts';
import { bringToNextAgenda, retitle } from './agenda-actions.ts';
import { formErrors, type AnswerForm } from './answer.ts';
import { readFollowUpToken } from './follow-up-link.ts';
import { isOpen, type FollowUp } from './follow-up.ts';
import { findFollowUp, findNextMeetings, getFollowUp } from './queries.ts';
import { insertEvent, replaceEvent, updateFollowUp } from './record-queries.ts';

export interface Asked {
  followUp: FollowUp;
  /** It was settled, and a meeting has heard of it since. */
  closed: boolean;
  /** The meeting where the answer is told. */
  next: { slug: string; date: string } | undefined;
}

export async function getAsked(context: Context, token: string, db: Db = context.db): Promise<Asked> {
  const read = readFollowUpToken(context, token);
  if (!read)
    throw new NotFound(
      'Länken går inte att läsa. Se efter att hela adressen kom med, eller hör av dig till gruppens kontaktperson.',
    );
  const followUp = await findFollowUp(db, read.id);
  if (!followUp?.shown_at)
    throw new NotFound('Uppföljningen finns inte längre. Du behöver inte svara på den.');
  if (followUp.link_generation !== read.generation)
    throw new NotFound(
      'Länken har bytts mot en ny. Titta efter ett nyare mejl från oss, eller hör av dig till gruppens kontaktperson.',
    );
  const { zone } = await getSettings(db);
  const { next, previous } = await findNextMeetings(db, dateIn(zone, context.now()));
  const last = followUp.trail.at(-1);
  const over = previous && instantOf(previous.date, previous.end_time ?? '23:59', zone);
  const heard = last && over && (last.meeting_slug || last.at <= over);
  return { followUp, next, closed: !isOpen(followUp) && Boolean(heard) };
}

/** A link may be shared in an association, and a whole workplace may have one address. */
export function mayAnswer(context: Context, followUpId: number, network: string): Promise<boolean> {
  return withinLimits(context, [
    { what: 'follow-up', who: String(followUpId), most: 20, minutes: 60 },
    { what: 'follow-ups of network', who: network, most: 300, minutes: 60 },
  ]);
}

/**
 * The same said twice is said once, and a second thought on the same day takes the place of the first. False, and nothing
 * is changed, when it has closed since the form was shown.
 */
export function answerFollowUp(context: Context, token: string, form: AnswerForm): Promise<boolean> {
  const now = context.now();
  return transaction(context, async (trx) => {
    const { followUp, closed } = await getAsked(context, token, trx);
    if (closed || !form.state || Object.keys(formErrors(form)).length) return false;
    const { state, sentence: answer } = form;
    const last = followUp.trail.at(-1);
    if (last?.by_link && last.state === state && last.answer === answer) return true;
    await say(trx, followUp, { state, answer, at: now });
    await updateFollowUp(trx, followUp.id, { state, answer, answered_at: now });
    await retitle(trx, followUp, await getFollowUp(trx, followUp.id), now);
    await bringToNextAgenda(trx, now);
    return true;
  });
}

async function say(
  trx: Trx,
  { id, trail }: FollowUp,
  event: { state: FollowUp['state']; answer: string; at: string },
): Promise<void> {
  const { zone } = await getSettings(trx);
  const last = trail.at(-1);
  if (last?.by_link && dateIn(zone, last.at) === dateIn(zone, event.at))
    return replaceEvent(trx, last.id, event);
  await insertEvent(trx, { ...event, follow_up_id: id, meeting_id: null, by_link: 1 });
}
