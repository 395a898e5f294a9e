const START_OF_SCAN = 0xda;
const END_OF_IMAGE = 0xd9;
const ORIENTATION = 0x0112;
/** What a picture needs: JFIF without its small picture, the colour profile, and how its colours are coded. */
const KEPT_SEGMENTS = new Map([
  [0xe0, 'JFIF\0'],
  [0xe2, 'ICC_PROFILE\0'],
  [0xee, 'Adobe'],
]);
const JFIF_LENGTH = 14;

/**
 * A JPEG without Exif (place, camera), XMP, IPTC, comments, small pictures and whatever comes after it, such as a second picture
 * with an Exif of its own; how the picture is turned is kept. Undefined when it is broken. Segments as in ITU-T T.81 annex B.
 */
export function withoutJpegTraces(bytes: Buffer): Buffer | undefined {
  const kept: Buffer[] = [];
  let turned = 1;
  let isDrawn = false;
  for (let at = 2; at + 2 <= bytes.length;) {
    if (bytes[at] !== 0xff) return undefined;
    const marker = bytes[at + 1]!;
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    if (marker === END_OF_IMAGE) {
      const head = turned === 1 ? [] : [exifOf(turned)];
      const parts = [bytes.subarray(0, 2), ...head, ...kept, bytes.subarray(at, at + 2)];
      return isDrawn ? Buffer.concat(parts) : undefined;
    }
    const next = at + 4 > bytes.length ? Infinity : at + 2 + bytes.readUInt16BE(at + 2);
    if (next > bytes.length) return undefined;
    const content = bytes.subarray(at + 4, next);
    if (marker === 0xe1) turned = orientationIn(content) ?? turned;
    const isScan = marker === START_OF_SCAN;
    const end = isScan ? endOfScan(bytes, next) : next;
    if (!isMetadata(marker, content)) kept.push(bytes.subarray(at, end));
    isDrawn ||= isScan;
    at = end;
  }
  return undefined;
}

function isMetadata(marker: number, content: Buffer): boolean {
  if (marker !== 0xfe && (marker < 0xe0 || marker > 0xef)) return false;
  const name = KEPT_SEGMENTS.get(marker);
  if (!name || content.toString('latin1', 0, name.length) !== name) return true;
  return marker === 0xe0 && content.length !== JFIF_LENGTH;
}

/** Where the next marker is; inside a scan 0xff is followed by 0 or by the number of a restart. */
function endOfScan(bytes: Buffer, from: number): number {
  for (let at = bytes.indexOf(0xff, from); at >= 0; at = bytes.indexOf(0xff, at + 1)) {
    const next = bytes[at + 1];
    if (next !== undefined && next !== 0 && (next < 0xd0 || next > 0xd7)) return at;
  }
  return bytes.length;
}

/** The tag of Exif's first directory (CIPA DC-008 4.6.4), 1 to 8. */
function orientationIn(segment: Buffer): number | undefined {
  if (segment.toString('latin1', 0, 6) !== 'Exif\0\0') return undefined;
  const tiff = segment.subarray(6);
  if (tiff.length < 8) return undefined;
  const little = tiff.toString('latin1', 0, 2) === 'II';
  const two = (at: number) => (little ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at));
  const first = little ? tiff.readUInt32LE(4) : tiff.readUInt32BE(4);
  if (first + 2 > tiff.length) return undefined;
  for (let index = 0; index < two(first); index++) {
    const at = first + 2 + index * 12;
    if (at + 12 > tiff.length) return undefined;
    if (two(at) === ORIENTATION) return two(at + 8) <= 8 && two(at + 8) >= 1 ? two(at + 8) : undefined;
  }
  return undefined;
}

/** An Exif segment that says nothing but how the picture is turned. */
function exifOf(orientation: number): Buffer {
  const tiff = Buffer.alloc(26);
  tiff.write('MM', 0, 'latin1');
  tiff.writeUInt16BE(42, 2);
  tiff.writeUInt32BE(8, 4);
  tiff.writeUInt16BE(1, 8);
  tiff.writeUInt16BE(ORIENTATION, 10);
  tiff.writeUInt16BE(3, 12);
  tiff.writeUInt32BE(1, 14);
  tiff.writeUInt16BE(orientation, 18);
  const head = Buffer.from([0xff, 0xe1, 0, 2 + 6 + tiff.length]);
  return Buffer.concat([head, Buffer.from('Exif\0\0', 'latin1'), tiff]);
}

const SIGNATURE = 8;
/** What draws the picture (W3C PNG, 11); text, time, Exif, and what programs have added of their own, is left out. */
const DRAWING_CHUNKS = new Set(
  'IHDR PLTE IDAT IEND tRNS gAMA cHRM sRGB iCCP cICP mDCV cLLI sBIT bKGD pHYs hIST sPLT acTL fcTL fdAT'.split(
    ' ',
  ),
);

export function withoutPngTraces(bytes: Buffer): Buffer | undefined {
  const kept: Buffer[] = [bytes.subarray(0, SIGNATURE)];
  for (let at = SIGNATURE; at + 12 <= bytes.length;) {
    const next = at + 12 + bytes.readUInt32BE(at);
    const type = bytes.toString('latin1', at + 4, at + 8);
    if (next > bytes.length || !/^[A-Za-z]{4}$/.test(type)) return undefined;
    if (DRAWING_CHUNKS.has(type)) kept.push(bytes.subarray(at, next));
    if (type === 'IEND') return Buffer.concat(kept);
    at = next;
  }
  return undefined;
}
