import type { Context } from '../context.ts';
import { readStandingToken, standingToken } from '../shared/tokens.ts';

const PURPOSE = 'follow-up';

/** Of the link by which the responsible one answers: "ID.GENERATION.MAC". */
export function followUpToken(
  { key }: Pick<Context, 'key'>,
  { id, link_generation }: { id: number; link_generation: number },
): string {
  return standingToken(key, PURPOSE, id, link_generation);
}

export function readFollowUpToken({ key }: Pick<Context, 'key'>, token: string) {
  return readStandingToken(key, PURPOSE, token);
}
