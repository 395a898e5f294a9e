import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { connect } from 'node:net';
import type { Server } from 'node:http';
import { afterEach, expect, it } from 'vitest';
import { listen } from '../../server/main.ts';
import { createTestContext } from '../support/app.ts';

let server: Server;
afterEach(() => new Promise((resolve) => server.close(resolve)));

/** Milliseconds until the server has closed a connection that said this and no more. */
async function closedAfter(said: string): Promise<number> {
  const { context } = createTestContext({ PORT: '0' });
  server = await listen(context, { headersTimeout: 500, requestTimeout: 500 });
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
  socket.write(said);
  socket.resume();
  const start = Date.now();
  await once(socket, 'close');
  return Date.now() - start;
}

const STUCK: [string, string][] = [
  ['header', 'GET / HTTP/1.1\r\nHost: x\r\nX-Slow: '],
  ['body', 'POST /forslag HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\ntitle='],
];

it.each(STUCK)('closes a connection with a stuck %s within seconds of the limit', async (_name, said) => {
  expect(await closedAfter(said)).toBeLessThan(5000);
});
