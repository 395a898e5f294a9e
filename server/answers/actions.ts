import type { Db } from '../../db/schema.ts';
import { transaction, type Context } from '../context.ts';
import { withinLimits } from '../limits/actions.ts';
import type { Meeting } from '../meetings/meeting.ts';
import { listMeetings } from '../meetings/queries.ts';
import { getSettings } from '../settings/queries.ts';
import { NotFound } from '../shared/failures.ts';
import { dateIn } from '../shared/time.ts';
import { findSubscriber } from '../subscribers/queries.ts';
import { readAnswerToken } from './answer-link.ts';
import { choicesFor, closedBecause, formErrors, type AnswerForm, type StoredAnswer } from './answer.ts';
import { deleteAnswer, findAnswer, forgetBefore, putAnswer } from './queries.ts';

export interface Invited {
  subscriberId: number;
  meeting: Meeting;
  stored: StoredAnswer | undefined;
}

/** Who answers for which meeting, when that person still subscribes and the link is their latest. */
export async function getInvited(context: Context, token: string, db: Db = context.db): Promise<Invited> {
  const read = readAnswerToken(context, token);
  const subscriber = read && (await findSubscriber(db, read.subscriberId));
  const current = subscriber?.state === 'confirmed' && subscriber.link_generation === read?.generation;
  const [meeting] = read && current ? await listMeetings(db, { ids: [read.meetingId] }) : [];
  if (!read || !meeting)
    throw new NotFound(
      'Länken gäller inte längre. Du är välkommen till mötet ändå: ingen behöver svara för att få komma.',
    );
  const stored = await findAnswer(db, meeting.id, read.subscriberId);
  return { subscriberId: read.subscriberId, meeting, stored };
}

/** A link may be shared in a family or a workplace, and a whole workplace may have one address. */
export function mayAnswer(
  context: Context,
  { subscriberId, meeting }: Invited,
  network: string,
): Promise<boolean> {
  return withinLimits(context, [
    { what: 'answer', who: `${meeting.id} ${subscriberId}`, most: 20, minutes: 60 },
    { what: 'answers of network', who: network, most: 300, minutes: 60 },
  ]);
}

/**
 * Keeps the answer, once however often it is sent. False, and nothing is changed, when the meeting has closed or moved
 * since the form was shown. The form must be checked.
 */
export function saveAnswer(context: Context, token: string, form: AnswerForm): Promise<boolean> {
  const answered_at = context.now();
  return transaction(context, async (trx) => {
    const { subscriberId: subscriber_id, meeting, stored } = await getInvited(context, token, trx);
    const today = dateIn((await getSettings(trx)).zone, answered_at);
    const { answer, needs, date } = form;
    if (closedBecause(meeting, today) || date !== meeting.date || !answer) return false;
    if (Object.keys(formErrors(form, choicesFor(meeting, stored))).length) return false;
    await putAnswer(trx, { meeting_id: meeting.id, subscriber_id, answer, needs, date, answered_at });
    return true;
  });
}

/** Doing it twice is doing it once. */
export function takeBackAnswer(context: Context, token: string): Promise<void> {
  return transaction(context, async (trx) => {
    const { subscriberId, meeting } = await getInvited(context, token, trx);
    await deleteAnswer(trx, meeting.id, subscriberId);
  });
}

/**
 * From the day after: needs are deleted and nobody is named, only counts are left. The same for a day that a meeting was
 * moved away from. A cancelled meeting keeps them until its day, for the cancelling can be taken back. Returns how many.
 */
export async function forgetNeeds(context: Context): Promise<number> {
  const today = dateIn((await getSettings(context.db)).zone, context.now());
  return transaction(context, (trx) => forgetBefore(trx, today));
}
