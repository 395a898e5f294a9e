import MarkdownIt from 'markdown-it';
import sanitize from 'sanitize-html';
import { SafeHtml } from './html.ts';

/** Characters; longer texts are refused where they come in. */
export const MARKDOWN_LIMIT = 200_000;

const markdown = new MarkdownIt({ html: false, linkify: true, typographer: false }).disable('image');
markdown.linkify.set({ fuzzyLink: false, fuzzyEmail: true });
const blocksOnly = new MarkdownIt({ html: false }).disable(['inline', 'linkify', 'text_join']);

const TAGS =
  'h1 h2 h3 h4 h5 h6 p br hr ul ol li blockquote strong em del s code pre a table thead tbody tr th td'.split(
    ' ',
  );

const RULES: sanitize.IOptions = {
  allowedTags: TAGS,
  allowedAttributes: { a: ['href', 'rel'], ol: ['start'] },
  allowedSchemes: ['http', 'https', 'mailto'],
  allowProtocolRelative: false,
  transformTags: { a: linkWithRel },
};

function linkWithRel(tagName: string, attribs: sanitize.Attributes): sanitize.Tag {
  const external = /^https?:/i.test(attribs['href'] ?? '');
  return { tagName, attribs: external ? { ...attribs, rel: 'nofollow noopener' } : attribs };
}

/** The text's own highest level of heading, 1 to 6. */
export function highestHeading(text: string): number {
  const levels = markdown.parse(text.slice(0, MARKDOWN_LIMIT), {}).flatMap(headingLevel);
  return levels.reduce((highest, level) => Math.min(highest, level), 6);
}

/** Headings nest under the page's own: the highest becomes `topLevel`, whatever the writer began with. */
export function renderMarkdown(text: string, topLevel = 3, highest = highestHeading(text)): SafeHtml {
  const tokens = markdown.parse(text.slice(0, MARKDOWN_LIMIT), {});
  for (const token of tokens)
    for (const level of headingLevel(token)) token.tag = `h${Math.min(6, topLevel + level - highest)}`;
  return new SafeHtml(sanitize(markdown.renderer.render(tokens, markdown.options, {}), RULES));
}

/** The lines of paragraphs and list items with their places in the text; not those of code, quotes, headings and tables. */
export function proseLines(text: string): { line: number; text: string }[] {
  const lines = text.split('\n');
  let quotes = 0;
  return markdown.parse(text.slice(0, MARKDOWN_LIMIT), {}).flatMap(({ type, map }, index, tokens) => {
    if (type === 'blockquote_open') quotes++;
    if (type === 'blockquote_close') quotes--;
    if (type !== 'inline' || !map || quotes || tokens[index - 1]?.type !== 'paragraph_open') return [];
    return lines.slice(map[0], map[1]).map((one, at) => ({ line: map[0] + at, text: one }));
  });
}

const BLOCK_KINDS: Partial<Record<string, TextBlock['kind']>> = {
  code_block: 'code',
  fence: 'code',
  heading_open: 'heading',
  table_open: 'table',
};

export interface TextBlock {
  kind: 'code' | 'heading' | 'table';
  /** Of a heading. */
  level: number;
  /** Places in the text, whole lines. */
  from: number;
  to: number;
}

/** What is no running text: code, headings and tables, in the order of the text. */
export function textBlocks(text: string): TextBlock[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return blocksOnly.parse(text.slice(0, MARKDOWN_LIMIT), {}).flatMap((token): TextBlock[] => {
    const [level] = headingLevel(token);
    const kind = BLOCK_KINDS[token.type];
    if (!kind || !token.map || (kind === 'heading' && !level)) return [];
    const [from, to] = token.map.map((line) => starts[line] ?? text.length) as [number, number];
    return [{ kind, level: level ?? 0, from, to }];
  });
}

/** As the parser sees the text, for who draws it in another way than as HTML. */
export function tokensOf(text: string) {
  return markdown.parse(text.slice(0, MARKDOWN_LIMIT), {});
}

function headingLevel({ type, tag }: { type: string; tag: string }): number[] {
  return type.startsWith('heading_') ? [Number(tag.slice(1))] : [];
}

/** The words of a Markdown text, without marks; blocks are separated by blank lines. */
export function plainText(text: string): string {
  const html = markdown.render(text.slice(0, MARKDOWN_LIMIT));
  const words = sanitize(html.replace(/<li>\s*(?:<p>)?/g, '<li>– '), {
    allowedTags: [],
    allowedAttributes: {},
  });
  return decode(words)
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

function decode(text: string): string {
  return text
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&#39;/g, "'")
    .replace(/&amp;/g, '&');
}
