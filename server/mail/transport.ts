import { join } from 'node:path';
import type { Config } from '../config.ts';
import type { Attempt, MailTransport, Timeouts } from './attempt.ts';
import { fileTransport } from './file-transport.ts';
import { smtpTransport } from './smtp-transport.ts';

export type { Attempt, MailTransport };

/** How many mails are sent side by side. */
export const CONNECTIONS = 3;

const SECONDS = 1000;
/** nodemailer's own would hold the queue for ten minutes; `attempt` ends also what a server keeps alive drop by drop. */
export const TIMEOUTS: Timeouts = {
  connectionTimeout: 5 * SECONDS,
  greetingTimeout: 5 * SECONDS,
  socketTimeout: 30 * SECONDS,
  attempt: 45 * SECONDS,
};

/** By SMTP, or as files in DATA_DIR/mail when no server is set. */
export function transportFor(config: Config, timeouts = TIMEOUTS): MailTransport {
  return config.smtpUrl
    ? smtpTransport(config.smtpUrl, config.mailFrom!, config.dkimKeyFile, timeouts)
    : fileTransport(join(config.dataDir, 'mail'));
}
