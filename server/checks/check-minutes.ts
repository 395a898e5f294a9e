import type { MinutesContent } from '../minutes/minutes.ts';
import { Abbreviations } from './abbreviations.ts';
import { findAddresses } from './address.ts';
import { findEmails, publicEmails } from './email.ts';
import type { Finding, Known } from './finding.ts';
import { asFinding, withoutOverlaps } from './findings.ts';
import { findHealth } from './health.ts';
import { findDeadLinks, findLinkTexts } from './link-rules.ts';
import { indexNames } from './name-index.ts';
import { findNames } from './names.ts';
import { readPassage, type Found, type Passage } from './passage.ts';
import { findPersonalNumbers } from './personal-number.ts';
import { findPeople } from './person.ts';
import { findHeadingOrder, findLix, findLongSentences } from './readability.ts';
import { findTelephones, publicTelephones } from './telephone.ts';
import { checkedTexts } from '../minutes/checked-texts.ts';

/** Everything that the rules find, in the order of the text. */
export function checkMinutes(content: MinutesContent, known: Known): Finding[] {
  const rules = rulesFor(known);
  return checkedTexts(content).flatMap(({ field, kind, text }) => {
    const passage = readPassage(field, kind, text);
    return rules(passage).map((found) => asFinding(passage, found));
  });
}

function rulesFor(known: Known): (passage: Passage) => Found[] {
  const index = indexNames(known);
  const [emails, telephones] = [publicEmails(known), publicTelephones(known)];
  const abbreviations = new Abbreviations(known);
  return (passage) => {
    const people = findPeople(passage, index);
    const blocking = [
      ...findPersonalNumbers(passage),
      ...findEmails(passage, emails, known.contactEmail),
      ...findTelephones(passage, telephones),
      ...findAddresses(passage, people, known.publicTexts),
      ...findHealth(passage, people),
      ...findNames(passage, people, known),
    ];
    const advice = [
      ...findLinkTexts(passage),
      ...findDeadLinks(passage, known),
      ...findHeadingOrder(passage),
      ...(passage.kind === 'markdown' ? [...findLongSentences(passage), ...findLix(passage)] : []),
      ...abbreviations.find(passage),
    ];
    return [...withoutOverlaps(blocking), ...advice].toSorted(
      (one, other) => one.from - other.from || one.to - other.to,
    );
  };
}
