import type { Known, Remedy } from './finding.ts';
import { isGenitive } from './given-names.ts';
import { isSurname } from './name-words.ts';
import type { Found, Passage } from './passage.ts';
import type { Person } from './person.ts';
import { keysOf } from './words.ts';

const SENTENCE_STARTS = /(?:^|[.!?:]["”»]?\s+|\n[\s>*#–-]*)[*_([]*$/;

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

function remediesFor({ text, kind }: Passage, { from, to, role }: Person, { people }: Known): Remedy[] {
  const words = text.slice(from, to);
  const marks = words.replace(/[^*_]/g, '');
  const isLine = kind === 'speakers';
  const printed = isLine ? undefined : people.find(({ name }) => isSame(name, words));
  const isFirst = isLine || SENTENCE_STARTS.test(text.slice(Math.max(0, from - 8), from));
  const instead = [
    printed?.role && `en ${printed.role}`,
    printed?.organisation && `en person från ${printed.organisation}`,
    'en deltagare',
  ].filter((one): one is string => Boolean(one));
  const owned = owns(words) ? instead.map((one) => `${one}s`) : instead;
  const texts = [...(isFirst ? owned.map(withCapital) : owned), initials(words)];
  const remedies = texts.map((one) => ({ label: `Skriv ”${one}”`, text: one + marks }));
  return role && !isLine ? [{ label: `Skriv bara ”${role.text}”`, text: marks }, ...remedies] : remedies;
}

function isSame(name: string, words: string): boolean {
  return keysOf(name).join(' ') === keysOf(words).join(' ');
}

function owns(words: string): boolean {
  const last = keysOf(words).at(-1) ?? '';
  return isGenitive(last) || (last.endsWith('s') && isSurname(last.slice(0, -1)));
}

function withCapital(text: string): string {
  return text.charAt(0).toLocaleUpperCase('sv') + text.slice(1);
}

/** "Anna-Karin von Holm" -> "A.H." */
function initials(words: string): string {
  const parts = words.split(/[^\p{L}\p{M}-]+/u).filter((part) => /^\p{Lu}/u.test(part));
  return parts.map((part) => `${Array.from(part)[0]!}.`).join('');
}
