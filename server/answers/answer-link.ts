import type { Context } from '../context.ts';
import { readStandingToken, standingToken } from '../shared/tokens.ts';

/** Of the link by which one subscriber answers for one meeting: "MEETING-ID.GENERATION.MAC". */
export function answerToken(
  { key }: Pick<Context, 'key'>,
  subscriber: { id: number; link_generation: number },
  meetingId: number,
): string {
  const { id, link_generation } = subscriber;
  return `${meetingId}-${standingToken(key, purposeOf(meetingId), id, link_generation)}`;
}

/** Undefined when it was not made with this key for this meeting. */
export function readAnswerToken(
  { key }: Pick<Context, 'key'>,
  token: string,
): { meetingId: number; subscriberId: number; generation: number } | undefined {
  const match = /^([1-9]\d{0,11})-(.+)$/.exec(token);
  if (!match) return undefined;
  const meetingId = Number(match[1]);
  const read = readStandingToken(key, purposeOf(meetingId), match[2]!);
  return read && { meetingId, subscriberId: read.id, generation: read.generation };
}

function purposeOf(meetingId: number): string {
  return `answer ${meetingId}`;
}
