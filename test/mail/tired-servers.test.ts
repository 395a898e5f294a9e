import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import { deliverDue } from '../../server/mail/delivery.ts';
import { queueMailing } from '../../server/mail/actions.ts';
import { draftMailing } from '../../server/mail/draft-actions.ts';
import { restingBecause, startDelivery } from '../../server/mail/loop.ts';
import { transportFor } from '../../server/mail/transport.ts';
import { createTestContext } from '../support/app.ts';
import { addMeeting, addSubscriber, outboxStates } from '../support/mail.ts';

const SHORT = { connectionTimeout: 200, greetingTimeout: 200, socketTimeout: 400, attempt: 800 };

interface Mood {
  /** Connections at a time; more get a 421. */
  connections?: number;
  /** Mails over one connection; MAIL FROM then gets a 421. */
  mails?: number;
  /** The server hangs up after each mail. */
  hangsUp?: boolean;
  /** One byte at a time in answer to EHLO, for ever. */
  drips?: boolean;
}

let server: Server;
const sockets = new Set<Socket>();
afterEach(() => {
  for (const socket of sockets) socket.destroy();
  server.close();
});

/** Speaks just enough SMTP. Returns where, and who has got mail. */
async function start(mood: Mood): Promise<{ url: string; got: string[] }> {
  const got: string[] = [];
  server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket)).on('error', () => socket.destroy());
    if (sockets.size > (mood.connections ?? 99)) return void socket.end('421 too many connections\r\n');
    socket.write('220 hello\r\n');
    talk(socket, mood, got);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`, got };
}

function talk(socket: Socket, mood: Mood, got: string[]): void {
  let rest = '';
  let inData = false;
  let mails = 0;
  let to = '';
  socket.on('data', (chunk) => {
    rest += chunk.toString('latin1');
    for (;;) {
      const mark = inData ? '\r\n.\r\n' : '\r\n';
      const end = rest.indexOf(mark);
      if (end < 0) return;
      const line = rest.slice(0, end);
      rest = rest.slice(end + mark.length);
      const command = inData ? '.' : line.slice(0, 4).toUpperCase();
      if (command === 'EHLO' && mood.drips) {
        const drip = setInterval(() => socket.write('2'), 50);
        return void socket.on('close', () => clearInterval(drip));
      }
      if (command === 'MAIL' && ++mails > (mood.mails ?? 999))
        return void socket.end('421 that is enough\r\n');
      if (command === 'RCPT') to = /<(.*)>/.exec(line)![1]!;
      if (command === '.') got.push(to);
      inData = command === 'DATA';
      socket.write(inData ? '354 go on\r\n' : '250 ok\r\n');
      if (command === '.' && mood.hangsUp) socket.end();
    }
  });
}

async function prepared(mood: Mood, people: number) {
  const { url, got } = await start(mood);
  const { context } = createTestContext({ SMTP_URL: url, MAIL_FROM: 'gruppen@example.org' });
  const slug = await addMeeting(context);
  for (let index = 0; index < people; index++)
    await addSubscriber(context, `p${index}@example.org`, 'inbjudan');
  const { subject, text } = await draftMailing(context, 'announcement', slug);
  await queueMailing(context, { kind: 'announcement', slug, subject, text, now: true, userId: null });
  return { context, got, transport: transportFor(context.config, SHORT) };
}

it.each<[string, Mood]>([
  ['allows two connections', { connections: 2 }],
  ['takes five mails over each connection', { mails: 5 }],
  ['hangs up after each mail', { hangsUp: true }],
])('sends all in one round through a server that %s', async (_name, mood) => {
  const { context, got, transport } = await prepared(mood, 40);
  expect(await deliverDue(context, transport)).toEqual({ sent: 40, down: undefined });
  expect(new Set(got).size).toBe(40);
  expect(got).toHaveLength(40);
  expect(await outboxStates(context)).toEqual(Array.from({ length: 40 }, () => 'sent'));
  await expect.poll(() => sockets.size, { timeout: 3000 }).toBe(0);
  await context.db.destroy();
});

it('says so when a server drips for ever, and can be stopped', async () => {
  const { context, got, transport } = await prepared({ drips: true }, 2);
  const delivery = startDelivery(context, transport);
  await expect.poll(() => restingBecause(context), { timeout: 8000 }).toMatch(/ETIMEDOUT/);
  const begun = Date.now();
  await delivery.stop();
  expect(Date.now() - begun).toBeLessThan(3000);
  expect(got).toEqual([]);
  expect(await outboxStates(context)).toEqual(['queued', 'queued']);
  await context.db.destroy();
}, 15_000);
