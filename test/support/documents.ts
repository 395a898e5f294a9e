import { constants, deflateRawSync, deflateSync } from 'node:zlib';
import type { Answer, TestApp } from './app.ts';

/** One page of text as PDF 1.4 (ISO 32000-1 7.5); `extra` goes into the trailer. */
export function pdfOf(
  lines: readonly string[],
  { extra = '', packed = deflateSync(contentOf(lines)) } = {},
): Buffer {
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${packed.length} /Filter /FlateDecode >>\nstream\n${packed.toString('latin1')}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>',
  ];
  let file = '%PDF-1.4\n';
  const starts = objects.map((object, index) => {
    const start = file.length;
    file += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return start;
  });
  const rows = starts.map((start) => `${String(start).padStart(10, '0')} 00000 n \n`).join('');
  const table = `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${rows}`;
  const trailer = `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R ${extra} >>\nstartxref\n${file.length}\n%%EOF\n`;
  return Buffer.from(file + table + trailer, 'latin1');
}

function contentOf(lines: readonly string[]): Buffer {
  const shown = lines.map((line, index) => `1 0 0 1 60 ${780 - index * 20} Tm (${line}) Tj`).join('\n');
  return Buffer.from(`BT /F1 12 Tf\n${shown}\nET`, 'latin1');
}

/** Two gigabytes of spaces: the same packed megabyte over and over, between a head and an end of its own (RFC 1951). */
export function bombPdf(): Buffer {
  const megabyte = deflateRawSync(Buffer.alloc(1_000_000, ' '), { finishFlush: constants.Z_FULL_FLUSH });
  const blocks = Array.from({ length: 2000 }, () => megabyte);
  return pdfOf([], { packed: Buffer.concat([Buffer.from([0x78, 0x9c]), ...blocks, Buffer.from([3, 0])]) });
}

/** Opens only with a password that nobody has (ISO 32000-1 7.6.3). */
export const LOCKED_PDF = pdfOf(['Hemligt'], {
  extra: `/ID [<00><00>] /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <${'11'.repeat(32)}> /U <${'22'.repeat(32)}> >>`,
});

/** A zip with its entries deflated; `claimed` is what an entry says that it becomes. */
export function packedZip(
  entries: readonly [name: string, content: string | Buffer, claimed?: number][],
): Buffer {
  const parts: Buffer[] = [];
  const central: Buffer[] = [];
  let at = 0;
  for (const [name, content, claimed = Buffer.byteLength(content)] of entries) {
    const packed = deflateRawSync(content);
    const local = Buffer.alloc(30);
    local.write('PK\x03\x04', 0, 'latin1');
    const head = Buffer.alloc(46);
    head.write('PK\x01\x02', 0, 'latin1');
    for (const [buffer, start] of [
      [local, 8],
      [head, 10],
    ] as const) {
      buffer.writeUInt16LE(8, start);
      buffer.writeUInt32LE(packed.length, start + 10);
      buffer.writeUInt32LE(claimed, start + 14);
      buffer.writeUInt16LE(name.length, start + 18);
    }
    head.writeUInt32LE(at, 42);
    central.push(head, Buffer.from(name));
    parts.push(local, Buffer.from(name), packed);
    at += 30 + name.length + packed.length;
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 0, 'latin1');
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...parts, directory, end]);
}

const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
const RELS = 'http://schemas.openxmlformats.org/package/2006/relationships';
const OFFICE_RELS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

export function docxOf(paragraphs: readonly string[], claimed?: number): Buffer {
  const body = paragraphs.map((text) => `<w:p><w:r><w:t>${text}</w:t></w:r></w:p>`).join('');
  const xml = `<?xml version="1.0"?><w:document ${W}><w:body>${body}</w:body></w:document>`;
  return packedZip([
    ['[Content_Types].xml', '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'],
    [
      '_rels/.rels',
      `<Relationships xmlns="${RELS}"><Relationship Id="r1" Type="${OFFICE_RELS}/officeDocument" Target="word/document.xml"/></Relationships>`,
    ],
    ['word/document.xml', xml, claimed],
  ]);
}

const slideOf = (lines: readonly string[]) =>
  `<p:sld><a:p><a:r><a:t>${lines.join('</a:t></a:r></a:p><a:p><a:r><a:t xml:space="preserve">')}</a:t></a:r></a:p></p:sld>`;

export function pptxOf(slides: readonly (readonly string[])[]): Buffer {
  return packedZip([
    ['[Content_Types].xml', '<Types/>'],
    ['ppt/presentation.xml', '<p/>'],
    ...slides.map((lines, index) => [`ppt/slides/slide${index + 1}.xml`, slideOf(lines)] as [string, string]),
  ]);
}

export type Fields = Record<string, string | string[]>;

/** Sends the secretary's form as a browser does, the file last. */
export function sendDocument(
  app: TestApp,
  path: string,
  fields: Fields,
  file?: { bytes: Buffer; name: string },
): Promise<Answer> {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields))
    for (const one of [value].flat()) form.append(name, one);
  form.append('file', new Blob([new Uint8Array(file?.bytes ?? [])]), file?.name ?? '');
  return app.postForm(path, form);
}
