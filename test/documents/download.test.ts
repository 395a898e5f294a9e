import '../support/own-temporary.ts';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { startApp, type TestApp } from '../support/app.ts';
import { pdfOf, sendDocument } from '../support/documents.ts';

let app: TestApp;
const FILE = '/underlag/1/fil';
const REPORT = { title: 'Tryggare torg', kind: 'report', source: '', date: '', url: '' };
const send = (bytes: Buffer, name: string, path = '/admin/underlag') =>
  sendDocument(app, path, REPORT, { bytes, name });
const ask = (init: RequestInit = {}) => fetch(new URL(FILE, app.origin), init);

beforeEach(async () => {
  app = await startApp();
  await app.signIn();
});
afterEach(() => app.close());

it.each([
  ['Räksmörgås på torget.pdf', "filename*=UTF-8''R%C3%A4ksm%C3%B6rg%C3%A5s%20p%C3%A5%20torget.pdf"],
  [
    "Ett ”citat” och 'ett' till.pdf",
    "filename*=UTF-8''Ett%20%E2%80%9Dcitat%E2%80%9D%20och%20%27ett%27%20till.pdf",
  ],
  ['../../etc/passwd', 'filename=passwd.pdf'],
  ['.htaccess', 'filename=htaccess.pdf'],
  ['CON\u202efdp.exe.pdf', 'filename=CONfdp.exe.pdf'],
  ['x'.repeat(300), `filename=${'x'.repeat(80)}.pdf`],
])('saves %s under a name that is safe (RFC 6266, 8187)', async (name, part) => {
  await send(pdfOf(['x']), name);
  const header = (await ask()).headers.get('content-disposition') ?? '';
  expect([header.startsWith('attachment; '), header.includes(part)]).toEqual([true, true]);
  expect(header).toMatch(/^[\x20-\x7e]+$/);
});

it.each([
  ['a page', '<!doctype html><script>alert(1)</script>', 'a.html'],
  ['a drawing', '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', 'a.svg'],
  ['a drawing called a picture', '<svg xmlns="http://www.w3.org/2000/svg"/>', 'a.png'],
])('takes no file that is %s', async (_what, text, name) => {
  expect((await send(Buffer.from(text), name)).status).toBe(422);
  expect((await ask()).status).toBe(404);
});

it('never shows a page that came as text, but saves it as text', async () => {
  await send(Buffer.from('<!doctype html><script>alert(1)</script>'), 'a.txt');
  const { headers } = await ask();
  expect(
    ['content-type', 'content-disposition', 'x-content-type-options', 'content-security-policy'].map((name) =>
      headers.get(name),
    ),
  ).toEqual([
    'text/plain; charset=utf-8',
    'attachment; filename=a.txt',
    'nosniff',
    "sandbox; default-src 'none'",
  ]);
});

it('answers HEAD, conditional and partial requests, and gives the new file at the old address', async () => {
  await send(pdfOf(['Första']), 'a.pdf');
  const whole = await ask();
  const bytes = (await whole.arrayBuffer()).byteLength;
  const known = { 'If-None-Match': whole.headers.get('etag')!, 'Cache-Control': 'max-age=0' };
  const head = await ask({ method: 'HEAD' });
  expect([head.status, head.headers.get('content-length'), await head.text()]).toEqual([200, `${bytes}`, '']);
  expect((await ask({ headers: known })).status).toBe(304);
  const partial = await ask({ headers: { Range: 'bytes=0-9' } });
  expect([partial.status, (await partial.arrayBuffer()).byteLength]).toEqual([200, bytes]);
  await send(Buffer.from('Andra'), 'b.txt', '/admin/underlag/1');
  const renewed = await ask({ headers: known });
  expect([renewed.status, await renewed.text()]).toEqual([200, 'Andra']);
});
