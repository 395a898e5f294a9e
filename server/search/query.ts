import { STOP_WORDS } from './common-words.ts';
import { EVERYTHING, facetOf, type Kind } from './index-row.ts';
import { stemOf, tokenise } from './words.ts';

const MOST_TERMS = 12;
const MOST_OF_PHRASE = 20;
const SHORTEST_PREFIX = 2;
const QUOTED = /["“”„»«]([^"“”„»«]*)(?:["“”„»«]|$)/g;

/** One word, or several that stand side by side. */
export interface Term {
  words: string[];
  /** Between quotation marks: only the words themselves. */
  quoted: boolean;
  /** Perhaps only the beginning is typed. */
  prefix: boolean;
}

export interface Filters {
  /** "2026" */
  year?: string;
  themeId?: number;
  organisationId?: number;
  kind?: Kind;
}

/** What the person wrote, as it is shown again. */
export function readQuery(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cs}]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 200);
}

/** What is asked for; words like "och" are left out when others stand beside them. */
export function termsOf(query: string): Term[] {
  const terms: Term[] = [];
  let at = 0;
  for (const found of query.matchAll(QUOTED)) {
    terms.push(...looseTerms(query.slice(at, found.index)), ...phraseTerm(found[1]!));
    at = found.index + found[0].length;
  }
  const last = looseTerms(query.slice(at));
  if (last.length) last.at(-1)!.prefix = last.at(-1)!.words.at(-1)!.length >= SHORTEST_PREFIX;
  terms.push(...last);
  const telling = terms.filter(({ quoted, words }) => quoted || words.some((word) => !STOP_WORDS.has(word)));
  return (telling.length ? telling : terms).slice(0, MOST_TERMS);
}

/** "e-post" is two words side by side. */
function looseTerms(text: string): Term[] {
  return text.split(/[\s,;!?()[\]{}|*]+/u).flatMap((part) => {
    const words = tokenise(part).map(({ word }) => word);
    return words.length ? [{ words: words.slice(0, MOST_OF_PHRASE), quoted: false, prefix: false }] : [];
  });
}

function phraseTerm(text: string): Term[] {
  const words = tokenise(text).map(({ word }) => word);
  return words.length ? [{ words: words.slice(0, MOST_OF_PHRASE), quoted: true, prefix: false }] : [];
}

const EXACT = 'title body people';
const OWN_STEMS = 'title_stems stems parts folded';

/** As an expression of FTS5. With a `context`, what is only said of the whole meeting counts too. */
export function termMatch({ words, quoted, prefix }: Term, context = false): string {
  const exact = `{${EXACT}} : "${words.join(' ')}"`;
  if (quoted) return exact;
  if (words.length > 1) return prefix ? `${exact} *` : exact;
  const [word] = words as [string];
  const stems = `{${OWN_STEMS}${context ? ' context' : ''}} : "${stemOf(word)}"`;
  const begun = prefix ? `{${EXACT} parts folded} : "${word}" *` : exact;
  return `(${stems} OR ${begun})`;
}

/** All terms; of several, at least one must stand in the text itself. */
export function matchOf(terms: readonly Term[]): string {
  if (terms.length < 2) return terms.map((term) => termMatch(term)).join('');
  const all = terms.map((term) => termMatch(term, true)).join(' AND ');
  return `${all} AND (${terms.map((term) => termMatch(term)).join(' OR ')})`;
}

/** Meetings of which all is said that is asked for, their day too: "oktober 2025". */
export function meetingMatchOf(terms: readonly Term[]): string {
  const all = terms.map((term) => termMatch(term, true)).join(' AND ');
  return `(${all}) AND ${filterMatchOf({ kind: 'meeting' })}`;
}

/** All terms in the title. */
export function titleMatchOf(terms: readonly Term[]): string {
  return `{title title_stems} : (${terms.map((term) => termMatch(term)).join(' AND ')})`;
}

export function filterMatchOf({ themeId, organisationId, kind }: Filters): string {
  const facets = [
    kind && facetOf(kind),
    themeId && facetOf('theme', themeId),
    organisationId && facetOf('organisation', organisationId),
  ].filter(Boolean);
  return (facets.length ? facets : [EVERYTHING]).map((facet) => `facets : "${facet}"`).join(' AND ');
}

export function isFiltered({ year, themeId, organisationId, kind }: Filters): boolean {
  return Boolean(year ?? themeId ?? organisationId ?? kind);
}
