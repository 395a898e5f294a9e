import { transaction, type Context } from '../context.ts';
import { getInvited } from '../invitations/actions.ts';
import { withinLimits } from '../limits/actions.ts';
import type { Consents } from './consent.ts';
import { saveConsents } from './withdrawing-actions.ts';

/** By link, whenever: also long after the meeting. */
export function answerConsents(context: Context, token: string, given: Consents): Promise<void> {
  return transaction(context, async (trx) => {
    const { appearance } = await getInvited(context, token, trx);
    await saveConsents(trx, appearance, given, context.now());
  });
}

/** Generous, as taking a consent back must not fail. */
export async function mayAnswerConsents(context: Context, token: string, network: string): Promise<boolean> {
  const { appearance } = await getInvited(context, token);
  return withinLimits(context, [
    { what: 'consents', who: String(appearance.id), most: 60, minutes: 60 },
    { what: 'consents of network', who: network, most: 600, minutes: 60 },
  ]);
}
