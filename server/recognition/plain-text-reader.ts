import type { Block } from './blocks.ts';
import { findDates } from './dates.ts';
import { escapeMarkdown } from './inline-markdown.ts';
import { knownHeading } from './known-headings.ts';
import { factsOn, isLabelled } from './labels.ts';

const BULLET = /^( *)(?:[-*•·▪◦‣])\s+(\S.*)$/;
const NUMBERED = /^ *(\d{1,2})[.)]\s+(\S.*)$/;
const WRAPPED_AT_LEAST = 50;
const PAGE = /^\s*sida \d{1,3}(?: ?(?:\(\d{1,3}\)|(?:av|\/) ?\d{1,3}))?\s*$/i;

export function readPlainText(text: string): Block[] {
  const blocks: Block[] = [];
  let before = '';
  for (const line of text.split('\n').flatMap(factsOn)) {
    const open = before.trim() === '' ? undefined : blocks.at(-1);
    if (line.trim() !== '' && !isRule(line) && !PAGE.test(line)) readLine(line, open, before, blocks);
    before = line;
  }
  return blocks.map((block, n) => asNumberedLine(block, blocks[n + 1]));
}

// A number before a single line with text or points under it is a point of the agenda, not a list of one.
function asNumberedLine(block: Block, next: Block | undefined): Block {
  if (block.kind !== 'list' || !block.ordered || block.items.length > 1) return block;
  if (next?.kind !== 'paragraph' && !(next?.kind === 'list' && !next.ordered)) return block;
  return { kind: 'paragraph', text: `${block.start ?? 1}\\. ${block.items[0] ?? ''}` };
}

function readLine(line: string, open: Block | undefined, before: string, blocks: Block[]): void {
  const bullet = BULLET.exec(line) ?? NUMBERED.exec(line);
  if (bullet) return addItem(bullet[2] ?? '', line, open, blocks);
  const text = escapeMarkdown(withoutStrongLabel(line.trim()));
  if (open?.kind === 'list' && continuesItem(line)) {
    open.items.push(`${open.items.pop() ?? ''} ${text}`);
  } else if (open?.kind === 'paragraph' && continuesParagraph(line.trim(), before.trim())) {
    open.text += ` ${text}`;
  } else {
    blocks.push({ kind: 'paragraph', text });
  }
}

function startOf(line: string): number | null {
  const number = NUMBERED.exec(line)?.[1];
  return number === undefined ? null : Number(number);
}

/** Of the first item of each list, in spaces. */
const INDENTS = new WeakMap<Block, number>();

function addItem(item: string, line: string, open: Block | undefined, blocks: Block[]): void {
  const text = escapeMarkdown(item.trim());
  const start = startOf(line);
  const indent = line.search(/\S/);
  const depth = open ? Math.floor((indent - (INDENTS.get(open) ?? indent)) / 2) : 0;
  if (open?.kind === 'list' && depth > 0)
    return addBelow(open, `${start === null ? '-' : `${start}.`} ${text}`, depth);
  if (open?.kind === 'list' && open.ordered === (start !== null)) return void open.items.push(text);
  const list: Block =
    start === null
      ? { kind: 'list', ordered: false, items: [text] }
      : { kind: 'list', ordered: true, start, items: [text] };
  INDENTS.set(list, indent);
  blocks.push(list);
}

function addBelow(list: Block & { kind: 'list' }, item: string, depth: number): void {
  list.items.push(`${list.items.pop() ?? ''}\n${'  '.repeat(Math.min(depth, 4))}${item}`);
}

/** "**Plats:** Sal A" in a text that is no Markdown otherwise. */
function withoutStrongLabel(line: string): string {
  return line.replace(/^(\*\*|__)(\p{L}[\p{L} ]{1,20}?) ?(?::\1|\1 ?:)/u, '$2:');
}

function isRule(line: string): boolean {
  return /^\s*[-=_*~–—]{3,}\s*$/.test(line);
}

function continuesItem(line: string): boolean {
  return /^ {2,}\S/.test(line) || /^\p{Ll}/u.test(line);
}

function continuesParagraph(line: string, before: string): boolean {
  if (/^[–—]\s/.test(line) || line.startsWith('[') || isLabelled(line) || isLabelled(before)) return false;
  if (before.endsWith('?') || knownHeading(before) || findDates(line)[0]?.from === 0) return false;
  if (/^\p{Ll}/u.test(line)) return true;
  return before.length >= WRAPPED_AT_LEAST && before.length <= 100 && !/[.!:)]$/.test(before);
}
