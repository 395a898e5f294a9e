import { extname } from 'node:path';
import { withoutJpegTraces, withoutPngTraces } from './picture.ts';
import { readZipNames } from './zip-names.ts';

/** What a file is by its own bytes, whatever its name says; or why it is not taken. */
export type Read = { mediaType: string; extension: string; content: Buffer } | { fault: string };

export type MaterialKind = 'slides' | 'photo';

export const MOST_BYTES = 10_000_000;
export const TOO_LARGE = 'Filen är större än 10 megabyte. Spara den som PDF, eller dela upp den.';

const SLIDES = 'Filen är inte en PDF, PPTX eller ODP. Spara den som något av det, och välj den igen.';
const PHOTO = 'Filen är inte en bild i JPEG eller PNG. Välj ett vanligt foto.';
const BROKEN = 'Filen är trasig eller inte hel. Öppna den, spara den igen och välj den på nytt.';
const MACROS = 'Filen innehåller makron. Spara den som PDF eller som en presentation utan makron.';

/** The content is what will be stored: a photo has lost what it told about place and camera. */
export function readMaterial(kind: MaterialKind, bytes: Buffer): Read {
  if (!bytes.length) return { fault: 'Filen är tom. Välj en annan.' };
  if (bytes.length > MOST_BYTES) return { fault: TOO_LARGE };
  return kind === 'photo' ? readPhoto(bytes) : readSlides(bytes);
}

function readPhoto(bytes: Buffer): Read {
  const png = bytes.subarray(0, 8).equals(Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'));
  const jpeg = bytes.subarray(0, 3).equals(Buffer.from([0xff, 0xd8, 0xff]));
  if (!png && !jpeg) return { fault: PHOTO };
  const content = png ? withoutPngTraces(bytes) : withoutJpegTraces(bytes);
  if (!content) return { fault: BROKEN };
  return png
    ? { mediaType: 'image/png', extension: 'png', content }
    : { mediaType: 'image/jpeg', extension: 'jpg', content };
}

function readSlides(bytes: Buffer): Read {
  if (bytes.subarray(0, 5).toString('latin1') === '%PDF-') {
    const end = bytes.subarray(-2048).toString('latin1');
    return end.includes('%%EOF')
      ? { mediaType: 'application/pdf', extension: 'pdf', content: bytes }
      : { fault: BROKEN };
  }
  if (bytes.subarray(0, 4).toString('latin1') !== 'PK\x03\x04') return { fault: SLIDES };
  const names = readZipNames(bytes);
  if (!names) return { fault: BROKEN };
  if (names.some((name) => /vbaProject|^Basic\/.+\.xml$/i.test(name))) return { fault: MACROS };
  if (names.includes('[Content_Types].xml') && names.includes('ppt/presentation.xml'))
    return { mediaType: PPTX, extension: 'pptx', content: bytes };
  const stated = bytes.subarray(30, 38 + ODP.length).toString('latin1');
  return names[0] === 'mimetype' && stated.startsWith(`mimetype${ODP}`)
    ? { mediaType: ODP, extension: 'odp', content: bytes }
    : { fault: SLIDES };
}

const PPTX = 'application/vnd.openxmlformats-officedocument.presentationml.presentation';
const ODP = 'application/vnd.oasis.opendocument.presentation';

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
