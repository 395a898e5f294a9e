import { crc32, deflateRawSync } from 'node:zlib';

/** A made-up text, before it takes the shape of a file. */
export interface Text {
  title: string;
  theme: string;
  parts: { heading: string; lines: string[]; items: string[] }[];
  coming: string;
}

type Line = { text: string; level: 0 | 1 | 2; item?: true };

export const SHAPES: Record<string, (text: Text) => Buffer> = {
  txt: (text) => Buffer.from(plain(text)),
  'win.txt': (text) => Buffer.from(plain(text).replaceAll('–', '\u0096').replaceAll('\n', '\r\n'), 'latin1'),
  md: (text) => Buffer.from(linesOf(text).map(markdown).join('\n\n')),
  html: (text) => Buffer.from(`<meta charset="utf-8">${linesOf(text).map(html).join('\n')}`),
  docx: wordFile,
  pdf: pdfFile,
  xml: blogExport,
};

function linesOf({ title, theme, parts, coming }: Text): Line[] {
  return [
    { text: title, level: 1 },
    { text: `Tema: ${theme}`, level: 0 },
    ...parts.flatMap(({ heading, lines, items }): Line[] => [
      { text: heading, level: 2 },
      ...lines.map((text): Line => ({ text, level: 0 })),
      ...items.map((text): Line => ({ text, level: 0, item: true })),
    ]),
    { text: 'Kommande möten', level: 2 },
    { text: coming, level: 0, item: true },
  ];
}

function plain(text: Text): string {
  return `${linesOf(text)
    .map((line) => (line.item ? `- ${line.text}` : line.text))
    .join('\n\n')}\n`;
}

function markdown({ text, level, item }: Line): string {
  return `${item ? '- ' : '#'.repeat(level)}${level ? ' ' : ''}${text}`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}

function html({ text, level, item }: Line): string {
  const tag = item ? 'li' : level ? `h${level}` : 'p';
  const element = `<${tag}>${escaped(text)}</${tag}>`;
  return item ? `<ul>${element}</ul>` : element;
}

function blogExport(text: Text): Buffer {
  const [title, ...lines] = linesOf(text);
  return Buffer.from(`<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:wp="http://wordpress.org/export/1.2/"><channel>
<link>https://blogg.example.org</link><wp:wxr_version>1.2</wp:wxr_version><item><title>${escaped(title!.text)}</title>
<link>https://blogg.example.org/${encodeURIComponent(title!.text)}/</link>
<content:encoded><![CDATA[${lines.map(html).join('\n')}]]></content:encoded>
<wp:post_date>2027-01-08 10:00:00</wp:post_date><wp:status>publish</wp:status><wp:post_type>post</wp:post_type></item></channel></rss>`);
}

function wordFile(text: Text): Buffer {
  const paragraph = ({ text: words, level, item }: Line) =>
    `<w:p><w:pPr>${level ? `<w:pStyle w:val="${level === 1 ? 'Title' : 'Heading1'}"/>` : ''}${item ? '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>' : ''}</w:pPr><w:r><w:t xml:space="preserve">${escaped(words)}</w:t></w:r></w:p>`;
  const word = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
  const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  const types = 'http://schemas.openxmlformats.org/package/2006';
  return zipFile([
    [
      '[Content_Types].xml',
      `<Types xmlns="${types}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`,
    ],
    [
      '_rels/.rels',
      `<Relationships xmlns="${types}/relationships"><Relationship Id="r1" Type="${office}/officeDocument" Target="word/document.xml"/></Relationships>`,
    ],
    [
      'word/styles.xml',
      `<w:styles xmlns:w="${word}"><w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/></w:style><w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/></w:style></w:styles>`,
    ],
    [
      'word/_rels/document.xml.rels',
      `<Relationships xmlns="${types}/relationships"><Relationship Id="r1" Type="${office}/styles" Target="styles.xml"/></Relationships>`,
    ],
    [
      'word/document.xml',
      `<w:document xmlns:w="${word}"><w:body>${linesOf(text).map(paragraph).join('')}</w:body></w:document>`,
    ],
  ]);
}

/** Packed as a program would (PKWARE APPNOTE 4.3). */
export function zipFile(entries: readonly (readonly [name: string, content: string | Buffer])[]): Buffer {
  const locals: Buffer[] = [];
  const central: Buffer[] = [];
  let at = 0;
  for (const [name, content] of entries) {
    const bytes = Buffer.from(content);
    const packed = deflateRawSync(bytes);
    const facts = Buffer.alloc(26);
    facts.writeUInt16LE(20, 0);
    facts.writeUInt16LE(8, 4);
    facts.writeUInt32LE(crc32(bytes), 10);
    facts.writeUInt32LE(packed.length, 14);
    facts.writeUInt32LE(bytes.length, 18);
    facts.writeUInt16LE(Buffer.byteLength(name), 22);
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), facts, Buffer.from(name), packed]);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(at, 10);
    central.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\0'), facts, place, Buffer.from(name)]));
    locals.push(local);
    at += local.length;
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(18);
  for (const offset of [4, 6]) end.writeUInt16LE(entries.length, offset);
  end.writeUInt32LE(directory.length, 8);
  end.writeUInt32LE(at, 12);
  return Buffer.concat([...locals, directory, Buffer.from('PK\x05\x06'), end]);
}

const PAGE_LINES = 40;
const LINE_LENGTH = 80;

function wrapped({ text, level, item }: Line): Line[] {
  const words = `${item ? '• ' : ''}${text}`.split(' ');
  const lines = [''];
  for (const word of words)
    if (lines.at(-1)!.length + word.length > LINE_LENGTH) lines.push(word);
    else lines.push(`${lines.pop()!} ${word}`.trim());
  return lines.map((line) => ({ text: line, level }));
}

/** Two of the fonts that every reader has, in Windows-1252. */
function pdfFile(text: Text): Buffer {
  const size = { 0: 11, 1: 20, 2: 15 };
  const shown = linesOf(text).flatMap((line) => [...wrapped(line), { text: '', level: 0 } as Line]);
  const pages = Array.from({ length: Math.ceil(shown.length / PAGE_LINES) }, (_, page) =>
    shown
      .slice(page * PAGE_LINES, (page + 1) * PAGE_LINES)
      .map(({ text: line, level }, row) => {
        const words = line
          .replaceAll('–', '\x96')
          .replaceAll('•', '\x95')
          .replace(/[\\()]/g, '\\$&');
        return `BT /${level ? 'B' : 'R'} ${size[level]} Tf 60 ${790 - row * 18} Td (${words}) Tj ET`;
      })
      .join('\n'),
  );
  const font = (name: string) => `<</Type/Font/Subtype/Type1/BaseFont/${name}/Encoding/WinAnsiEncoding>>`;
  const objects = [
    '<</Type/Catalog/Pages 2 0 R>>',
    `<</Type/Pages/Count ${pages.length}/Kids[${pages.map((_, page) => `${5 + page * 2} 0 R`).join(' ')}]>>`,
    font('Helvetica'),
    font('Helvetica-Bold'),
    ...pages.flatMap((content, page) => [
      `<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</R 3 0 R/B 4 0 R>>>>/Contents ${6 + page * 2} 0 R>>`,
      `<</Length ${content.length}>>stream\n${content}\nendstream`,
    ]),
  ];
  let file = '%PDF-1.4\n';
  const places = objects.map((object, index) => {
    const at = file.length;
    file += `${index + 1} 0 obj${object}endobj\n`;
    return `${String(at).padStart(10, '0')} 00000 n \n`;
  });
  const count = objects.length + 1;
  const table = `xref\n0 ${count}\n0000000000 65535 f \n${places.join('')}trailer<</Size ${count}/Root 1 0 R>>\nstartxref\n${file.length}\n%%EOF\n`;
  return Buffer.from(file + table, 'latin1');
}
