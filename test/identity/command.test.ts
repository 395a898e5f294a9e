import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { WrongUsage } from '../../server/command.ts';
import { checkCommandWith, mailCheckCommand } from '../../server/identity/command.ts';
import { openDns } from '../../server/identity/dns.ts';
import { createTestContext } from '../support/app.ts';
import { commandLine } from '../support/command-line.ts';
import { startDns, type DnsSupport } from '../support/dns.ts';
import { startSmtp, type SmtpSupport } from '../support/smtp.ts';
import { startScripted } from '../support/smtp-tls.ts';

let dns: DnsSupport;
let smtp: SmtpSupport;
beforeEach(async () => {
  smtp = await startSmtp();
  dns = await startDns({
    'MX example.org': ['10 mx.example.org'],
    'A mx.example.org': ['192.0.2.1'],
    'TXT example.org': ['v=spf1 mx -all'],
    'TXT _dmarc.example.org': ['v=DMARC1; p=none; rua=mailto:x@example.org'],
  });
});
afterEach(async () => {
  dns.close();
  await smtp.close();
});

async function type(args: string[], env: Record<string, string> = {}) {
  const { context } = createTestContext({ SMTP_URL: smtp.url, MAIL_FROM: 'gruppen@example.org', ...env });
  const out: string[] = [];
  const io = { out: (line: string) => out.push(line), err: () => {}, input: async () => '' };
  const code = await checkCommandWith(() => openDns([dns.server], 800)).run(context, args, io);
  await context.db.destroy();
  return { code, out, all: out.join('\n') };
}
const verdicts = (all: string) =>
  Object.fromEntries(
    (JSON.parse(all) as { findings: { check: string; result: string }[] }).findings.map((one) => [
      one.check,
      one.result,
    ]),
  );

const LOCAL = {
  from: 'ok',
  mx: 'ok',
  spf: 'ok',
  'spf-server': 'warning',
  dkim: 'warning',
  dmarc: 'ok',
  ptr: 'warning',
  connection: 'ok',
  tls: 'ok',
  login: 'ok',
};

it('finds no fault, and says so with exit 0', async () => {
  const { code, out } = await type([]);
  expect(code).toBe(0);
  expect(out.filter((line) => !line.startsWith(' ')).map((line) => line.split(':')[0])).toEqual([
    'OK      Avsändaradress',
    'OK      MX',
    'OK      SPF',
    'VARNING SPF för servern',
    'VARNING DKIM',
    'OK      DMARC',
    'VARNING PTR',
    'OK      Anslutning',
    'OK      TLS',
    'OK      Inloggning',
    'example.org',
  ]);
  expect(out.at(-1)).toBe('example.org: 0 fel, 3 varningar.');
  expect(smtp.received).toEqual([]);
});

it('prints JSON, and exit 1 with a fault', async () => {
  const { code, all } = await type(['--json']);
  expect(code).toBe(0);
  expect(verdicts(all)).toEqual(LOCAL);
  delete dns.zone['TXT example.org'];
  const faulty = await type(['--json']);
  expect(faulty.code).toBe(1);
  expect(JSON.parse(faulty.all)).toMatchObject({ delivery: 'smtp', domain: 'example.org', ok: false });
  const { 'spf-server': _, ...rest } = LOCAL;
  expect(verdicts(faulty.all)).toEqual({ ...rest, spf: 'fault', mx: 'ok' });
});

it.each(['SERVFAIL', 'silence'] as const)('never calls %s a fault', async (answer) => {
  const types = ['TXT', 'MX', 'A', 'AAAA'];
  const names = ['example.org', 'mx.example.org', '_dmarc.example.org', '_dmarc.org'];
  for (const name of names) for (const kind of types) dns.zone[`${kind} ${name}`] = answer;
  const start = Date.now();
  const { code, all } = await type(['--json']);
  expect(code).toBe(0);
  expect(Date.now() - start).toBeLessThan(5000);
  const { 'spf-server': _, ...rest } = LOCAL;
  expect(verdicts(all)).toEqual({ ...rest, mx: 'warning', spf: 'warning', dmarc: 'warning' });
  expect(all.match(/kunde inte kontrolleras \(/g)).toHaveLength(3);
});

it('sends one plain test mail, marked, without a calendar part', async () => {
  const { code, out } = await type(['--to', 'kim@example.org']);
  expect(code).toBe(0);
  expect(out.some((line) => line.startsWith('OK      Provmejl: '))).toBe(true);
  expect(smtp.received.map(({ to }) => to)).toEqual([['kim@example.org']]);
  const [{ mail, raw, from }] = smtp.received as [(typeof smtp.received)[0]];
  expect(mail.subject).toMatch(/^\[PROV\] /);
  expect(from).toBe('gruppen@example.org');
  expect(raw.toString()).not.toMatch(/text\/calendar|List-Unsubscribe/i);
  expect(raw.toString()).toMatch(/^Message-ID: <prov\.[\w-]+@example\.org>/im);
});

it('tells what the server said about the test mail', async () => {
  smtp.answer.recipient = 550;
  const refused = await type(['--to', 'kim@example.org']);
  expect(refused.code).toBe(1);
  expect(refused.all).toMatch(/^FEL {5}Provmejl: .*550/m);
  smtp.answer.recipient = 450;
  const later = await type(['--to', 'kim@example.org']);
  expect(later.code).toBe(0);
  expect(later.all).toMatch(/^VARNING Provmejl: .*450/m);
});

it('keeps to MAIL_ONLY_TO', async () => {
  const { code, all } = await type(['--to', 'kim@example.org'], { MAIL_ONLY_TO: 'example.se' });
  expect(code).toBe(1);
  expect(all).toMatch(/^FEL {5}Provmejl: inget skickades: .*MAIL_ONLY_TO/m);
  expect(smtp.received).toEqual([]);
});

it('calls a server that cannot be reached a fault', async () => {
  await smtp.close();
  const { code, all } = await type(['--to', 'kim@example.org']);
  expect(code).toBe(1);
  expect(all).toMatch(/^FEL {5}Anslutning: .*127\.0\.0\.1 \(ECONNREFUSED\)/m);
  expect(all).not.toMatch(/Provmejl/);
  smtp = await startSmtp();
});

it('calls a refused login a fault, and never shows the password', async () => {
  const server = await startScripted((line) =>
    line.startsWith('EHLO') ? '250-x\r\n250 AUTH PLAIN' : '535 5.7.8 no',
  );
  const url = `smtp://kim:mycket%20hemligt@127.0.0.1:${server.port}`;
  const { code, all } = await type(['--to', 'kim@example.org'], { SMTP_URL: url });
  server.close();
  expect(code).toBe(1);
  expect(all).toMatch(/^FEL {5}Inloggning: .*535/m);
  expect(all).not.toMatch(/mycket/);
  expect(server.heard.some((line) => line.startsWith('MAIL'))).toBe(false);
});

it('calls a server that turns us away a fault, and shows what it said without its control characters', async () => {
  const server = await startScripted(() => '503 no', 0, '554 go away\u001b[2J');
  const { code, all } = await type([], { SMTP_URL: `smtp://127.0.0.1:${server.port}` });
  server.close();
  expect(code).toBe(1);
  expect(all).toMatch(/^FEL {5}Anslutning: 127\.0\.0\.1 vill inte tala med oss: 554 go away \[2J$/m);
  expect(all).not.toMatch(/TLS:/);
});

it('says no password to a server elsewhere that offers no encryption', async () => {
  const server = await startScripted((line) =>
    line.startsWith('EHLO') ? '250-x\r\n250 AUTH PLAIN' : '235 ok',
  );
  // Any address that is not written as this machine's own.
  const url = `smtp://kim:hemligt@0.0.0.0:${server.port}`;
  const { code, all } = await type(['--json', '--to', 'kim@example.org'], { SMTP_URL: url });
  server.close();
  expect(code).toBe(1);
  expect(verdicts(all)).toEqual({ ...LOCAL, tls: 'fault', login: 'warning' });
  expect(server.heard).toEqual(['EHLO gemensam.invalid']);
});

it('says that mails become files when there is no server', async () => {
  const command = commandLine();
  const { code, out } = await command.type(['mail', 'check']);
  expect(code).toBe(0);
  expect(out).toContain('DATA_DIR/mail');
  expect(out).toContain('SMTP_URL=');
  expect(out).toContain('MAIL_FROM=');
  const json = await command.type(['mail', 'check', '--json', '--to', 'kim@example.org']);
  expect(JSON.parse(json.out)).toEqual({ delivery: 'files', domain: null, ok: true, findings: [] });
  command.remove();
});

it.each([[['--to']], [['--to', 'a@example.org, b@example.org']], [['--all']], [['example.org']]])(
  'refuses %j as wrong usage',
  async (args) => {
    await expect(type(args)).rejects.toThrow(WrongUsage);
    const command = commandLine();
    expect((await command.type(['mail', 'check', ...args])).code).toBe(2);
    expect((await command.type(['--help'])).out).toContain(`  ${mailCheckCommand.usage}\n`);
    command.remove();
  },
);

it('takes over the record that it printed itself', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'gemensam-key-'));
  const file = join(dir, 'dkim.pem');
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  writeFileSync(file, privateKey.export({ type: 'pkcs8', format: 'pem' }));
  const before = await type([], { DKIM_KEY_FILE: file });
  expect(before.code).toBe(1);
  const line = before.out.find((one) => one.includes('gemensam._domainkey.example.org. IN TXT'))!;
  const text = [...line.matchAll(/"([^"]*)"/g)].map(([, part]) => part).join('');
  dns.zone['TXT gemensam._domainkey.example.org'] = [text];
  const after = await type(['--json'], { DKIM_KEY_FILE: file });
  expect(after.code).toBe(0);
  expect(verdicts(after.all)).toEqual({ ...LOCAL, dkim: 'ok' });
  rmSync(dir, { recursive: true });
});

it('calls a key file that is missing or no key a fault, and goes on', async () => {
  const { code, all } = await type(['--json'], { DKIM_KEY_FILE: '/nonexistent/dkim.pem' });
  expect(code).toBe(1);
  expect(verdicts(all)).toEqual({ ...LOCAL, dkim: 'fault', login: 'warning' });
});
