import { createPrivateKey, createPublicKey } from 'node:crypto';
import { fault, ok, txtRecord, warning, type Dns, type Finding } from './identity.ts';

export const SELECTOR = 'gemensam';
const LEAST_BITS = 1024;
const GOOD_BITS = 2048;

export interface SigningKey {
  /** undefined for a key that is neither RSA nor Ed25519. */
  kind: 'rsa' | 'ed25519' | undefined;
  bits: number;
  /** What stands in p= (RFC 6376 3.6.1, RFC 8463 4). */
  publicKey: string;
}

/** Throws for what is no private key. */
export function readSigningKey(pem: string): SigningKey {
  const key = createPublicKey(createPrivateKey(pem));
  const kind = (['rsa', 'ed25519'] as const).find((known) => known === key.asymmetricKeyType);
  const der = key.export({ type: 'spki', format: 'der' });
  const bytes = kind === 'ed25519' ? der.subarray(-32) : der;
  return { kind, bits: key.asymmetricKeyDetails?.modulusLength ?? 0, publicKey: bytes.toString('base64') };
}

function publishing(domain: string, { kind, publicKey }: SigningKey): string[] {
  const text = `v=DKIM1; k=${kind}; p=${publicKey}`;
  return ['Be om posten:', txtRecord(`${SELECTOR}._domainkey.${domain}`, text)];
}

/** "v=DKIM1; p=…" as a table; undefined when a part is no tag. */
export function readTags(text: string): Map<string, string> | undefined {
  const parts = text.split(';').filter((part) => part.trim());
  const pairs = parts.map((part) => /^\s*([a-z][a-z0-9_]*)\s*=\s*(.*?)\s*$/is.exec(part));
  if (pairs.some((pair) => !pair)) return undefined;
  return new Map(pairs.map((pair) => [pair![1]!.toLowerCase(), pair![2]!]));
}

const NEW_KEY = [
  'Gör en ny nyckel:',
  'openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:2048 -out dkim.pem',
  'och sätt DKIM_KEY_FILE till filen.',
];

/** `pem` is what the key file holds; undefined when the app does not sign. */
export async function checkDkim(domain: string, pem: string | undefined, dns: Dns): Promise<Finding> {
  if (pem === undefined) return unsigned(domain);
  let key: SigningKey;
  try {
    key = readSigningKey(pem);
  } catch {
    return fault(
      'dkim',
      'DKIM_KEY_FILE är ingen privat nyckel i PEM-form, så mejlen går osignerade.',
      NEW_KEY,
    );
  }
  if (key.kind !== 'rsa')
    return fault(
      'dkim',
      'DKIM_KEY_FILE är ingen RSA-nyckel; bara RSA signeras, så mejlen går osignerade.',
      NEW_KEY,
    );
  if (key.bits < LEAST_BITS)
    return fault('dkim', `nyckeln har ${key.bits} bitar; under ${LEAST_BITS} underkänns den.`, NEW_KEY);
  return compare(domain, key, await dns.txt(`${SELECTOR}._domainkey.${domain}`));
}

function unsigned(domain: string): Finding {
  return warning(
    'dkim',
    'kunde inte kontrolleras: utan DKIM_KEY_FILE signerar inte programmet, men mejlservern kan göra det.',
    [
      'Skicka ett provmejl (--to) och läs dess källa hos mottagaren. Där ska stå',
      `dkim=pass i Authentication-Results och DKIM-Signature med d=${domain}.`,
      'I dess h= ska både list-unsubscribe och list-unsubscribe-post stå (RFC 8058 4).',
    ],
  );
}

function compare(domain: string, key: SigningKey, texts: readonly string[]): Finding {
  const name = `${SELECTOR}._domainkey.${domain}`;
  const ask = publishing(domain, key);
  if (!texts.length) return fault('dkim', `posten ${name} finns inte, så signaturen underkänns.`, ask);
  if (texts.length > 1) return fault('dkim', `${name} har ${texts.length} poster; det ska vara en.`, ask);
  const tags = readTags(texts[0]!);
  const wrong = tags ? mistake(tags, key) : 'går inte att läsa';
  if (!tags || wrong) return fault('dkim', `posten ${name} ${wrong}.`, ask);
  if (/\by\b/.test(tags.get('t') ?? ''))
    return warning('dkim', `posten ${name} är märkt som prov (t=y), och räknas då inte överallt.`, ask);
  if (key.bits < GOOD_BITS)
    return warning('dkim', `posten stämmer, men nyckeln har bara ${key.bits} bitar.`, NEW_KEY);
  return ok('dkim', `posten ${name} stämmer med nyckeln (RSA, ${key.bits} bitar).`);
}

/** What a verifier would reject (RFC 6376 3.6.1, 6.1.2). */
function mistake(tags: Map<string, string>, { publicKey }: SigningKey): string | undefined {
  const list = (tag: string) =>
    tags
      .get(tag)
      ?.toLowerCase()
      .split(/\s*:\s*/);
  const published = tags.get('p')?.replace(/\s+/g, '');
  if ((tags.get('v') ?? 'DKIM1') !== 'DKIM1') return 'har fel version (v=)';
  if (published === undefined) return 'saknar nyckel (p=)';
  if (published === '') return 'är återkallad (p= är tom)';
  if ((tags.get('k') ?? 'rsa').toLowerCase() !== 'rsa') return 'är för en annan sorts nyckel (k=)';
  if (list('h') && !list('h')!.includes('sha256')) return 'tillåter inte sha256 (h=)';
  if (list('s') && !list('s')!.some((service) => service === '*' || service === 'email'))
    return 'gäller inte mejl (s=)';
  return published === publicKey ? undefined : 'har en annan nyckel än DKIM_KEY_FILE';
}
