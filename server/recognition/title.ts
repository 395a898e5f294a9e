import type { Block } from './blocks.ts';
import type { DateMention } from './dates.ts';
import { findDates } from './dates.ts';
import { plainText } from './inline-markdown.ts';

export type Title = {
  text: string;
  date: DateMention | null;
  theme: string | null;
  rest: Block[];
};

const GROUP =
  /(?:grupp|gruppen|möte|mötet|träff|träffen|samråd|nätverk|nätverket|forum|minnesanteckning|anteckningar|råd|rådet|inbjudan|kallelse|program)(?!\p{L})|minnesanteckning|^möte|utvecklingsgrupp|samråd/iu;
const ONLY_KIND =
  /^(?:minnesanteckningar|anteckningar|protokoll|inbjudan|kallelse|välkommen|mötesanteckningar)[:!]?$/i;
const THEME = /^\s*(?:[-–—:,|]\s*)?(?:på )?(?:om|tema ?:?|– om)\s+(\S.*?)$/isu;
const BARE_THEME = /^\s*[-–—:|]\s*(\S.*?)$/su;

export function findTitle(blocks: Block[]): Title | null {
  for (const [n, block] of blocks.slice(0, 3).entries()) {
    const text = lineOf(block);
    const [date] = text === null ? [] : findDates(text);
    if (text !== null && date && (n === 0 || GROUP.test(text))) return titleFrom(blocks, n, text, date);
  }
  const first = blocks[0] ? lineOf(blocks[0]) : null;
  if (first === null || !GROUP.test(first) || first.length > 80) return null;
  return { text: first, date: null, theme: themeIn(first, /\s[-–—]\s*om /i), rest: blocks.slice(1) };
}

function lineOf(block: Block): string | null {
  if (block.kind !== 'heading' && block.kind !== 'paragraph') return null;
  const text = plainText(block.text);
  return text.length <= 200 && (block.kind === 'heading' || !/[.:]$/.test(text)) ? text : null;
}

function titleFrom(blocks: Block[], n: number, text: string, date: DateMention): Title {
  const tail = text.slice(date.to);
  const theme =
    (THEME.exec(tail) ?? BARE_THEME.exec(tail))?.[1] ?? themeIn(text.slice(0, date.from), /\s[-–—]\s*om /i);
  const before = blocks.slice(0, n).filter((block) => !isKindOrTitle(block, text));
  const after = blocks.slice(n + 1).filter((block, at) => at > 0 || !isKindOrTitle(block, text));
  const isTold = !/[\p{L}\d]/u.test(tail) || THEME.test(tail) || BARE_THEME.test(tail);
  const kept: Block[] = isTold ? [] : [asText(text)];
  return {
    text,
    date,
    theme: isTime(theme) ? null : theme,
    rest: [...before, ...(isTime(theme) ? [asText(text)] : kept), ...after],
  };
}

function asText(text: string): Block {
  return { kind: 'raw', text };
}

function isTime(theme: string | null): boolean {
  return theme !== null && /^(?:kl|klockan|\d{1,2}[.:]\d\d)/i.test(theme);
}

function themeIn(text: string, mark: RegExp): string | null {
  const at = mark.exec(text);
  return at ? text.slice(at.index + at[0].length).replace(/[\s,–—-]+$/, '') || null : null;
}

function isKindOrTitle(block: Block, title: string): boolean {
  if (block.kind !== 'heading' && block.kind !== 'paragraph') return false;
  const text = plainText(block.text);
  return isOnlyKind(text) || text === title;
}

export function isOnlyKind(text: string): boolean {
  return ONLY_KIND.test(text);
}
