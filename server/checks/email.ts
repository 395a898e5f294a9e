import { findEmailSpans } from './email-spans.ts';
import type { Known } from './finding.ts';
import type { Found, Passage } from './passage.ts';

export function publicEmails({
  contactEmail,
  publicTexts,
}: Pick<Known, 'contactEmail' | 'publicTexts'>): Set<string> {
  const found = publicTexts.flatMap((text) =>
    findEmailSpans(text).map(({ from, to }) => emailKey(text.slice(from, to))),
  );
  return new Set([emailKey(contactEmail), ...found]);
}

export function findEmails({ text }: Passage, known: ReadonlySet<string>, contactEmail: string): Found[] {
  return findEmailSpans(text)
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
