import type { Known } from './finding.ts';
import type { Found, Passage } from './passage.ts';

const AT = /@|[  ]?[([](?:at|snabel-a)[)\]][  ]?/giu;
const LOCAL = /[\p{L}\p{M}\p{N}.!#$%&'+=?^_{|}~\\-]/u;
const DOMAIN = /[\p{L}\p{M}\p{N}-]{1,63}(?:\.[\p{L}\p{M}\p{N}-]{1,63}){0,8}/uy;
const TOP = /\.\p{L}[\p{L}\p{N}-]+$/u;
const LONGEST_LOCAL = 64;

export function publicEmails({ contactEmail, publicTexts }: Pick<Known, 'contactEmail' | 'publicTexts'>): Set<string> {
  const found = publicTexts.flatMap((text) => addresses(text).map(({ from, to }) => emailKey(text.slice(from, to))));
  return new Set([emailKey(contactEmail), ...found]);
}

export function findEmails({ text }: Passage, known: ReadonlySet<string>, contactEmail: string): Found[] {
  return addresses(text)
    .filter(({ from, to }) => !known.has(emailKey(text.slice(from, to))))
    .map(({ from, to }) => ({
      rule: 'email',
      from,
      to,
      why: 'E-postadressen är inte gruppens.',
      remedies: [
        ...(contactEmail ? [{ label: 'Skriv gruppens adress', text: contactEmail }] : []),
        { label: 'Stryk adressen', text: '' },
      ],
    }));
}

function emailKey(address: string): string {
  return address.replace(/\\/g, '').normalize('NFC').toLowerCase();
}

function addresses(text: string): { from: number; to: number }[] {
  const found: { from: number; to: number }[] = [];
  for (const match of text.matchAll(AT)) {
    const from = localStart(text, match.index);
    DOMAIN.lastIndex = match.index + match[0].length;
    const domain = DOMAIN.exec(text)?.[0].replace(/-+$/, '') ?? '';
    if (from < match.index && TOP.test(domain))
      found.push({ from, to: match.index + match[0].length + domain.length });
  }
  return found;
}

function localStart(text: string, end: number): number {
  let from = end;
  while (from > 0 && end - from < LONGEST_LOCAL && LOCAL.test(text[from - 1]!)) from--;
  while (from < end && /[.'!?|\\]/.test(text[from]!)) from++;
  return from;
}
