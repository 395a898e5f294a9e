import { XMLParser } from 'fast-xml-parser';
import { readLink } from '../shared/html.ts';
import type { Attachment } from './source.ts';

/** A post, a page or an attachment of a WordPress export (WXR 1.2). */
export interface Post {
  id: string;
  title: string;
  /** HTML, or text with blank lines between paragraphs, as the editor keeps it. */
  content: string;
  published: string | undefined;
  /** By its name, and by its number: both work in a blog. */
  addresses: string[];
  /** post, page, attachment … */
  type: string;
  status: string;
  /** Of an attachment: the post it was put into, and where the file lies. */
  parent: string;
  file: string;
}

const parser = new XMLParser({
  ignoreAttributes: true,
  processEntities: true,
  parseTagValue: false,
  trimValues: false,
  isArray: (name) => name === 'item',
});

/** Undefined when the XML is no export of a blog. The text must not declare entities: see `declaresEntities`. */
export function postsOf(xml: string): Post[] | undefined {
  const { rss } = parser.parse(xml) as {
    rss?: { channel?: Record<string, unknown> & { item?: Record<string, unknown>[] } };
  };
  if (!rss?.channel) return undefined;
  const blog = textOf(rss.channel['wp:base_blog_url'] ?? rss.channel['link']).trim();
  return (rss.channel.item ?? []).map((item) => {
    const [type, id] = [textOf(item['wp:post_type']).trim() || 'post', textOf(item['wp:post_id']).trim()];
    return {
      id,
      title: textOf(item['title']).trim(),
      content: textOf(item['content:encoded']),
      published: /^\d{4}-\d{2}-\d{2}/.exec(textOf(item['wp:post_date']))?.[0],
      addresses: [textOf(item['link']).trim(), ...numberedAddresses(blog, type, id)].filter(Boolean),
      type,
      status: textOf(item['wp:status']).trim(),
      parent: textOf(item['wp:post_parent']).trim(),
      file: textOf(item['wp:attachment_url']).trim(),
    };
  });
}

function numberedAddresses(blog: string, type: string, id: string): string[] {
  if (!id) return [];
  return (type === 'page' ? ['p', 'page_id'] : ['p']).map((name) => `${blog}/?${name}=${id}`);
}

const PICTURE = /\.(?:jpe?g|png|gif|webp|avif|heic|svg|bmp|tiff?)$/i;

/** Files that were put into the post or that it links to. Pictures stay: nobody has asked those who can be seen. */
export function attachmentsOf(post: Post, posts: readonly Post[]): Attachment[] {
  return posts
    .filter(({ type, parent, file }) => {
      if (type !== 'attachment' || !readLink(file) || PICTURE.test(new URL(file).pathname)) return false;
      return (parent !== '0' && parent === post.id) || post.content.includes(file);
    })
    .map(({ title, file, published }) => ({
      title: title || nameIn(file),
      address: file,
      published: published ?? null,
    }));
}

function nameIn(address: string): string {
  const name = new URL(address).pathname.split('/').at(-1)!;
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

const DECLARED = /<!(?:DOCTYPE|ENTITY)/i;
/** What may hold the words as text, and how it ends. */
const SILENT: Record<string, string> = { '<!--': '-->', '<![CDATA[': ']]>', '<?': '?>' };

/** Such a file can be made to grow without end, or to read other files. */
export function declaresEntities(xml: string): boolean {
  const next = /<!--|<!\[CDATA\[|<\?|<!(?:DOCTYPE|ENTITY)/gi;
  for (let found = next.exec(xml); found; found = next.exec(xml)) {
    const end = SILENT[found[0].toUpperCase()];
    if (!end) return true;
    const at = xml.indexOf(end, next.lastIndex);
    if (at < 0) return DECLARED.test(xml.slice(found.index));
    next.lastIndex = at + end.length;
  }
  return false;
}

/** The blank lines that the editor turns into paragraphs when it shows the text. */
export function asHtml(content: string): string {
  return content
    .replace(/<!--[\s\S]*?-->/g, '')
    .split(/\n{2,}/)
    .map((block) => block.trim())
    .filter(Boolean)
    .map(paragraphs)
    .join('\n');
}

const BLOCK = /<\/?(?:p|h[1-6]|ul|ol|li|table|thead|tbody|tr|td|th|blockquote|div|pre|figure|hr)\b/i;

/** Text beside tags of blocks is a paragraph too: "<h3>Lyktan</h3>\nTorvald berättade". */
function paragraphs(block: string): string {
  if (!BLOCK.test(block)) return `<p>${block.replaceAll('\n', '<br>')}</p>`;
  return block.replace(/(<\/(?:h[1-6]|ul|ol|p|table|blockquote)>)\n([^<\n][^\n]*)/g, '$1\n<p>$2</p>');
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';
}
