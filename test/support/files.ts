import type { Answer, TestApp } from './app.ts';

/** A zip whose entries are stored as they are, with the sizes that it claims. */
export function zipOf(entries: [name: string, content: string, claimed?: number][], flags = 0): Buffer {
  const locals: Buffer[] = [];
  const central: Buffer[] = [];
  let at = 0;
  for (const [name, content, claimed = content.length] of entries) {
    const local = Buffer.alloc(30);
    local.write('PK\x03\x04', 0, 'latin1');
    local.writeUInt16LE(flags, 6);
    local.writeUInt32LE(content.length, 18);
    local.writeUInt32LE(claimed, 22);
    local.writeUInt16LE(name.length, 26);
    const head = Buffer.alloc(46);
    head.write('PK\x01\x02', 0, 'latin1');
    head.writeUInt16LE(flags, 8);
    head.writeUInt32LE(content.length, 20);
    head.writeUInt32LE(claimed, 24);
    head.writeUInt16LE(name.length, 28);
    head.writeUInt32LE(at, 42);
    central.push(Buffer.concat([head, Buffer.from(name)]));
    locals.push(Buffer.concat([local, Buffer.from(name + content)]));
    at += locals.at(-1)!.length;
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 0, 'latin1');
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...locals, directory, end]);
}

export const PPTX = zipOf([
  ['[Content_Types].xml', '<Types/>'],
  ['ppt/presentation.xml', '<p/>'],
]);
export const ODP = zipOf([
  ['mimetype', 'application/vnd.oasis.opendocument.presentation'],
  ['content.xml', '<o/>'],
]);
export const PDF = Buffer.from('%PDF-1.7\n1 0 obj <<>> endobj\ntrailer <<>>\n%%EOF\n');

const segment = (marker: number, content: Buffer): Buffer => {
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(content.length + 2, 2);
  return Buffer.concat([head, content]);
};

/** An Exif directory with the orientation, and a text as a camera would leave it. */
function exif(orientation: number, secret: string): Buffer {
  const tiff = Buffer.alloc(22);
  tiff.write('II*\0', 0, 'latin1');
  tiff.writeUInt32LE(8, 4);
  tiff.writeUInt16LE(1, 8);
  tiff.writeUInt16LE(0x0112, 10);
  tiff.writeUInt16LE(3, 12);
  tiff.writeUInt32LE(1, 14);
  tiff.writeUInt16LE(orientation, 18);
  return Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), tiff, Buffer.from(secret)]);
}

export function jpegOf({ orientation = 6, secret = 'GPS 56.04 12.69' } = {}): Buffer {
  return Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    segment(0xe0, Buffer.from('JFIF\0\x01\x01\0\0\x01\0\x01\0\0', 'latin1')),
    segment(0xe1, exif(orientation, secret)),
    segment(0xed, Buffer.from(secret)),
    segment(0xfe, Buffer.from(secret)),
    segment(0xdb, Buffer.alloc(65, 1)),
    segment(0xda, Buffer.from([1, 1, 0, 0, 63, 0])),
    Buffer.from([1, 2, 3, 0xff, 0xd9]),
  ]);
}

export function pngOf(secret = 'GPS 56.04 12.69'): Buffer {
  const chunk = (type: string, content: Buffer) => {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(content.length);
    return Buffer.concat([length, Buffer.from(type, 'latin1'), content, Buffer.alloc(4)]);
  };
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', Buffer.alloc(13)),
    chunk('tEXt', Buffer.from(`Comment\0${secret}`, 'latin1')),
    chunk('IDAT', Buffer.from([1, 2, 3])),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** Posts a form with one file, as a browser does. */
export async function upload(
  app: TestApp,
  path: string,
  { bytes, name = 'bilder.pdf', kind, title }: { bytes: Buffer; name?: string; kind: string; title?: string },
): Promise<Answer> {
  const form = new FormData();
  form.set('kind', kind);
  if (title) form.set('title', title);
  form.set('file', new Blob([new Uint8Array(bytes)]), name);
  const response = await fetch(app.origin + path, {
    method: 'POST',
    body: form,
    headers: { origin: app.baseUrl },
    redirect: 'manual',
  });
  return { status: response.status, text: await response.text(), headers: response.headers };
}
