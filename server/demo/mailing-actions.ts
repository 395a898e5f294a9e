import { transaction, type Context } from '../context.ts';
import { queueMailing } from '../mail/actions.ts';
import { draftMailing } from '../mail/draft-actions.ts';
import type { MeetingKind } from '../settings/mail-templates.ts';
import { later } from '../shared/time.ts';
import { settleMailing } from './queries.ts';

/** A mailing that was made at `at` and has left since; it is queued by the ordinary verb, under a clock set back. */
export async function fillMailing(
  context: Context,
  { kind, slug, at, userId }: { kind: MeetingKind; slug: string; at: string; userId: number },
): Promise<void> {
  const then = { ...context, now: () => at };
  const { subject, text } = await draftMailing(then, kind, slug);
  const { mailingId } = await queueMailing(then, { kind, slug, subject, text, userId });
  await transaction(context, (trx) => settleMailing(trx, mailingId, later(at, { minutes: 11 })));
}
