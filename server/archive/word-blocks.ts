import {
  ExternalHyperlink,
  HeadingLevel,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
  WidthType,
  type ParagraphChild,
} from 'docx';
import { tokensOf } from '../shared/markdown.ts';

type Token = ReturnType<typeof tokensOf>[number];
export type Block = Paragraph | Table;

const HEADINGS = [
  HeadingLevel.HEADING_1,
  HeadingLevel.HEADING_2,
  HeadingLevel.HEADING_3,
  HeadingLevel.HEADING_4,
  HeadingLevel.HEADING_5,
  HeadingLevel.HEADING_6,
] as const;

export function headingBlock(text: string, level: number): Paragraph {
  return new Paragraph({ text, heading: HEADINGS[Math.min(level, HEADINGS.length) - 1]! });
}

/** A list that counts, with numbers of its own in the whole file. */
export interface NumberedList {
  reference: string;
  level: number;
  start: number;
}

interface Place {
  /** The lists that are open, outermost first; one with bullets is null. */
  lists: (NumberedList | null)[];
  quotes: number;
  /** The next paragraph is the first of its list item, which has the mark. */
  isItem: boolean;
}

/** A Markdown text as paragraphs, lists and tables of Word; its highest heading becomes `topLevel`. The lists that count are added to `numbered`. */
export function markdownBlocks(text: string, topLevel: number, numbered: NumberedList[]): Block[] {
  const tokens = tokensOf(text);
  const levels = tokens.flatMap(({ type, tag }) => (type === 'heading_open' ? [Number(tag.slice(1))] : []));
  const highest = Math.min(6, ...levels);
  const place: Place = { lists: [], quotes: 0, isItem: false };
  const blocks: Block[] = [];
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at]!;
    if (token.type === 'table_open') {
      const end = tokens.findIndex((one, index) => index > at && one.type === 'table_close');
      blocks.push(tableOf(tokens.slice(at, end)));
      at = end;
    } else if (token.type === 'inline')
      blocks.push(paragraphOf(token, tokens[at - 1], place, topLevel - highest));
    else if (token.type === 'fence' || token.type === 'code_block')
      blocks.push(
        ...token.content
          .trimEnd()
          .split('\n')
          .map((line) => new Paragraph({ text: line })),
      );
    else move(place, token, numbered);
  }
  return blocks;
}

function move(place: Place, { type, attrs }: Token, numbered: NumberedList[]): void {
  if (type === 'bullet_list_open') place.lists.push(null);
  else if (type === 'ordered_list_open') {
    const start = Number(Object.fromEntries(attrs ?? [])['start'] ?? 1);
    const list = { reference: `numbers-${numbered.length + 1}`, level: levelOf(place.lists.length), start };
    numbered.push(list);
    place.lists.push(list);
  } else if (type.endsWith('_list_close')) place.lists.pop();
  else if (type === 'list_item_open') place.isItem = true;
  else if (type === 'blockquote_open') place.quotes++;
  else if (type === 'blockquote_close') place.quotes--;
}

/** Word knows nine levels of lists. */
function levelOf(depth: number): number {
  return Math.min(8, depth);
}

function paragraphOf(token: Token, opening: Token | undefined, place: Place, shift: number): Paragraph {
  const children = runsOf(token);
  if (opening?.type === 'heading_open')
    return new Paragraph({
      children,
      heading: HEADINGS[Math.min(6, Number(opening.tag.slice(1)) + shift) - 1]!,
    });
  const list = place.isItem ? place.lists.at(-1) : undefined;
  place.isItem = false;
  if (list === null) return new Paragraph({ children, bullet: { level: levelOf(place.lists.length - 1) } });
  if (list) return new Paragraph({ children, numbering: { reference: list.reference, level: list.level } });
  const indent = (place.quotes + place.lists.length) * 720;
  return new Paragraph({ children, ...(indent && { indent: { left: indent } }) });
}

const WHOLE_WIDTH = { size: 100, type: WidthType.PERCENTAGE };

function tableOf(tokens: readonly Token[]): Table {
  const rows: TableRow[] = [];
  let cells: TableCell[] = [];
  let isHead = false;
  for (const [index, token] of tokens.entries()) {
    if (token.type === 'tr_open') [cells, isHead] = [[], tokens[index - 1]?.type === 'thead_open'];
    if (token.type === 'inline')
      cells.push(new TableCell({ children: [new Paragraph({ children: runsOf(token) })] }));
    if (token.type === 'tr_close') rows.push(new TableRow({ children: cells, tableHeader: isHead }));
  }
  return new Table({ rows, width: WHOLE_WIDTH });
}

function runsOf({ children }: Token): ParagraphChild[] {
  const marks = { bold: false, italics: false, strike: false };
  const runs: ParagraphChild[] = [];
  let link: { href: string; inside: TextRun[] } | undefined;
  const add = (run: TextRun) => void (link ? link.inside : runs).push(run);
  for (const { type, content, attrs } of children ?? []) {
    if (type === 'strong_open' || type === 'strong_close') marks.bold = type === 'strong_open';
    else if (type === 'em_open' || type === 'em_close') marks.italics = type === 'em_open';
    else if (type === 's_open' || type === 's_close') marks.strike = type === 's_open';
    else if (type === 'link_open')
      link = { href: String(Object.fromEntries(attrs ?? [])['href'] ?? ''), inside: [] };
    else if (type === 'link_close' && link) {
      const { href, inside } = link;
      link = undefined;
      if (/^(?:https?:|mailto:)/i.test(href))
        runs.push(new ExternalHyperlink({ link: href, children: inside }));
      else runs.push(...inside);
    } else if (type === 'hardbreak') add(new TextRun({ break: 1 }));
    else if (type === 'softbreak') add(new TextRun(' '));
    else if (content) add(new TextRun({ text: content, ...marks, ...(link && { style: 'Hyperlink' }) }));
  }
  return runs;
}
