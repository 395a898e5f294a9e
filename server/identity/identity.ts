import { isIP } from 'node:net';

/** What is found out about the sender. What could not be looked up is a warning, never a fault. */
export interface Finding {
  check: Check;
  verdict: 'ok' | 'warning' | 'fault';
  /** One sentence or two, in Swedish. */
  says: string;
  /** What to ask the mail administrator for: sentences, and records ready to copy. */
  ask: readonly string[];
}

export const CHECKS = {
  from: 'Avsändaradress',
  mx: 'MX',
  spf: 'SPF',
  'spf-server': 'SPF för servern',
  dkim: 'DKIM',
  dmarc: 'DMARC',
  ptr: 'PTR',
  connection: 'Anslutning',
  tls: 'TLS',
  login: 'Inloggning',
  'test-mail': 'Provmejl',
} as const;
export type Check = keyof typeof CHECKS;

/** Each throws DnsFault when nobody can tell; a name that does not exist has no values. */
export interface Dns {
  txt: (name: string) => Promise<string[]>;
  mx: (name: string) => Promise<{ exchange: string; priority: number }[]>;
  addresses: (name: string) => Promise<string[]>;
  /** The names of an address. */
  names: (address: string) => Promise<string[]>;
}

export class DnsFault extends Error {}

export const ok = (check: Check, says: string, ask: readonly string[] = []): Finding => ({
  check,
  verdict: 'ok',
  says,
  ask,
});
export const warning = (check: Check, says: string, ask: readonly string[] = []): Finding => ({
  check,
  verdict: 'warning',
  says,
  ask,
});
export const fault = (check: Check, says: string, ask: readonly string[] = []): Finding => ({
  check,
  verdict: 'fault',
  says,
  ask,
});

const LABELS = { ok: 'OK', warning: 'VARNING', fault: 'FEL' };

/** One line, and below it what to ask for. Names and records are written by strangers: no control character is let through. */
export function findingLines({ check, verdict, says, ask }: Finding): string[] {
  const lines = [
    `${LABELS[verdict].padEnd(8)}${CHECKS[check]}: ${says}`,
    ...ask.map((line) => `          ${line}`),
  ];
  return lines.map((line) => line.replace(/\p{Cc}/gu, ' '));
}

const FREE =
  /^(?:(?:hotmail|outlook|live|yahoo)\.(?:com|se|dk|no|fi|fr|de|co\.uk)|(?:gmail|googlemail|msn|ymail|icloud|me|mac|aol|gmx|mail|proton|protonmail|zoho|telia|comhem|tele2)\.com|(?:proton|pm)\.me|gmx\.(?:net|de|se)|web\.de|(?:comhem|tele2|bredband|spray|home|passagen|glocalnet|swipnet)\.se|(?:bredband|bahnhof|telia)\.net)$/;

/** A record to publish, in strings of at most 255 octets, as a zone file wants a long text (RFC 1035 3.3.14). */
export function txtRecord(name: string, text: string): string {
  const strings = (text.match(/.{1,255}/gs) ?? ['']).map((part) => `"${part}"`).join(' ');
  return `${name}. IN TXT ${text.length > 255 ? `( ${strings} )` : strings}`;
}

/** RFC 1034 names without their last dot, in lower case. */
export function plainName(name: string): string {
  return name.toLowerCase().replace(/\.$/, '');
}

export function checkFrom(domain: string): Finding {
  if (!FREE.test(domain)) return ok('from', `${domain} är en egen domän.`);
  return fault(
    'from',
    `${domain} är en fri e-posttjänst, och de flesta kastar mejl som säger sig komma därifrån.`,
    ['Använd en adress i en domän som gruppen eller dess värd har, och sätt MAIL_FROM till den.'],
  );
}

/** Answers and bounces come back by the MX. */
export async function checkMx(domain: string, dns: Dns): Promise<Finding> {
  const ask = [
    'Be om en MX-post, så att svar och studsar kan komma fram:',
    `${domain}. IN MX 10 mejlserverns.namn.`,
  ];
  const hosts = await dns.mx(domain);
  if (hosts.some(({ exchange }) => plainName(exchange) === ''))
    return fault('mx', `${domain} säger att den inte tar emot mejl (null MX).`, ask);
  if (!hosts.length) {
    if (!(await dns.addresses(domain)).length) return fault('mx', `${domain} har ingen MX-post.`, ask);
    return warning('mx', `${domain} har ingen MX-post; mejl går då till domänens webbadress.`, ask);
  }
  const names = hosts.sort((a, b) => a.priority - b.priority).map(({ exchange }) => plainName(exchange));
  const found = await Promise.all(names.map((name) => dns.addresses(name)));
  const lost = names.filter((_, index) => !found[index]!.length);
  if (lost.length === names.length)
    return fault('mx', `MX pekar på ${lost.join(', ')}, som inte finns.`, ask);
  if (lost.length) return warning('mx', `MX pekar bland annat på ${lost.join(', ')}, som inte finns.`, ask);
  return ok('mx', `svar och studsar går till ${names.join(', ')}.`);
}

const INTERNAL =
  /^(?:127\.|10\.|192\.168\.|169\.254\.|172\.(?:1[6-9]|2\d|3[01])\.|100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.|::1$|f[cd]|fe80:)/i;

/** On this machine or an inner network, which nobody outside sees. */
export function isInternal(address: string): boolean {
  return isIP(address) > 0 && INTERNAL.test(address);
}

/** The name of the address must lead back to it (RFC 1912 2.1). Only ever a warning: a relay may send from elsewhere. */
export async function checkPtr(host: string, addresses: readonly string[], dns: Dns): Promise<Finding> {
  const outer = addresses.filter((address) => !isInternal(address));
  if (!addresses.length) return warning('ptr', `${host} finns inte i DNS.`);
  if (!outer.length)
    return warning('ptr', `${host} har ingen yttre adress och kunde inte kontrolleras härifrån.`);
  const unconfirmed = await Promise.all(
    outer.map(async (address) => ((await isConfirmed(address, dns)) ? '' : address)),
  );
  const bad = unconfirmed.filter(Boolean);
  if (!bad.length) return ok('ptr', `${outer.join(', ')} har namn som leder tillbaka.`);
  return warning('ptr', `${bad.join(', ')} har inget namn som leder tillbaka till adressen.`, [
    'Be den som har nätet om en PTR-post, och att namnet har adressen:',
    ...bad.map(
      (address) =>
        `${address} PTR ${host}.   och   ${host}. IN ${address.includes(':') ? 'AAAA' : 'A'} ${address}`,
    ),
  ]);
}

async function isConfirmed(address: string, dns: Dns): Promise<boolean> {
  const names = await dns.names(address);
  const back = await Promise.all(names.slice(0, 10).map((name) => dns.addresses(name)));
  return back.flat().includes(address);
}
