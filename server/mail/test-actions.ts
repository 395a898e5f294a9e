import { transaction, type Context } from '../context.ts';
import { later } from '../shared/time.ts';
import { randomToken } from '../shared/tokens.ts';
import { composeMail, type Address } from './compose.ts';
import { letterFor, type Draft } from './letter.ts';
import { enqueue } from './outbox.ts';

/** To the one who writes: no calendar part, no links of a real recipient, and nobody else's place in the queue. */
export async function sendTest(context: Context, draft: Draft, to: Address): Promise<void> {
  const { letter } = letterFor(draft, {
    name: to.name,
    email: to.address,
    manageUrl: `${draft.baseUrl}/prenumeration/PROV`,
    answerUrl: draft.meeting ? `${draft.baseUrl}/svar/PROV` : '',
    method: undefined,
  });
  const { sender } = draft;
  const now = context.now();
  const messageId = `<prov.${randomToken().slice(0, 22)}@${sender.domain}>`;
  const marked = { ...letter, subject: `[PROV] ${letter.subject}` };
  const raw = await composeMail({ sender, to, letter: marked, messageId, date: now });
  const row = {
    recipient_name: to.name,
    recipient_address: to.address,
    kind: 'test',
    subject: marked.subject,
    message_id: messageId,
    raw,
    state: 'queued',
    not_before: now,
    drop_after: later(now, { hours: 24 }),
    created_at: now,
  } as const;
  await transaction(context, (trx) => enqueue(trx, row));
}
