import { fault, ok, txtRecord, warning, type Dns, type Finding } from './identity.ts';
import { readTags } from './dkim.ts';

interface Policy {
  /** Where the record stands. */
  at: string;
  tags: Map<string, string>;
  count: number;
}

/** The names to ask, from the domain upwards (the tree walk of DMARC's revision; at most eight questions). */
export function treeWalk(domain: string): string[] {
  const labels = domain.split('.');
  const above = labels.slice(labels.length > 8 ? -7 : 1 - labels.length);
  const rest = labels.length > 1 ? above.map((_, index) => above.slice(index).join('.')) : [];
  return [domain, ...rest];
}

/** The policy that holds for the domain: its own, or the one of the organisation above it. */
export async function findPolicy(domain: string, dns: Dns): Promise<Policy | undefined> {
  const own = await policyAt(domain, dns);
  if (own) return own;
  const above = treeWalk(domain).slice(1);
  const policies = await Promise.all(above.map((name) => policyAt(name, dns)));
  const end = policies.findIndex((policy) => /^[ny]$/i.test(policy?.tags.get('psd') ?? ''));
  const met = policies.slice(0, end < 0 ? undefined : end + 1).filter((policy) => policy !== undefined);
  const top = met.at(-1);
  return top && /^y$/i.test(top.tags.get('psd') ?? '') && met.length > 1 ? met.at(-2) : top;
}

async function policyAt(name: string, dns: Dns): Promise<Policy | undefined> {
  const texts = (await dns.txt(`_dmarc.${name}`)).filter((text) => /^v\s*=\s*DMARC1\s*(?:;|$)/.test(text));
  return texts.length
    ? { at: name, tags: readTags(texts[0]!) ?? new Map<string, string>(), count: texts.length }
    : undefined;
}

const POLICIES = ['none', 'quarantine', 'reject'];

/** From, the envelope and d= are all in the domain of MAIL_FROM, so they align also when alignment is strict. */
export async function checkDmarc(domain: string, signs: boolean, dns: Dns): Promise<Finding> {
  const policy = await findPolicy(domain, dns);
  const ask = [
    'Be om posten (börja med p=none; rua är valfri och får rapporter):',
    txtRecord(`_dmarc.${domain}`, `v=DMARC1; p=none; rua=mailto:dmarc@${domain}`),
  ];
  if (!policy) return fault('dmarc', `${domain} har ingen DMARC-post, som de stora mottagarna kräver.`, ask);
  if (policy.count > 1)
    return fault('dmarc', `_dmarc.${policy.at} har ${policy.count} poster; då gäller ingen av dem.`, ask);
  const inherited = policy.at !== domain;
  const p = ((inherited && policy.tags.get('sp')) || policy.tags.get('p') || '').toLowerCase();
  if (!POLICIES.includes(p))
    return fault('dmarc', `posten på _dmarc.${policy.at} saknar ett giltigt p=.`, ask);
  return described(policy, p, domain, signs);
}

function described({ at, tags }: Policy, p: string, domain: string, signs: boolean): Finding {
  const mode = (tag: string) => (tags.get(tag)?.toLowerCase() === 's' ? 'strikt' : 'avslappnad');
  const reports = tags.has('rua') ? '' : ' Rapporter (rua) är inte påslagna.';
  const alignment = `From och kuvert är ${domain} (aspf ${mode('aspf')})`;
  if (signs)
    return ok(
      'dmarc',
      `p=${p} på _dmarc.${at}; ${alignment}, signaturen också (adkim ${mode('adkim')}).${reports}`,
    );
  const says = `p=${p} på _dmarc.${at}; ${alignment}.${reports}`;
  if (p === 'none') return ok('dmarc', says);
  return warning('dmarc', `${says} Osignerade mejl som vidarebefordras stoppas då.`, [
    `Be om att mejlservern signerar med d=${domain}, eller sätt DKIM_KEY_FILE.`,
  ]);
}
