import type { Context } from '../context.ts';
import { readStandingToken, standingToken } from '../shared/tokens.ts';

const PURPOSE = 'speaker';

/** Of the link by which one person answers for one item of an agenda. */
export function invitationToken(
  { key }: Pick<Context, 'key'>,
  { id, link_generation }: { id: number; link_generation: number },
): string {
  return standingToken(key, PURPOSE, id, link_generation);
}

/** Undefined when it was not made with this key; `id` is that of the row in agenda_speaker. */
export function readInvitationToken(
  { key }: Pick<Context, 'key'>,
  token: string,
): { id: number; generation: number } | undefined {
  return readStandingToken(key, PURPOSE, token);
}
