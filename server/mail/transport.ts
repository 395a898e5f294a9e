import { readFileSync } from 'node:fs';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createTransport } from 'nodemailer';
import type SMTPPool from 'nodemailer/lib/smtp-pool/index.js';
import { ConfigError, type Config } from '../config.ts';
import type { Mail } from './outbox.ts';

export type Attempt =
  | { result: 'sent' }
  /** The server said no for now (4xx), or for good (5xx). */
  | { result: 'later' | 'refused'; reason: string }
  /** Cut off in the middle: nobody knows whether the mail left. */
  | { result: 'unknown'; reason: string }
  /** The server itself cannot be used; nothing is wrong with this mail. */
  | { result: 'down'; reason: string };

export interface MailTransport {
  /** Why nothing can be sent just now, or undefined. */
  check: () => Promise<string | undefined>;
  send: (
    mail: Pick<Mail, 'id' | 'kind' | 'created_at' | 'recipient_address'>,
    raw: Buffer,
  ) => Promise<Attempt>;
  close: () => void;
}

const SECONDS = 1000;
/** nodemailer's own would hold the queue for ten minutes. */
export const TIMEOUTS = {
  connectionTimeout: 5 * SECONDS,
  greetingTimeout: 5 * SECONDS,
  socketTimeout: 30 * SECONDS,
};

/** By SMTP, or as files in DATA_DIR/mail when no server is set. */
export function transportFor(config: Config, timeouts = TIMEOUTS): MailTransport {
  return config.smtpUrl
    ? smtpTransport(config.smtpUrl, config.mailFrom!, config.dkimKeyFile, timeouts)
    : fileTransport(join(config.dataDir, 'mail'));
}

function smtpTransport(
  smtpUrl: string,
  from: string,
  keyFile: string | undefined,
  timeouts: typeof TIMEOUTS,
): MailTransport {
  const pool = createTransport({ ...poolOptions(new URL(smtpUrl)), ...timeouts, ...signing(from, keyFile) });
  return {
    check: () =>
      pool.verify().then(
        () => undefined,
        (error: SmtpError) => wordsFor(error),
      ),
    send: async ({ recipient_address: to }, raw) => {
      try {
        const info = await pool.sendMail({ raw, envelope: { from, to: [to] } });
        if (info.accepted.length === 1 && info.accepted[0] === to) return { result: 'sent' };
        return { result: 'refused', reason: 'Mejlservern tog inte emot adressen.' };
      } catch (error) {
        return outcomeOf(error as SmtpError);
      }
    },
    close: () => pool.close(),
  };
}

/** One recipient per transaction; TLS is demanded where it is the rule. */
function poolOptions(url: URL): SMTPPool.Options {
  const secure = url.protocol === 'smtps:';
  const port = Number(url.port) || (secure ? 465 : 587);
  const isLocal = /^(localhost|127\..*|\[?::1\]?)$/.test(url.hostname);
  const auth = url.username
    ? { auth: { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) } }
    : {};
  return {
    pool: true,
    maxConnections: 2,
    maxMessages: 50,
    host: url.hostname,
    port,
    secure,
    requireTLS: !secure && port === 587 && !isLocal,
    disableFileAccess: true,
    disableUrlAccess: true,
    ...auth,
  };
}

const SIGNED =
  'from:reply-to:subject:date:message-id:to:mime-version:content-type:in-reply-to:references:list-id:list-unsubscribe:list-unsubscribe-post:auto-submitted';

/** The selector is "gemensam"; nodemailer's own list of signed headers lacks List-Unsubscribe-Post (RFC 8058 4). */
function signing(from: string, keyFile: string | undefined) {
  if (!keyFile) return {};
  const domainName = from.slice(from.lastIndexOf('@') + 1);
  const dkim = {
    domainName,
    keySelector: 'gemensam',
    privateKey: readKey(keyFile),
    headerFieldNames: SIGNED,
  };
  return { dkim };
}

function readKey(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    throw new ConfigError(`DKIM_KEY_FILE går inte att läsa: ${file}`);
  }
}

type SmtpError = Error & { code?: string; command?: string; responseCode?: number; syscall?: string };

const DOWN = new Set([
  'EAUTH',
  'ENOAUTH',
  'EOAUTH2',
  'ETLS',
  'EREQUIRETLS',
  'EDNS',
  'ECONNREFUSED',
  'ENOTFOUND',
]);

/** Exported for its table of cases. */
export function outcomeOf(error: SmtpError): Attempt {
  const reason = wordsFor(error);
  const { responseCode = 0, code = '', syscall = '' } = error;
  if (DOWN.has(code) || syscall === 'connect' || responseCode === 421) return { result: 'down', reason };
  if (responseCode >= 500) return { result: 'refused', reason };
  if (responseCode >= 400) return { result: 'later', reason };
  return { result: 'unknown', reason };
}

/** Addresses in the answer stay out of what is stored. */
function wordsFor(error: SmtpError): string {
  const said = error.message.replace(/[\w.+=-]+@[\w.-]+/g, '…').replace(/\s+/g, ' ');
  return `${error.responseCode ?? error.code ?? 'Fel'}: ${said}`.slice(0, 300);
}

function fileTransport(folder: string): MailTransport {
  return {
    check: () => Promise.resolve(undefined),
    send: async (mail, raw) => {
      const stamp = mail.created_at.slice(0, 19).replace(/[-:]/g, '').replace('T', '-');
      const file = join(folder, `${stamp}-${String(mail.id).padStart(6, '0')}-${mail.kind}.eml`);
      await mkdir(folder, { recursive: true });
      await writeFile(`${file}.part`, raw);
      await rename(`${file}.part`, file);
      return { result: 'sent' };
    },
    close: () => {},
  };
}
