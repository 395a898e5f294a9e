import type { FoundName } from './names.ts';
import { continuesOrganisation, isOrganisationName, isRole, readName } from './names.ts';
import type { Speaker } from './recognised.ts';
import { afterTelling, afterWorkingAt, afterWorkingWith, isVerb } from './telling.ts';

export type People = { speakers: Speaker[]; end: number; complete: boolean };

const PARTY = / *\((?:[A-ZÅÄÖ]{1,3}|L)\)/y;
const SEPARATOR = /(?:, +(?:och|samt) +|, +| +(?:och|samt|&) +)/y;
const FROM = /,? +(?:båda +|alla +|som (?:kommer|är) +)?från +/y;
const ROLE =
  /, +(\p{Ll}[\p{L}-]*(?: +(?!på |i |hos |vid |för |från |och )\p{Ll}[\p{L}-]*){0,3})(?= +(?:på|i|hos|vid|för|från) +| +\p{Lu}|,)/uy;
const PREPOSITION = /(?:, +(?=\p{Lu})| +(?:(?:på|i|hos|vid|för|från) +)?)/uy;
const AT_WORK = / +(?:på|vid|hos) +(?=\p{Lu})/uy;
const LOWER_ROLE = /(\p{Ll}+) +(?=\p{Lu})/uy;
const BESIDE = /, +(?=\p{Lu})/uy;
const IN_PARENTHESES = / *\((\p{Lu}[^()]{1,60})\)/uy;
const LOCATED = / +(?:i|på|vid) +\p{Lu}[\p{L}-]*(?: +\p{Lu}[\p{L}-]*)?/uy;
const ORGANISATION_WORD = /[\p{L}\d][\p{L}\d&'’/-]*/uy;
const JOINS = /^(?:för|mot|stad|stads|kommun|kommuns|av|&|och)$/;

export function readPeople(text: string, at: number): People | null {
  const people: Speaker[] = [];
  let waiting: Speaker[] = [];
  let end = at;
  let complete = false;
  for (let next: number | null = at; next !== null; next = stepOver(SEPARATOR, text, end)) {
    const found = people.length > 0 ? readTitled(text, next) : readName(text, next);
    if (!found) {
      const shared = people.length > 0 ? sharedOrganisation(text, next) : null;
      if (shared)
        return { speakers: withOrganisation(people, waiting, shared.name), end: shared.end, complete: true };
      break;
    }
    const person: Speaker = { name: found.name, role: found.role, organisation: null };
    people.push(person);
    waiting.push(person);
    end = stepOver(PARTY, text, found.end) ?? found.end;
    complete ||= afterWorkingAt(text, end) !== null;
    const said = readAttribute(text, end, person, waiting);
    if (said === null) continue;
    end = said;
    waiting = [];
  }
  return people.length === 0 ? null : { speakers: people, end, complete };
}

/** "och fritidsledaren Rut Alm" */
function readTitled(text: string, at: number): FoundName | null {
  LOWER_ROLE.lastIndex = at;
  const role = LOWER_ROLE.exec(text)?.[1];
  if (role === undefined || !isRole(role)) return readName(text, at);
  const found = readName(text, LOWER_ROLE.lastIndex);
  return found && { ...found, role };
}

function readAttribute(text: string, at: number, person: Speaker, waiting: Speaker[]): number | null {
  const from = stepOver(FROM, text, at);
  if (from !== null) return overPlace(text, give(waiting, readOrganisation(text, from)));
  const titled = person.role === null ? null : stepOver(AT_WORK, text, at);
  if (titled !== null) return give([person], readOrganisation(text, titled));
  const works = afterWorkingAt(text, at);
  if (works !== null) return overPlace(text, give(waiting, readOrganisation(text, works)));
  IN_PARENTHESES.lastIndex = at;
  const inside = IN_PARENTHESES.exec(text)?.[1];
  if (inside !== undefined) return give([person], { name: inside, end: IN_PARENTHESES.lastIndex });
  return readRole(text, at, person) ?? give(waiting, organisationBeside(text, at));
}

/** "Rut Alm, Föreningsrådet, berättade" */
function organisationBeside(text: string, at: number): Organisation | null {
  const beside = stepOver(BESIDE, text, at);
  if (beside === null || readName(text, beside)) return null;
  const organisation = readOrganisation(text, beside);
  if (!organisation) return null;
  const after = text.slice(organisation.end);
  const isTelling = after.startsWith(',') && afterTelling(text, organisation.end) !== null;
  return isTelling || /^(?:\.?$|,? om )/.test(after) ? organisation : null;
}

function overPlace(text: string, end: number | null): number | null {
  return end === null ? null : (stepOver(LOCATED, text, end) ?? end);
}

function readRole(text: string, at: number, person: Speaker): number | null {
  ROLE.lastIndex = at;
  const role = ROLE.exec(text)?.[1];
  if (role === undefined || role.split(' ').some(isVerb) || /^(?:som|och|där|men|båda)(?: |$)/.test(role))
    return null;
  const end = ROLE.lastIndex;
  if (isOrganisationName(role)) return give([person], { name: role, end });
  person.role = role;
  const organisationAt = stepOver(PREPOSITION, text, end);
  if (organisationAt === null || (text[end] === ',' && readName(text, organisationAt))) return end;
  return give([person], readOrganisation(text, organisationAt)) ?? end;
}

type Organisation = { name: string; end: number };

function give(people: Speaker[], organisation: Organisation | null): number | null {
  if (!organisation) return null;
  for (const person of people) person.organisation = organisation.name;
  return organisation.end;
}

function withOrganisation(people: Speaker[], waiting: Speaker[], organisation: string): Speaker[] {
  for (const person of waiting) person.organisation = organisation;
  return people;
}

function sharedOrganisation(text: string, at: number): Organisation | null {
  const organisation = readOrganisation(text, at);
  return organisation && afterWorkingWith(text, organisation.end) !== null ? organisation : null;
}

export function readOrganisation(text: string, at: number): Organisation | null {
  let end = at;
  let before = '';
  for (let next: number | null = at; next !== null; next = stepOver(/ +/y, text, end)) {
    ORGANISATION_WORD.lastIndex = next;
    const word = ORGANISATION_WORD.exec(text)?.[0];
    if (word === undefined || !belongs(word, before, text, next)) break;
    before = word;
    end = next + word.length;
  }
  if (/^(?:och|för|mot|av)$/.test(before)) end -= before.length + 1;
  return end > at ? { name: text.slice(at, end).replace(/ +/g, ' ').trim(), end } : null;
}

function belongs(word: string, before: string, text: string, at: number): boolean {
  if (isVerb(word) || /^(?:som|om|där|när|på|vid|i|med|kring|inom|hos)$/.test(word)) return false;
  if (word === 'och') return joinsOrganisation(text, at + 4);
  if (/^[\p{Lu}\d]/u.test(word) || before === '' || JOINS.test(word)) return true;
  return JOINS.test(before) || /\p{Ll}s$/u.test(before) || continuesOrganisation(before, word);
}

function joinsOrganisation(text: string, at: number): boolean {
  const name = readName(text, at);
  if (name !== null && !isOrganisationName(name.name)) return false;
  ORGANISATION_WORD.lastIndex = at;
  const word = ORGANISATION_WORD.exec(text)?.[0] ?? '';
  return /^\p{Lu}/u.test(word);
}

function stepOver(pattern: RegExp, text: string, at: number): number | null {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : null;
}
