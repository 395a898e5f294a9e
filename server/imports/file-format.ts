import { extname } from 'node:path';
import type { Heavy } from './source.ts';

/** By the ending of its name: a text, or what has to be unpacked first. */
export type FileFormat = { text: 'text' | 'markdown' } | { heavy: Heavy };

const FORMATS: Record<string, FileFormat> = {
  '.txt': { text: 'text' },
  '.md': { text: 'markdown' },
  '.markdown': { text: 'markdown' },
  '.html': { heavy: 'html' },
  '.htm': { heavy: 'html' },
  '.docx': { heavy: 'docx' },
  '.pdf': { heavy: 'pdf' },
  '.xml': { heavy: 'wordpress' },
};
const OTHERS: Record<string, string> = {
  '.doc': 'Det är en äldre Word-fil. Öppna den i Word och spara den som .docx.',
  '.rtf': 'Det är en rtf-fil. Öppna den i Word och spara den som .docx.',
  '.odt': 'Det är en odt-fil. Öppna den och spara den som .docx.',
  '.zip': 'En zip-fil inuti en zip-fil läses inte. Packa upp den först.',
};
const UNKNOWN = 'Det filslaget går inte att läsa in. Spara den som .txt, .md, .html, .docx eller .pdf.';

/** Of a text, in characters when it is read and in bytes before. */
export const MOST_TEXT = 2_000_000;
export const MOST_BYTES = 25_000_000;
export const TOO_MUCH_TEXT = 'Filen är för stor. Högst 2 MB text får plats.';
const TOO_LARGE = 'Filen är för stor. Högst 25 MB får plats.';

export function formatOf(name: string): FileFormat | undefined {
  return FORMATS[extname(name).toLowerCase()];
}

/** Why a file of that name and size is not even opened. */
export function outerFault(name: string, size: number): string | undefined {
  const format = formatOf(name);
  if (!format) return OTHERS[extname(name).toLowerCase()] ?? UNKNOWN;
  if (!size) return 'Filen är tom.';
  if ('text' in format) return size > MOST_TEXT ? TOO_MUCH_TEXT : undefined;
  return size > MOST_BYTES ? TOO_LARGE : undefined;
}

const COMPOUND = '\xd0\xcf\x11\xe0';
const OTHER_WORD = 'Filen är låst med lösenord, eller en äldre Word-fil. Spara den som .docx utan lösenord.';
const NO_WHOLE_PDF = 'Filen är kapad: slutet saknas. Hämta den igen, eller spara den på nytt.';

/** What a file says that it is must be what it is. */
export function innerFault(kind: Heavy, bytes: Buffer): string | undefined {
  const head = bytes.toString('latin1', 0, 1024);
  if (kind === 'pdf') {
    if (!head.includes('%PDF-')) return 'Filen är ingen PDF, fast den heter så.';
    return bytes.subarray(-2048).includes('%%EOF') ? undefined : NO_WHOLE_PDF;
  }
  if (kind === 'docx') {
    if (head.startsWith(COMPOUND)) return OTHER_WORD;
    return head.startsWith('PK\x03\x04') ? undefined : 'Filen är ingen Word-fil, fast den heter så.';
  }
  const isOther =
    /^(?:PK\x03\x04|%PDF-|\x89PNG|\xff\xd8\xff|GIF8|MZ|\x7fELF)/.test(head) || head.startsWith(COMPOUND);
  return isOther && kind === 'wordpress' ? 'Filen är ingen XML-fil, fast den heter så.' : undefined;
}
