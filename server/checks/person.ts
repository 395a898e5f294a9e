import { isGivenName, isOrdinaryWord } from './given-names.ts';
import * as list from './name-words.ts';
import type { NameIndex } from './name-index.ts';
import type { Passage } from './passage.ts';
import { wordKey, type Word } from './words.ts';

/** Words that name a person. */
export interface Person {
  from: number;
  to: number;
  /** In the register or on the agenda. */
  isKnown: boolean;
  /** The word of a role right before: "rektor Ebba Ek". */
  role: Word | undefined;
}

const BETWEEN = /^(?:[  ]|[*_]{1,3}[  ]|[  ][*_]{1,3})$/;
/** "(Byalaget) berättar" */
const BESIDE = /^[  ]\([^()\n]{1,60}\)[  ](\p{L}{1,20})/u;
const BEFORE_START = /^(?:[FS]:[  ]*|[-–—→!?*_>#"”([\d.|  ])*/u;
const INITIAL = /^\p{Lu}$/u;

/** Everybody whom the passage names, in its order. */
export function findPeople(passage: Passage, index: NameIndex): Person[] {
  const starts = new Set(passage.sentences.map(({ from }) => firstLetter(passage.prose, from)));
  const reader = new Reader(passage, starts);
  const people: Person[] = [];
  const { words } = passage;
  for (let at = 0; at < words.length;) {
    const known = index.personAt(words, at);
    const organisation = known ? 0 : index.organisationAt(words, at);
    if (known && (known > 1 || !reader.runEnd(at, at + 1, index))) {
      people.push(reader.person(at, at + known, true));
      at += known;
    } else if (organisation) at += organisation;
    else if (words[at]!.isCapital) {
      const end = reader.runEnd(at, at + 1, index) || at + 1;
      people.push(...reader.unknown(at, end, index));
      at = end;
    } else at++;
  }
  return people;
}

/** Past "F:", list marks and quotation marks. */
function firstLetter(prose: string, from: number): number {
  return from + BEFORE_START.exec(prose.slice(from, from + 12))![0].length;
}

class Reader {
  readonly #words: readonly Word[];
  readonly #prose: string;
  readonly #starts: ReadonlySet<number>;
  readonly #isList: boolean;

  constructor({ words, prose, kind }: Passage, starts: ReadonlySet<number>) {
    [this.#words, this.#prose, this.#starts, this.#isList] = [words, prose, starts, kind === 'speakers'];
  }

  person(from: number, end: number, isKnown: boolean): Person {
    const before = this.#words[from - 1];
    const role = before && list.isRole(before.key) && this.#isNear(from - 1) ? before : undefined;
    return { from: this.#words[from]!.from, to: this.#words[end - 1]!.to, isKnown, role };
  }

  /** Where the run of words with capitals ends that goes on at `next`; 0 when it does not go on. */
  runEnd(from: number, next: number, index: NameIndex): number {
    let end = next;
    for (let at = next; at - from < 8; at++) {
      const word = this.#words[at];
      if (!word || !this.#isNear(at - 1)) break;
      if (word.isCapital) {
        if (index.personAt(this.#words, at) > 1 || index.organisationAt(this.#words, at)) break;
        end = at + 1;
      } else if (!list.isParticle(word.key) || list.isNoName(this.#words[at - 1]!.key)) break;
    }
    return end > next ? end : 0;
  }

  /** The names in a run of words with capitals that no list of the group's has. */
  unknown(from: number, last: number, index: NameIndex): Person[] {
    if (this.#isPlace(from, last)) return [];
    const end = this.#endBeforeOrganisation(from, last);
    const found: Person[] = [];
    let start = from;
    for (let at = from; at <= end; at++) {
      if (at < end && !this.#endsName(start, at)) continue;
      const first = this.#withoutStart(start, at);
      if (at > start && this.#isName(first, at, index)) found.push(this.person(first, at, false));
      start = at + 1;
    }
    return found;
  }

  /** "Lisa Persson Region Skåne" names somebody, "Sara Fastigheter AB" and "Anna Lindhs Plats" do not. */
  #endBeforeOrganisation(from: number, end: number): number {
    const run = this.#words.slice(from, end);
    const at = run.findIndex(({ key }) => list.isOrganisationWord(key));
    if (at === -1) return end;
    const isPerson = at > 1 && isGivenName(run[0]!.key) && !run[at - 1]!.key.endsWith('s');
    return isPerson ? from + at : from;
  }

  /** Any word may have a capital because it begins the sentence: "Kom Ahmed?" */
  #withoutStart(from: number, end: number): number {
    const own = this.#words.slice(from, end);
    if (!own[0] || !this.#starts.has(own[0].from) || isGivenName(own[0].key)) return from;
    const given = own.findIndex(({ key }) => isGivenName(key));
    return given === -1 ? from : from + given;
  }

  /** Not behind a "von": then an ordinary word is a surname too. */
  #endsName(start: number, at: number): boolean {
    const [before, { key }] = [this.#words[at - 1], this.#words[at]!];
    if (at - 1 > start && before && list.isParticle(before.key)) return false;
    return list.isNoName(key) || list.isRole(key);
  }

  #isName(from: number, end: number, index: NameIndex): boolean {
    const own = this.#words.slice(from, end);
    const [first, last] = [own[0]!, own.at(-1)!];
    if (INITIAL.test(last.text)) return false;
    if (this.#isList && !this.#isFirstOfLine(first)) return false;
    if (this.#isList && own.length > 1) return true;
    if (own.length === 1) return this.#isLoneName(from, first, index);
    if (/\p{N}/u.test(first.text) || (isShout(first) && !isGivenName(first.key))) return false;
    return (
      own.slice(0, -1).some(({ key }) => isGivenName(key)) ||
      list.isSurname(last.key) ||
      this.#acts(from, end)
    );
  }

  #isLoneName(at: number, word: Word, index: NameIndex): boolean {
    if (index.isPart(word.key)) return false;
    if (/sson(?:s)?$/.test(word.key) && word.key.length > 5) return true;
    if (!isGivenName(word.key) || isShout(word)) return false;
    return !this.#starts.has(word.from) || !isOrdinaryWord(word.key) || this.#acts(at, at + 1);
  }

  /** What only people do, or what is told of people only. */
  #acts(from: number, end: number): boolean {
    const [before, after] = [this.#words[from - 1], this.#words[end]];
    const isAfter = after !== undefined && this.#isNear(end - 1) && list.tells(after.key);
    const beside = BESIDE.exec(
      this.#prose.slice(this.#words[end - 1]!.to, this.#words[end - 1]!.to + 90),
    )?.[1];
    const isBefore = before !== undefined && this.#isNear(from - 1) && list.isRole(before.key);
    return isAfter || isBefore || (beside !== undefined && list.tells(wordKey(beside)));
  }

  #isPlace(from: number, end: number): boolean {
    const [before, after] = [this.#words[from - 1], this.#words[end]];
    if (before && this.#isNear(from - 1, /^[:  .]{1,2}$/) && list.beginsPlace(before.key)) return true;
    return after !== undefined && this.#isNear(end - 1) && list.endsPlace(after.key);
  }

  #isFirstOfLine({ from }: Word): boolean {
    const start = this.#prose.lastIndexOf('\n', from - 1) + 1;
    return !/[,;]/.test(this.#prose.slice(Math.max(start, from - 200), from));
  }

  #isNear(at: number, between = BETWEEN): boolean {
    const [one, next] = [this.#words[at]!, this.#words[at + 1]];
    return (
      next !== undefined && next.from - one.to <= 4 && between.test(this.#prose.slice(one.to, next.from))
    );
  }
}

function isShout({ text }: Word): boolean {
  return text.length > 1 && text === text.toLocaleUpperCase('sv') && text.length < 5;
}
