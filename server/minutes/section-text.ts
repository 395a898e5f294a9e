import { afterArrow } from '../follow-ups/line.ts';
import { arrowLines, type ArrowLine } from '../follow-ups/minutes-lines.ts';
import { SafeHtml, escapeHtml } from '../shared/html.ts';
import { highestHeading, renderMarkdown } from '../shared/markdown.ts';
import { renderConversation } from './conversation.ts';

/** How it stands with a follow-up, and where its trail is. */
export interface Standing {
  id: number;
  text: string;
}

/** By the keys of the lines. */
export type Standings = ReadonlyMap<string, Standing>;

/** The section as HTML; each follow-up has a line of its own, with how it stands once that is known. */
export function renderSection(
  markdown: string,
  topLevel: number,
  { before, standings }: { before: readonly string[]; standings: Standings },
): SafeHtml {
  const arrows = arrowLines(markdown, before);
  if (!arrows.length) return renderConversation(markdown, topLevel);
  const highest = highestHeading(markdown);
  const lines = markdown.split('\n');
  const parts: string[] = [];
  let from = 0;
  const prose = (to: number) => {
    const text = unindented(lines.slice(from, to)).trim();
    if (text) parts.push(renderConversation(text, topLevel, highest).toString());
  };
  for (const arrow of arrows) {
    prose(arrow.line);
    parts.push(arrowHtml(arrow, standings.get(arrow.key)));
    from = arrow.line + 1;
  }
  prose(lines.length);
  return new SafeHtml(parts.join('\n'));
}

function arrowHtml({ text }: ArrowLine, standing: Standing | undefined): string {
  const said = renderMarkdown(`→ ${afterArrow(text)!}`)
    .toString()
    .trim()
    .replace(/^<p>|<\/p>$/g, '');
  const link = standing
    ? ` <a class="tag" href="#uppfoljning-${standing.id}">${escapeHtml(standing.text)}</a>`
    : '';
  return `<p class="follow-up">${said}${link}</p>`;
}

/** What went on under a list item would be code once the item is cut off. */
function unindented(lines: string[]): string {
  const first = lines.findIndex((line) => line.trim());
  const indent = /^ */.exec(lines[first] ?? '')![0].length;
  if (!indent) return lines.join('\n');
  const end = lines.findIndex((line, at) => at > first && line.trim() && !line.startsWith(' '));
  const inside = end === -1 ? lines.length : end;
  const moved = lines
    .slice(0, inside)
    .map((line) => line.slice(Math.min(indent, /^ */.exec(line)![0].length)));
  return [...moved, '', ...lines.slice(inside)].join('\n');
}
