import type { SingleKind } from '../../db/tables/mail.ts';
import type { Config } from '../config.ts';
import type { Settings } from '../settings/settings.ts';
import { later } from '../shared/time.ts';
import { randomToken } from '../shared/tokens.ts';
import { composeMail, type Address, type CalendarPart } from './compose.ts';
import { renderLetter, type Letter } from './message.ts';
import { senderOf } from './sender.ts';

export interface Single {
  kind: SingleKind;
  to: Address;
  /** The footer is the group's own when it says nothing. */
  letter: Omit<Letter, 'footer'> & { footer?: string };
  /** After that many hours in the queue the mail is of no use. */
  hours: number;
  calendar?: CalendarPart;
}

interface From {
  config: Config;
  settings: Settings;
  /** The UTC instant when it is queued. */
  now: string;
}

/** A mail to one person alone, as a row for `enqueue`; sent at once. Compose it before the transaction. */
export async function singleMail({ config, settings, now }: From, single: Single) {
  const { kind, to, hours, calendar } = single;
  const sender = senderOf(config, settings);
  const letter = renderLetter({ footer: footerOf(settings), ...single.letter });
  const messageId = `<${kind}.${randomToken().slice(0, 22)}@${sender.domain}>`;
  return {
    recipient_name: to.name,
    recipient_address: to.address,
    kind,
    subject: letter.subject,
    message_id: messageId,
    raw: await composeMail({ sender, to, letter, messageId, date: now, calendar }),
    method: calendar?.method ?? null,
    state: 'queued',
    not_before: now,
    drop_after: later(now, { hours }),
    created_at: now,
  } as const;
}

function footerOf({ groupName, contactName, contactEmail }: Settings): string {
  return [groupName, [contactName, contactEmail].filter(Boolean).join(', ')].filter(Boolean).join('\n');
}
