import { expect, it } from 'vitest';
import { readFileText } from '../../server/file-text/actions.ts';
import { BROKEN, LOCKED, TOO_HEAVY, tidyText, type Format } from '../../server/file-text/file-text.ts';
import { LOCKED_PDF, bombPdf, docxOf, packedZip, pdfOf, pptxOf } from '../support/documents.ts';

it.each<[Format, Buffer, string]>([
  ['pdf', pdfOf(['Trygghet vid torget', 'R\xe4ksm\xf6rg\xe5s']), 'Trygghet vid torget\nRäksmörgås'],
  ['docx', docxOf(['Första stycket', 'a &amp; b &lt;c>']), 'Första stycket\n\na & b <c>'],
  [
    'pptx',
    pptxOf([['Bild ett', 'mer &#229; &#xe4; &bomb;'], ['Bild två']]),
    'Bild ett\nmer å ä &bomb;\n\nBild två',
  ],
  ['pptx', pptxOf(Array.from({ length: 11 }, (_, n) => [`b${n + 1}`])), 'b1 b2 b3 b4 b5 b6 b7 b8 b9 b10 b11'],
])('reads the words of a %s', async (format, bytes, text) => {
  const read = await readFileText(format, bytes);
  expect('text' in read && (text.startsWith('b1 ') ? read.text.replace(/\s+/g, ' ') : read.text)).toBe(text);
});

const BOMB = docxOf(['a'.repeat(60_000_000)], 1000);
it.each<[string, Format, Buffer, string]>([
  ['a locked PDF', 'pdf', LOCKED_PDF, LOCKED],
  ['a PDF of nothing', 'pdf', Buffer.from('%PDF-1.7\n%%EOF'), BROKEN],
  ['a zip that is no Word file', 'docx', packedZip([['a.txt', 'x']]), BROKEN],
  ['a Word file that is longer than it says', 'docx', BOMB, BROKEN],
  [
    'a slide that is longer than it says',
    'pptx',
    packedZip([['ppt/slides/slide1.xml', 'x'.repeat(9000), 10]]),
    BROKEN,
  ],
  ['half a Word file', 'docx', docxOf(['x']).subarray(0, 200), BROKEN],
])('tells what is wrong with %s', async (_what, format, bytes, fault) => {
  expect(await readFileText(format, bytes)).toEqual({ fault });
});

it('ends what takes too much memory, and what takes too long, and reads the next one', async () => {
  const heavy = bombPdf();
  const before = process.memoryUsage.rss();
  for (let time = 0; time < 3; time++) expect(await readFileText('pdf', heavy)).toEqual({ fault: TOO_HEAVY });
  // What the first ones took is given back.
  expect(process.memoryUsage.rss() - before).toBeLessThan(450_000_000);
  expect(await readFileText('pdf', pdfOf(['x']), 1)).toEqual({ fault: TOO_HEAVY });
  expect(await readFileText('pdf', pdfOf(['Nästa'.replace('ä', '\xe4')]))).toEqual({ text: 'Nästa' });
}, 60_000);

it('reads one file at a time, and answers each', async () => {
  const words = Array.from({ length: 5 }, (_, n) => `ord ${n}`);
  const read = await Promise.all(words.map((word) => readFileText('pdf', pdfOf([word]))));
  expect(read).toEqual(words.map((text) => ({ text })));
});

it('tidies what it has read', () => {
  expect(tidyText('\ufeff  a\u0301\u00a0 b\r\n\n\n\n c\u0000\u00ad \n')).toBe('á b\n\nc');
  expect(tidyText('x'.repeat(2_000_000)).length).toBe(1_000_000);
});
