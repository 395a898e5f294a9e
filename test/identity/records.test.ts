import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkDkim, readSigningKey } from '../../server/identity/dkim.ts';
import { checkDmarc, treeWalk } from '../../server/identity/dmarc.ts';
import { openDns } from '../../server/identity/dns.ts';
import { checkFrom, checkMx, checkPtr, findingLines, txtRecord } from '../../server/identity/identity.ts';
import { startDns, type DnsSupport } from '../support/dns.ts';

let server: DnsSupport;
beforeEach(async () => (server = await startDns()));
afterEach(() => server.close());
const dns = () => openDns([server.server]);

const pemOf = (key: KeyObject) => key.export({ type: 'pkcs8', format: 'pem' }) as string;
const rsa = (modulusLength: number) => pemOf(generateKeyPairSync('rsa', { modulusLength }).privateKey);
const PEM = rsa(2048);
const P = readSigningKey(PEM).publicKey;
const NAME = 'gemensam._domainkey.example.org';

describe('DKIM', () => {
  it('prints the record in strings of at most 255 octets', async () => {
    const finding = await checkDkim('example.org', PEM, dns());
    expect(finding).toMatchObject({ check: 'dkim', verdict: 'fault' });
    const line = finding.ask.at(-1)!;
    expect(line).toMatch(/^gemensam\._domainkey\.example\.org\. IN TXT \( "v=DKIM1; k=rsa; p=MII/);
    const strings = [...line.matchAll(/"([^"]*)"/g)].map(([, text]) => text!);
    expect(strings.map(({ length }) => length)).toEqual([255, 410 - 255]);
    expect(strings.join('')).toBe(`v=DKIM1; k=rsa; p=${P}`);
    expect(txtRecord('a.b', 'x'.repeat(255))).toBe(`a.b. IN TXT "${'x'.repeat(255)}"`);
  });

  it.each([
    [[`v=DKIM1; k=rsa; p=${P}`], 'ok', 'stämmer med nyckeln (RSA, 2048 bitar)'],
    [[`p=${P.slice(0, 100)} ${P.slice(100)};`], 'ok', 'stämmer'],
    [[`v=DKIM1; h=sha1:sha256; s=email; p=${P}`], 'ok', 'stämmer'],
    [[`v=DKIM1; p=${readSigningKey(rsa(1024)).publicKey}`], 'fault', 'en annan nyckel'],
    [['v=DKIM1; p='], 'fault', 'återkallad'],
    [['v=DKIM1; k=rsa'], 'fault', 'saknar nyckel'],
    [['skräp'], 'fault', 'går inte att läsa'],
    [[`v=DKIM2; p=${P}`], 'fault', 'fel version'],
    [[`v=DKIM1; k=ed25519; p=${P}`], 'fault', 'annan sorts nyckel'],
    [[`v=DKIM1; h=sha1; p=${P}`], 'fault', 'sha256'],
    [[`v=DKIM1; s=tlsrpt; p=${P}`], 'fault', 'gäller inte mejl'],
    [[`v=DKIM1; t=y:s; p=${P}`], 'warning', 'prov (t=y)'],
    [[`v=DKIM1; t=s; p=${P}`], 'ok', 'stämmer'],
    [[`p=${P}`, `p=${P}`], 'fault', '2 poster'],
  ])('compares %j', async (texts, verdict, says) => {
    server.zone[`TXT ${NAME}`] = texts;
    const finding = await checkDkim('example.org', PEM, dns());
    expect(finding.verdict).toBe(verdict);
    expect(finding.says).toContain(says);
  });

  it('weighs the key itself', async () => {
    const weak = rsa(1024);
    server.zone[`TXT ${NAME}`] = [`p=${readSigningKey(weak).publicKey}`];
    expect(await checkDkim('example.org', weak, dns())).toMatchObject({ verdict: 'warning' });
    const short = await checkDkim('example.org', rsa(768), dns());
    expect(short).toMatchObject({
      verdict: 'fault',
      says: 'nyckeln har 768 bitar; under 1024 underkänns den.',
    });
    const ed = pemOf(generateKeyPairSync('ed25519').privateKey);
    expect(Buffer.from(readSigningKey(ed).publicKey, 'base64').length).toBe(32);
    expect((await checkDkim('example.org', ed, dns())).says).toContain('osignerade');
    expect((await checkDkim('example.org', 'skräp', dns())).says).toContain('osignerade');
  });

  it('cannot tell what the mail server signs', async () => {
    const finding = await checkDkim('example.org', undefined, dns());
    expect(finding.verdict).toBe('warning');
    expect(finding.ask.join(' ')).toContain('list-unsubscribe-post');
    expect(server.asked).toEqual([]);
  });
});

describe('DMARC', () => {
  it('walks up the labels, at most eight of them', () => {
    expect(treeWalk('example.org')).toEqual(['example.org', 'org']);
    expect(treeWalk('a.b.example.org')).toEqual(['a.b.example.org', 'b.example.org', 'example.org', 'org']);
    const long = treeWalk('a.b.c.d.e.f.g.h.i.example.org');
    expect(long).toHaveLength(8);
    expect(long.slice(0, 2)).toEqual(['a.b.c.d.e.f.g.h.i.example.org', 'e.f.g.h.i.example.org']);
  });

  const REPORTS = ' Rapporter (rua) är inte påslagna.';
  it.each([
    [{}, 'fault', 'ingen DMARC-post'],
    [{ 'mail.example.org': ['v=DMARC1; p=none'] }, 'ok', `p=none på _dmarc.mail.example.org`],
    [
      { 'example.org': ['v=DMARC1; p=reject; rua=mailto:x@example.org'] },
      'ok',
      'p=reject på _dmarc.example.org',
    ],
    [{ 'example.org': ['v=DMARC1; p=reject; sp=none; adkim=s'] }, 'ok', 'p=none på _dmarc.example.org'],
    [{ 'mail.example.org': ['v=DMARC1; p=quarantine; sp=none; aspf=s'] }, 'ok', 'p=quarantine'],
    [{ 'mail.example.org': ['v=DMARC1; p=none', 'v=DMARC1; p=none'] }, 'fault', '2 poster'],
    [{ 'mail.example.org': ['v=DMARC1; p=maybe'] }, 'fault', 'giltigt p='],
    [{ 'mail.example.org': ['v=DMARC1'] }, 'fault', 'giltigt p='],
    [{ 'mail.example.org': ['v=spf1 -all'] }, 'fault', 'ingen DMARC-post'],
    [
      { 'example.org': ['v=DMARC1; p=none'], org: ['v=DMARC1; p=reject; psd=y'] },
      'ok',
      'p=none på _dmarc.example.org',
    ],
    [
      { 'example.org': ['v=DMARC1; p=none; psd=n'], org: ['v=DMARC1; p=reject'] },
      'ok',
      'p=none på _dmarc.example.org',
    ],
    [{ org: ['v=DMARC1; p=reject; psd=y'] }, 'ok', 'p=reject på _dmarc.org'],
  ])('finds the policy in %j', async (texts, verdict, says) => {
    for (const [name, values] of Object.entries(texts)) server.zone[`TXT _dmarc.${name}`] = values;
    const finding = await checkDmarc('mail.example.org', true, dns());
    expect(finding).toMatchObject({ check: 'dmarc', verdict });
    expect(finding.says).toContain(says);
  });

  it('tells of alignment and reports', async () => {
    server.zone['TXT _dmarc.example.org'] = ['v=DMARC1; p=reject; adkim=s'];
    expect((await checkDmarc('example.org', true, dns())).says).toBe(
      `p=reject på _dmarc.example.org; From och kuvert är example.org (aspf avslappnad), signaturen också (adkim strikt).${REPORTS}`,
    );
    expect(await checkDmarc('example.org', false, dns())).toMatchObject({ verdict: 'warning' });
  });
});

it.each([
  ['gmail.com', 'fault'],
  ['hotmail.se', 'fault'],
  ['telia.com', 'fault'],
  ['proton.me', 'fault'],
  ['web.org', 'ok'],
  ['gmail.example.org', 'ok'],
  ['mygmail.com', 'ok'],
  ['helsingborg.example.se', 'ok'],
])('judges the From domain %s', (domain, verdict) => {
  expect(checkFrom(domain).verdict).toBe(verdict);
});

it('wants an MX whose hosts exist', async () => {
  const verdict = async () => (await checkMx('example.org', dns())).verdict;
  expect(await verdict()).toBe('fault');
  server.zone['A example.org'] = ['192.0.2.1'];
  expect(await verdict()).toBe('warning');
  server.zone['MX example.org'] = ['0 .'];
  expect(await verdict()).toBe('fault');
  server.zone['MX example.org'] = ['20 mx2.example.org', '10 mx1.example.org'];
  expect(await verdict()).toBe('fault');
  server.zone['AAAA mx1.example.org'] = ['2001:db8::1'];
  expect(await verdict()).toBe('warning');
  server.zone['A mx2.example.org'] = ['192.0.2.2'];
  expect(await checkMx('example.org', dns())).toMatchObject({
    verdict: 'ok',
    says: 'svar och studsar går till mx1.example.org, mx2.example.org.',
  });
});

it('follows the name of an address back to it', async () => {
  const check = (...addresses: string[]) => checkPtr('smtp.example.org', addresses, dns());
  const missing = await check('192.0.2.1');
  expect(missing.verdict).toBe('warning');
  expect(missing.ask.at(-1)).toBe('192.0.2.1 PTR smtp.example.org.   och   smtp.example.org. IN A 192.0.2.1');
  server.zone['PTR 1.2.0.192.in-addr.arpa'] = ['out.example.org'];
  server.zone['A out.example.org'] = ['192.0.2.9'];
  expect((await check('192.0.2.1')).verdict).toBe('warning');
  server.zone['A out.example.org'] = ['192.0.2.1'];
  expect((await check('192.0.2.1')).verdict).toBe('ok');
  expect((await check('192.0.2.1', '10.0.0.1')).verdict).toBe('ok');
  expect((await check('192.0.2.1', '192.0.2.2')).verdict).toBe('warning');
  expect((await check('127.0.0.1')).says).toContain('kunde inte kontrolleras');
});

it('prints one line for a finding, and what to ask for below it', () => {
  expect(findingLines({ check: 'spf', verdict: 'fault', says: 'Nej.', ask: ['a', 'b\u001b[2J'] })).toEqual([
    'FEL     SPF: Nej.',
    '          a',
    '          b [2J',
  ]);
});
