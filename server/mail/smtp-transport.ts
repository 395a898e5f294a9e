import { readFileSync } from 'node:fs';
import { Readable } from 'node:stream';
import DKIM from 'nodemailer/lib/dkim';
import { ConfigError } from '../config.ts';
import { wordsFor, type MailTransport, type SmtpError, type Timeouts } from './attempt.ts';
import { readSigningKey } from '../identity/dkim.ts';
import { openSession, type Session, type SmtpServer } from './smtp-session.ts';

/** Some servers want a new connection after a while. */
const MOST_MESSAGES = 100;

/**
 * One mail at a time over each connection, one recipient in each. nodemailer's pool is not used: it cannot say whether the
 * server had begun to take the mail when the connection broke, and its queue would stand beside ours.
 */
export function smtpTransport(
  smtpUrl: string,
  from: string,
  keyFile: string | undefined,
  timeouts: Timeouts,
): MailTransport {
  const server = { ...serverOf(new URL(smtpUrl)), ...timeouts };
  const messageOf = signerFor(from, keyFile);
  const idle: Session[] = [];
  const take = async (): Promise<Session> => {
    for (let session = idle.pop(); session; session = idle.pop()) if (session.isOpen()) return session;
    return openSession(server);
  };
  const give = (session: Session) => {
    if (session.isOpen() && session.messages < MOST_MESSAGES) idle.push(session);
    else session.end();
  };
  const rest = () => idle.splice(0).forEach((session) => session.end());
  return {
    check: async () => {
      try {
        give(await take());
        return undefined;
      } catch (error) {
        return wordsFor(error as SmtpError);
      }
    },
    send: async ({ recipient_address: to }, raw) => {
      try {
        const session = await take();
        const wasUsed = session.messages > 0;
        const { attempt, untouched } = await session.send({ from, to }, messageOf(raw));
        give(session);
        if (!untouched || !wasUsed) return attempt;
        // The server was tired of the connection, not of the mail.
        const fresh = await openSession(server);
        const second = await fresh.send({ from, to }, messageOf(raw));
        give(fresh);
        return second.attempt;
      } catch (error) {
        return { result: 'down', reason: wordsFor(error as SmtpError) };
      }
    },
    rest,
    close: rest,
  };
}

/** TLS is demanded where it is the rule, and wherever a password would be sent. */
function serverOf(url: URL): Omit<SmtpServer, keyof Timeouts> {
  const secure = url.protocol === 'smtps:';
  const port = Number(url.port) || (secure ? 465 : 587);
  const host = url.hostname.replace(/^\[|\]$/g, '').toLowerCase();
  const isLocal = /^(localhost|127\..*|::1)$/.test(host);
  const auth = url.username
    ? { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) }
    : undefined;
  return { host, port, secure, requireTLS: !secure && !isLocal && (port === 587 || Boolean(auth)), auth };
}

const SIGNED =
  'from:reply-to:subject:date:message-id:to:mime-version:content-type:in-reply-to:references:list-id:list-unsubscribe:list-unsubscribe-post:auto-submitted';

/** The selector is "gemensam"; nodemailer's own list of signed headers lacks List-Unsubscribe-Post (RFC 8058 4). */
function signerFor(from: string, keyFile: string | undefined): (raw: Buffer) => Readable {
  if (!keyFile) return (raw) => Readable.from([raw]);
  const dkim = new DKIM({
    domainName: from.slice(from.lastIndexOf('@') + 1),
    keySelector: 'gemensam',
    privateKey: readKey(keyFile),
    headerFieldNames: SIGNED,
  });
  return (raw) => dkim.sign(raw);
}

/** The library would send unsigned, without a word, with a key that it cannot use. */
function readKey(file: string): string {
  let pem: string;
  try {
    pem = readFileSync(file, 'utf8');
  } catch {
    throw new ConfigError(`DKIM_KEY_FILE går inte att läsa: ${file}`);
  }
  try {
    if (readSigningKey(pem).kind === 'rsa') return pem;
  } catch {
    // Said below.
  }
  throw new ConfigError(`DKIM_KEY_FILE ska vara en privat RSA-nyckel i PEM-form: ${file}`);
}
