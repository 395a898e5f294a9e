import { writeFileSync, mkdtempSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { recogniseBytes, recogniseFile } from '../../server/imports/file-actions.ts';
import { findFiles } from '../../server/imports/finding-actions.ts';
import type { Recognition } from '../../server/recognition/recognised.ts';
import { launchBrowser } from '../support/browser.ts';
import { zipOf } from '../support/files.ts';

const MARKDOWN = `# Torggruppen 18 oktober 2027

## Grannar på torget

Vi var många, och det blev trångt i soffan.

## Högläsning

Tyra Hittefors från Läshörnan berättar om sagor, om hur länge en saga får vara, och om varför de allra minsta alltid vill höra samma bok en gång till innan de kan somna.

- Sagor på lördagar
- Dikter på söndagar

Hur länge läser ni?

– En timme.

## Övriga frågor

### Granen

Den kommer på fredag.

## Kommande möten

- 15 november – om ljuset på torget
- 13 december
`;
const HTML = `<h1>Torggruppen 18 oktober 2027</h1><h2>Grannar på torget</h2><p>Vi var många, och det blev trångt i soffan.</p>
<h2>Högläsning</h2><p>Tyra Hittefors från Läshörnan berättar om sagor, om hur länge en saga får vara, och om varför de allra minsta alltid vill höra samma bok en gång till innan de kan somna.</p>
<ul><li>Sagor på lördagar</li><li>Dikter på söndagar</li></ul><p>Hur länge läser ni?</p><p>– En timme.</p>
<h2>Övriga frågor</h2><h3>Granen</h3><p>Den kommer på fredag.</p>
<h2>Kommande möten</h2><ul><li>15 november – om ljuset på torget</li><li>13 december</li></ul>`;

let browser: Browser;
let folder: string;
beforeAll(async () => {
  browser = await launchBrowser();
  folder = mkdtempSync(join(tmpdir(), 'gemensam-former-'));
});
afterAll(async () => {
  await browser.close();
  rmSync(folder, { recursive: true });
});

async function pdfOf(html: string): Promise<Buffer> {
  const page = await browser.newPage();
  await page.setContent(html);
  const bytes = await page.pdf({
    format: 'A4',
    margin: { top: '2cm', bottom: '2cm', left: '2cm', right: '2cm' },
  });
  await page.close();
  return bytes;
}
const read = (name: string, bytes: Buffer | string) => recogniseBytes(name, Buffer.from(bytes), undefined);
const plain = ({ meetings, reason }: Recognition) => ({
  reason,
  meetings: meetings.map(({ file: _file, ...meeting }) => meeting),
});

it.each([
  ['html', () => HTML],
  ['html', () => Buffer.from(HTML.replaceAll('–', '\u0096'), 'latin1')],
  ['html', () => Buffer.from(`\ufeff${HTML}`, 'utf16le')],
  ['md', () => MARKDOWN.replaceAll('\n', '\r\n')],
  ['md', () => `\ufeff${MARKDOWN.normalize('NFD')}`],
  ['pdf', () => pdfOf(`<html lang="sv"><body style="font: 12pt sans-serif">${HTML}`)],
  ['pdf', () => pdfOf(`<html lang="sv"><body style="font: 11pt serif; line-height: 1.6">${HTML}`)],
])('reads the same meeting from .%s', async (extension, bytes) => {
  const [expected, found] = [await read('x.md', MARKDOWN), await read(`x.${extension}`, await bytes())];
  expect(plain(found)).toEqual(plain(expected));
});

it('reads a PDF of several pages without its page numbers, and makes divided words whole', async () => {
  const long = Array.from(
    { length: 60 },
    (_, index) =>
      `<p>Rad ${index} om bänk${'aeiouy'[index % 6]}${'rstln'[index % 5]}, träd och gång&shy;banor vid torget.</p>`,
  );
  const { meetings } = await read(
    'x.pdf',
    await pdfOf(`<h1>Torggruppen 18 oktober 2027</h1><h2>Grannar</h2>${long.join('')}`),
  );
  const text = meetings[0]!.sections.map(({ markdown }) => markdown).join('\n');
  expect(text.split('\n').filter((line) => line.startsWith('Rad ')).length).toBe(60);
});

it.each([
  ['x.pdf', 'ingen pdf', 'Filen är ingen PDF, fast den heter så.'],
  ['x.pdf', '%PDF-1.7\nkapad', 'Filen är kapad'],
  ['x.pdf', '%PDF-1.7\n%%EOF', 'Filen är trasig'],
  ['x.docx', 'ingen zip', 'Filen är ingen Word-fil, fast den heter så.'],
  ['x.docx', 'PK\u0003\u0004 kapad', 'Filen är trasig'],
  ['x.docx', Buffer.from('d0cf11e0a1b11ae1', 'hex'), 'Filen är låst med lösenord'],
  ['x.xml', '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><rss>&b;</rss>', 'Filen har en DOCTYPE'],
  [
    'x.xml',
    Buffer.from('\ufeff<!DOCTYPE a [<!ENTITY b "c">]><rss>&b;</rss>', 'utf16le'),
    'Filen har en DOCTYPE',
  ],
  ['x.xml', '<a/>', 'Filen är inget utdrag ur en WordPress-blogg.'],
  ['x.xml', '<rss><channel><item><title>Möte</title><content:encoded><![CDATA[<p>Kap', 'Filen är trasig'],
  ['x.html', '<div>'.repeat(300_000), 'Filen är för tung'],
  ['x.html', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), 'Filen ser inte ut att vara text.'],
  ['x.xml', '<rss><channel><title>Tom</title></channel></rss>', 'Filen har ingen text'],
  ['x.html', '<script>alert(1)</script>', 'Filen har ingen text'],
  ['x.html', '', 'Filen är tom.'],
  ['x.doc', 'x', 'Det är en äldre Word-fil.'],
  ['x.exe', 'MZ', 'Det filslaget går inte att läsa in.'],
  ['x.pdf', Buffer.alloc(26_000_000), 'Filen är för stor.'],
  ['x.txt', 'x'.repeat(2_100_000), 'Filen är för stor.'],
  ['x.txt', 'Bara text utan möte.', 'Hittar inget möte'],
])('says in one line why %s is not read', async (name, bytes, reason) => {
  const { meetings, reason: said } = await read(name, bytes);
  expect([meetings, said?.startsWith(reason)]).toEqual([[], true]);
  expect(said).not.toContain('\n');
});

it.each([
  ['trasig', (zip: Buffer) => zip.subarray(0, zip.length / 2), 'Zip-filen är trasig'],
  ['låst', (zip: Buffer) => withByte(zip, 8, 1), 'Zip-filen är låst'],
  ['växer', (zip: Buffer) => withByte(zip, 27, 0x40), 'Zip-filen blir för stor'],
  ['tom', () => Buffer.alloc(0), 'Filen är tom.'],
])('says in one line why a zip is not read: %s', async (name, spoil, reason) => {
  const path = join(folder, `${name}.zip`);
  writeFileSync(path, spoil(zipOf([['a.txt', MARKDOWN]])));
  const files = await Array.fromAsync(findFiles(path));
  expect(files.map((file) => file.name)).toEqual([path]);
  expect((await recogniseFile(files[0]!, undefined)).reason?.startsWith(reason)).toBe(true);
});

/** Of the first entry of the central directory. */
function withByte(zip: Buffer, offset: number, value: number): Buffer {
  zip[zip.indexOf('PK\u0001\u0002', 0, 'latin1') + offset] = value;
  return zip;
}

it('looks into folders, passes hidden files by, and goes on after a bad file', async () => {
  mkdirSync(join(folder, 'a', 'b'), { recursive: true });
  writeFileSync(join(folder, 'a', '2.md'), MARKDOWN);
  writeFileSync(join(folder, 'a', '1.pdf'), 'ingen pdf');
  writeFileSync(join(folder, 'a', '.DS_Store'), 'x');
  writeFileSync(join(folder, 'a', 'b', '3.html'), HTML);
  const found: [string, number][] = [];
  for await (const file of findFiles(join(folder, 'a')))
    found.push([file.name.slice(folder.length), (await recogniseFile(file, undefined)).meetings.length]);
  expect(found).toEqual([
    ['/a/1.pdf', 0],
    ['/a/2.md', 1],
    ['/a/b/3.html', 1],
  ]);
  expect(readdirSync(join(folder, 'a')).sort()).toEqual(['.DS_Store', '1.pdf', '2.md', 'b']);
});

it('tells of a path that leads nowhere', async () => {
  const [file] = await Array.fromAsync(findFiles(join(folder, 'finns-inte.txt')));
  expect((await recogniseFile(file!, undefined)).reason).toBe('Filen finns inte.');
});
