import { SafeHtml, escapeHtml } from '../shared/html.ts';

/** Stand around a hit in what the database gives back; no text that comes in has them. */
export const MARK_START = '\u0001';
export const MARK_END = '\u0002';
export const PAGE_SIZE = 50;
const MOST_WORDS = 12;
const LONGEST_WORD = 64;

/** What the person wrote, as it is shown again. */
export function readQuery(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cs}]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 200);
}

/** Each word quoted and matched from its beginning; undefined when there is no word in it. */
export function matchOf(query: string): string | undefined {
  const words = query.match(/[\p{L}\p{N}\p{M}]+/gu) ?? [];
  if (!words.length) return undefined;
  const terms = words
    .slice(0, MOST_WORDS)
    .map((word) => `"${Array.from(word).slice(0, LONGEST_WORD).join('')}"*`);
  return terms.join(' ');
}

/** The words around the hits, escaped, with the hits in <mark>. */
export function highlighted(excerpt: string): SafeHtml {
  const safe = escapeHtml(excerpt);
  return new SafeHtml(safe.replaceAll(MARK_START, '<mark>').replaceAll(MARK_END, '</mark>'));
}
