import { findAddresses } from './address.ts';
import type { Finding, Known } from './finding.ts';
import { asFinding, withoutOverlaps } from './findings.ts';
import { findHealth } from './health.ts';
import { indexNames } from './name-index.ts';
import { readPassage } from './passage.ts';
import { findPersonalNumbers } from './personal-number.ts';
import { findPeople } from './person.ts';
import { findTelephones, publicTelephones } from './telephone.ts';

export type KnownToGroup = Pick<
  Known,
  'contactEmail' | 'names' | 'people' | 'organisations' | 'publicTexts' | 'glossary'
>;

/** What of a person should not become public; who has written a report may be named in it. */
export function checkDocument(texts: Readonly<Record<string, string>>, group: KnownToGroup): Finding[] {
  const known = { ...group, isDead: () => false };
  const [index, telephones] = [indexNames(known), publicTelephones(known)];
  return Object.entries(texts).flatMap(([field, text]) => {
    const passage = readPassage(field, 'heading', text);
    const people = findPeople(passage, index);
    const found = [
      ...findPersonalNumbers(passage),
      ...findTelephones(passage, telephones),
      ...findAddresses(passage, people, known.publicTexts),
      ...findHealth(passage, people),
    ];
    return withoutOverlaps(found).map((one) => asFinding(passage, one));
  });
}
