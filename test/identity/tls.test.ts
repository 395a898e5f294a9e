import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { aboutTls, lookAtServer } from '../../server/identity/connection.ts';
import { transportFor } from '../../server/mail/transport.ts';
import { createTestContext } from '../support/app.ts';
import { makeCertificate } from '../support/certificate.ts';
import { startScripted, startTlsSmtp, type TlsSupport } from '../support/smtp-tls.ts';

const certificate = makeCertificate(30);
if (!certificate) console.log('Skipped: SMTP over TLS. There is no openssl to make a certificate with.');

const known = getCACertificates('default');
const trust = () => setDefaultCACertificates([...known, certificate!.cert]);
const MAIL = { id: 1, kind: 'announcement', created_at: '2026-11-22', recipient_address: 'a@example.org' };
const RAW = Buffer.from('From: b@example.org\r\nSubject: x\r\n\r\nhemlig text\r\n');

async function send(url: string) {
  const { context } = createTestContext({ SMTP_URL: url, MAIL_FROM: 'b@example.org' });
  const transport = transportFor(context.config);
  const check = await transport.check();
  const attempt = await transport.send(MAIL as never, RAW);
  transport.close();
  await context.db.destroy();
  return { check, attempt };
}

let server: TlsSupport;
afterEach(() => setDefaultCACertificates(known));

describe.skipIf(!certificate).each([
  ['smtps', { secure: true }],
  ['smtp', { secure: false }],
])('%s://', (protocol, options) => {
  beforeEach(async () => (server = await startTlsSmtp({ ...certificate, ...options })));
  afterEach(() => server.close());
  const url = () => `${protocol}://kim:hemligt@localhost:${server.port}`;

  it('logs in and sends when the certificate is trusted, encrypted', async () => {
    trust();
    const { check, attempt } = await send(url());
    expect(check).toBeUndefined();
    expect(attempt.result).toBe('sent');
    expect(server.received.map(({ encrypted }) => encrypted)).toEqual([true]);
    expect(server.received[0]!.raw).toContain('hemlig text');
    expect(server.logins.every(({ encrypted }) => encrypted)).toBe(true);
  });

  it('refuses an unknown certificate with the reason, and sends nothing at all', async () => {
    const { check, attempt } = await send(url());
    expect(check).toContain('self-signed certificate');
    expect(attempt.result).toBe('down');
    expect((attempt as { reason: string }).reason).toContain('self-signed certificate');
    expect([server.received, server.logins]).toEqual([[], []]);
  });

  it('refuses a certificate for another name', async () => {
    trust();
    const { check, attempt } = await send(url().replace('localhost', '127.0.0.1'));
    expect(check).toMatch(/altnames|does not match/i);
    expect(attempt.result).toBe('down');
    expect([server.received, server.logins]).toEqual([[], []]);
  });

  it('sees version, trust and the last day', async () => {
    const stranger = (await lookAtServer(new URL(url()))).encrypted!;
    expect(stranger).toMatchObject({
      version: 'TLSv1.3',
      trusted: false,
      why: 'DEPTH_ZERO_SELF_SIGNED_CERT',
    });
    trust();
    const seen = await lookAtServer(new URL(url()));
    expect(seen.greeting).toMatch(/^220 /);
    expect(seen.encrypted).toMatchObject({ version: 'TLSv1.3', trusted: true });
    const days = (Date.parse(seen.encrypted!.expires) - Date.now()) / 86_400_000;
    expect(days).toBeGreaterThan(29);
    expect(days).toBeLessThan(30.1);
    expect(server.logins).toEqual([]);
  });
});

const NOW = '2026-11-22T12:00:00.000Z';
const encrypted = { version: 'TLSv1.3', trusted: true, why: '', expires: 'Dec  6 12:00:01 2026 GMT' };
const AWAY = { here: false, logsIn: true };

it.each([
  [{ encrypted }, AWAY, 'ok', 'TLSv1.3, certifikatet är giltigt i 14 dagar till.'],
  [{ encrypted: { ...encrypted, expires: 'Dec  6 11:59:59 2026 GMT' } }, AWAY, 'warning', 'om 13 dagar'],
  [{ encrypted: { ...encrypted, version: 'TLSv1.1' } }, AWAY, 'warning', 'föråldrat'],
  [
    { encrypted: { ...encrypted, trusted: false, why: 'CERT_HAS_EXPIRED' } },
    AWAY,
    'fault',
    'CERT_HAS_EXPIRED',
  ],
  [{}, AWAY, 'fault', 'lösenordet'],
  [{}, { here: false, logsIn: false }, 'warning', 'kan läsas på vägen'],
  [{}, { here: true, logsIn: true }, 'ok', 'samma maskin'],
])('judges %j', (seen, place, verdict, says) => {
  const finding = aboutTls({ greeting: '220 x', ...seen }, NOW, place);
  expect(finding).toMatchObject({ check: 'tls', verdict });
  expect(finding.says).toContain(says);
});

it('gives up on a server that greets and then is silent, or speaks no TLS', async () => {
  const silent = await startScripted(() => '');
  await expect(lookAtServer(new URL(`smtp://127.0.0.1:${silent.port}`), 300)).rejects.toThrow('inget svar');
  await expect(lookAtServer(new URL(`smtps://127.0.0.1:${silent.port}`), 1000)).rejects.toThrow();
  silent.close();
});

it('reads an answer that is told in many lines, and sees no STARTTLS in it', async () => {
  const plain = await startScripted(() => '250-mail.example.org\r\n250-SIZE 1000\r\n250 HELP');
  const seen = await lookAtServer(new URL(`smtp://127.0.0.1:${plain.port}`), 1000);
  expect(seen).toEqual({ greeting: '220 mail.example.org ESMTP\r\n' });
  expect(plain.heard).toEqual(['EHLO gemensam.invalid']);
  plain.close();
});

it('demands TLS on port 587 before a name, a password or a mail is said', async (test) => {
  const answer = (line: string) => (line.startsWith('EHLO') ? '250-x\r\n250 AUTH PLAIN' : '502 no');
  const stripped = await startScripted(answer, 587).catch((error: Error) => error.message);
  if (typeof stripped === 'string') return test.skip(`port 587 cannot be had here: ${stripped}`);
  // Any address that is not written as this machine's own.
  const { check, attempt } = await send('smtp://kim:hemligt@0.0.0.0:587');
  stripped.close();
  expect(check).toMatch(/STARTTLS/);
  expect(attempt.result).toBe('down');
  const words = new Set(stripped.heard.map((line) => line.split(' ')[0]));
  expect(words).toEqual(new Set(['EHLO', 'STARTTLS']));
});
