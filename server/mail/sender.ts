import type { Config } from '../config.ts';
import type { Settings } from '../settings/settings.ts';
import { readEmail } from '../shared/email-address.ts';

export interface Sender {
  name: string;
  address: string;
  replyTo: string | undefined;
  /** Right of the @ in Message-ID and List-Id. */
  domain: string;
}

/** Without MAIL_FROM no mail leaves the machine, so any sender will do. */
export function senderOf(config: Config, settings: Settings): Sender {
  const address = config.mailFrom ?? 'gruppen@localhost';
  return {
    name: settings.groupName,
    address,
    replyTo: readEmail(settings.contactEmail),
    domain: address.slice(address.lastIndexOf('@') + 1),
  };
}

export interface MessageIdParts {
  uid: string;
  revision: number;
  subscriberId: number | null;
  speakerId: number | null;
  kind: string;
}

/** The same for every attempt, so that a mail that arrives twice is seen as one. */
export function messageIdOf(
  { uid, revision, subscriberId, speakerId, kind }: MessageIdParts,
  domain: string,
): string {
  const who = subscriberId === null ? `m${speakerId}` : `s${subscriberId}`;
  return `<mote.${uid}.r${revision}.${who}.${kind}@${domain}>`;
}
