import { stringify } from 'csv-stringify/sync';
import type { OutboxState } from '../../db/tables/mail.ts';
import { STATE_NAMES } from './words.ts';

const HEADINGS = ['mottagare', 'namn', 'läge', 'orsak', 'försök', 'skickat', 'serverns svar'];

export interface LoggedMail {
  recipient_address: string;
  recipient_name: string;
  state: OutboxState;
  reason: string | null;
  attempts: number;
  sent_at: string | null;
  response: string | null;
}

/** The delivery log for Swedish Excel: BOM, semicolons, no cell begins a formula. Times are UTC instants. */
export function logCsv(mails: readonly LoggedMail[]): string {
  const rows = mails.map((mail) => [
    mail.recipient_address || 'borttagen',
    mail.recipient_name,
    STATE_NAMES[mail.state],
    mail.reason ?? '',
    mail.attempts,
    mail.sent_at ?? '',
    mail.response ?? '',
  ]);
  return stringify([HEADINGS, ...rows], {
    bom: true,
    delimiter: ';',
    escape_formulas: true,
    quoted: true,
    record_delimiter: 'windows',
  });
}
