import type { Block } from './blocks.ts';
import type { DateMention } from './dates.ts';
import { findDates, findFigures } from './dates.ts';
import { plainText } from './inline-markdown.ts';
import { knownHeading } from './known-headings.ts';
import { findTimes } from './times.ts';

export type Title = {
  text: string;
  date: DateMention | null;
  theme: string | null;
  /** What stood on lines before it and told what the text is. */
  above: string;
  rest: Block[];
};

const GROUP =
  /(?:grupp|gruppen|möte|mötet|träff|träffen|samråd|nätverk|nätverket|forum|minnesanteckning|anteckningar|råd|rådet|inbjudan|kallelse|program)(?!\p{L})|minnesanteckning|^möte|utvecklingsgrupp|samråd/iu;
const HELD = /(?<!\p{L})(?:träffa[ds]e?s?|möt(?:t?e)?s|samla(?:de)?s|s(?:es|ågs)|h(?:ölls|ålls))(?!\p{L})/iu;
const ADDRESS =
  /^[^.!?]{0,80}\p{L}(?:gatan|vägen|torget|gränden|gränd|platsen|allén|stigen|parken)(?: \d{1,4} ?\p{Lu}?)(?:,[^.!?]{1,40})?$/iu;
const DEEPEST_DAY = 6;
const ONLY_KIND =
  /^(?:minnesanteckningar|anteckningar|protokoll|inbjudan|kallelse|välkommen|mötesanteckning(?:ar)?)[:!]?$/i;
const THEME = /^\s*(?:[-–—:,|]\s*)?(?:på )?(?:om|tema ?:?|– om)\s+(\S.*?)$/isu;
const BARE_THEME = /^\s*[-–—:|]\s*(\S.*?)$/su;

export function findTitle(blocks: Block[]): Title | null {
  for (const [n, block] of blocks.slice(0, 3).entries()) {
    const text = lineOf(block);
    const date = text === null ? undefined : dateIn(text);
    if (text !== null && date && (n === 0 || GROUP.test(text))) return titleFrom(blocks, n, text, date);
  }
  const onOwnLine = titleWithDayBelow(blocks);
  if (onOwnLine) return onOwnLine;
  const above = blocks.slice(0, 2).findIndex((block) => !isOnlyKind(lineOf(block) ?? ''));
  const at = Math.max(0, above);
  const first = blocks[at] ? lineOf(blocks[at]) : null;
  if (first === null || !GROUP.test(first) || first.length > 80) return null;
  return {
    text: first,
    date: dayTold(first, blocks.slice(at)),
    above: linesOf(blocks.slice(0, at)).join(' '),
    theme: themeIn(first, /\s[-–—]\s*om /i),
    rest: [...(first.endsWith('!') ? [asText(first)] : []), ...blocks.slice(at + 1)],
  };
}

/** "Minnesanteckningar november 2019", and below it "Gruppen träffades måndagen den 18 november." */
function dayTold(title: string, blocks: Block[]): DateMention | null {
  const year = Number(/(?<!\d)(?:19|20)\d\d(?!\d)/.exec(title)?.[0] ?? 0) || null;
  const told = blocks
    .slice(1, 4)
    .flatMap((block) => (block.kind === 'paragraph' ? [plainText(block.text)] : []));
  const dates = told.filter((text) => HELD.test(text)).map((text) => findDates(text));
  const date = dates.find(({ length }) => length === 1)?.[0];
  return date ? { ...date, year: date.year ?? year } : null;
}

function dateIn(text: string): DateMention | undefined {
  return findDates(text)[0] ?? (GROUP.test(text) ? findFigures(text) : undefined);
}

/** A name of the group or of the text, and the day on a line of its own near it, as below a letterhead. */
function titleWithDayBelow(blocks: Block[]): Title | null {
  const lines = blocks.slice(0, DEEPEST_DAY + 2).map((block) => lineOf(block) ?? '');
  const end = lines.findIndex((line) => knownHeading(line) !== null);
  const n = lines.slice(0, end < 0 ? DEEPEST_DAY : Math.min(end, DEEPEST_DAY)).findIndex(isOnlyDay);
  const names = lines.slice(0, n + 2);
  const group = names.findIndex((line) => GROUP.test(line) && line.length <= 80);
  if (n < 0 || group < 0) return null;
  const text = lines[n]!;
  const told = findTimes(text) ? [asText(text)] : [];
  const before = blocks.slice(0, n).flatMap((block, at) => {
    const line = lines[at]!;
    if (isOnlyKind(line) || (at === group && !/[!?]$/.test(line))) return [];
    return line ? [asText(line)] : [block];
  });
  return {
    text,
    date: findDates(text)[0] ?? null,
    above: names.slice(0, n).join(' '),
    theme: null,
    rest: [...before, ...told, ...blocks.slice(n + 1, n + 2).map(asPlace), ...blocks.slice(n + 2)],
  };
}

/** An address on the line under the day needs no "Plats:". */
function asPlace(block: Block): Block {
  const line = lineOf(block);
  return line !== null && ADDRESS.test(line) ? { kind: 'paragraph', text: `Plats: ${line}` } : block;
}

function isOnlyDay(line: string): boolean {
  const [date] = findDates(line);
  const rest = line.replace(date?.text ?? '', '').replace(findTimes(line)?.text ?? '', '');
  return date !== undefined && !/[\p{L}\d]/u.test(rest.replace(/(?<!\p{L})(?:kl|klockan)(?!\p{L})/giu, ''));
}

function linesOf(blocks: Block[]): string[] {
  return blocks.map((block) => lineOf(block) ?? '');
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
    above: linesOf(blocks.slice(0, n)).join(' '),
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
