import type { Readable } from 'node:stream';
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import { outcomeOf, type Attempt, type SmtpError, type Timeouts } from './attempt.ts';

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
  send: (envelope: Envelope, message: Readable) => Promise<Attempt>;
  end: () => void;
}

/** Throws the server's or the network's error. */
export async function openSession(server: SmtpServer): Promise<Session> {
  const connection = new SMTPConnection(server);
  let open = true;
  let failed: (error: Error) => void = () => {};
  connection.on('error', (error: Error) => {
    open = false;
    failed(error);
  });
  connection.on('end', () => {
    open = false;
    failed(Object.assign(new Error('Connection closed'), { code: 'ECONNECTION' }));
  });
  const steps = new Promise<never>((_resolve, reject) => (failed = reject));
  try {
    await Promise.race([connected(connection, server), steps]);
  } catch (error) {
    open = false;
    connection.close();
    throw error;
  }
  const session: Session = {
    messages: 0,
    isOpen: () => open,
    send: async (envelope, message) => {
      session.messages++;
      const broken = new Promise<never>((_resolve, reject) => (failed = reject));
      const late = timer(server.attempt);
      try {
        return await Promise.race([sent(connection, envelope, message), broken, late.passed]);
      } catch (error) {
        const attempt = outcomeOf(error as SmtpError, message.readableDidRead);
        if (attempt.result !== 'later' && attempt.result !== 'refused') open = false;
        if (open) open = await wasReset(connection, broken);
        if (!open) connection.close();
        return attempt;
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
        resolve({ result: 'sent', response: info.response.slice(0, 300) });
      else resolve({ result: 'refused', reason: 'Mejlservern tog inte emot adressen.', noMailbox: false });
    }),
  );
}

/** After a refusal the connection can be used again. */
function wasReset(connection: SMTPConnection, broken: Promise<never>): Promise<boolean> {
  const reset = new Promise<boolean>((resolve) => connection.reset((error) => resolve(!error)));
  return Promise.race([reset, broken]).catch(() => false);
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
