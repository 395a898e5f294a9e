import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import type { Readable } from 'node:stream';
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import { outcomeOf, withoutAddresses, type Attempt, type SmtpError, type Timeouts } from './attempt.ts';

export interface SmtpServer extends Timeouts {
  host: string;
  port: number;
  secure: boolean;
  requireTLS: boolean;
  auth: { user: string; pass: string } | undefined;
}

export interface Envelope {
  from: string;
  to: string;
}

/** One connection, ready for the next mail. */
export interface Session {
  /** How many mails it has carried. */
  messages: number;
  isOpen: () => boolean;
  /** `untouched`: the connection broke before the server had begun to take the mail. */
  send: (envelope: Envelope, message: Readable) => Promise<{ attempt: Attempt; untouched: boolean }>;
  end: () => void;
}

/** Greeting, EHLO, TLS and login together, in times of greeting: each may drip. */
const OPENING = 3;

/** Throws the server's or the network's error. */
export async function openSession(server: SmtpServer): Promise<Session> {
  const connection = new SMTPConnection({ ...server, connection: await reach(server) });
  let open = true;
  let failed: (error: Error) => void = () => {};
  connection.on('error', (error: Error) => {
    open = false;
    failed(error);
  });
  connection.on('end', () => {
    open = false;
    // After a 421 the library closes before it says what the server answered.
    const fail = failed;
    setImmediate(() => fail(Object.assign(new Error('Connection closed'), { code: 'ECONNECTION' })));
  });
  const steps = new Promise<never>((_resolve, reject) => (failed = reject));
  const opening = timer(server.greetingTimeout * OPENING);
  try {
    await Promise.race([connected(connection, server), steps, opening.passed]);
  } catch (error) {
    open = false;
    connection.close();
    throw error;
  } finally {
    opening.stop();
  }
  const session: Session = {
    messages: 0,
    isOpen: () => open,
    send: async (envelope, message) => {
      session.messages++;
      const broken = new Promise<never>((_resolve, reject) => (failed = reject));
      const late = timer(server.attempt);
      try {
        const attempt = await Promise.race([sent(connection, envelope, message), broken, late.passed]);
        return { attempt, untouched: false };
      } catch (error) {
        const attempt = outcomeOf(error as SmtpError, message.readableDidRead);
        if (attempt.result !== 'later' && attempt.result !== 'refused') open = false;
        if (open) open = await wasReset(connection, broken, server.greetingTimeout);
        if (!open) connection.close();
        const { responseCode = 0 } = error as SmtpError;
        return { attempt, untouched: !message.readableDidRead && (!responseCode || responseCode === 421) };
      } finally {
        late.stop();
        failed = () => {};
      }
    },
    end: () => {
      if (open) connection.quit();
      open = false;
    },
  };
  return session;
}

/** By the system's resolver, which knows the hosts file; nodemailer asks name servers first, also for "localhost". */
async function reach({ host, port, connectionTimeout }: SmtpServer): Promise<Socket> {
  const socket = connect({ host, port });
  const late = timer(connectionTimeout);
  try {
    await Promise.race([once(socket, 'connect'), late.passed]);
    return socket;
  } catch (error) {
    socket.destroy();
    // One of several addresses speaks for all: the error of them together has no words.
    throw error instanceof AggregateError ? error.errors[0] : error;
  } finally {
    late.stop();
  }
}

async function connected(connection: SMTPConnection, { auth }: SmtpServer): Promise<void> {
  await new Promise<void>((resolve, reject) =>
    connection.connect((error) => (error ? reject(error) : resolve())),
  );
  if (!auth) return;
  await new Promise<void>((resolve, reject) =>
    connection.login(auth, (error) => (error ? reject(error) : resolve())),
  );
}

function sent(connection: SMTPConnection, { from, to }: Envelope, message: Readable): Promise<Attempt> {
  return new Promise((resolve, reject) =>
    connection.send({ from, to: [to] }, message, (error, info) => {
      if (error) reject(error);
      else if (info?.accepted.length === 1 && info.accepted[0] === to)
        resolve({ result: 'sent', response: withoutAddresses(info.response) });
      else resolve({ result: 'refused', reason: 'Mejlservern tog inte emot adressen.', noMailbox: false });
    }),
  );
}

/** After a refusal the connection can be used again. */
async function wasReset(
  connection: SMTPConnection,
  broken: Promise<never>,
  milliseconds: number,
): Promise<boolean> {
  const late = timer(milliseconds);
  const reset = new Promise<boolean>((resolve) => connection.reset((error) => resolve(!error)));
  try {
    return await Promise.race([reset, broken, late.passed]);
  } catch {
    return false;
  } finally {
    late.stop();
  }
}

/** Also what a server keeps alive drop by drop comes to an end. */
function timer(milliseconds: number): { passed: Promise<never>; stop: () => void } {
  let handle: NodeJS.Timeout | undefined;
  const passed = new Promise<never>((_resolve, reject) => {
    const error = Object.assign(new Error('The server took too long'), { code: 'ETIMEDOUT' });
    handle = setTimeout(() => reject(error), milliseconds);
  });
  return { passed, stop: () => clearTimeout(handle) };
}
