import { createTransport } from 'nodemailer';
import { readEmail } from '../shared/email-address.ts';
import { tokenHash } from '../shared/tokens.ts';
import type { Rendered } from './message.ts';
import type { Sender } from './sender.ts';

export interface Address {
  name: string;
  address: string;
}

export interface CalendarPart {
  method: 'REQUEST' | 'CANCEL';
  content: string;
}

export interface Parts {
  sender: Sender;
  to: Address;
  letter: Rendered;
  messageId: string;
  /** The UTC instant when the mail was queued. */
  date: string;
  /** Message-IDs of earlier mails to the same person about the same meeting, oldest first. */
  earlier?: readonly string[];
  /** For mail to a list: where one POST unsubscribes. */
  unsubscribeUrl?: string;
  calendar?: CalendarPart | undefined;
}

const composer = createTransport({ streamTransport: true, buffer: true, newline: 'windows' });

/** The whole message as it will be sent, every time it is tried. Throws for an address that is not a single plain one. */
export async function composeMail(parts: Parts): Promise<Buffer> {
  const { sender, to, letter } = parts;
  if (readEmail(to.address) === undefined) throw new Error('The recipient has no single plain address.');
  const info = await composer.sendMail({
    from: { name: nameLine(sender.name), address: sender.address },
    ...(sender.replyTo && { replyTo: { name: nameLine(sender.name), address: sender.replyTo } }),
    to: { name: nameLine(to.name), address: to.address },
    envelope: { from: sender.address, to: [to.address] },
    messageId: parts.messageId,
    date: new Date(parts.date),
    ...threadOf(parts.earlier ?? []),
    subject: oneLine(letter.subject, SUBJECT_OCTETS),
    text: letter.text,
    html: letter.html,
    headers: { ...AUTOMATIC, ...(parts.unsubscribeUrl && ONE_CLICK) },
    ...listOf(parts),
    ...calendarOf(parts.calendar),
    ...boundaryOf(letter, parts.messageId),
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  if (info.envelope.to.length !== 1 || info.envelope.to[0] !== to.address)
    throw new Error('The envelope is not the recipient alone.');
  return info.message as Buffer;
}

const AUTOMATIC = { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'OOF, AutoReply' };
const ONE_CLICK = { 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' };

function threadOf(earlier: readonly string[]) {
  return earlier.length ? { inReplyTo: earlier.at(-1)!, references: [...earlier] } : {};
}

/** The nested list makes one List-Unsubscribe header of both addresses. */
function listOf({ sender, unsubscribeUrl }: Parts) {
  if (!unsubscribeUrl) return {};
  const mailto = sender.replyTo && `mailto:${sender.replyTo}?subject=Avsluta%20prenumerationen`;
  const id = { url: `moten.${sender.domain}`, comment: nameLine(sender.name) };
  return { list: { id, unsubscribe: [mailto ? [unsubscribeUrl, mailto] : [unsubscribeUrl]] } };
}

/** `icalEvent.headers` must stay unset: nodemailer would make an attachment of the inline part. */
function calendarOf(calendar: CalendarPart | undefined) {
  return calendar ? { icalEvent: { ...calendar, filename: 'kallelse.ics' } } : {};
}

/** Derived from what stands between, so that a preview is byte for byte what is sent. */
function boundaryOf({ text, html }: Rendered, messageId: string) {
  return { baseBoundary: tokenHash([messageId, text, html].join('\0')).slice(0, 22) };
}

/** nodemailer folds neither a word nor a name; also encoded, a line must stay within 998 octets (RFC 5322 2.1.1). */
const NAME_OCTETS = 240;
const SUBJECT_OCTETS = 600;

function nameLine(name: string): string {
  return oneLine(name, NAME_OCTETS);
}

/** Some readers act on an encoded line break in a name. */
function oneLine(text: string, most: number): string {
  const line = text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim();
  if (Buffer.byteLength(line) <= most) return line;
  let kept = '';
  for (const letter of line) {
    if (Buffer.byteLength(kept + letter) > most - 3) break;
    kept += letter;
  }
  return `${kept}…`;
}
