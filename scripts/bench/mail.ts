/**
 * How fast the outbox is emptied, beside a bare nodemailer pool that sends the same messages to the same server.
 *
 *   node scripts/bench/mail.ts [messages] [rounds]
 *
 * The two take turns, so that a noisy machine disturbs both; the last line is the ratio of the medians.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTransport } from 'nodemailer';
import { readConfig } from '../../server/config.ts';
import { transaction } from '../../server/context.ts';
import { openContext } from '../../server/open-context.ts';
import { composeMail } from '../../server/mail/compose.ts';
import { deliverDue } from '../../server/mail/delivery.ts';
import { renderLetter } from '../../server/mail/message.ts';
import { enqueueAll, type NewMail } from '../../server/mail/outbox.ts';
import { CONNECTIONS, transportFor } from '../../server/mail/transport.ts';
import { saveSettings } from '../../server/settings/queries.ts';
import { DEFAULT_SETTINGS } from '../../server/settings/settings.ts';

const count = Number(process.argv[2] ?? 2000);
const rounds = Number(process.argv[3] ?? 5);
const NOW = '2026-11-22T12:00:00.000Z';
const FROM = 'gruppen@example.org';

const sink = spawn(process.execPath, [join(import.meta.dirname, 'sink.ts')], {
  stdio: ['ignore', 'pipe', 'inherit'],
});
const [port] = (await once(sink.stdout, 'data')) as [Buffer];
const url = `smtp://127.0.0.1:${String(port).trim()}`;
const dir = mkdtempSync(join(tmpdir(), 'bench-mail-'));
const mails = await compose();
const times: { bare: number[]; ours: number[] } = { bare: [], ours: [] };
for (let round = 0; round < rounds; round++) {
  times.bare.push(await bare());
  times.ours.push(await ours(round));
}
sink.kill();
rmSync(dir, { recursive: true });
const [bareTime, ourTime] = [median(times.bare), median(times.ours)];
const perSecond = (seconds: number) => Math.round(count / seconds);
process.stdout
  .write(`${count} messages of ${mails[0]!.raw!.length} bytes, ${CONNECTIONS} connections, ${rounds} rounds
bare nodemailer pool: ${perSecond(bareTime)}/s
outbox, two states committed for each: ${perSecond(ourTime)}/s
ratio: ${(bareTime / ourTime).toFixed(2)}\n`);

async function compose(): Promise<NewMail[]> {
  const letter = renderLetter({
    subject: 'Inbjudan: Områdesarbete, måndag 21 december 2026',
    text: `Välkommen till gruppen!\n\n${'Ett stycke om mötet, med åäö, plats och tid. '.repeat(20)}\n\nhttps://example.org/moten/2026-12-21`,
    footer: 'Du får det här mejlet för att du prenumererar.',
  });
  const sender = { name: 'Gruppen', address: FROM, replyTo: undefined, domain: 'example.org' };
  const made: NewMail[] = [];
  for (let index = 0; index < count; index++) {
    const to = { name: '', address: `p${index}@example.org` };
    const messageId = `<bench.${index}@example.org>`;
    made.push({
      recipient_address: to.address,
      kind: 'announcement',
      subject: letter.subject,
      message_id: messageId,
      raw: await composeMail({ sender, to, letter, messageId, date: NOW }),
      state: 'queued',
      not_before: NOW,
      created_at: NOW,
    });
  }
  return made;
}

async function bare(): Promise<number> {
  const pool = createTransport({
    pool: true,
    maxConnections: CONNECTIONS,
    maxMessages: 100,
    host: '127.0.0.1',
    port: Number(new URL(url).port),
  });
  const start = performance.now();
  await Promise.all(
    mails.map(({ raw, recipient_address }) =>
      pool.sendMail({ raw: raw!, envelope: { from: FROM, to: [recipient_address] } }),
    ),
  );
  pool.close();
  return (performance.now() - start) / 1000;
}

async function ours(round: number): Promise<number> {
  const config = readConfig({ SMTP_URL: url, MAIL_FROM: FROM, DATA_DIR: dir, LOG_LEVEL: 'error' });
  const { context, close } = await openContext(config, join(dir, `${round}.db`));
  await transaction(context, async (trx) => {
    await saveSettings(trx, { schedule: { ...DEFAULT_SETTINGS.schedule, perMinute: 0 } }, NOW);
    await enqueueAll(trx, mails);
  });
  const transport = transportFor(config);
  const start = performance.now();
  const { sent } = await deliverDue(context, transport);
  const seconds = (performance.now() - start) / 1000;
  transport.close();
  await close();
  if (sent !== count) throw new Error(`${sent} of ${count} were sent`);
  return seconds;
}

function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;
}
