import type { OutboxState } from '../../db/tables/mail.ts';
import { later } from '../shared/time.ts';
import type { Attempt } from './attempt.ts';
import { nextTry } from './retry.ts';

export type Result = Attempt | { result: 'stopped'; reason: string };

/** What is known of a mail that is being sent. */
export interface Tried {
  attempts: number;
  reason: string | null;
}

export interface Outcome {
  state: OutboxState;
  reason: string | null;
  not_before?: string;
  attempts?: number;
}

/** A mail with this reason has been tried once with an unknown outcome, and is tried once more. */
export const UNKNOWN_ONCE = 'Det är oklart om mejlet kom fram. Det skickas en gång till, med samma innehåll.';
const UNKNOWN_TWICE = 'Det är oklart om mejlet kom fram, två gånger. Det skickas inte fler gånger.';
const DIED = 'Programmet stannade medan mejlet skickades. Det skickas en gång till, med samma innehåll.';
/** A waiting mail with such a reason may have left already. */
export const MAYBE_LEFT: readonly string[] = [UNKNOWN_ONCE, DIED];
/** A mail that is at hand each time that the program dies may be why it dies. */
const MOST_DEATHS = 5;

/** What becomes of a mail that was not taken; `chance` is 0-1. */
export function outcomeOfAttempt(
  mail: Tried,
  result: Exclude<Result, { result: 'sent' }>,
  now: string,
  chance: number,
): Outcome {
  switch (result.result) {
    case 'stopped':
      return { state: 'stopped', reason: result.reason };
    case 'refused':
      return { state: 'failed', reason: result.reason };
    case 'unknown':
      return mail.reason === UNKNOWN_ONCE
        ? { state: 'unknown', reason: UNKNOWN_TWICE }
        : { state: 'unknown', reason: UNKNOWN_ONCE, not_before: later(now, { minutes: 1 }) };
    case 'down':
      // Behind the others: a server may have closed because of this mail alone.
      return { state: 'queued', reason: kept(mail), attempts: mail.attempts - 1, not_before: now };
    case 'later':
      return afterRefusalForNow(mail, result.reason, now, chance);
  }
}

function afterRefusalForNow(mail: Tried, reason: string, now: string, chance: number): Outcome {
  const at = nextTry(mail.attempts, now, chance);
  if (!at) return { state: 'failed', reason: `Gav upp efter ${mail.attempts} försök. ${reason}` };
  return { state: 'queued', reason: kept(mail) ?? reason, not_before: at };
}

/** That a mail may have left already must not be forgotten by a later attempt that did not. */
function kept({ reason }: Tried): string | null {
  return reason !== null && MAYBE_LEFT.includes(reason) ? reason : null;
}

/** It may have left: the process died between the server's answer and ours. Sent again, with the same Message-ID. */
export function outcomeAfterDeath(mail: Tried, now: string): Outcome {
  if (mail.attempts >= MOST_DEATHS) return { state: 'unknown', reason: UNKNOWN_TWICE };
  return { state: 'queued', reason: kept(mail) ?? DIED, not_before: now };
}
