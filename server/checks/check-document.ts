import { setImmediate } from 'node:timers/promises';
import { findAddresses } from './address.ts';
import type { Finding, Known } from './finding.ts';
import { asFinding, withoutOverlaps } from './findings.ts';
import { findHealth } from './health.ts';
import { indexNames } from './name-index.ts';
import { readPassage, type Passage } from './passage.ts';
import { findPersonalNumbers } from './personal-number.ts';
import { findPeople } from './person.ts';
import { findTelephones, publicTelephones } from './telephone.ts';

export type KnownToGroup = Pick<
  Known,
  'contactEmail' | 'names' | 'people' | 'organisations' | 'publicTexts' | 'glossary'
>;

/** A long report is read in turns with what others ask for. */
const MOST_AT_A_TIME = 20_000;

/** What of a person should not become public; who has written a report may be named in it. */
export async function checkDocument(
  texts: Readonly<Record<string, string>>,
  group: KnownToGroup,
): Promise<Finding[]> {
  const find = rulesFor(group);
  const findings: Finding[] = [];
  for (const [field, text] of Object.entries(texts))
    for (const { from: start, part } of partsOf(text)) {
      const here = find(readPassage(field, 'heading', part));
      findings.push(...here.map((one) => ({ ...one, from: one.from + start, to: one.to + start })));
      await setImmediate();
    }
  return findings;
}

function rulesFor(group: KnownToGroup): (passage: Passage) => Finding[] {
  const known = { ...group, isDead: () => false };
  const [index, telephones] = [indexNames(known), publicTelephones(known)];
  return (passage) => {
    const people = findPeople(passage, index);
    const found = [
      ...findPersonalNumbers(passage),
      ...findTelephones(passage, telephones),
      ...findAddresses(passage, people, known.publicTexts),
      ...findHealth(passage, people),
    ];
    return withoutOverlaps(found).map((one) => asFinding(passage, one));
  };
}

/** Parted between lines where that can be, else between words. */
function partsOf(text: string): { from: number; part: string }[] {
  const parts = [];
  for (let from = 0; from < text.length;) {
    const most = text.slice(from, from + MOST_AT_A_TIME);
    const isLast = from + most.length === text.length;
    const line = most.lastIndexOf('\n') + 1;
    const length = isLast ? most.length : line || most.lastIndexOf(' ') + 1 || most.length;
    parts.push({ from, part: most.slice(0, length) });
    from += length;
  }
  return parts;
}
