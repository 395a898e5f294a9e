import '../support/own-temporary.ts';
import { existsSync, mkdirSync, readdirSync, rmdirSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { readMaterial, safeFileName, type MaterialKind } from '../../server/documents/file-kind.ts';
import { sweepUploads } from '../../server/documents/sweeping-actions.ts';
import { inTurn } from '../../server/web/large-upload.ts';
import { UPLOADS } from '../../server/shared/uploads.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { ODP, PDF, PPTX, jpegOf, pngOf, upload, zipOf } from '../support/files.ts';
import { addTalk, pathOf } from '../support/invitations.ts';
import { addMeeting } from '../support/mail.ts';

let app: TestApp;
let talk: { id: number };
let path: string;
const left = () => (existsSync(UPLOADS) ? readdirSync(UPLOADS) : []);
const files = () => app.context.db.selectFrom('document').selectAll().execute();
const allow = (kind: 'photo' | 'material' | 'name', given: 0 | 1) =>
  app.context.db
    .insertInto('consent')
    .values({ agenda_speaker_id: talk.id, kind, given, at: app.clock.now })
    .onConflict((conflict) => conflict.columns(['agenda_speaker_id', 'kind']).doUpdateSet({ given }))
    .execute();

beforeEach(async () => {
  app = await startApp();
  await addMeeting(app.context);
  talk = await addTalk(app, 1);
  await app.context.db.updateTable('agenda_speaker').set({ answer: 'yes' }).execute();
  await app.context.db.updateTable('meeting').set({ announced_at: app.clock.now }).execute();
  path = `${await pathOf(app, talk.id)}/material`;
});
afterEach(() => app.close());

it('keeps slides, and shows them to everybody only while the speaker allows it', async () => {
  const answer = await upload(app, path, { bytes: PDF, name: 'Mina <bilder>.pdf', kind: 'slides' });
  expect([answer.status, answer.headers.get('location')]).toEqual([303, `${path}?klart=sparat`]);
  const [file] = await files();
  expect([file!.title, file!.file_name, file!.media_type, file!.bytes]).toEqual([
    'Mina bilder',
    'Mina bilder.pdf',
    'application/pdf',
    PDF.length,
  ]);
  expect((await app.get(path)).text).toContain('Mina bilder');
  const seen = async () => [
    (await app.get('/underlag/1')).status,
    (await app.get('/moten/2026-12-21')).text.includes('/underlag/1'),
  ];
  expect(await seen()).toEqual([404, false]);
  await allow('material', 1);
  expect(await seen()).toEqual([200, true]);
  await app.context.db.updateTable('meeting').set({ announced_at: null }).execute();
  expect(await seen()).toEqual([404, false]);
  await app.context.db.updateTable('meeting').set({ shown_at: app.clock.now }).execute();
  expect(await seen()).toEqual([200, true]);
  await allow('name', 0);
  const { headers } = await app.get('/underlag/1');
  expect(headers.get('content-disposition')).toBe('attachment; filename=material.pdf');
  expect((await app.get('/moten/2026-12-21')).text).not.toContain('Mina bilder');
  await allow('material', 0);
  expect(await seen()).toEqual([404, false]);
  expect((await app.get('/admin/underlag/1')).status).toBe(401);
  await app.signIn();
  expect((await app.get('/admin/underlag/1')).text).toContain('%PDF-');
  expect((await app.get('/admin/moten/2026-12-21')).text).toContain('Mina bilder.pdf');
  for (const _ of [1, 2]) expect((await app.post('/admin/underlag/1/borttagning')).status).toBe(303);
  expect(await files()).toEqual([]);
});

it('serves a file so that nothing in it runs, and a photo as the photo that it is', async () => {
  await allow('photo', 1);
  await upload(app, path, { bytes: jpegOf(), name: '../../jag.html', kind: 'photo' });
  const { headers, status } = await app.get('/underlag/1');
  expect([status, headers.get('content-type'), headers.get('content-disposition')]).toEqual([
    200,
    'image/jpeg',
    'inline',
  ]);
  expect(headers.get('content-security-policy')).toBe("sandbox; default-src 'none'");
  expect(headers.get('x-content-type-options')).toBe('nosniff');
  expect((await app.get('/moten/2026-12-21')).text).toContain('alt="Foto av Ebba Provén"');
  await allow('name', 0);
  expect((await app.get('/moten/2026-12-21')).text).toContain('alt="Foto av en medverkande"');
  await upload(app, path, { bytes: pngOf(), kind: 'photo', title: 'Ny' });
  expect((await files()).map(({ title }) => title)).toEqual(['Ny']);
});

it('lets the speaker take an own file back, and no other', async () => {
  const other = await addTalk(app, 1, { title: 'Andra', name: 'Olle Nejd', email: 'olle@example.org' });
  await upload(app, path, { bytes: PPTX, kind: 'slides' });
  const theirs = `${await pathOf(app, other.id)}/material`;
  await app.post(`${theirs}/1/borttagning`);
  expect(await files()).toHaveLength(1);
  for (const _ of [1, 2]) expect((await app.post(`${path}/1/borttagning`)).status).toBe(303);
  expect(await files()).toEqual([]);
});

const BOMB: [string, string, number][] = [
  ['[Content_Types].xml', 'x', 900_000_000],
  ['ppt/presentation.xml', 'x', 10],
];
it.each<[string, MaterialKind, Buffer, string]>([
  ['an empty file', 'slides', Buffer.alloc(0), 'Filen är tom.'],
  ['a program', 'slides', Buffer.from('MZ\x90\0'), 'Filen är inte en PDF, PPTX eller ODP.'],
  ['a page', 'slides', Buffer.from('<html>%PDF-1.7'), 'Filen är inte en PDF, PPTX eller ODP.'],
  ['half a PDF', 'slides', PDF.subarray(0, 20), 'Filen är trasig eller inte hel.'],
  ['half a zip', 'slides', PPTX.subarray(0, 60), 'Filen är trasig eller inte hel.'],
  ['a zip of something', 'slides', zipOf([['a.txt', 'x']]), 'Filen är inte en PDF, PPTX eller ODP.'],
  ['a zip bomb', 'slides', zipOf(BOMB), 'Filen är trasig eller inte hel.'],
  ['many entries', 'slides', zipOf(Array.from({ length: 2001 }, (_, n) => [`${n}`, ''])), 'Filen är trasig'],
  ['an encrypted zip', 'slides', zipOf([['a', 'x']], 1), 'Filen är trasig eller inte hel.'],
  ['macros', 'slides', zipOf([['ppt/vbaProject.bin', 'x']]), 'Filen innehåller makron.'],
  ['slides as a photo', 'photo', PDF, 'Filen är inte en bild i JPEG eller PNG.'],
  ['a drawing', 'photo', Buffer.from('<svg onload="x"/>'), 'Filen är inte en bild i JPEG eller PNG.'],
  ['half a JPEG', 'photo', jpegOf().subarray(0, 60), 'Filen är trasig eller inte hel.'],
  ['half a PNG', 'photo', pngOf().subarray(0, 60), 'Filen är trasig eller inte hel.'],
])('refuses %s in one line, and keeps nothing', async (_what, kind, bytes, message) => {
  const answer = await upload(app, path, { bytes, kind, title: 'Min titel' });
  expect([answer.status, answer.text.includes(message), answer.text.includes('value="Min titel"')]).toEqual([
    422,
    true,
    true,
  ]);
  expect(await files()).toEqual([]);
  await expect.poll(left).toEqual([]);
});

it('refuses more than ten megabytes, more than ten files, and what is no file', async () => {
  const large = await upload(app, path, { bytes: Buffer.alloc(10_000_001, 'x'), kind: 'slides' });
  expect([large.status, large.text.includes('större än 10 megabyte')]).toEqual([422, true]);
  expect((await upload(app, path, { bytes: PDF, kind: 'annat' })).text).toContain('Välj vad du lämnar.');
  expect((await app.post(path, { kind: 'slides' })).text).toContain('Välj en fil.');
  for (let count = 0; count < 10; count++)
    expect((await upload(app, path, { bytes: ODP, kind: 'slides' })).status).toBe(303);
  expect((await upload(app, path, { bytes: PDF, kind: 'slides' })).text).toContain('redan lämnat 10 filer');
  expect(await files()).toHaveLength(10);
  await expect.poll(left).toEqual([]);
});

it('never reads a file from a link that does not hold, and leaves nothing of one that is cut off', async () => {
  const wrong = `${path.replace('/material', '')}x/material`;
  expect((await upload(app, wrong, { bytes: PDF, kind: 'slides' })).status).toBe(404);
  const { hostname, port } = new URL(app.origin);
  await new Promise<void>((resolve) => {
    const socket = connect(Number(port), hostname, () => {
      const head = `POST ${path} HTTP/1.1\r\nHost: x\r\nOrigin: ${app.baseUrl}\r\nContent-Type: multipart/form-data; boundary=b\r\nContent-Length: 9000000\r\n\r\n`;
      const part = '--b\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n%PDF-';
      socket.write(head + part + 'x'.repeat(500_000), () => setTimeout(() => socket.destroy(), 200));
    });
    socket.on('close', () => resolve());
    socket.on('error', () => resolve());
  });
  await expect.poll(left).toEqual([]);
  expect(await files()).toEqual([]);
  expect((await app.get('/healthz')).status).toBe(200);
});

it('takes what tells of place and camera out of a photo, and leaves it turned the right way', () => {
  const jpeg = readMaterial('photo', jpegOf({ orientation: 6 }));
  if ('fault' in jpeg) throw new Error(jpeg.fault);
  expect(jpeg.content.includes('GPS')).toBe(false);
  expect(jpeg.content.subarray(0, 38).toString('hex')).toBe(
    'ffd8ffe10022457869660000' + '4d4d002a000000080001' + '0112000300000001' + '00060000' + '00000000',
  );
  expect(jpeg.content.subarray(-5).toString('hex')).toBe('010203ffd9');
  const straight = readMaterial('photo', jpegOf({ orientation: 1 }));
  expect('content' in straight && straight.content.includes('Exif')).toBe(false);
  const png = readMaterial('photo', pngOf());
  expect('content' in png && [png.content.includes('GPS'), png.content.includes('IEND')]).toEqual([
    false,
    true,
  ]);
});

const SECRET = 'GPS 56.04 12.69';
const [JPEG, PNG] = [jpegOf({ secret: '' }), pngOf('')];
/** A file with something put in at a place of it. */
const into = (file: Buffer, at: number, ...more: Buffer[]) =>
  Buffer.concat([file.subarray(0, at), ...more, file.subarray(at)]);
const segmentOf = (marker: number, text: string) =>
  Buffer.concat([Buffer.from([0xff, marker, 0, text.length + 2]), Buffer.from(text, 'latin1')]);
const chunkOf = (type: string) =>
  Buffer.concat([
    Buffer.from([0, 0, 0, SECRET.length]),
    Buffer.from(type + SECRET, 'latin1'),
    Buffer.alloc(4),
  ]);

it.each<[string, Buffer]>([
  ['a second picture after the first', Buffer.concat([JPEG, jpegOf({ secret: SECRET })])],
  ['a film after the picture', Buffer.concat([JPEG, Buffer.from(`${SECRET}\xff\xd9`, 'latin1')])],
  ['an index of more pictures', into(JPEG, 2, segmentOf(0xe2, `MPF\0${SECRET}`))],
  ['a small picture', into(JPEG, 2, segmentOf(0xe0, `JFXX\0\x10${SECRET}`))],
  [
    'a small picture in the head',
    into(JPEG, 2, segmentOf(0xe0, `JFIF\0\x01\x01\0\0\x01\0\x01\x01\x01${SECRET}`)),
  ],
  ['Exif between scans', into(JPEG, JPEG.length - 2, segmentOf(0xe1, `Exif\0\0${SECRET}`))],
  ['where the picture comes from', into(PNG, 33, chunkOf('caBX'))],
  ['what a program has added', into(PNG, 33, chunkOf('prVt'))],
  ['more after the end', Buffer.concat([PNG, Buffer.from(SECRET)])],
])('leaves %s out of a photo', (_what, bytes) => {
  const read = readMaterial('photo', bytes);
  if ('fault' in read) throw new Error(read.fault);
  const plain = readMaterial('photo', bytes[0] === 0xff ? JPEG : PNG);
  expect('content' in plain && read.content.equals(plain.content)).toBe(true);
});

it('keeps what draws the picture: several scans, restarts, the colour profile', () => {
  const scan = [0xff, 0xda, 0, 3, 1, 7, 0xff, 0, 0xff, 0xd0, 8];
  const parts = [
    segmentOf(0xe2, 'ICC_PROFILE\0x'),
    segmentOf(0xee, 'Adobe'),
    Buffer.from([...scan, ...scan]),
  ];
  const bytes = Buffer.concat([Buffer.from([0xff, 0xd8]), ...parts, Buffer.from([0xff, 0xd9])]);
  const read = readMaterial('photo', bytes);
  expect('content' in read && read.content.equals(bytes)).toBe(true);
});

it('stands more than one file, and that the directory of temporary files is cleaned meanwhile', async () => {
  const form = new FormData();
  form.set('kind', 'slides');
  for (const name of ['a.pdf', 'b.pdf']) form.append('file', new Blob([new Uint8Array(PDF)]), name);
  const faults: unknown[] = [];
  const note = (error: unknown) => faults.push(error);
  process.on('unhandledRejection', note);
  const init = { method: 'POST', body: form, headers: { origin: app.baseUrl } };
  const answer = await fetch(app.origin + path, init);
  expect([answer.status, (await answer.text()).includes('Välj en fil i taget.')]).toEqual([422, true]);
  await expect.poll(left).toEqual([]);
  process.off('unhandledRejection', note);
  expect(faults).toEqual([]);
  rmdirSync(UPLOADS);
  expect((await upload(app, path, { bytes: PDF, kind: 'slides' })).status).toBe(303);
});

it.each([
  ['../../etc/passwd', 'passwd.pdf'],
  ['C:\\Users\\x\\bilder.exe', 'bilder.pdf'],
  ['.htaccess', 'htaccess.pdf'],
  ['a"\r\nX: y.pdf', 'aX y.pdf'],
  ['\u202efdp.exe', 'fdp.pdf'],
  ['', 'material.pdf'],
  [`${'å'.repeat(300)}.pdf`, `${'å'.repeat(80)}.pdf`],
  [`${'a'.repeat(79)}😀b.pdf`, `${'a'.repeat(79)}.pdf`],
])('names %j %s', (name, expected) => {
  expect(safeFileName(name, 'pdf')).toBe(expected);
});

it('takes one file at a time, also after one that failed', async () => {
  const steps: string[] = [];
  const work = (name: string) =>
    inTurn(async () => {
      steps.push(`${name} begins`);
      await new Promise((resolve) => setTimeout(resolve, 5));
      steps.push(`${name} ends`);
      if (name === 'b') throw new Error('broken');
    });
  const all = await Promise.allSettled([work('a'), work('b'), work('c')]);
  expect(all.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  expect(steps).toEqual(['a', 'b', 'c'].flatMap((name) => [`${name} begins`, `${name} ends`]));
});

it('sweeps away what a process that died left, and nothing younger', async () => {
  await expect.poll(left).toEqual([]);
  mkdirSync(UPLOADS, { recursive: true });
  writeFileSync(join(UPLOADS, 'left'), 'x');
  const at = (minutes: number) => ({ now: () => new Date(Date.now() + minutes * 60_000).toISOString() });
  expect([await sweepUploads(at(50)), left()]).toEqual([0, ['left']]);
  expect([await sweepUploads(at(70)), left()]).toEqual([1, []]);
});
