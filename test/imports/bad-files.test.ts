import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import BetterSqlite from 'better-sqlite3';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { declaresEntities } from '../../server/imports/wordpress.ts';
import { commandLine } from '../support/command-line.ts';
import { LOCKED_PDF, bombPdf, docxOf, packedZip, pdfOf } from '../support/documents.ts';

const minutes = (date: string) => `Torggruppen ${date}

Tema: Grannar emellan

Högläsning

Tyra Hittefors från Läshörnan berättade om sagor.
`;
const lines = (date: string) => minutes(date).split('\n').filter(Boolean);
const latin = (date: string) => lines(date).map((line) => Buffer.from(line, 'utf8').toString('latin1'));
const blog = (title: string, end = '</channel></rss>') =>
  `<?xml version="1.0"?><rss><channel><item><title>${title}</title><content:encoded><![CDATA[<p>Tid: klockan 13.30</p><p>Plats: Fyrhuset</p>]]></content:encoded></item>${end}`;
const GOOD: Record<string, string | Buffer> = {
  'bra1.txt': minutes('19 oktober 2026'),
  'bra2.docx': docxOf(lines('16 november 2026')),
  'bra3.html': lines('14 december 2026')
    .map((line) => `<p>${line}</p>`)
    .join(''),
  'bra4.xml': blog('Torggruppen 15 februari 2027 – om bänkar'),
  'bra5.zip': packedZip([['2019/a.md', minutes('15 mars 2027')]]),
};

const CUT = 'Filen är kapad: slutet saknas.';
const BROKEN = 'Filen är trasig eller inte hel.';
const NO_ZIP = 'Zip-filen är trasig eller inte hel.';
const HEAVY = 'Filen är för tung att läsa.';
const ENTITIES = 'Filen har en DOCTYPE eller egna XML-entiteter.';
const DTD = '<!DOCTYPE rss [<!ENTITY a "b">]>';
const HIDDEN = `<?xml version="1.0"?><!-- <![CDATA[ -->${DTD}<rss><channel><item><title>Torggruppen 15 februari 2027 &a;</title></item><!-- ]]> --></channel></rss>`;
const withPart = (part: Buffer) =>
  packedZip([
    ['[Content_Types].xml', '<Types/>'],
    ['word/document.xml', part],
  ]);
const zip = GOOD['bra5.zip'] as Buffer;
/** The same, with the mark of an encrypted entry (PKWARE APPNOTE 4.4.4). */
const lockedZip = () => {
  const bytes = Buffer.from(zip);
  bytes[bytes.indexOf('PK\x01\x02') + 8]! |= 1;
  return bytes;
};
const manyEntries = () => {
  const end = Buffer.from(zip.subarray(-22));
  end.writeUInt16LE(0xffff, 10);
  return Buffer.concat([zip.subarray(0, -22), end]);
};

/** What the line about each says first. */
const BAD: Record<string, [content: string | Buffer, told: string]> = {
  'tom.pdf': ['', 'Filen är tom.'],
  'tom.zip': ['', 'Filen är tom.'],
  'utan-filer.zip': [packedZip([['.dold', 'x']]), 'Zip-filen är tom.'],
  'bild.html': [Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), 'Filen ser inte ut att vara text.'],
  'word.xml': [docxOf(['x']), 'Filen är ingen XML-fil, fast den heter så.'],
  'pdf.txt': [Buffer.concat([pdfOf(['x']), Buffer.alloc(900)]), 'Filen ser inte ut att vara text.'],
  'text.zip': ['text', NO_ZIP],
  'kapad.docx': [docxOf(lines('1 maj 2020')).subarray(0, -30), BROKEN],
  'kapad.pdf': [pdfOf(latin('1 maj 2020')).subarray(0, -30), CUT],
  'kapad.zip': [zip.subarray(0, -30), NO_ZIP],
  'kapad.xml': [blog('Torggruppen 16 februari 2027', '<item><title>To'), BROKEN],
  'lås.pdf': [LOCKED_PDF, 'Filen är låst med lösenord.'],
  'lås.zip': [lockedZip(), 'Zip-filen är låst med lösenord.'],
  'många.zip': [manyEntries(), 'Zip-filen har fler än 2\u00a0000 filer.'],
  'bomb.zip': [packedZip([['nollor.txt', Buffer.alloc(50_000_000)]]), 'Zip-filen blir för stor'],
  'bomb.pdf': [bombPdf(), HEAVY],
  'bomb.docx': [
    packedZip([
      ['pad', randomBytes(200_000)],
      ['word/document.xml', 'x'.repeat(21_000_000)],
    ]),
    HEAVY,
  ],
  'djup.html': ['<div>'.repeat(300_000), HEAVY],
  'dtd.xml': [Buffer.from(`\ufeff<?xml version="1.0" encoding="UTF-16"?>${DTD}<rss/>`, 'utf16le'), ENTITIES],
  'gömd.xml': [HIDDEN, ENTITIES],
  'gömd.docx': [withPart(Buffer.from(`\ufeff<?xml version="1.0"?>${DTD}<a/>`, 'utf16le')), ENTITIES],
  'stor.pdf': [Buffer.alloc(26_000_000), 'Filen är för stor.'],
  'stor.txt': ['x'.repeat(2_100_000), 'Filen är för stor.'],
  'rad\nbryt\u001b[31m.exe': ['MZ', 'Det filslaget går inte att läsa in.'],
  'rör.txt': ['', 'Det är ingen vanlig fil.'],
};
const NAMES: Record<string, string> = {
  '../../ut.txt': 'ut.txt',
  '/etc/passwd.txt': 'etc/passwd.txt',
  'C:\\Windows\\x.txt': 'C:/Windows/x.txt',
  'nul\0l\nrad.txt': 'nullrad.txt',
  'CON.txt': 'CON.txt',
  'i.zip': 'i.zip',
};

const line = commandLine();
const archive = join(line.dir, 'arkiv');
beforeAll(() => {
  mkdirSync(archive);
  for (const [name, content] of Object.entries(GOOD)) writeFileSync(join(archive, name), content);
  for (const [name, [content]] of Object.entries(BAD))
    if (name === 'rör.txt') execFileSync('mkfifo', [join(archive, name)]);
    else writeFileSync(join(archive, name), content);
  const named = Object.keys(NAMES).map((name): [string, string] => [name, 'Bara text.']);
  writeFileSync(join(archive, 'namn.zip'), packedZip(named));
  symlinkSync('.', join(archive, 'slinga'));
});
afterAll(() => line.remove());

it('tells of each bad file in one line that names it, takes in the others, and leaves nothing behind', async () => {
  const { code, out, err } = await line.type(['import', archive]);
  const told = err.split('\n').map((one) => one.slice(archive.length + 1));
  const wanted = [
    ...Object.entries(BAD).map(([name, [, fault]]) => `${name.replace(/[\n\u001b]/g, '\ufffd')}: ${fault}`),
    ...Object.values(NAMES).map((name) => `namn.zip/${name}: `),
  ];
  expect(wanted.filter((start) => told.filter((one) => one.startsWith(start)).length !== 1)).toEqual([]);
  expect([code, told.length]).toEqual([1, wanted.length]);
  expect(out.match(/sparat:/g)?.length).toBe(Object.keys(GOOD).length);
  expect(readdirSync(join(line.dir, 'data'))).toEqual(['gemensam.db']);
  expect(process.memoryUsage.rss()).toBeLessThan(500_000_000);
  const database = new BetterSqlite(line.file, { readonly: true });
  expect(database.pragma('integrity_check', { simple: true })).toBe('ok');
  expect(database.prepare('select count(*) from meeting').pluck().get()).toBe(Object.keys(GOOD).length);
  database.close();
}, 30_000);

it.each([
  ['<!-- <!DOCTYPE a> --><a/>', false],
  ['<a><![CDATA[<!DOCTYPE html>]]></a>', false],
  ['<?x <!-- ?><!DOCTYPE a><a/><?x --> ?>', true],
  ['<!-- <![CDATA[ --><!ENTITY a "b"><!-- ]]> -->', true],
  ['<!-- never ended <!DOCTYPE a>', true],
  ['<!--'.repeat(300_000), false],
])('finds what declares entities, wherever it hides: %.40s', (xml, declares) => {
  expect(declaresEntities(xml)).toBe(declares);
});
