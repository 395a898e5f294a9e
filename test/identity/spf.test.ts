import { afterEach, beforeEach, expect, it } from 'vitest';
import { checkSpf } from '../../server/identity/spf-advice.ts';
import { openDns } from '../../server/identity/dns.ts';
import { readSpf, spfResult } from '../../server/identity/spf.ts';
import { startDns, type DnsSupport, type Zone } from '../support/dns.ts';

let server: DnsSupport;
beforeEach(async () => (server = await startDns()));
afterEach(() => server.close());

async function check(zone: Zone, address = '192.0.2.10') {
  server.zone = { 'A smtp.example.org': [address], ...zone };
  const dns = openDns([server.server]);
  return checkSpf('example.org', 'smtp.example.org', () => dns.addresses('smtp.example.org'), dns);
}
const record = async (text: string) => (await check({ 'TXT example.org': [text] }))[0]!;

it('wants one record, and gives it', async () => {
  const [finding, ...rest] = await check({ 'TXT example.org': ['v=spf10 no', 'other'] });
  expect(rest).toEqual([]);
  expect(finding).toMatchObject({ check: 'spf', verdict: 'fault' });
  expect(finding!.ask.at(-1)).toBe('example.org. IN TXT "v=spf1 a:smtp.example.org ~all"');
});

it('makes one of two records', async () => {
  const [finding, ...rest] = await check({
    'TXT example.org': ['v=spf1 mx ip4:192.0.2.0/24 -all', 'V=SPF1 include:x.example.org mx ?all'],
  });
  expect(rest).toEqual([]);
  expect(finding!.verdict).toBe('fault');
  expect(finding!.ask.at(-1)).toBe(
    'example.org. IN TXT "v=spf1 mx ip4:192.0.2.0/24 include:x.example.org ~all"',
  );
});

it.each([
  ['v=spf1 ip4:192.0.2.0/24 -all', 'ok', 'en post, 0 av högst 10 DNS-frågor, slutar med -all.'],
  ['v=spf1 a:smtp.example.org ~all', 'ok', 'en post, 1 av högst 10 DNS-frågor, slutar med ~all.'],
  ['v=spf1 A:smtp.example.org/24//64 exp=why.%{d} -ALL', 'ok', 'en post, 1 av högst 10'],
  ['v=spf1 +all', 'fault', 'hela världen'],
  ['v=spf1 ip4:192.0.2.0/24 all', 'fault', 'hela världen'],
  ['v=spf1 ip4:192.0.2.0/24 ?all', 'warning', 'med ?all'],
  ['v=spf1 ip4:192.0.2.0/24', 'warning', 'utan all'],
  ['v=spf1', 'warning', 'utan all'],
  ['v=spf1 ipv4:192.0.2.1 -all', 'fault', '"ipv4:192.0.2.1" hos example.org är fel skrivet'],
  ['v=spf1 ip4:192.0.2.0/33 -all', 'fault', '"ip4:192.0.2.0/33"'],
  ['v=spf1 ip4:2001:db8::1 -all', 'fault', '"ip4:2001:db8::1"'],
  ['v=spf1 ip6:192.0.2.1 -all', 'fault', '"ip6:192.0.2.1"'],
  ['v=spf1 include -all', 'fault', '"include"'],
  ['v=spf1 -all:x', 'fault', '"-all:x"'],
  ['v=spf1 include:none.example.org -all', 'fault', 'none.example.org, som inte har någon SPF-post'],
  ['v=spf1 redirect=none.example.org', 'fault', 'none.example.org, som inte har någon SPF-post'],
  [
    'v=spf1 a:x1.example.org a:x2.example.org a:x3.example.org -all',
    'warning',
    '3 av postens namn finns inte',
  ],
])('reads "%s"', async (text, verdict, says) => {
  const finding = await record(text);
  expect(finding.verdict).toBe(verdict);
  expect(finding.says).toContain(says);
});

it('counts every lookup of every include, and stops at a loop', async () => {
  const text = (include: string, count: number) =>
    `v=spf1 ${'a:smtp.example.org '.repeat(count)}${include} -all`;
  const zone = {
    'TXT example.org': [text('include:b.example.org', 4)],
    'TXT b.example.org': [text('', 5)],
  };
  expect((await check(zone))[0]).toMatchObject({ verdict: 'ok' });
  zone['TXT b.example.org'] = [text('', 6)];
  expect((await check(zone))[0]).toMatchObject({ verdict: 'fault' });
  expect((await check(zone))[0]!.says).toContain('11 DNS-frågor');
  const [loop] = await check({ 'TXT example.org': ['v=spf1 include:example.org -all'] });
  expect(loop).toMatchObject({ verdict: 'fault' });
  expect(loop!.says).toContain('fler än 20 DNS-frågor');
});

it('counts no redirect beside an all', async () => {
  expect(await record('v=spf1 redirect=none.example.org -all')).toMatchObject({ verdict: 'ok' });
});

const RESULTS: [string, string, string][] = [
  ['v=spf1 ip4:192.0.2.0/24 -all', '192.0.2.10', 'pass'],
  ['v=spf1 ip4:192.0.2.0/24 -all', '192.0.3.10', 'fail'],
  ['v=spf1 ip4:192.0.2.0/24 -all', '2001:db8::1', 'fail'],
  ['v=spf1 ip6:2001:db8::/32 ~all', '2001:db8::1', 'pass'],
  ['v=spf1 ip6:2001:db8::/32 ~all', '2001:db9::1', 'softfail'],
  ['v=spf1 -ip4:192.0.2.10 ip4:192.0.2.0/24 ~all', '192.0.2.10', 'fail'],
  ['v=spf1 mx -all', '192.0.2.20', 'pass'],
  ['v=spf1 mx/29 -all', '192.0.2.23', 'pass'],
  ['v=spf1 mx/29 -all', '192.0.2.24', 'fail'],
  ['v=spf1 a -all', '192.0.2.30', 'pass'],
  ['v=spf1 include:inner.example.org -all', '198.51.100.7', 'pass'],
  ['v=spf1 include:inner.example.org ?all', '198.51.100.8', 'neutral'],
  ['v=spf1 redirect=inner.example.org', '198.51.100.8', 'fail'],
  ['v=spf1 redirect=inner.example.org', '198.51.100.7', 'pass'],
  ['v=spf1 exists:%{i}.example.org -all', '192.0.2.10', 'unknown'],
  ['v=spf1 include:%{d}.example.org -all', '192.0.2.10', 'unknown'],
  ['v=spf1 ip4:192.0.2.10 ptr -all', '192.0.2.10', 'pass'],
  ['v=spf1 include:vague.example.org -all', '192.0.2.10', 'unknown'],
  ['v=spf1 ptr -all', '192.0.2.10', 'unknown'],
  ['v=spf1 ip4:192.0.2.0/24', '192.0.3.1', 'neutral'],
];

it.each(RESULTS)('"%s" says of %s: %s', async (text, address, result) => {
  server.zone = {
    'TXT example.org': [text],
    'A example.org': ['192.0.2.30'],
    'MX example.org': ['10 mx.example.org'],
    'A mx.example.org': ['192.0.2.20'],
    'TXT inner.example.org': ['v=spf1 ip4:198.51.100.7 -all'],
    'TXT vague.example.org': ['v=spf1 ptr -all'],
  };
  const { record: read } = await readSpf('example.org', openDns([server.server]));
  expect(read.broken).toEqual([]);
  expect(spfResult(read, address)).toBe(result);
});

it.each([
  ['v=spf1 a:smtp.example.org -all', '192.0.2.10', 'ok', 'är godkänd'],
  [
    'v=spf1 ip4:198.51.100.1 -all',
    '192.0.2.10',
    'warning',
    '192.0.2.10 (smtp.example.org) står inte i posten',
  ],
  ['v=spf1 ptr -all', '192.0.2.10', 'warning', 'kunde inte kontrolleras'],
  ['v=spf1 mx -all', '10.0.0.5', 'warning', 'kunde inte kontrolleras'],
])('"%s" and the server at %s', async (text, address, verdict, says) => {
  const [, finding] = await check({ 'TXT example.org': [text] }, address);
  expect(finding).toMatchObject({ check: 'spf-server', verdict });
  expect(finding!.says).toContain(says);
});

it('shows how to add the server', async () => {
  const [, finding] = await check({ 'TXT example.org': ['v=spf1 ip4:198.51.100.1 -all'] });
  expect(finding!.ask.at(-1)).toBe('example.org. IN TXT "v=spf1 a:smtp.example.org ip4:198.51.100.1 -all"');
});

it.each([
  ['192.0.2.10', 'ip4:192.0.2.10'],
  ['2001:db8::1', 'ip6:2001:db8::1'],
  ['10.0.0.5', 'mx'],
  ['localhost', 'mx'],
])('advises for the server %s', async (host, term) => {
  const [finding] = await checkSpf('example.org', host, async () => [], openDns([server.server]));
  expect(finding!.ask.at(-1)).toBe(`example.org. IN TXT "v=spf1 ${term} ~all"`);
});

it('tells of the record when the server cannot be looked up', async () => {
  server.zone = {
    'TXT example.org': ['v=spf1 ip4:192.0.2.1 -all'],
    'A smtp.example.org': 'SERVFAIL',
    'AAAA smtp.example.org': 'SERVFAIL',
  };
  const dns = openDns([server.server]);
  const found = await checkSpf(
    'example.org',
    'smtp.example.org',
    () => dns.addresses('smtp.example.org'),
    dns,
  );
  expect(found.map(({ check, verdict }) => `${check} ${verdict}`)).toEqual(['spf ok', 'spf-server warning']);
});

it('finds what is wrong in an included record', async () => {
  const [finding] = await check({
    'TXT example.org': ['v=spf1 include:inner.example.org -all'],
    'TXT inner.example.org': ['v=spf1 ip:192.0.2.1 -all'],
  });
  expect(finding!.verdict).toBe('fault');
  expect(finding!.says).toBe(
    'posten är fel och underkänns: "ip:192.0.2.1" hos inner.example.org är fel skrivet.',
  );
});
