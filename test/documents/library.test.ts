import '../support/own-temporary.ts';
import { existsSync, readdirSync } from 'node:fs';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { UPLOADS } from '../../server/shared/uploads.ts';
import { startApp, type TestApp } from '../support/app.ts';
import {
  LOCKED_PDF,
  bombPdf,
  docxOf,
  packedZip,
  pdfOf,
  pptxOf,
  sendDocument,
  type Fields,
} from '../support/documents.ts';
import { jpegOf, pngOf } from '../support/files.ts';
import { makeMeeting } from '../support/minutes.ts';

let app: TestApp;
let meeting: { id: number; slug: string };
const HERE = '/admin/underlag';
const left = () => (existsSync(UPLOADS) ? readdirSync(UPLOADS) : []);
const rows = () => app.context.db.selectFrom('document').selectAll().orderBy('id').execute();
const REPORT = { title: 'Tryggare torg', kind: 'report', source: 'Nämnden', date: '2021-12', url: '' };
const send = (fields: Fields, file?: { bytes: Buffer; name: string }, path = HERE) =>
  sendDocument(app, path, fields, file);
const pdf = (...lines: string[]) => ({ bytes: pdfOf(lines), name: 'rapport.pdf' });
const hits = async (query: string) =>
  [...(await app.get(`/sok?q=${encodeURIComponent(query)}`)).text.matchAll(/<h2><a href="([^"]*)"/g)].map(
    ([, address]) => address,
  );

beforeEach(async () => {
  app = await startApp();
  await app.signIn();
  meeting = await makeMeeting(app.context, {
    date: '2026-10-19',
    theme: 'Trygg stad',
    announced_at: app.clock.now,
  });
  await makeMeeting(app.context, { date: '2026-11-16', theme: 'Skolan', announced_at: app.clock.now });
});
afterEach(() => app.close());

it('shows a document on its own page, its theme, the meetings of the theme, and finds it by its words', async () => {
  const saved = await send({ ...REPORT, themes: '1' }, pdf('Ljus vid cykelparkeringen', 'Mer folk'));
  expect([saved.status, saved.headers.get('location')]).toEqual([303, `${HERE}?klart=sparat`]);
  expect((await app.get(`${HERE}?klart=sparat`)).text).toContain('Underlaget är sparat. Alla ser det.');
  const { text } = await app.get('/underlag/1');
  const line = 'Rapport, Nämnden, december 2021, PDF, 1 kB';
  for (const part of [
    '<h1>Tryggare torg</h1>',
    line,
    'Ljus vid cykelparkeringen\nMer folk',
    'href="/underlag/1/fil"',
  ])
    expect([part, text.includes(part)]).toEqual([part, true]);
  for (const path of ['/underlag', '/underlag?ar=2021', '/teman/trygg-stad', '/moten/2026-10-19', HERE])
    expect([path, (await app.get(path)).text.includes(line)]).toEqual([path, true]);
  for (const path of ['/teman/skolan', '/moten/2026-11-16', '/underlag?ar=2019&x'])
    expect([path, (await app.get(path)).text.includes(line)]).toEqual([path, path.includes('2019')]);
  expect(await hits('cykelparkering nämnden')).toEqual(['/underlag/1']);
  const found = (await app.get('/sok?q=cykelparkering')).text;
  expect(found).toContain('<a href="/teman/trygg-stad">Trygg stad</a>');
  expect(found).toContain('<a href="/moten/2026-10-19">Trygg stad, 19 oktober 2026</a>');
  expect(found).not.toContain('2026-11-16');
});

it('gives the file so that nothing in it runs', async () => {
  await send(REPORT, { bytes: pdfOf(['x']), name: '../a"\r\nX: y\u202e.pdf' });
  const { headers, status } = await app.get('/underlag/1/fil');
  expect([status, headers.get('content-type'), headers.get('content-disposition')]).toEqual([
    200,
    'application/pdf',
    'attachment; filename="aX y.pdf"',
  ]);
  expect(headers.get('content-security-policy')).toBe("sandbox; default-src 'none'");
  expect(headers.get('x-content-type-options')).toBe('nosniff');
  for (const path of [
    '/underlag/1/fil?x',
    '/underlag/2',
    '/underlag/2/fil',
    '/underlag/x',
    '/underlag/01/fil',
  ])
    expect([path, (await app.get(path)).status]).toEqual([path, path.includes('?') ? 200 : 404]);
});

it.each<[string, Buffer, string, string | null]>([
  ['a.pdf', pdfOf(['Ord']), 'application/pdf', 'Ord'],
  [
    'a.docx',
    docxOf(['Ord i Word']),
    'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    'Ord i Word',
  ],
  [
    'a.pptx',
    pptxOf([['Bild']]),
    'application/vnd.openxmlformats-officedocument.presentationml.presentation',
    'Bild',
  ],
  ['a.txt', Buffer.from('R\xe4ksm\xf6rg\xe5s', 'latin1'), 'text/plain; charset=utf-8', 'Räksmörgås'],
  [
    'a.txt',
    Buffer.from('\ufeff<script>å</script>', 'utf16le'),
    'text/plain; charset=utf-8',
    '<script>å</script>',
  ],
  ['a.md', Buffer.from('# Rubrik'), 'text/markdown; charset=utf-8', '# Rubrik'],
  ['a.html.jpg', jpegOf(), 'image/jpeg', null],
  ['a.png', pngOf(), 'image/png', null],
])('takes %s', async (name, bytes, mediaType, text) => {
  expect((await send(REPORT, { bytes, name })).status).toBe(303);
  expect((await rows()).map((row) => [row.media_type, row.text])).toEqual([[mediaType, text]]);
  const answer = await app.get('/underlag/1/fil');
  expect(answer.headers.get('content-type')).toBe(mediaType);
  if (mediaType.startsWith('image/')) expect(answer.headers.get('content-disposition')).toBe('inline');
  if (mediaType.startsWith('image/')) expect(answer.text).not.toContain('GPS');
  if (mediaType.startsWith('text/')) expect(answer.text).toBe(text);
});

const BOMB: [string, string][] = [
  ['[Content_Types].xml', 'x'],
  ['word/document.xml', 'x'.repeat(50_000_000)],
];
it.each<[string, string, Buffer, string]>([
  ['an empty file', 'a.pdf', Buffer.alloc(0), 'Filen är tom.'],
  ['an empty text', 'a.txt', Buffer.from(' \r\n'), 'Filen är tom.'],
  ['a program', 'a.pdf', Buffer.from('MZ\x90\0'), 'Filen är inte en PDF, DOCX, PPTX, text eller bild'],
  [
    'a program as text',
    'a.txt',
    Buffer.from('MZ\x90\0\x01'),
    'Filen är inte en PDF, DOCX, PPTX, text eller bild',
  ],
  ['a page', 'a.docx', Buffer.from('<html>x</html>'), 'Filen är inte en PDF, DOCX, PPTX, text eller bild'],
  [
    'a workbook',
    'a.docx',
    packedZip([['xl/workbook.xml', 'x']]),
    'Filen är inte en PDF, DOCX, PPTX, text eller bild',
  ],
  ['half a PDF', 'a.pdf', pdfOf(['x']).subarray(0, 300), 'Filen är trasig eller inte hel.'],
  ['a PDF of nothing', 'a.pdf', Buffer.from('%PDF-1.7\n%%EOF'), 'Filen är trasig eller inte hel.'],
  ['a locked PDF', 'a.pdf', LOCKED_PDF, 'Filen är låst med lösenord.'],
  [
    'a locked Word file',
    'a.docx',
    Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.from('EncryptedPackage', 'utf16le')]),
    'Filen är låst med lösenord.',
  ],
  ['a zip bomb', 'a.docx', packedZip(BOMB), 'Filen är trasig eller inte hel.'],
  ['a bomb that lies', 'a.docx', docxOf(['x'.repeat(50_000_000)], 5000), 'Filen är trasig eller inte hel.'],
  ['half a Word file', 'a.docx', docxOf(['x']).subarray(0, 200), 'Filen är trasig eller inte hel.'],
  ['macros', 'a.docx', packedZip([['word/vbaProject.bin', 'x']]), 'Filen innehåller makron.'],
  ['half a picture', 'a.png', pngOf().subarray(0, 60), 'Filen är trasig eller inte hel.'],
  ['a PDF that becomes two gigabytes', 'a.pdf', bombPdf(), 'Filen är för tung att läsa.'],
  ['50 megabytes', 'a.pdf', Buffer.alloc(50_000_000, 'x'), 'Filen är större än 10 megabyte.'],
])('refuses %s in one line, and keeps what was typed', async (_what, name, bytes, message) => {
  const fields = { ...REPORT, themes: '1', meetings: String(meeting.id), url: 'https://www.example.org/a' };
  const { status, text } = await send(fields, { bytes, name });
  expect(status).toBe(422);
  expect(/id="f-file-error">([^<]*)/.exec(text)?.[1]?.startsWith(message)).toBe(true);
  for (const kept of [
    'value="Tryggare torg"',
    'value="2021-12"',
    'https://www.example.org/a',
    'value="1" checked',
  ])
    expect([kept, text.includes(kept)]).toEqual([kept, true]);
  expect(text.match(/ checked>/g)).toHaveLength(2);
  expect(await rows()).toEqual([]);
  await expect.poll(left).toEqual([]);
  expect((await app.get('/healthz')).status).toBe(200);
});

it.each([
  ['title', '', 'Skriv vad underlaget heter.'],
  ['kind', 'slag', 'Välj vad det är för slags underlag.'],
  ['date', '2021-13', 'Skriv datumet som 2021-12-20.'],
  ['date', 'i våras', 'Skriv datumet som 2021-12-20.'],
  ['url', 'javascript:alert(1)', 'Länken ska börja med https://'],
  ['url', ' JavaScript:alert(1)//https://a.se', 'Länken ska börja med https://'],
  ['url', 'data:text/html,x', 'Länken ska börja med https://'],
  ['url', 'https://user:pass@example.org/', 'Länken ska börja med https://'],
  ['url', 'www.example.org', 'Länken ska börja med https://'],
  ['file', '', 'Välj en fil, eller skriv en länk.'],
])('refuses the %s %j in one line', async (field, value, message) => {
  const { status, text } = await send({ ...REPORT, [field]: value });
  expect(status).toBe(422);
  expect(new RegExp(`id="f-${field}-error">([^<]*)`).exec(text)?.[1]?.startsWith(message)).toBe(true);
  expect(text).toContain('value="Nämnden"');
  expect(await rows()).toEqual([]);
});

it('says that the file must be chosen again when something else is wrong', async () => {
  const { text } = await send({ ...REPORT, title: '' }, pdf('x'));
  expect(text).toContain('Filen följde inte med. Välj den igen när du har rättat resten.');
});

it('is changed, with another file or the one that was there, and removed without a trace', async () => {
  await send({ ...REPORT, themes: '1' }, pdf('Första utkastet'));
  const link = { ...REPORT, title: 'Nytt namn', kind: 'article', url: 'https://www.example.org/a?b=1&c="' };
  expect((await send({ ...link, meetings: '2' }, undefined, `${HERE}/1`)).status).toBe(303);
  const { text } = await app.get('/underlag/1');
  expect(text).toContain(
    'href="https://www.example.org/a?b=1&amp;c=%22" rel="noopener">Läs på www.example.org',
  );
  expect([await hits('utkastet'), await hits('tryggare torg'), await hits('nytt namn')]).toEqual([
    ['/underlag/1'],
    [],
    ['/underlag/1'],
  ]);
  expect((await app.get('/teman/trygg-stad')).text).not.toContain('Nytt namn');
  expect((await app.get('/moten/2026-11-16')).text).toContain('Nytt namn');
  await send(
    { ...link, meetings: '2' },
    { bytes: Buffer.from('Andra versionen'), name: 'b.txt' },
    `${HERE}/1`,
  );
  expect([await hits('utkastet'), await hits('versionen')]).toEqual([[], ['/underlag/1']]);
  expect((await app.get('/underlag/1/fil')).text).toBe('Andra versionen');
  for (const _ of [1, 2]) expect((await app.post(`${HERE}/1/borttagning`)).status).toBe(303);
  expect([await rows(), await hits('versionen')]).toEqual([[], []]);
  const ties = await app.context.db.selectFrom('document_of_meeting').selectAll().execute();
  expect([ties, (await app.get('/underlag/1')).status]).toEqual([[], 404]);
});

it('says how much all of them may take', async () => {
  await send({ ...REPORT, url: 'https://www.example.org/' });
  await app.context.db.updateTable('document').set({ bytes: 499_999_900 }).execute();
  const { status, text } = await send(REPORT, pdf('x'));
  expect([status, text.includes('id="f-file-error">Alla underlag får tillsammans ta 500 megabyte')]).toEqual([
    422,
    true,
  ]);
});

it('comes from the page of a meeting or a theme with it chosen, and follows themes that are merged', async () => {
  expect((await app.get('/admin/moten/2026-10-19')).text).toContain(`href="${HERE}/nytt?mote=${meeting.id}"`);
  expect((await app.get('/admin/teman/2')).text).toContain(`href="${HERE}/nytt?tema=2"`);
  expect((await app.get(`${HERE}/nytt?tema=2`)).text).toContain('name="themes" value="2" checked');
  await send({ ...REPORT, themes: ['1', '2', '2', '77', 'x'] }, pdf('x'));
  expect((await app.post('/admin/teman/1/sammanslagning', { to: '2' })).status).toBe(303);
  expect(await app.context.db.selectFrom('document_of_theme').selectAll().execute()).toEqual([
    { document_id: 1, theme_id: 2 },
  ]);
});

it('gives no document the address of one that is gone', async () => {
  await send(REPORT, pdf('x'));
  await app.post(`${HERE}/1/borttagning`);
  await send(REPORT, pdf('y'));
  expect((await rows()).map(({ id }) => id)).toEqual([2]);
  expect((await app.get('/underlag/1')).status).toBe(404);
});

it('asks whoever is not signed in, before a file is read', async () => {
  await app.post('/admin/logga-ut');
  expect((await send(REPORT, pdf('x'))).status).toBe(401);
  expect([await rows(), left()]).toEqual([[], []]);
});

it.each([0, 1, 500])('lists %i of them', async (count) => {
  for (let number = 1; number <= count; number++) {
    const row = {
      title: `Underlag ${number}`,
      kind: 'other',
      source: '',
      dated_on: `${2015 + (number % 9)}`,
    };
    const rest = { url: 'https://www.example.org/', created_at: app.clock.now };
    await app.context.db
      .insertInto('document')
      .values({ ...row, ...rest })
      .execute();
  }
  const { text } = await app.get('/underlag');
  expect(text.match(/<h3>/g)?.length ?? 0).toBe(count);
  expect(text.includes('Det finns inga underlag än.')).toBe(count === 0);
  expect((await app.get(HERE)).status).toBe(200);
});
