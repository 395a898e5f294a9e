import '../shared/own-inflating.ts';
import { XMLValidator } from 'fast-xml-parser';
import mammoth from 'mammoth';
import { getDocumentProxy } from 'unpdf';
import { inflateEntry, readZipEntries, textParts } from '../documents/zip.ts';
import { TooDeep } from '../minutes/pasted-html.ts';
import { pastedMarkdown } from '../minutes/pasted-markdown.ts';
import { refusalOf } from '../recognition/source-text.ts';
import { decodeText } from '../shared/encoding.ts';
import { layoutMarkdown, type Run } from './pdf-layout.ts';
import {
  BROKEN,
  ENTITIES,
  LOCKED,
  NO_TEXT,
  TOO_HEAVY,
  type Heavy,
  type SourceRead,
  type SourceText,
} from './source.ts';
import { asHtml, attachmentsOf, declaresEntities, postsOf } from './wordpress.ts';

const NO_BLOG = 'Filen är inget utdrag ur en WordPress-blogg. Välj Verktyg, Exportera i WordPress.';

/** More than any minutes; somebody repeats one page over and over. */
const MOST_PAGES = 2000;

/** To be called in a thread of its own. */
export async function readHeavy(kind: Heavy, bytes: Buffer): Promise<SourceRead> {
  try {
    const read = await READERS[kind](bytes);
    if ('fault' in read) return read;
    return read.texts.some(({ text }) => text.trim()) ? read : { fault: NO_TEXT };
  } catch (error) {
    if (error instanceof TooDeep) return { fault: TOO_HEAVY };
    return { fault: error instanceof Error && error.name === 'PasswordException' ? LOCKED : BROKEN };
  }
}

const READERS: Record<Heavy, (bytes: Buffer) => SourceRead | Promise<SourceRead>> = {
  html: readHtml,
  docx: readWord,
  pdf: readPdf,
  wordpress: readBlog,
};

function one(text: string): SourceRead {
  return { texts: [{ text, format: 'markdown' }] };
}

function readHtml(bytes: Buffer): SourceRead {
  const html = decodeText(bytes);
  const fault = refusalOf(html);
  return fault ? { fault } : one(pastedMarkdown(html).markdown);
}

/** The library inflates whatever an entry holds; one that is longer than it says is stopped here first. */
async function readWord(bytes: Buffer): Promise<SourceRead> {
  const entries = readZipEntries(bytes);
  if (!entries) return { fault: BROKEN };
  const parts = textParts(entries);
  if (!parts) return { fault: TOO_HEAVY };
  for (const part of parts)
    if (declaresEntities(decodeText(inflateEntry(bytes, part)))) return { fault: ENTITIES };
  const { value } = await mammoth.convertToHtml(
    { buffer: bytes },
    { convertImage: mammoth.images.imgElement(() => Promise.resolve({ src: '' })) },
  );
  return one(pastedMarkdown(value).markdown);
}

async function readPdf(bytes: Buffer): Promise<SourceRead> {
  const pdf = await getDocumentProxy(new Uint8Array(bytes), { verbosity: 0 });
  const pages: Run[][] = [];
  try {
    if (pdf.numPages > MOST_PAGES) return { fault: TOO_HEAVY };
    for (let number = 1; number <= pdf.numPages; number++) {
      const page = await pdf.getPage(number);
      const { items } = await page.getTextContent();
      pages.push(items.flatMap((item) => ('str' in item ? [runOf(item)] : [])));
      page.cleanup();
    }
  } finally {
    await pdf.loadingTask.destroy();
  }
  return one(layoutMarkdown(pages));
}

interface Item {
  str: string;
  transform: number[];
  width: number;
  height: number;
  fontName: string;
}

function runOf({ str, transform, width, height, fontName }: Item): Run {
  const [, , , scale = 0, x = 0, y = 0] = transform;
  return { text: str, x, y, width, size: height || Math.abs(scale), font: fontName };
}

/** Posts and pages; drafts and what is no text are left where they are. */
function readBlog(bytes: Buffer): SourceRead {
  const xml = decodeText(bytes);
  if (declaresEntities(xml)) return { fault: ENTITIES };
  if (XMLValidator.validate(xml) !== true) return { fault: BROKEN };
  const posts = postsOf(xml);
  if (!posts) return { fault: NO_BLOG };
  const shown = posts.filter(
    ({ type, status }) => ['post', 'page'].includes(type) && ['', 'publish'].includes(status),
  );
  const texts = shown.map((post): SourceText => ({
    text: `# ${post.title}\n\n${pastedMarkdown(asHtml(post.content)).markdown}`,
    format: 'markdown',
    title: post.title,
    ...(post.published && { published: post.published }),
    origin: { addresses: post.addresses, attachments: attachmentsOf(post, posts) },
  }));
  return { texts };
}
