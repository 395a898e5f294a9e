import '../support/own-temporary.ts';
import { existsSync, readdirSync } from 'node:fs';
import { request } from 'node:http';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { listRuns } from '../../server/imports/run-queries.ts';
import { UPLOADS } from '../../server/shared/uploads.ts';
import { SECRETARY, startApp, type TestApp } from '../support/app.ts';

const PATH = '/admin/arkiv/import';
const TYPE = 'multipart/form-data; boundary=grans';
const partOf = (name: string) =>
  `--grans\r\ncontent-disposition: form-data; name="files"; filename="${name}"\r\n\r\ntext\r\n`;

let app: TestApp;
let cookie: string;
let before: string[];
beforeEach(async () => {
  before = uploads();
  app = await startApp();
  await app.signIn();
  const again = await app.post('/admin/logga-in', SECRETARY);
  cookie = again.headers.getSetCookie()[0]!.split(';')[0]!;
});
afterEach(() => app.close());

const uploads = () => (existsSync(UPLOADS) ? readdirSync(UPLOADS).sort() : []);

/** Without a length what is sent comes in chunks. */
async function send(parts: Iterable<string | Buffer>, length?: number) {
  const headers = { origin: app.baseUrl, cookie, 'content-type': TYPE };
  const req = request(app.origin + PATH, {
    method: 'POST',
    headers: { ...headers, ...(length !== undefined && { 'content-length': length }) },
  });
  const answer = new Promise<{ status: number | undefined; body: string }>((resolve, reject) => {
    req.on('error', reject);
    req.on('response', (res) => void text(res).then((body) => resolve({ status: res.statusCode, body })));
  });
  for (const part of parts) if (!req.write(part)) await new Promise((resolve) => req.once('drain', resolve));
  req.end();
  const { status, body } = await answer;
  return { status, fault: /id="f-files-error">([^<]*)/.exec(body)?.[1] };
}

const large = Buffer.alloc(1_000_000, 'x');

it.each([
  [
    'too much',
    () => [partOf('a.txt'), ...Array.from({ length: 102 }, () => large)],
    true,
    'Filerna är tillsammans större än 100 megabyte, och ingen av dem har kommit in. Välj dem i flera omgångar.',
  ],
  [
    'too many files',
    () => [...Array.from({ length: 501 }, (_, n) => partOf(`${n}.txt`)), '--grans--\r\n'],
    true,
    'Välj högst 500 filer åt gången, eller lägg dem i en zip-fil.',
  ],
  [
    'an unknown length',
    () => [partOf('a.txt'), '--grans--\r\n'],
    false,
    'Filerna kom inte fram hela. Försök igen.',
  ],
  [
    'a name that cannot be read',
    () => [partOf('a.txt'), partOf('b\u001b[31m.txt'), '--grans--\r\n'],
    true,
    'Ett av filnamnen har tecken som inte går att läsa. Byt namn på filen, och välj filerna igen.',
  ],
  ['a form that was cut off', () => [partOf('a.txt')], true, 'Filerna kom inte fram hela. Försök igen.'],
])('refuses %s in one sentence, and keeps nothing of it', async (_what, partsOf, hasLength, fault) => {
  const parts: (string | Buffer)[] = partsOf();
  const length = parts.reduce((sum, part) => sum + Buffer.byteLength(part), 0);
  expect(await send(parts, hasLength ? length : undefined)).toEqual({ status: 422, fault });
  expect(uploads()).toEqual(before);
  expect(await listRuns(app.context.db)).toEqual([]);
  expect((await app.get(PATH)).text).toContain('högst 500 filer på en gång, tillsammans högst 100 megabyte');
});
