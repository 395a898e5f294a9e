import type { MailingKind, OutboxState } from '../../db/tables/mail.ts';

export const KIND_NAMES: Record<MailingKind | 'confirmation' | 'test', string> = {
  announcement: 'inbjudan',
  change: 'ändring',
  cancellation: 'inställt möte',
  reminder: 'påminnelse',
  minutes: 'minnesanteckningar',
  programme: 'terminsprogram',
  message: 'fritt meddelande',
  confirmation: 'bekräftelse',
  test: 'prov',
};

export const STATE_NAMES: Record<OutboxState, string> = {
  queued: 'väntar',
  sending: 'skickas',
  sent: 'skickat',
  failed: 'togs inte emot',
  unknown: 'oklart',
  stopped: 'stoppat',
};
