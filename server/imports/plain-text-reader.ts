import type { Block } from './blocks.ts';
import { findDates } from './dates.ts';
import { escapeMarkdown } from './inline-markdown.ts';
import { knownHeading } from './known-headings.ts';
import { isLabelled } from './labels.ts';

const BULLET = /^( *)(?:[-*•·▪◦‣])\s+(\S.*)$/;
const NUMBERED = /^ *(\d{1,2})[.)]\s+(\S.*)$/;
const WRAPPED_AT_LEAST = 50;

export function readPlainText(text: string): Block[] {
  const blocks: Block[] = [];
  let before = '';
  for (const line of text.split('\n')) {
    const open = before.trim() === '' ? undefined : blocks.at(-1);
    if (line.trim() !== '' && !isRule(line)) readLine(line, open, before, blocks);
    before = line;
  }
  return blocks.map((block, n) => asNumberedLine(block, blocks[n + 1]));
}

// A number before a single line with text under it is a point of the agenda, not a list of one.
function asNumberedLine(block: Block, next: Block | undefined): Block {
  if (block.kind !== 'list' || !block.ordered || block.items.length > 1 || next?.kind !== 'paragraph')
    return block;
  return { kind: 'paragraph', text: `${block.start ?? 1}\\. ${block.items[0] ?? ''}` };
}

function readLine(line: string, open: Block | undefined, before: string, blocks: Block[]): void {
  const bullet = BULLET.exec(line) ?? NUMBERED.exec(line);
  if (bullet) return addItem(bullet[2] ?? '', startOf(line), open, blocks);
  const text = escapeMarkdown(line.trim());
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

function addItem(item: string, start: number | null, open: Block | undefined, blocks: Block[]): void {
  const text = escapeMarkdown(item.trim());
  if (open?.kind === 'list' && open.ordered === (start !== null)) open.items.push(text);
  else
    blocks.push(
      start === null
        ? { kind: 'list', ordered: false, items: [text] }
        : { kind: 'list', ordered: true, start, items: [text] },
    );
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
  return before.length >= WRAPPED_AT_LEAST && before.length <= 100 && !/[.!:]$/.test(before);
}
