export type Block =
  | { kind: 'heading'; level: number; text: string }
  | { kind: 'paragraph'; text: string; strong?: boolean }
  | { kind: 'list'; ordered: boolean; start?: number; items: string[] }
  | { kind: 'raw'; text: string };

export type SourceFormat = 'text' | 'markdown';

export function blockMarkdown(block: Block): string {
  if (block.kind === 'list') {
    return block.items
      .map((item, n) => `${block.ordered ? `${(block.start ?? 1) + n}.` : '-'} ${item}`)
      .join('\n');
  }
  if (block.kind === 'heading') return `${'#'.repeat(block.level)} ${block.text}`;
  return block.kind === 'paragraph' && block.strong ? `**${block.text}**` : block.text;
}

export function blocksMarkdown(blocks: Block[]): string {
  return blocks.map(blockMarkdown).join('\n\n');
}

export function blockLines(block: Block): string[] {
  return block.kind === 'list' ? block.items : [block.text];
}

const ANSWER = /^(?:[–—]\s*(?=\S)|(?:\*\*|__)?(?:svar|s) ?:(?:\*\*|__)? ?)/i;

export function isAnswer(block: Block | undefined): boolean {
  return block?.kind === 'paragraph' && ANSWER.test(block.text);
}

export function answerText(text: string): string {
  return text.replace(ANSWER, '');
}
