import type { MailKind, OutboxState } from '../../db/tables/mail.ts';

export const KIND_NAMES: Record<MailKind, string> = {
  announcement: 'inbjudan',
  change: 'ändring',
  cancellation: 'inställt möte',
  reminder: 'påminnelse',
  minutes: 'minnesanteckningar',
  programme: 'terminsprogram',
  message: 'fritt meddelande',
  confirmation: 'bekräftelse',
  test: 'prov',
  proposal: 'om ett förslag',
  speaker: 'till en medverkande',
  'speaker-entry': 'mötet till en medverkande',
  'follow-up': 'fråga om en uppföljning',
  secretary: 'påminnelse till sekreterare',
};

export const STATE_NAMES: Record<OutboxState, string> = {
  queued: 'väntar',
  sending: 'skickas',
  sent: 'skickat',
  failed: 'togs inte emot',
  unknown: 'oklart',
  stopped: 'stoppat',
};
