const START_OF_SCAN = 0xda;
const ORIENTATION = 0x0112;
/** What a picture needs: JFIF and the colour profile. Everything else between the start and the picture tells of people. */
const KEPT_SEGMENTS = new Set([0xe0, 0xe2, 0xee]);

/**
 * A JPEG without Exif (place, camera), XMP, IPTC and comments; how the picture is turned is kept. Undefined when it is broken.
 * Segments as in ITU-T T.81 annex B.
 */
export function withoutJpegTraces(bytes: Buffer): Buffer | undefined {
  const kept: Buffer[] = [bytes.subarray(0, 2)];
  let turned = 1;
  for (let at = 2; at + 4 <= bytes.length;) {
    if (bytes[at] !== 0xff) return undefined;
    const marker = bytes[at + 1]!;
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    const next = at + 2 + bytes.readUInt16BE(at + 2);
    if (marker === START_OF_SCAN) {
      if (bytes.lastIndexOf(Buffer.from([0xff, 0xd9])) < at) return undefined;
      const head = turned === 1 ? [] : [exifOf(turned)];
      return Buffer.concat([kept[0]!, ...head, ...kept.slice(1), bytes.subarray(at)]);
    }
    if (next > bytes.length) return undefined;
    const isMetadata = (marker >= 0xe0 && marker <= 0xef) || marker === 0xfe;
    if (marker === 0xe1) turned = orientationIn(bytes.subarray(at + 4, next)) ?? turned;
    if (!isMetadata || KEPT_SEGMENTS.has(marker)) kept.push(bytes.subarray(at, next));
    at = next;
  }
  return undefined;
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
/** Text, time and Exif chunks of a PNG (ISO/IEC 15948 11.3). */
const TELLING_CHUNKS = new Set(['tEXt', 'zTXt', 'iTXt', 'tIME', 'eXIf']);

export function withoutPngTraces(bytes: Buffer): Buffer | undefined {
  const kept: Buffer[] = [bytes.subarray(0, SIGNATURE)];
  for (let at = SIGNATURE; at + 12 <= bytes.length;) {
    const next = at + 12 + bytes.readUInt32BE(at);
    const type = bytes.toString('latin1', at + 4, at + 8);
    if (next > bytes.length || !/^[A-Za-z]{4}$/.test(type)) return undefined;
    if (!TELLING_CHUNKS.has(type)) kept.push(bytes.subarray(at, next));
    if (type === 'IEND') return Buffer.concat(kept);
    at = next;
  }
  return undefined;
}
