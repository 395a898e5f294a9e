import { extname } from 'node:path';
import { BROKEN, LOCKED } from '../file-text/file-text.ts';
import { decodeText } from '../shared/encoding.ts';
import { withoutJpegTraces, withoutPngTraces } from './picture.ts';
import { readZipEntries } from './zip.ts';

/** What a file is by its own bytes, whatever its name says; or why it is not taken. */
export type Read = { mediaType: string; extension: string; content: Buffer } | { fault: string };

export type MaterialKind = 'slides' | 'photo';

export const MOST_BYTES = 10_000_000;
export const TOO_LARGE = 'Filen är större än 10 megabyte. Spara den som PDF, eller dela upp den.';

const SLIDES = 'Filen är inte en PDF, PPTX eller ODP. Spara den som något av det, och välj den igen.';
const PHOTO = 'Filen är inte en bild i JPEG eller PNG. Välj ett vanligt foto.';
const MACROS = 'Filen innehåller makron. Spara den som PDF eller utan makron, och välj den igen.';
const EMPTY = 'Filen är tom. Välj en annan.';

/** The content is what will be stored: a photo has lost what it told about place and camera. */
export function readMaterial(kind: MaterialKind, bytes: Buffer): Read {
  if (!bytes.length) return { fault: EMPTY };
  if (bytes.length > MOST_BYTES) return { fault: TOO_LARGE };
  if (kind === 'photo') return readPicture(bytes) ?? { fault: PHOTO };
  return readPdf(bytes) ?? readOffice(bytes, ['pptx', 'odp'], SLIDES) ?? { fault: SLIDES };
}

const DOCUMENT =
  'Filen är inte en PDF, DOCX, PPTX, text eller bild (JPEG, PNG). Spara den som något av det, och välj den igen.';

/** Text is stored as UTF-8, whatever it was; what a name promises and the bytes are not is refused. */
export function readDocument(bytes: Buffer, name: string): Read {
  if (!bytes.length) return { fault: EMPTY };
  if (bytes.length > MOST_BYTES) return { fault: TOO_LARGE };
  const known = readPicture(bytes) ?? readPdf(bytes) ?? readOffice(bytes, ['docx', 'pptx'], DOCUMENT);
  return known ?? readPlain(bytes, extname(name).toLowerCase()) ?? { fault: DOCUMENT };
}

function readPicture(bytes: Buffer): Read | undefined {
  const png = bytes.subarray(0, 8).equals(Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'));
  const jpeg = bytes.subarray(0, 3).equals(Buffer.from([0xff, 0xd8, 0xff]));
  if (!png && !jpeg) return undefined;
  const content = png ? withoutPngTraces(bytes) : withoutJpegTraces(bytes);
  if (!content) return { fault: BROKEN };
  return png
    ? { mediaType: 'image/png', extension: 'png', content }
    : { mediaType: 'image/jpeg', extension: 'jpg', content };
}

function readPdf(bytes: Buffer): Read | undefined {
  if (bytes.subarray(0, 5).toString('latin1') !== '%PDF-') return undefined;
  const end = bytes.subarray(-2048).toString('latin1');
  if (!end.includes('%%EOF')) return { fault: BROKEN };
  return { mediaType: 'application/pdf', extension: 'pdf', content: bytes };
}

type Office = 'docx' | 'pptx' | 'odp';
const OPEN_XML = 'application/vnd.openxmlformats-officedocument';
const ODP = 'application/vnd.oasis.opendocument.presentation';
const OFFICE: Record<Office, { mediaType: string; main: string }> = {
  docx: { mediaType: `${OPEN_XML}.wordprocessingml.document`, main: 'word/document.xml' },
  pptx: { mediaType: `${OPEN_XML}.presentationml.presentation`, main: 'ppt/presentation.xml' },
  odp: { mediaType: ODP, main: 'content.xml' },
};

/** A zip that is none of the wanted gives `other`. */
function readOffice(bytes: Buffer, wanted: readonly Office[], other: string): Read | undefined {
  if (isLockedOffice(bytes)) return { fault: LOCKED };
  if (bytes.subarray(0, 4).toString('latin1') !== 'PK\x03\x04') return undefined;
  const names = readZipEntries(bytes)?.map(({ name }) => name);
  if (!names) return { fault: BROKEN };
  if (names.some((name) => /vbaProject|^Basic\/.+\.xml$/i.test(name))) return { fault: MACROS };
  const stated = bytes.subarray(30, 38 + ODP.length).toString('latin1');
  const isOdp = names[0] === 'mimetype' && stated.startsWith(`mimetype${ODP}`);
  const isOpenXml = names.includes('[Content_Types].xml');
  const found = wanted.find((one) => (one === 'odp' ? isOdp : isOpenXml && names.includes(OFFICE[one].main)));
  return found ? { mediaType: OFFICE[found].mediaType, extension: found, content: bytes } : { fault: other };
}

/** Office puts what is locked with a password in a compound file (MS-CFB 2.2) instead of a zip. */
function isLockedOffice(bytes: Buffer): boolean {
  const isCompound = bytes.subarray(0, 8).toString('hex') === 'd0cf11e0a1b11ae1';
  return isCompound && bytes.includes(Buffer.from('EncryptedPackage', 'utf16le'));
}

function readPlain(bytes: Buffer, extension: string): Read | undefined {
  if (extension !== '.txt' && extension !== '.md') return undefined;
  const text = decodeText(bytes);
  // oxlint-disable-next-line no-control-regex
  if (/[\u0000-\u0008\u000e-\u001f]/.test(text)) return undefined;
  if (!text.trim()) return { fault: EMPTY };
  const mediaType = extension === '.md' ? 'text/markdown; charset=utf-8' : 'text/plain; charset=utf-8';
  return { mediaType, extension: extension.slice(1), content: Buffer.from(text) };
}

/** A name to show and to save under, with the true ending: without paths, controls and marks that turn the text around. */
export function safeFileName(name: string, extension: string): string {
  const base = name.normalize('NFC').split(/[\\/]/).at(-1)!;
  const plain = base
    .slice(0, base.length - extname(base).length || undefined)
    .replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cn}"<>|:*?;%]/gu, '')
    .replace(/^\.+/, '')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 80)
    // Half of a character.
    .replace(/\p{Cs}/gu, '');
  return `${plain || 'material'}.${extension}`;
}
