import { isIP } from 'node:net';
import { DnsFault, fault, isInternal, ok, txtRecord, warning, type Dns, type Finding } from './identity.ts';
import { isSpf, lastWord, MOST_LOOKUPS, MOST_VOID, readSpf, spfResult, type Spf } from './spf.ts';

/** One finding about the record, and one about whether it covers the server we hand the mail to. */
export async function checkSpf(
  domain: string,
  host: string,
  addresses: () => Promise<string[]>,
  dns: Dns,
): Promise<Finding[]> {
  const texts = (await dns.txt(domain)).filter(isSpf);
  const publish = txtRecord(domain, `v=spf1 ${termFor(host)} ~all`);
  if (!texts.length)
    return [
      fault('spf', `${domain} har ingen SPF-post, så vem som helst kan skriva i gruppens namn.`, [
        'Be om posten nedan (skickar servern genom någon annan, be den om sin include-adress):',
        publish,
      ]),
    ];
  if (texts.length > 1)
    return [
      fault('spf', `${domain} har ${texts.length} SPF-poster; då gäller ingen av dem.`, [
        'Be om att de blir en enda:',
        txtRecord(domain, merged(texts)),
      ]),
    ];
  const spf = await readSpf(domain, dns);
  const known = await addresses().catch((error: unknown) => {
    if (error instanceof DnsFault) return [];
    throw error;
  });
  return [aboutRecord(domain, spf), aboutServer(host, known, spf, domain)];
}

/** A server on the inside sends through the domain's own, as far as anybody can guess. */
function termFor(host: string): string {
  if (isIP(host)) return isInternal(host) ? 'mx' : `ip${isIP(host)}:${host}`;
  return host.includes('.') ? `a:${host}` : 'mx';
}

function merged(texts: readonly string[]): string {
  const terms = texts
    .flatMap((text) => text.split(/ +/).slice(1))
    .filter((term) => !/^[+\-~?]?all$/i.test(term));
  return ['v=spf1', ...new Set(terms.filter(Boolean)), '~all'].join(' ');
}

/** The same record with another ending. */
function ending(text: string): string {
  return [...text.split(/ +/).filter((term) => term && !/^[+\-~?]?all$/i.test(term)), '~all'].join(' ');
}

function aboutRecord(domain: string, { record, lookups, voids }: Spf): Finding {
  const text = record.text ?? '';
  const better = ['Be om posten i stället:', txtRecord(domain, ending(text))];
  if (record.broken.length)
    return fault('spf', `posten är fel och underkänns: ${record.broken.join('; ')}.`, [
      'Be om att felet rättas i posten:',
      txtRecord(domain, text),
    ]);
  if (lookups > MOST_LOOKUPS)
    return fault('spf', `posten kräver ${atLeast(lookups)} DNS-frågor; fler än ${MOST_LOOKUPS} underkänns.`, [
      'Be om att include, a och mx som inte behövs tas bort, eller ersätts med ip4: och ip6:.',
    ]);
  const last = lastWord(record);
  if (last === '+') return fault('spf', 'posten slutar med +all och godkänner alla i hela världen.', better);
  if (last === '?' || !last)
    return warning(
      'spf',
      `posten slutar ${last ? 'med ?all' : 'utan all'} och säger inget om andra servrar.`,
      better,
    );
  if (voids > MOST_VOID)
    return warning('spf', `${voids} av postens namn finns inte; fler än ${MOST_VOID} kan underkännas.`, [
      'Be om att namn som inte finns tas bort ur posten.',
    ]);
  return ok('spf', `en post, ${lookups} av högst ${MOST_LOOKUPS} DNS-frågor, slutar med ${last}all.`);
}

function atLeast(lookups: number): string {
  return lookups > MOST_LOOKUPS * 2 ? `fler än ${MOST_LOOKUPS * 2}` : String(lookups);
}

function aboutServer(host: string, addresses: readonly string[], { record }: Spf, domain: string): Finding {
  const outer = addresses.filter((address) => !isInternal(address));
  const honest = `Härifrån syns inte vilken adress ${host} skickar vidare från.`;
  const look = ['Skicka ett provmejl (--to) och läs raden Authentication-Results hos mottagaren: spf=pass.'];
  if (!outer.length) return warning('spf-server', `kunde inte kontrolleras. ${honest}`, look);
  const results = outer.map((address) => ({ address, result: spfResult(record, address) }));
  const notPassing = results.filter(({ result }) => result !== 'pass').map(({ address }) => address);
  if (!notPassing.length) return ok('spf-server', `${outer.join(', ')} (${host}) är godkänd.`);
  if (results.some(({ result }) => result === 'unknown'))
    return warning(
      'spf-server',
      `kunde inte kontrolleras: posten avgörs först hos mottagaren. ${honest}`,
      look,
    );
  return warning('spf-server', `${notPassing.join(', ')} (${host}) står inte i posten. ${honest}`, [
    ...look,
    'Skickar servern själv, be om att den läggs till:',
    txtRecord(domain, withHost(record.text ?? '', host)),
  ]);
}

function withHost(text: string, host: string): string {
  return text.replace(/^v=spf1/i, `v=spf1 ${termFor(host)}`);
}
