import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import { TIMEOUTS, transportFor } from '../../server/mail/transport.ts';
import { createTestContext } from '../support/app.ts';

let server: Server | undefined;
const sockets = new Set<Socket>();
afterEach(() => {
  sockets.forEach((socket) => socket.destroy());
  server?.close();
});

/** Takes connections and says only these lines, one for each thing it hears. */
async function silentAfter(lines: string[]): Promise<string> {
  const silent = createServer((socket) => {
    sockets.add(socket);
    const left = [...lines];
    const say = () => left.length && socket.write(`${left.shift()}\r\n`);
    socket.on('data', say).on('error', () => {});
    say();
  });
  server = silent;
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
  return `smtp://127.0.0.1:${(silent.address() as AddressInfo).port}`;
}

const MAIL = { id: 1, kind: 'announcement', created_at: '2026-11-22', recipient_address: 'a@example.org' };

const SHORT = { connectionTimeout: 300, greetingTimeout: 300, socketTimeout: 600, attempt: 5000 };

async function settled(lines: string[]): Promise<{ result: string; milliseconds: number }> {
  const url = await silentAfter(lines);
  const { context } = createTestContext({ SMTP_URL: url, MAIL_FROM: 'b@example.org' });
  const transport = transportFor(context.config, SHORT);
  const start = Date.now();
  const { result } = await transport.send(MAIL as never, Buffer.from('Subject: x\r\n\r\nx'));
  transport.close();
  return { result, milliseconds: Date.now() - start };
}

it('waits five seconds for a connection and a greeting, thirty for an answer', () => {
  expect(TIMEOUTS).toEqual({
    connectionTimeout: 5000,
    greetingTimeout: 5000,
    socketTimeout: 30_000,
    attempt: 45_000,
  });
});

it('gives up on a server that does not greet', async () => {
  const { result, milliseconds } = await settled([]);
  expect(result).not.toBe('sent');
  expect(milliseconds).toBeLessThan(2000);
});

it('does not know what became of a mail that a silent server has', async () => {
  const { result, milliseconds } = await settled(['220 x', '250 x', '250 ok', '250 ok', '354 go']);
  expect(result).toBe('unknown');
  expect(milliseconds).toBeLessThan(3000);
});
