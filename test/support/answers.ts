import { answerToken } from '../../server/answers/answer-link.ts';
import { getMeetingById } from '../../server/meetings/queries.ts';
import { findSubscriber } from '../../server/subscribers/queries.ts';
import type { TestApp } from './app.ts';
import { addSubscriber } from './mail.ts';
import { makeMeeting } from './meetings.ts';

/** The row that keeps an answer, without its id. */
export const storedAnswers = ({ context }: Pick<TestApp, 'context'>) =>
  context.db
    .selectFrom('answer')
    .select(['meeting_id', 'subscriber_id', 'answer', 'needs', 'date'])
    .orderBy('id')
    .execute();

/** A meeting that can be attended digitally, and a subscriber with the address of their link. */
export async function invite(app: TestApp, date = '2026-12-21', email = 'eva@example.org') {
  const online = 'https://example.org/mote';
  const meeting = await makeMeeting(app, { dates: [date], online });
  const subscriberId = await addSubscriber(app.context, email, 'inbjudan');
  return { ...meeting, subscriberId, path: await pathOf(app, subscriberId, meeting.id) };
}

export async function pathOf({ context }: TestApp, subscriberId: number, meetingId: number): Promise<string> {
  return `/svar/${answerToken(context, (await findSubscriber(context.db, subscriberId))!, meetingId)}`;
}

/** As the form of the page would send it. */
export async function say(app: TestApp, path: string, answer: string, needs = '') {
  const { date } = await getMeetingById(app.context.db, Number(/\/svar\/(\d+)/.exec(path)![1]));
  return app.post(path, { answer, needs, date });
}
