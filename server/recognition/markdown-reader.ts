import type { Block } from './blocks.ts';
import { plainText } from './inline-markdown.ts';
import { isLabelled } from './labels.ts';

const HEADING = /^ {0,3}(#{1,6})\s+(\S.*)$/;
const BULLET = /^( *)[-*+•]\s+(\S.*)$/;
const NUMBERED = /^ *(\d{1,9})[.)]\s+(\S.*)$/;
const STRONG = /^(\*\*|__)([^*_]+)\1$/;
const VERBATIM = /^ {0,3}(?:>|\||<(?![a-z][a-z\d+.-]*:|[^\s>]+@))/;

export function readMarkdown(text: string): Block[] {
  const blocks: Block[] = [];
  let open: Block | undefined;
  let fence: string | null = null;
  for (const line of text.split('\n')) {
    const mark: string | undefined = /^ {0,3}(`{3}|~{3})/.exec(line)?.[1];
    if (fence !== null) {
      if (open) appendTo(open, line);
      if (mark === fence) fence = null;
    } else if (mark !== undefined) {
      open = add(blocks, { kind: 'raw', text: line });
      fence = mark;
    } else if (line.trim() === '') open = undefined;
    else open = readLine(line.trimEnd(), open, blocks);
  }
  return blocks.map(asStrong);
}

function readLine(line: string, open: Block | undefined, blocks: Block[]): Block | undefined {
  const heading = HEADING.exec(line);
  if (heading) return addHeading(heading[2] ?? '', heading[1]?.length ?? 1, blocks);
  if (/^\s*(=+|-{2,})$/.test(line) && open?.kind === 'paragraph') return underline(line, open, blocks);
  if (/^ {0,3}(?:[-*_] *){3,}$/.test(line)) return undefined;
  const bullet = BULLET.exec(line) ?? NUMBERED.exec(line);
  if (bullet && !(open?.kind === 'list' && line.startsWith('  '))) {
    return addItem(bullet[2] ?? '', NUMBERED.exec(line)?.[1], open, blocks);
  }
  if (open && continues(line, open)) return appendTo(open, line);
  const raw = VERBATIM.test(line) || line.startsWith('    ');
  return add(blocks, raw ? { kind: 'raw', text: line } : { kind: 'paragraph', text: line.trim() });
}

function continues(line: string, open: Block): boolean {
  if (open.kind === 'list') return true;
  if (open.kind === 'raw') return VERBATIM.test(open.text) || line.startsWith('    ');
  return (
    open.kind === 'paragraph' &&
    !/^\s*[–—]\s/.test(line) &&
    !isLabelled(line.trim()) &&
    !isLabelled(open.text)
  );
}

function addItem(item: string, number: string | undefined, open: Block | undefined, blocks: Block[]): Block {
  const ordered = number !== undefined;
  if (open?.kind !== 'list' || open.ordered !== ordered) {
    return add(blocks, { kind: 'list', ordered, items: [item], ...(ordered && { start: Number(number) }) });
  }
  open.items.push(item);
  return open;
}

function addHeading(text: string, level: number, blocks: Block[]): undefined {
  blocks.push({ kind: 'heading', level, text: plainText(text.replace(/ #+$/, '')) });
  return undefined;
}

function underline(line: string, open: Block & { kind: 'paragraph' }, blocks: Block[]): undefined {
  blocks.pop();
  return addHeading(open.text, line.includes('=') ? 1 : 2, blocks);
}

function add(blocks: Block[], block: Block): Block {
  blocks.push(block);
  return block;
}

function appendTo(block: Block, line: string): Block {
  if (block.kind === 'list')
    block.items.push(`${block.items.pop() ?? ''}\n${line.startsWith(' ') ? line : `  ${line}`}`);
  else block.text += `\n${line}`;
  return block;
}

function asStrong(block: Block): Block {
  const strong = block.kind === 'paragraph' ? STRONG.exec(block.text)?.[2] : undefined;
  return strong === undefined ? block : { kind: 'paragraph', text: strong.trim(), strong: true };
}
