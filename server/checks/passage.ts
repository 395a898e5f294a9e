import { textBlocks, type TextBlock } from '../shared/markdown.ts';
import { findEmailSpans, type Span } from './email-spans.ts';
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
  /** Whom it is about: the same words about another person are another finding. */
  about?: string;
}

/** Markdown, or lines: a heading, people one a line, names of organisations. */
export type PassageKind = 'markdown' | 'heading' | 'speakers' | 'names';

/** One field, read once for all rules. */
export interface Passage {
  field: string;
  kind: PassageKind;
  text: string;
  /** As long as the text; code, addresses and what makes a link are blanked. */
  prose: string;
  links: Link[];
  words: Word[];
  sentences: Sentence[];
  blocks: TextBlock[];
}

/** No rule takes it for a letter, a space or the end of a sentence. */
const BLANK = '\u0001';
const INLINE_CODE = /`[^`\n]+`/g;
const BARE_URL = /\b(?:https?:\/\/|www\.)[^\s<>()[\]"]+/giu;

export function readPassage(field: string, kind: PassageKind, text: string): Passage {
  const isMarkdown = kind === 'markdown';
  const links = isMarkdown ? findLinks(text) : [];
  const blocks = isMarkdown ? textBlocks(text) : [];
  const prose = blanked(text, [
    ...blocks.filter((block) => block.kind === 'code'),
    ...(isMarkdown ? spans(text, INLINE_CODE) : []),
    ...spans(text, BARE_URL),
    ...findEmailSpans(text),
    ...links.map(({ textTo, to }) => ({ from: textTo, to })),
  ]);
  const sentences = kind === 'names' ? [] : splitSentences(prose);
  return { field, kind, text, prose, links, blocks, words: readWords(prose), sentences };
}

function spans(text: string, pattern: RegExp): Span[] {
  return [...text.matchAll(pattern)].map(({ index, 0: { length } }) => ({ from: index, to: index + length }));
}

function blanked(text: string, found: Span[]): string {
  let prose = '';
  let at = 0;
  for (const { from, to } of found.toSorted((one, other) => one.from - other.from || other.to - one.to)) {
    if (to <= at) continue;
    const start = Math.max(at, from);
    prose += text.slice(at, start) + text.slice(start, to).replace(/[^\n]/g, BLANK);
    at = to;
  }
  return prose + text.slice(at);
}
