import type { Known, Remedy } from './finding.ts';
import type { Found, Passage } from './passage.ts';
import type { Person } from './person.ts';
import { keysOf } from './words.ts';

const OF_ORGANISATION = /^(?:[  ]\(|,?[  ](?:från|på|i)[  ])(\p{Lu}[\p{L}\p{N}-]{2,40}(?:[  ]\p{Lu}[\p{L}-]{2,40})?)/u;

/** Names of people who are neither in the register nor on the agenda. */
export function findNames(passage: Passage, people: readonly Person[], known: Known): Found[] {
  return people
    .filter(({ isKnown }) => !isKnown)
    .map((person) => ({
      rule: 'name',
      from: person.from,
      to: person.to,
      why: 'Namnet finns varken i registret eller på dagordningen.',
      remedies: remediesFor(passage, person, known),
    }));
}

function remediesFor({ text, kind, prose }: Passage, person: Person, { people }: Known): Remedy[] {
  const words = text.slice(person.from, person.to);
  const marks = words.replace(/[^*_]/g, '');
  const owns = /[^s]s$/i.test(words) && !/(?:as|us|is|ens|ars|ts|ns)$/i.test(words);
  const key = keysOf(words).join(' ');
  const printed = people.find(({ name }) => keysOf(name).join(' ') === key);
  const said = OF_ORGANISATION.exec(prose.slice(person.to, person.to + 90))?.[1];
  const isAlone = kind === 'speakers';
  const starts = isAlone || /(?:^|[.!?:]["”»]?\s+|\n[\s>*-]*|[-*>]\s)$/.test(prose.slice(Math.max(0, person.from - 6), person.from));
  const candidates = [
    isAlone ? undefined : printed?.role,
    isAlone || !printed?.organisation ? undefined : `en person från ${printed.organisation}`,
    isAlone || printed || !said ? undefined : 'en person',
    initials(words),
    person.role && !isAlone ? undefined : 'en deltagare',
  ];
  const texts = [...new Set(candidates.filter((one): one is string => Boolean(one)))];
  return [
    ...(person.role && !isAlone ? [{ label: 'Skriv bara rollen', text: marks }] : []),
    ...texts.map((one) => {
      const said = owns && !/\.$/.test(one) ? `${one}s` : one;
      const shown = starts ? said[0]!.toLocaleUpperCase('sv') + said.slice(1) : said;
      return { label: `Skriv ”${shown}”`, text: shown + marks };
    }),
  ];
}

function initials(words: string): string {
  const parts = words.split(/[^\p{L}\p{M}]+/u).filter((part) => /^\p{Lu}/u.test(part));
  return parts.map(([first]) => `${first}.`).join('');
}
