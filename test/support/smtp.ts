import { once } from 'node:events';
import type { AddressInfo, Socket } from 'node:net';
import { simpleParser, type ParsedMail } from 'mailparser';
import { SMTPServer } from 'smtp-server';

export interface Received {
  from: string;
  to: string[];
  raw: Buffer;
  mail: ParsedMail;
}

export interface SmtpSupport {
  url: string;
  received: Received[];
  /** What the server answers to each sender, recipient or message, and in which words; change it in a test. */
  answer: {
    sender?: number;
    recipient?: number;
    data?: number;
    text?: string;
    /** This address alone does not exist. */
    refused?: string;
    cut?: 'recipient' | 'before' | 'after';
    /** Called when a mail is wholly received, before the server says so. */
    taken?: () => unknown;
  };
  close: () => Promise<void>;
}

/** A real SMTP server on loopback that keeps what it gets. */
export async function startSmtp(port = 0): Promise<SmtpSupport> {
  const received: Received[] = [];
  const answer: SmtpSupport['answer'] = {};
  const sockets = new Set<Socket>();
  const cut = () => sockets.forEach((socket) => socket.destroy());
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    logger: false,
    onMailFrom: (_address, _session, done) => done(failure(answer.sender, answer.text)),
    onRcptTo: ({ address }, _session, done) => {
      if (answer.cut === 'recipient') cut();
      else if (address === answer.refused) done(failure(550));
      else done(failure(answer.recipient, answer.text));
    },
    onData: (stream, session, done) => {
      if (answer.cut === 'before') return cut();
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const raw = Buffer.concat(chunks);
        const to = session.envelope.rcptTo.map(({ address }) => address);
        const from = (session.envelope.mailFrom || { address: '' }).address;
        void simpleParser(raw).then(async (mail) => {
          if (!answer.data) received.push({ from, to, raw, mail });
          await answer.taken?.();
          if (answer.cut === 'after') cut();
          else done(failure(answer.data, answer.text));
        });
      });
    },
  });
  server.on('error', () => {});
  server.server.on('connection', (socket: Socket) => sockets.add(socket));
  server.listen(port, '127.0.0.1');
  await once(server.server, 'listening');
  const url = `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`;
  return { url, received, answer, close: () => new Promise((resolve) => server.close(() => resolve())) };
}

function failure(code: number | undefined, text = 'no such mailbox'): Error | null {
  return code ? Object.assign(new Error(text), { responseCode: code }) : null;
}
