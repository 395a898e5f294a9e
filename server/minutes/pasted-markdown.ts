import TurndownService from 'turndown';
import { cleanText } from '../shared/fields.ts';
import { cleanPasted } from './pasted-html.ts';

export interface Pasted {
  markdown: string;
  images: number;
}

/** As much of the page's objects as is needed here. */
interface Element {
  nodeName: string;
  parentNode: Element | null;
  nextSibling: unknown;
  textContent: string;
  children: ArrayLike<unknown>;
  getAttribute: (name: string) => string | null;
  querySelector: (selector: string) => Element | null;
  closest: (selector: string) => Element | null;
}

/** Enough for what stands under "- " and under "12. ". */
const INDENT = '    ';
/** Between cells and rows until the whole table is known; cannot come from outside. */
const [CELL, ROW] = ['\u0001', '\u0002'];
/** An address with marks before its underscores would lead nowhere. */
const ADDRESS = /(https?:\/\/[^\s<>"]+)/;

const service = new TurndownService({
  headingStyle: 'atx',
  bulletListMarker: '-',
  codeBlockStyle: 'fenced',
  emDelimiter: '*',
  hr: '---',
  br: '',
});
const escapeMarks = service.escape.bind(service);
service.escape = (text) =>
  text
    .split(ADDRESS)
    .map((part, index) => (index % 2 ? part : escapeMarks(part)))
    .join('');

service.addRule('item', {
  filter: 'li',
  replacement: (content, node) => {
    const { parentNode: list, nextSibling } = node as unknown as Element;
    return item(content, list?.nodeName === 'OL' ? numberOf(node, list) : '-', nextSibling ? '\n' : '');
  },
});
service.addRule('paragraph of item', {
  filter: (node) => node.nodeName === 'P' && node.parentNode?.nodeName === 'LI',
  replacement: (content) => `\n${content}\n`,
});
service.addRule('list in list', {
  filter: (node) => /^[OU]L$/.test(node.nodeName) && /^[OU]L$/.test(node.parentNode?.nodeName ?? ''),
  replacement: (content) => `\n${content.trim().replace(/^/gm, INDENT)}\n`,
});

service.addRule('fake item', {
  filter: (node) => node.nodeName === 'P' && node.hasAttribute('data-depth'),
  replacement: (content, node) => {
    const paragraph = node as unknown as Element;
    const drawn = paragraph.querySelector('mark-of-item')?.textContent.trim() ?? '';
    const indent = INDENT.repeat(Number(paragraph.getAttribute('data-depth')));
    const number = /^(?:(\d{1,4})|\p{L}{1,4})[.)]/u.exec(drawn);
    return `\n${indent}${item(content, number ? `${number[1] ?? 1}.` : '-', '')}\n`;
  },
});
/** In a list it is the list's own; before a heading it is a number that somebody may speak of. */
service.addRule('mark of item', {
  filter: (node) => node.nodeName === 'MARK-OF-ITEM',
  replacement: (content, node) =>
    (node as unknown as Element).closest('[data-depth]') ? '' : `${content.trim()} `,
});

service.addRule('cell', {
  filter: ['td', 'th'],
  replacement: (content) => `${CELL}${oneLine(content)}`,
});
service.addRule('row', { filter: 'tr', replacement: (content) => `${ROW}${content}` });
service.addRule('rows', { filter: ['thead', 'tbody', 'tfoot'], replacement: (content) => content });
service.addRule('table', { filter: 'table', replacement: (content) => `\n\n${tableOf(content)}\n\n` });
service.addRule('struck', {
  filter: 'del',
  replacement: (content) => (content.trim() ? `~~${content}~~` : ''),
});

/** The text of a clipboard as Markdown: headings, lists, links and tables, and never a picture. */
export function pastedMarkdown(html: string): Pasted {
  const { html: clean, images } = cleanPasted(cleanText(html));
  const markdown = service
    .turndown(clean)
    .replace(/\u00a0/g, ' ')
    .replace(/[ \t]+$/gm, '')
    .replace(/^(#+ \S+) {2,}/gm, '$1 ')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
  return { markdown, images };
}

function numberOf(node: unknown, list: Element): string {
  return `${Number(list.getAttribute('start') ?? 1) + Array.prototype.indexOf.call(list.children, node)}.`;
}

function item(content: string, mark: string, end: string): string {
  const text = content.trim().replace(/\n/g, `\n${' '.repeat(mark.length + 1)}`);
  return `${mark} ${text}${end}`;
}

function oneLine(content: string): string {
  const lines = content.split(/[\n\u0001\u0002]+/).map((line) => line.trim().replace(/^(?:-|\d+\.) +/, '– '));
  return lines.filter(Boolean).join(' ').replaceAll('|', '\\|');
}

/** The first row is the heading; a frame around a text is no table. */
function tableOf(content: string): string {
  const rows = content
    .split(ROW)
    .slice(1)
    .map((row) => row.split(CELL).slice(1));
  const width = Math.max(0, ...rows.map(({ length }) => length));
  if (width < 2) return rows.flat().join('\n\n');
  const lines = rows.map(
    (row) => `| ${[...row, ...Array<string>(width - row.length).fill('')].join(' | ')} |`,
  );
  return [lines[0], `|${' --- |'.repeat(width)}`, ...lines.slice(1)].join('\n');
}
