import { BlockList, isIP } from 'node:net';
import type { Dns } from './identity.ts';

/** RFC 7208 4.6.4. */
export const MOST_LOOKUPS = 10;
export const MOST_VOID = 2;

/** One term, with what it led to. */
interface Term {
  word: string;
  qualifier: '+' | '-' | '~' | '?';
  /** The addresses it covers; undefined where only the receiver can tell. */
  covers: BlockList | undefined;
  /** Of include and redirect. */
  inner: SpfRecord | undefined;
  kind: string;
}

export interface SpfRecord {
  domain: string;
  text: string | undefined;
  terms: Term[];
  /** Why a receiver calls the record broken (permerror), in Swedish. */
  broken: string[];
}

export interface Spf {
  record: SpfRecord;
  lookups: number;
  /** Lookups that found nothing. */
  voids: number;
}

const TERM =
  /^([+\-~?]?)(all|include|a|mx|ptr|ip4|ip6|exists)(?::([^/]*))?((?:\/\d{1,3}){0,1}(?:\/\/\d{1,3})?)$/i;
const MODIFIER = /^([a-z][a-z0-9_.-]*)=(.*)$/i;
const NEEDS_VALUE = ['include', 'exists', 'ip4', 'ip6'];
const COUNTED = ['include', 'a', 'mx', 'ptr', 'exists', 'redirect'];

export function isSpf(text: string): boolean {
  return /^v=spf1(?: |$)/i.test(text);
}

/** Follows every include and redirect once, as far as the limits allow. */
export async function readSpf(domain: string, dns: Dns): Promise<Spf> {
  const spf: Spf = { record: { domain, text: undefined, terms: [], broken: [] }, lookups: 0, voids: 0 };
  spf.record = await readRecord(domain, dns, spf);
  return spf;
}

async function readRecord(domain: string, dns: Dns, spf: Spf): Promise<SpfRecord> {
  const record: SpfRecord = { domain, text: undefined, terms: [], broken: [] };
  const found = (await dns.txt(domain)).filter(isSpf);
  if (found.length > 1) record.broken.push(`${domain} har ${found.length} SPF-poster`);
  if (found.length !== 1) return record;
  record.text = found[0]!;
  const words = record.text.split(/ +/).slice(1).filter(Boolean);
  const redirects = words.filter((word) => /^redirect=/i.test(word));
  if (redirects.length > 1) record.broken.push(`${domain} har mer än ett redirect`);
  const hasAll = words.some((word) => /^[+\-~?]?all$/i.test(word));
  const plain = words.filter((word) => !redirects.includes(word));
  for (const word of hasAll ? plain : [...plain, ...redirects.slice(0, 1)]) {
    const term = await readTerm(word, record, dns, spf);
    if (term) record.terms.push(term);
  }
  return record;
}

async function readTerm(word: string, record: SpfRecord, dns: Dns, spf: Spf): Promise<Term | undefined> {
  const wrong = () => void record.broken.push(`"${word}" hos ${record.domain} är fel skrivet`);
  const modifier = MODIFIER.exec(word);
  if (modifier && modifier[1]!.toLowerCase() !== 'redirect') return undefined;
  const [, sign = '', name = '', value = '', prefix = ''] = modifier
    ? ['', '+', 'redirect', modifier[2]]
    : (TERM.exec(word) ?? []);
  const kind = name.toLowerCase();
  if (!kind || ((NEEDS_VALUE.includes(kind) || modifier) && !value) || (kind === 'all' && word.length > 4))
    return wrong();
  const term: Term = { word, kind, qualifier: (sign || '+') as '+', covers: undefined, inner: undefined };
  if (kind === 'all') return term;
  if (kind === 'ip4' || kind === 'ip6') {
    term.covers = coverage([value], kind === 'ip4' ? prefix : `/${prefix}`);
    return term.covers && isIP(value) === Number(kind.at(-1)) ? term : wrong();
  }
  if (COUNTED.includes(kind) && ++spf.lookups > MOST_LOOKUPS * 2) return term;
  if (value.includes('%') || kind === 'ptr' || kind === 'exists') return term;
  return follow(term, value || record.domain, prefix, record, dns, spf);
}

async function follow(
  term: Term,
  target: string,
  prefix: string,
  record: SpfRecord,
  dns: Dns,
  spf: Spf,
): Promise<Term> {
  if (term.kind === 'include' || term.kind === 'redirect') {
    term.inner = await readRecord(target, dns, spf);
    record.broken.push(...term.inner.broken);
    if (!term.inner.text && !term.inner.broken.length)
      record.broken.push(`"${term.word}" leder till ${target}, som inte har någon SPF-post`);
    return term;
  }
  const hosts = term.kind === 'mx' ? (await dns.mx(target)).map(({ exchange }) => exchange) : [target];
  if (hosts.length > MOST_LOOKUPS) record.broken.push(`${target} har fler än ${MOST_LOOKUPS} MX-poster`);
  const addresses = (
    await Promise.all(hosts.slice(0, MOST_LOOKUPS).map((host) => dns.addresses(host)))
  ).flat();
  if (!addresses.length) spf.voids++;
  term.covers = coverage(addresses, prefix);
  return term;
}

/** "/24" is for IPv4, "//64" for IPv6. */
function coverage(addresses: readonly string[], prefix: string): BlockList | undefined {
  const [, four = '32', six = '128'] = /^(?:\/(\d+))?(?:\/\/(\d+))?$/.exec(prefix.replace(/^\/$/, '')) ?? [];
  const list = new BlockList();
  try {
    for (const address of addresses) {
      if (isIP(address) === 4) list.addSubnet(address, Number(four), 'ipv4');
      else list.addSubnet(address, Number(six), 'ipv6');
    }
    return list;
  } catch {
    return undefined;
  }
}

export type SpfResult = 'pass' | 'fail' | 'softfail' | 'neutral' | 'unknown';
const RESULTS = { '+': 'pass', '-': 'fail', '~': 'softfail', '?': 'neutral' } as const;

/** What a receiver would say about mail from this address; unknown where a macro or the sender's name decides. */
export function spfResult(record: SpfRecord, address: string): SpfResult {
  for (const term of record.terms) {
    if (term.kind === 'redirect') return term.inner ? spfResult(term.inner, address) : 'unknown';
    const match = matches(term, address);
    if (match === undefined) return 'unknown';
    if (match) return RESULTS[term.qualifier];
  }
  return 'neutral';
}

function matches(term: Term, address: string): boolean | undefined {
  if (term.kind === 'all') return true;
  if (term.kind === 'include') {
    const inner = term.inner && spfResult(term.inner, address);
    return inner === undefined || inner === 'unknown' ? undefined : inner === 'pass';
  }
  return term.covers?.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');
}

/** The qualifier of the last word, through redirects: undefined when nothing is said about all others. */
export function lastWord(record: SpfRecord): '+' | '-' | '~' | '?' | undefined {
  const last = record.terms.find(({ kind }) => kind === 'all' || kind === 'redirect');
  return last?.kind === 'redirect' ? last.inner && lastWord(last.inner) : last?.qualifier;
}
