import type { Remedy, Rule } from './finding.ts';
import { findLinks, type Link } from './links.ts';
import { splitSentences, type Sentence } from './sentences.ts';
import { readWords, type Word } from './words.ts';

/** What a rule found in one field; the rest of a Finding follows from it. */
export interface Found {
  rule: Rule;
  from: number;
  to: number;
  why: string;
  remedies: Remedy[];
}

/** One field, read once for all rules. */
export interface Passage {
  field: string;
  text: string;
  /** As long as the text; code and addresses are blanked with CODE, what makes a link with MARK. */
  prose: string;
  links: Link[];
  words: Word[];
  sentences: Sentence[];
  /** Markdown, not a heading or a list of names. */
  isProse: boolean;
}

const MARK = '\u0001';
const CODE = '\u0002';
const FENCE = /^ {0,3}(?:```|~~~)/;
const INLINE = /`[^`\n]+`/g;
const BARE_URL = /\b(?:https?:\/\/|www\.)[^\s<>()[\]"]+/giu;

interface Blank {
  from: number;
  to: number;
  by: string;
}

export function readPassage(field: string, text: string): Passage {
  const links = findLinks(text);
  const prose = blanked(text, links);
  const isProse = /:markdown$|^(?:summary|closing|upcomingText)$/.test(field);
  return {
    field,
    text,
    prose,
    links,
    isProse,
    words: readWords(prose),
    sentences: splitSentences(prose),
  };
}

function blanked(text: string, links: Link[]): string {
  const blanks: Blank[] = [
    ...fences(text),
    ...[...text.matchAll(INLINE)].map((one) => blank(one.index, one[0].length)),
    ...[...text.matchAll(BARE_URL)].map((one) => blank(one.index, one[0].length)),
    ...links.map(({ textTo, to }) => ({ from: textTo, to, by: MARK })),
  ].sort((one, other) => one.from - other.from || other.to - one.to);
  let prose = '';
  let at = 0;
  for (const { from, to, by } of blanks) {
    if (to <= at) continue;
    const start = Math.max(at, from);
    prose += text.slice(at, start) + by.repeat(to - start);
    at = to;
  }
  return prose + text.slice(at);
}

function blank(from: number, length: number): Blank {
  return { from, to: from + length, by: CODE };
}

function fences(text: string): Blank[] {
  if (!text.includes('```') && !text.includes('~~~')) return [];
  const found: Blank[] = [];
  let open: number | undefined;
  let at = 0;
  for (const line of text.split('\n')) {
    if (FENCE.test(line)) {
      if (open === undefined) open = at;
      else {
        found.push(blank(open, at + line.length - open));
        open = undefined;
      }
    }
    at += line.length + 1;
  }
  if (open !== undefined) found.push(blank(open, text.length - open));
  return found;
}
