/** A run of letters on a page, in points from the lower left corner. */
export interface Run {
  text: string;
  x: number;
  y: number;
  width: number;
  size: number;
  font: string;
}

interface Line {
  text: string;
  x: number;
  y: number;
  size: number;
  font: string;
  page: number;
}

/** Headings by size and weight, bullets and paragraphs, as Markdown. */
export function layoutMarkdown(pages: readonly (readonly Run[])[]): string {
  const lines = withoutMargins(
    pages.flatMap((runs, page) => linesOf(runs, page)),
    pages.length,
  );
  const body = bodyOf(lines);
  const blocks: string[] = [];
  lines.forEach((line, index) => {
    const before = lines[index - 1];
    const heading = headingLevel(line, lines[index + 1], body);
    const bullet = /^[•·▪◦‣–-]\s+(\S.*)$/.exec(line.text);
    if (heading) blocks.push(`${'#'.repeat(heading)} ${line.text}`);
    else if (bullet && !/^[–]/.test(line.text)) blocks.push(`- ${bullet[1]!}`);
    else if (before && continues(before, line, body) && blocks.length && !blocks.at(-1)!.startsWith('#'))
      blocks.push(joined(blocks.pop()!, line.text));
    else blocks.push(line.text);
  });
  return blocks.reduce((text, block, index) => {
    const isItem = block.startsWith('- ') && blocks[index - 1]?.startsWith('- ');
    return index ? `${text}${isItem ? '\n' : '\n\n'}${block}` : block;
  }, '');
}

/** Runs on one height are one line; a gap between them is a space. */
function linesOf(runs: readonly Run[], page: number): Line[] {
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
    y: first!.y,
    size: Math.round(longest.size * 2) / 2,
    font: longest.font,
    page,
  };
}

/** Page numbers, and what stands at the same height of most pages, are not of the text. */
function withoutMargins(lines: Line[], pages: number): Line[] {
  const seen = new Map<string, Set<number>>();
  const key = ({ text, y }: Line) => `${Math.round(y)} ${text.replace(/\d+/g, '#')}`;
  for (const line of lines) seen.set(key(line), (seen.get(key(line)) ?? new Set()).add(line.page));
  return lines.filter(
    (line) =>
      pages < 2 ||
      (seen.get(key(line))!.size < Math.max(2, pages * 0.6) && !/^(?:sida )?\d{1,3}$/i.test(line.text)),
  );
}

interface Body {
  size: number;
  font: string;
  /** From line to line within a paragraph. */
  leading: number;
}

/** What most letters have. */
function bodyOf(lines: readonly Line[]): Body {
  const letters = new Map<string, number>();
  for (const { size, font, text } of lines)
    letters.set(`${size} ${font}`, (letters.get(`${size} ${font}`) ?? 0) + text.length);
  const [most = '0 '] = [...letters].toSorted(([, a], [, b]) => b - a).map(([name]) => name);
  const [size = '0', ...font] = most.split(' ');
  const gaps = lines.flatMap((line, index) => {
    const before = lines[index - 1];
    return before && before.page === line.page && before.y > line.y ? [before.y - line.y] : [];
  });
  const leading = gaps.filter((gap) => gap < Number(size) * 2).toSorted((a, b) => a - b)[
    Math.floor(gaps.length / 4)
  ];
  return { size: Number(size), font: font.join(' '), leading: leading ?? Number(size) * 1.3 };
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

function continues(before: Line, line: Line, body: Body): boolean {
  if (line.size !== before.size || /^[–]\s/.test(line.text)) return false;
  if (before.page !== line.page) return /^\p{Ll}/u.test(line.text);
  const gap = before.y - line.y;
  return gap > 0 && gap <= body.leading * 1.35;
}

/** A word that was divided at the end of the line is whole again. */
function joined(text: string, next: string): string {
  return /\p{L}-$/u.test(text) && /^\p{Ll}/u.test(next) ? text.slice(0, -1) + next : `${text} ${next}`;
}
