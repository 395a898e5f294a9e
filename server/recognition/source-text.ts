import type { Block, SourceFormat } from './blocks.ts';
import { isLabelled } from './labels.ts';
import { readMarkdown } from './markdown-reader.ts';
import { readPlainText } from './plain-text-reader.ts';

const INVISIBLE = /\u00ad|\u200b|\u200c|\u200d|\u2060|\ufeff/g;
const SPACES = /[\t\u00a0\u2007\u202f]/g;

/** A table that was pasted as text: a row becomes a point, its cells divided by dashes. */
function rowsAsList(text: string): string {
  const lines = text.split('\n');
  const isRow = lines.map((line) => line.trim().includes('\t'));
  return lines
    .map((line, n) => {
      if (!isRow[n] || !(isRow[n - 1] || isRow[n + 1])) return line;
      const cells = line.split('\t').map((cell) => cell.trim());
      const fact = cells.join(': ');
      return cells.length === 2 && isLabelled(fact) ? fact : `- ${cells.filter(Boolean).join(' – ')}`;
    })
    .join('\n');
}

export function tidySource(text: string): string {
  const lines = text.normalize('NFC').replace(/\r\n?|\u2028|\u2029|\u000b|\u000c/g, '\n');
  return rowsAsList(lines).replace(INVISIBLE, '').replace(SPACES, ' ');
}

export function readBlocks(text: string, format: SourceFormat): Block[] {
  return format === 'markdown' ? readMarkdown(tidySource(text)) : readPlainText(tidySource(text));
}

export function refusalOf(text: string): string | null {
  if (looksBinary(text)) return 'Filen ser inte ut att vara text.';
  if (text.trim() === '') return 'Filen är tom.';
  return null;
}

function looksBinary(text: string): boolean {
  if (text.includes('\u0000')) return true;
  const strange = text.match(/[\u0001-\u0008\u000e-\u001f\u007f\ufffd]/g)?.length ?? 0;
  return strange > 3 && strange > text.length / 50;
}
