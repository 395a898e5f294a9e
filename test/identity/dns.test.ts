import { afterEach, beforeEach, expect, it } from 'vitest';
import { openDns } from '../../server/identity/dns.ts';
import { DnsFault } from '../../server/identity/identity.ts';
import { startDns, type DnsSupport } from '../support/dns.ts';

let server: DnsSupport;
beforeEach(async () => (server = await startDns()));
afterEach(() => server.close());

it('joins the strings of a long text, and asks each question once', async () => {
  const long = 'x'.repeat(600);
  server.zone['TXT example.org'] = [long, 'short'];
  const dns = openDns([server.server]);
  expect(await Promise.all([dns.txt('example.org'), dns.txt('example.org')])).toEqual([
    [long, 'short'],
    [long, 'short'],
  ]);
  expect(server.asked).toEqual(['TXT example.org']);
});

it('finds nothing where there is nothing', async () => {
  server.zone['A bare.example.org'] = ['192.0.2.1'];
  const dns = openDns([server.server]);
  expect(await dns.txt('bare.example.org')).toEqual([]);
  expect(await dns.mx('missing.example.org')).toEqual([]);
  expect(await dns.addresses('missing.example.org')).toEqual([]);
  expect(await dns.names('192.0.2.1')).toEqual([]);
});

it('takes addresses of both kinds, and one kind when the other fails', async () => {
  server.zone['A both.example.org'] = ['192.0.2.1'];
  server.zone['AAAA both.example.org'] = ['2001:db8::1'];
  server.zone['A half.example.org'] = ['192.0.2.2'];
  server.zone['AAAA half.example.org'] = 'SERVFAIL';
  server.zone['AAAA none.example.org'] = 'SERVFAIL';
  server.zone['A none.example.org'] = [];
  const dns = openDns([server.server]);
  expect(await dns.addresses('both.example.org')).toEqual(['192.0.2.1', '2001:db8::1']);
  expect(await dns.addresses('half.example.org')).toEqual(['192.0.2.2']);
  await expect(dns.addresses('none.example.org')).rejects.toThrow(DnsFault);
  expect(await dns.addresses('192.0.2.9')).toEqual(['192.0.2.9']);
});

it('says that it does not know, in time', async () => {
  server.zone['TXT broken.example.org'] = 'SERVFAIL';
  server.zone['TXT silent.example.org'] = 'silence';
  const dns = openDns([server.server], 600);
  await expect(dns.txt('broken.example.org')).rejects.toThrow(
    new DnsFault('TXT broken.example.org: ESERVFAIL'),
  );
  const start = Date.now();
  await expect(dns.txt('silent.example.org')).rejects.toThrow(DnsFault);
  expect(Date.now() - start).toBeLessThan(1500);
});
