import { SafeHtml, escapeHtml } from '../shared/html.ts';
import type { Term } from './query.ts';
import { fold, foldedForms, stemOf, tokenise, type Token } from './words.ts';

const LENGTH = 260;
/** Words before the first one that was found. */
const LEAD = 8;
/** A document may be a book. */
const MOST_LOOKED_THROUGH = 60_000;

/** Whether a word is what a term asks for; `partsOf` gives the parts of a compound. */
export type PartsOf = (word: string) => readonly string[];

/** Which of the terms each word belongs to; 0 for none, otherwise the term's number plus one. */
function termsIn(tokens: readonly Token[], terms: readonly Term[], partsOf: PartsOf): number[] {
  const known = new Map<string, number>();
  const single = terms.map((term) => (term.words.length === 1 ? wordTest(term, partsOf) : undefined));
  const found = tokens.map(({ word }) => {
    const seen = known.get(word);
    if (seen !== undefined) return seen;
    const term = single.findIndex((test) => test?.(word)) + 1;
    known.set(word, term);
    return term;
  });
  for (const [index, term] of terms.entries()) if (!single[index]) markPhrase(tokens, term, index + 1, found);
  return found;
}

function wordTest({ words, quoted, prefix }: Term, partsOf: PartsOf): (word: string) => boolean {
  const [asked] = words as [string];
  if (quoted) return (word) => word === asked;
  const stem = stemOf(asked);
  return (word) =>
    word === asked ||
    stemOf(word) === stem ||
    (prefix && (word.startsWith(asked) || fold(word).startsWith(asked))) ||
    foldedForms(word).includes(stem) ||
    (mayHold(word, stem) && partsOf(word).some((part) => part === stem || fold(part) === stem));
}

/** Cheap, before the parts are asked for. */
export function mayHold(word: string, stem: string): boolean {
  return word.length > stem.length + 2 && fold(word).includes(fold(stem).slice(0, 3));
}

function markPhrase(
  tokens: readonly Token[],
  { words, prefix }: Term,
  number: number,
  found: number[],
): void {
  for (let at = 0; at + words.length <= tokens.length; at++) {
    const is = words.every((word, index) => {
      const other = tokens[at + index]!.word;
      return other === word || (prefix && index === words.length - 1 && other.startsWith(word));
    });
    if (is) found.fill(number, at, at + words.length);
  }
}

/** The whole of a short text, with what was found in <mark>. */
export function marked(
  text: string,
  terms: readonly Term[],
  partsOf: PartsOf,
): { html: SafeHtml; any: boolean } {
  const tokens = tokenise(text);
  const found = termsIn(tokens, terms, partsOf);
  return { html: markUp(text, tokens, found, 0, text.length), any: found.some(Boolean) };
}

/** The place of a long text where most of the terms stand together. */
export function excerptOf(text: string, terms: readonly Term[], partsOf: PartsOf): SafeHtml {
  const looked = text.slice(0, MOST_LOOKED_THROUGH);
  const tokens = tokenise(looked);
  const found = termsIn(tokens, terms, partsOf);
  const best = bestStart(tokens, found);
  const first = tokens[Math.max(0, best - LEAD)];
  const near = first && best > LEAD ? lineStart(looked, first.start, tokens[best]!.start) : 0;
  const last = tokens.findLast(({ end }) => end <= near + LENGTH);
  const end = looked.length <= near + LENGTH ? looked.length : (last?.end ?? looked.length);
  const html = inOneLine(markUp(looked, tokens, found, near, end));
  return new SafeHtml(`${near > 0 ? '… ' : ''}${html}${end < text.trimEnd().length ? ' …' : ''}`);
}

/** Headings, lists and paragraphs one after another, as a list of hits needs them. */
function inOneLine(html: SafeHtml): string {
  return String(html)
    .trim()
    .replace(/^– /, '')
    .replace(/\s*\n\s*(?=– )/g, ' ')
    .replace(/\s*\n\s*/g, ' · ');
}

/** Rather from the beginning of a line or a sentence that is near. */
function lineStart(text: string, from: number, to: number): number {
  const lead = text.slice(from, to);
  const sentence = /^[\s\S]*(?:[.!?]\s+|\n)/.exec(lead);
  return from + (sentence?.[0].length ?? 0);
}

/** The word to show first: of all places, where the most different terms follow within the length of an excerpt. */
function bestStart(tokens: readonly Token[], found: readonly number[]): number {
  let [best, most] = [0, 0];
  for (const [index, term] of found.entries()) {
    if (!term) continue;
    const seen = new Set<number>();
    let times = 0;
    for (let at = index; at < tokens.length && tokens[at]!.end - tokens[index]!.start < LENGTH - 60; at++) {
      if (!found[at]) continue;
      seen.add(found[at]!);
      times++;
    }
    const worth = seen.size * 100 + Math.min(times, 20);
    if (worth > most) [best, most] = [index, worth];
  }
  return best;
}

function markUp(
  text: string,
  tokens: readonly Token[],
  found: readonly number[],
  from: number,
  to: number,
): SafeHtml {
  let [html, at] = ['', from];
  for (const [index, token] of tokens.entries()) {
    if (!found[index] || token.start < from || token.end > to) continue;
    html += `${escapeHtml(text.slice(at, token.start))}<mark>${escapeHtml(text.slice(token.start, token.end))}</mark>`;
    at = token.end;
  }
  return new SafeHtml(html + escapeHtml(text.slice(at, to)));
}
