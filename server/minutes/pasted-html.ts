import sanitize from 'sanitize-html';

export interface CleanHtml {
  html: string;
  /** How many did not come along. */
  images: number;
}

/** Deeper tags are taken away, their text is kept: no person nests so. */
const DEEPEST = 60;
/** What is nested deeper than this takes longer and longer, and was made to. */
const MOST_NESTED = 12_000;
const BLOCKS =
  'h1 h2 h3 h4 h5 h6 p div blockquote pre ul ol li table thead tbody tfoot tr th td hr section article'.split(
    ' ',
  );
const TAGS = [...BLOCKS, ...'br strong em del code a mark-of-item'.split(' ')];
/** What a word processor draws instead of a list: each paragraph tells its level. */
const FAKE_ITEM = /mso-list:\s*l\d+\s+level(\d)/i;

/** The page nests deeper than any that was written to be read. */
export class TooDeep extends Error {}

/** What Word and Google Docs put on the clipboard, with nothing but structure left. Never the final word on safety: what becomes of it is rendered as any other text. */
export function cleanPasted(html: string): CleanHtml {
  let images = 0;
  let nested = 0;
  const levels = new Levels();
  const clean = sanitize(html, {
    allowedTags: TAGS,
    allowedAttributes: { a: ['href'], p: ['data-depth'], ol: ['start'] },
    allowedSchemes: ['http', 'https', 'mailto'],
    nestingLimit: DEEPEST,
    onOpenTag: () => {
      if (++nested > MOST_NESTED) throw new TooDeep();
    },
    onCloseTag: () => void nested--,
    nonTextTags: ['script', 'style', 'title', 'textarea', 'option', 'noscript', 'xml', 'template'],
    transformTags: {
      ...Object.fromEntries(
        BLOCKS.map((tag) => [tag, (name: string, attribs: sanitize.Attributes) => levels.end(name, attribs)]),
      ),
      p: (_name, { style = '' }) => levels.paragraph(Number(FAKE_ITEM.exec(style)?.[1] ?? 0)),
      img: (tagName) => {
        images++;
        return { tagName, attribs: {} };
      },
      a: (tagName, { href = '' }) => ({ tagName, attribs: linkTo(href) }),
      span: (_name, { style = '' }) => ({ tagName: tagOf(style), attribs: {} }),
      b: (_name, { style = '' }) => ({
        tagName: /(?<![\w-])font-weight:\s*(?:normal|400)/i.test(style) ? 'span' : 'strong',
        attribs: {},
      }),
      i: sanitize.simpleTransform('em', {}),
      s: sanitize.simpleTransform('del', {}),
      strike: sanitize.simpleTransform('del', {}),
    },
  });
  return { html: clean, images };
}

/** The wrapper of a bold and slanted word can only be one of them. */
function tagOf(style: string): string {
  if (/mso-list:\s*ignore/i.test(style)) return 'mark-of-item';
  if (/(?<![\w-])font-weight:\s*(?:bold|[6-9]00)/i.test(style)) return 'strong';
  if (/(?<![\w-])font-style:\s*italic/i.test(style)) return 'em';
  return /text-decoration[^;]*line-through/i.test(style) ? 'del' : 'span';
}

/** Google sends every link by way of itself; places inside the old document lead nowhere. */
function linkTo(href: string): { href: string } | Record<string, never> {
  const url = URL.parse(href.trim());
  if (!url || !/^(?:https?|mailto):$/.test(url.protocol)) return {};
  const real = /(?:^|\.)google\.\w+$/.test(url.hostname) && url.pathname === '/url';
  const inner = real ? URL.parse(url.searchParams.get('q') ?? '') : url;
  return inner && /^(?:https?|mailto):$/.test(inner.protocol) ? { href: inner.href } : {};
}

/** How deep each fake item stands under the first one of its list. */
class Levels {
  #first = 0;
  #depth = -1;

  end(tagName: string, attribs: sanitize.Attributes): sanitize.Tag {
    this.#depth = -1;
    return { tagName, attribs };
  }

  paragraph(level: number): sanitize.Tag {
    if (!level) return this.end('p', {});
    if (this.#depth < 0) this.#first = level;
    this.#depth = Math.max(0, Math.min(level - this.#first, this.#depth + 1));
    return { tagName: 'p', attribs: { 'data-depth': String(this.#depth) } };
  }
}
