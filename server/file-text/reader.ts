import '../shared/own-inflating.ts';
import mammoth from 'mammoth';
import { getDocumentProxy } from 'unpdf';
import { inflateEntry, readZipEntries, textParts } from '../documents/zip.ts';
import { BROKEN, LOCKED, MOST_TEXT, TOO_HEAVY, tidyText, type FileText, type Format } from './file-text.ts';
import { slidesText } from './slides.ts';

const READERS: Record<Format, (bytes: Buffer) => string | Promise<string>> = {
  pdf: pdfText,
  docx: wordText,
  pptx: slidesText,
};

/** To be called in a thread of its own: a file can be made so that reading it never ends. */
export async function readText(format: Format, bytes: Buffer): Promise<FileText> {
  try {
    if (format !== 'pdf' && !textParts(readZipEntries(bytes) ?? [])) return { fault: TOO_HEAVY };
    return { text: tidyText(await READERS[format](bytes)) };
  } catch (error) {
    return { fault: error instanceof Error && error.name === 'PasswordException' ? LOCKED : BROKEN };
  }
}

async function pdfText(bytes: Buffer): Promise<string> {
  const pdf = await getDocumentProxy(new Uint8Array(bytes), { verbosity: 0 });
  const pages: string[] = [];
  let length = 0;
  for (let number = 1; number <= pdf.numPages && length < MOST_TEXT; number++) {
    const page = await pdf.getPage(number);
    const { items } = await page.getTextContent();
    const text = items.map((item) => ('str' in item ? item.str + (item.hasEOL ? '\n' : '') : '')).join('');
    pages.push(text);
    length += text.length;
    page.cleanup();
  }
  return pages.join('\n\n');
}

/** The library inflates whatever an entry holds; one that is longer than it says is stopped here first. */
async function wordText(bytes: Buffer): Promise<string> {
  for (const part of textParts(readZipEntries(bytes) ?? []) ?? []) inflateEntry(bytes, part);
  const { value } = await mammoth.extractRawText({ buffer: bytes });
  return value;
}
