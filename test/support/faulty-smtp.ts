import { once } from 'node:events';
import type { AddressInfo, Socket } from 'node:net';
import { SMTPServer, type SMTPServerSession } from 'smtp-server';

export interface Taken {
  to: string;
  messageId: string;
  bytes: string;
}

export interface FaultySmtp {
  url: string;
  /** Every mail that the server has wholly received, also when it could not say so any more. */
  taken: Taken[];
  /** Connections that were cut, by the server or because the other side died. */
  figures: { later: number; refused: number; cutBefore: number; cutAfter: number; hung: number };
  close: () => Promise<void>;
}

/** Chances of each fault for one mail. */
export interface Faults {
  later: number;
  cutBefore: number;
  cutAfter: number;
  hang: number;
}

/**
 * A real SMTP server that is often in a bad mood. A connection is lost or hangs at most once for one address: what a server
 * loses twice is left to a person to decide about.
 */
export async function startFaultySmtp(
  random: () => number,
  chances: Faults,
  isNobody: (address: string) => boolean,
): Promise<FaultySmtp> {
  const taken: Taken[] = [];
  const figures = { later: 0, refused: 0, cutBefore: 0, cutAfter: 0, hung: 0 };
  const sockets = new Map<string, Socket>();
  const unlucky = new Set<string>();
  const cut = ({ remotePort }: SMTPServerSession) => sockets.get(String(remotePort))?.destroy();
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    logger: false,
    onRcptTo: ({ address }, _session, done) => {
      if (isNobody(address)) {
        figures.refused++;
        return done(answer(550, '5.1.1 no such mailbox'));
      }
      if (random() < chances.later / 2) {
        figures.later++;
        return done(answer(451, '4.3.0 try again later'));
      }
      done();
    },
    onData: (stream, session, done) => {
      const to = session.envelope.rcptTo[0]!.address;
      const fault = unlucky.has(to) ? undefined : pick(random(), chances);
      if (fault && fault !== 'later') unlucky.add(to);
      if (fault === 'cutBefore') {
        figures.cutBefore++;
        stream.once('data', () => cut(session));
        return;
      }
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        if (fault === 'later') {
          figures.later++;
          return done(answer(451, '4.3.0 try again later'));
        }
        if (fault === 'hang') return void figures.hung++;
        const bytes = Buffer.concat(chunks).toString('latin1');
        taken.push({ to, messageId: /^Message-ID:\s+(\S+)/im.exec(bytes)![1]!, bytes });
        if (fault !== 'cutAfter') return done();
        figures.cutAfter++;
        cut(session);
      });
    },
  });
  server.on('error', () => {});
  server.server.on('connection', (socket: Socket) => sockets.set(String(socket.remotePort), socket));
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  const url = `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`;
  return { url, taken, figures, close: () => new Promise((resolve) => server.close(() => resolve())) };
}

function pick(chance: number, { later, cutBefore, cutAfter, hang }: Faults) {
  const steps = [
    ['later', later / 2],
    ['cutBefore', cutBefore],
    ['cutAfter', cutAfter],
    ['hang', hang],
  ] as const;
  let sum = 0;
  return steps.find(([, share]) => chance < (sum += share))?.[0];
}

function answer(responseCode: number, text: string): Error {
  return Object.assign(new Error(text), { responseCode });
}

/** A small generator with a seed (mulberry32), so that a run can be repeated. */
export function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
