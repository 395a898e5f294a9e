import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';

export interface TlsSupport {
  port: number;
  /** Mails taken, and whether each came encrypted. */
  received: { raw: string; encrypted: boolean }[];
  /** Logins tried, and whether each came encrypted. */
  logins: { password: string | null; encrypted: boolean }[];
  close: () => Promise<void>;
}

/** A real SMTP server with TLS or STARTTLS on loopback, that knows "kim" with the password "hemligt". */
export async function startTlsSmtp(options: SMTPServerOptions): Promise<TlsSupport> {
  const [received, logins]: [TlsSupport['received'], TlsSupport['logins']] = [[], []];
  const server = new SMTPServer({
    authOptional: true,
    logger: false,
    onAuth: ({ username, password = '' }, session, done) => {
      logins.push({ password, encrypted: session.secure });
      done(username === 'kim' && password === 'hemligt' ? null : new Error('no'), { user: username });
    },
    onData: (stream, session, done) => {
      void text(stream).then((raw) => {
        received.push({ raw, encrypted: session.secure });
        done();
      });
    },
    ...options,
  });
  server.on('error', () => {});
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  const { port } = server.server.address() as AddressInfo;
  return { port, received, logins, close: () => new Promise((resolve) => server.close(() => resolve())) };
}

/** Says fixed lines; remembers all it hears. For what smtp-server cannot be made to do. */
export async function startScripted(
  answer: (line: string) => string,
  port = 0,
  greeting = '220 mail.example.org ESMTP',
) {
  const heard: string[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => {}).write(`${greeting}\r\n`);
    socket.on('data', (chunk: Buffer) => {
      for (const line of chunk.toString('latin1').split('\r\n').filter(Boolean)) {
        heard.push(line);
        socket.write(`${answer(line)}\r\n`);
      }
    });
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const close = () => {
    sockets.forEach((socket) => socket.destroy());
    server.close();
  };
  return { port: (server.address() as AddressInfo).port, heard, close };
}
