/** A run of letters on a page, in points from the lower left corner. */
export interface Run {
  text: string;
  x: number;
  y: number;
  width: number;
  size: number;
  font: string;
}

const BULLET = /^[•·▪◦‣-]\s+(\S.*)$/;

interface Line {
  text: string;
  x: number;
  right: number;
  y: number;
  size: number;
  font: string;
  page: number;
}

/** Headings by size and weight, bullets, lists by their indent, and paragraphs, as Markdown. */
export function layoutMarkdown(pages: readonly (readonly Run[])[]): string {
  const lines = withoutMargins(pages.map(linesOf));
  const body = bodyOf(lines);
  const blocks: string[] = [];
  lines.forEach((line, index) => {
    const before = lines[index - 1];
    const heading = headingLevel(line, lines[index + 1], body);
    const bullet = BULLET.exec(line.text)?.[1];
    const last = blocks.at(-1);
    if (heading) blocks.push(`${'#'.repeat(heading)} ${line.text}`);
    else if (bullet) blocks.push(`- ${bullet}`);
    else if (before && last && !last.startsWith('#') && continues(before, line, body))
      blocks.splice(-1, 1, joined(last, line.text));
    else
      blocks.push(
        isIndented(line, body) && !/^(?:[–]|\d{1,2}[.)]) /.test(line.text) ? `- ${line.text}` : line.text,
      );
  });
  return blocks.reduce((text, block, index) => {
    const isItem = block.startsWith('- ') && blocks[index - 1]?.startsWith('- ');
    return index ? `${text}${isItem ? '\n' : '\n\n'}${block}` : block;
  }, '');
}

/** Some programs draw the mark of a list instead of writing it. */
function isIndented({ x, size }: Line, body: Body): boolean {
  return x - body.x > size * 1.5 && x - body.x < size * 8;
}

/** Runs on one height are one line; a gap between them is a space. */
function linesOf(runs: readonly Run[], page = 0): Line[] {
  const rows: Run[][] = [];
  for (const run of runs.filter(({ text }) => text.trim()).toSorted((a, b) => b.y - a.y || a.x - b.x)) {
    const row = rows.find(([first]) => Math.abs(first!.y - run.y) < Math.max(2, run.size * 0.4));
    if (row) row.push(run);
    else rows.push([run]);
  }
  return rows
    .map((row) =>
      lineOf(
        row.toSorted((a, b) => a.x - b.x),
        page,
      ),
    )
    .filter(({ text }) => text);
}

function lineOf(row: Run[], page: number): Line {
  const [first] = row;
  let text = '';
  row.forEach((run, index) => {
    const before = row[index - 1];
    const gap = before ? run.x - (before.x + before.width) : 0;
    text += before && gap > run.size * 0.15 && !text.endsWith(' ') ? ` ${run.text}` : run.text;
  });
  const longest = row.toSorted((a, b) => b.text.length - a.text.length)[0]!;
  return {
    text: text.replace(/\s+/g, ' ').trim(),
    x: first!.x,
    right: row.at(-1)!.x + row.at(-1)!.width,
    y: first!.y,
    size: Math.round(longest.size * 2) / 2,
    font: longest.font,
    page,
  };
}

/** Page numbers, and what stands first or last on most pages, are not of the text. */
function withoutMargins(pages: Line[][]): Line[] {
  const edges = pages.flatMap((lines) =>
    [...new Set([lines[0], lines.at(-1)])].filter((line) => line !== undefined),
  );
  const alike = (one: Line) => (other: Line) =>
    Math.abs(one.y - other.y) < 2 && one.text.replace(/\d+/g, '#') === other.text.replace(/\d+/g, '#');
  const isMargin = (line: Line) =>
    /^(?:sid(?:a|an)? )?\d{1,3}(?: ?(?:\(|av|\/) ?\d{1,3}\)?)?$/i.test(line.text) ||
    edges.filter(alike(line)).length >= Math.max(2, pages.length * 0.6);
  const margins = new Set(pages.length > 1 ? edges.filter(isMargin) : []);
  return pages.flat().filter((line) => !margins.has(line));
}

interface Body {
  size: number;
  font: string;
  /** Where its lines begin and end. */
  x: number;
  right: number;
  /** From line to line within a paragraph. */
  leading: number;
}

/** What most letters have. */
function bodyOf(lines: readonly Line[]): Body {
  const [size, font] = most(lines, (line) => [line.size, line.font]) ?? [0, ''];
  const own = lines.filter((line) => line.size === size);
  const [x] = most(own, (line) => [Math.round(line.x)]) ?? [0];
  const right = Math.max(0, ...own.map((line) => line.right));
  // A line that goes on in small letters is of the same paragraph for sure.
  const gaps = own.flatMap((line, index) => {
    const gap = own[index - 1] && own[index - 1]!.page === line.page ? own[index - 1]!.y - line.y : 0;
    return gap > 0 && /^\p{Ll}/u.test(line.text) ? [gap] : [];
  });
  const leading = gaps.toSorted((one, other) => one - other)[Math.floor(gaps.length / 2)];
  return { size, font, x, right, leading: leading ?? size * 1.3 };
}

/** The value that the most letters have. */
function most<T extends unknown[]>(lines: readonly Line[], valueOf: (line: Line) => T): T | undefined {
  const letters = new Map<string, { value: T; count: number }>();
  for (const line of lines) {
    const value = valueOf(line);
    const known = letters.get(JSON.stringify(value)) ?? { value, count: 0 };
    known.count += line.text.length;
    letters.set(JSON.stringify(value), known);
  }
  return [...letters.values()].toSorted((a, b) => b.count - a.count)[0]?.value;
}

/** Larger than the text, or in another font on a short line of its own. */
function headingLevel(line: Line, next: Line | undefined, body: Body): number {
  if (line.text.length > 150 || /^[•·▪◦‣–-]\s/.test(line.text)) return 0;
  const ratio = line.size / body.size;
  if (ratio >= 1.6) return 1;
  if (ratio >= 1.12) return ratio >= 1.3 ? 2 : 3;
  const isApart = !next || next.font !== line.font || next.size !== line.size;
  const isStrong = line.font !== body.font && line.size >= body.size;
  return isStrong && isApart && line.text.length <= 90 && !/[.,:;]$/.test(line.text) ? 3 : 0;
}

/** The line before was full, or this one begins in the middle of a sentence. */
function continues(before: Line, line: Line, body: Body): boolean {
  if (line.size !== before.size || line.text.startsWith('– ')) return false;
  const isInside = /^\p{Ll}/u.test(line.text);
  const isFull = before.right > body.right * 0.8;
  if (before.page !== line.page) return isInside && isFull;
  const gap = before.y - line.y;
  return gap > 0 && gap <= body.leading * 1.25 && (isInside || isFull);
}

/** A word that was divided at the end of the line is whole again. */
function joined(text: string, next: string): string {
  return /\p{L}-$/u.test(text) && /^\p{Ll}/u.test(next) ? text.slice(0, -1) + next : `${text} ${next}`;
}
