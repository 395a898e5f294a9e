import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { decode, encode, RECURSION_DESIRED, type Answer } from 'dns-packet';

/** "TXT example.org" -> its values. An MX is "10 mx.example.org". */
export type Zone = Record<string, string[] | 'SERVFAIL' | 'silence'>;

export interface DnsSupport {
  /** As node's resolver wants it. */
  server: string;
  zone: Zone;
  /** Every question, "TXT example.org". */
  asked: string[];
  close: () => void;
}

const REFUSED = { none: 0, SERVFAIL: 2, NXDOMAIN: 3 };

/** A real name server on loopback. A name that stands nowhere in the zone does not exist. */
export async function startDns(zone: Zone = {}): Promise<DnsSupport> {
  const socket = createSocket('udp4');
  const support: DnsSupport = { server: '', zone, asked: [], close: () => socket.close() };
  socket.on('message', (message, { port, address }) => {
    const { id, questions = [] } = decode(message);
    const { type, name } = questions[0]!;
    const question = `${type} ${name.toLowerCase()}`;
    support.asked.push(question);
    const found = support.zone[question];
    if (found === 'silence') return;
    const exists = Object.keys(support.zone).some((key) => key.endsWith(` ${name.toLowerCase()}`));
    const code = found === 'SERVFAIL' ? REFUSED.SERVFAIL : exists ? REFUSED.none : REFUSED.NXDOMAIN;
    const values = Array.isArray(found) ? found : [];
    const answers = values.map((value) => record(type, name, value));
    socket.send(
      encode({ type: 'response', id: id!, flags: RECURSION_DESIRED | code, questions, answers }),
      port,
      address,
    );
  });
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  support.server = `127.0.0.1:${socket.address().port}`;
  return support;
}

function record(type: string, name: string, value: string): Answer {
  const fixed = { name, ttl: 60, class: 'IN' } as const;
  if (type === 'MX') {
    const [preference, exchange] = value.split(' ');
    return { ...fixed, type, data: { preference: Number(preference), exchange: exchange! } };
  }
  if (type === 'TXT') return { ...fixed, type, data: value.match(/.{1,255}/gs) ?? [''] };
  return { ...fixed, type: type as 'A', data: value };
}
