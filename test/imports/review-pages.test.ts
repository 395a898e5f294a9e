import { readdirSync } from 'node:fs';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { transaction } from '../../server/context.ts';
import { listMeetings } from '../../server/meetings/queries.ts';
import { updateMeeting } from '../../server/meetings/record-queries.ts';
import { findPublicMinutes } from '../../server/minutes/queries.ts';
import { UPLOADS } from '../../server/shared/uploads.ts';
import { saveSpeaker } from '../../server/speakers/queries.ts';
import { SECRETARY, startApp, type Answer, type TestApp } from '../support/app.ts';
import { zipOf } from '../support/files.ts';

const PATH = '/admin/arkiv/import';
const minutes = (date: string, more = '') => `Öppen utvecklingsgrupp ${date}

Tema: Grannar emellan

Soppluncherna

Tuva Påhittson från Lärkdalens Gryta berättade om soppluncherna i trapphusen.
${more}`;
const BLOG = `<?xml version="1.0"?><rss xmlns:content="c" xmlns:wp="w"><channel><link>https://blogg.example.org</link>
<item><title>Öppen utvecklingsgrupp 18 januari 2027 – om bänkar</title><link>https://blogg.example.org/om-b%C3%A4nkar/</link>
<content:encoded><![CDATA[<p>Tid: måndag 18 januari klockan 13.30</p><p>Plats: Fyrhuset</p>]]></content:encoded>
<wp:post_date>2027-01-08 10:00:00</wp:post_date><wp:status>publish</wp:status><wp:post_type>page</wp:post_type><wp:post_id>311</wp:post_id></item></channel></rss>`;

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

function uploads(): string[] {
  try {
    return readdirSync(UPLOADS).sort();
  } catch {
    return [];
  }
}

async function send(
  files: Record<string, string | Buffer>,
  fields: Record<string, string> = {},
): Promise<Answer> {
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) body.set(name, value);
  for (const [name, content] of Object.entries(files))
    body.append('files', new Blob([new Uint8Array(Buffer.from(content))]), name);
  const response = await fetch(app.origin + PATH, {
    method: 'POST',
    body,
    headers: { origin: app.baseUrl, cookie },
    redirect: 'manual',
  });
  return { status: response.status, text: await response.text(), headers: response.headers };
}

/** The page once nothing is under way any more. */
async function settledPage(path: string): Promise<Answer> {
  for (let tries = 0; tries < 200; tries++) {
    const answer = await app.get(path);
    if (!answer.headers.get('refresh')) return answer;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error('The import never came to an end.');
}

async function read(files: Record<string, string | Buffer>, fields: Record<string, string> = {}) {
  const sent = await send(files, fields);
  expect(sent.status).toBe(303);
  const path = sent.headers.get('location')!;
  return { path, page: await settledPage(path) };
}

const headings = ({ text }: Answer) =>
  [...text.matchAll(/<h[23]>([^<]+)<\/h[23]>/g)].map(([, heading]) => heading);
const actions = ({ text }: Answer) =>
  [...text.matchAll(/action="([^"]+\/svar\/\d+)"/g)].map(([, action]) => action!);
const slugs = async () => (await listMeetings(app.context.db)).map(({ slug }) => slug);

it('shows what the files hold and stores nothing before the secretary says so', async () => {
  const { path, page } = await read({ 'möte.txt': minutes('19 oktober 2026'), '../../passwd.doc': 'x' });
  expect(headings(page)).toEqual([
    'Lästes inte in',
    'Klart att läsa in',
    'Minnesanteckningar måndag 19 oktober 2026',
    'Ångrat dig?',
  ]);
  expect(page.text).toContain('<b>passwd.doc</b>: Det är en äldre Word-fil.');
  expect(await slugs()).toEqual([]);
  expect(uploads()).toEqual(before);
  expect((await app.post(path)).status).toBe(303);
  const stored = await settledPage(path);
  expect(headings(stored)).toContain('Inläst');
  expect(await slugs()).toEqual(['2026-10-19']);
  const [meeting] = await listMeetings(app.context.db);
  expect(await findPublicMinutes(app.context.db, meeting!.id)).toBeUndefined();
});

it('puts an uncertain day beside its line, and takes the answer with one button', async () => {
  const { path, page } = await read({ 'a.txt': minutes('tisdag 19 oktober 2026') });
  expect(page.text).toContain('Vilken dag var mötet?');
  expect(page.text).toContain(
    '<blockquote><p>Öppen utvecklingsgrupp tisdag 19 oktober 2026</p></blockquote>',
  );
  expect(page.text).toMatch(/<button class="btn" autofocus/);
  expect((await app.post(path)).status).toBe(409);
  const [action] = actions(page);
  const name = /name="(svar-\d+-\d+)"/.exec(page.text)![1]!;
  expect((await app.post(action!, { [name]: '2026-02-31' })).status).toBe(422);
  expect((await app.post(action!, { [name]: '2026-10-20' })).status).toBe(303);
  await app.post(path);
  await settledPage(path);
  expect(await slugs()).toEqual(['2026-10-20']);
  const { page: again } = await read({ 'a.txt': minutes('tisdag 19 oktober 2026') });
  expect(headings(again)).toEqual(['Finns redan']);
});

it('asks once whether a name is the same as in the register, for all texts', async () => {
  await transaction(app.context, (trx) =>
    saveSpeaker(trx, { name: 'Tuva Påhittsson', role: null, organisation: null }, app.context.now()),
  );
  const files = { 'a.txt': minutes('19 oktober 2026'), 'b.txt': minutes('16 november 2026') };
  const { path, page } = await read(files);
  expect(actions(page)).toHaveLength(2);
  const name = /name="(svar-\d+-\d+)" value="samma"/.exec(page.text)![1]!;
  await app.post(actions(page)[0]!, { [name]: 'samma' });
  const settled = await settledPage(path);
  expect(actions(settled)).toEqual([]);
  expect(settled.text).toContain('Tuva Påhittson är samma som Tuva Påhittsson');
  await app.post(path, { publish: '1', reviewed: 'redan publicerad' });
  await settledPage(path);
  for (const { id } of await listMeetings(app.context.db)) {
    const { content } = (await findPublicMinutes(app.context.db, id))!;
    expect(content.sections[0]!.speakers[0]!.name).toBe('Tuva Påhittsson');
    expect(content.sections[0]!.markdown).toContain('Tuva Påhittson från');
  }
});

it('reads each text in a zip, and says which could not be read', async () => {
  const zip = zipOf([
    ['arkiv/a.txt', Buffer.from(minutes('19 oktober 2026')).toString('latin1')],
    ['../b.pdf', 'ingen pdf'],
  ]);
  const { page } = await read({ 'allt.zip': zip });
  expect(page.text).toContain('allt.zip/arkiv/a.txt');
  expect(page.text).toContain('<b>allt.zip/b.pdf</b>: Filen är ingen PDF');
});

const YEARLESS = `Torggruppen 20 april
Tid: måndagen den 20 april klockan 13.30
Kommande möten
- 25 maj/1 juni (ej klart)
- 21 september – tema fritid utan avgift
`;

it('offers the days that a text without a year can be of, and one answer settles what is to come', async () => {
  const { path, page } = await read({ 'a.txt': YEARLESS });
  const days = [...page.text.matchAll(/<button [^>]*name="(svar-\d+-\d+)" value="([\d-]+)"/g)];
  expect(days.map(([, , day]) => day)).toEqual(['2026-04-20', '2020-04-20', '2015-04-20', '2009-04-20']);
  expect(headings(page)).toEqual(['Frågor', 'Vilken dag var mötet?', 'Ångrat dig?']);
  await app.post(actions(page)[0]!, { [days[1]![1]!]: '2020-04-20' });
  const settled = await settledPage(path);
  expect(headings(settled)).toEqual(['Klart att läsa in', 'Inbjudan måndag 20 april 2020', 'Ångrat dig?']);
  await app.post(path);
  await settledPage(path);
  const stored = await listMeetings(app.context.db);
  expect(stored.map(({ slug, dates, themes }) => [slug, dates.length, themes[0]?.title])).toEqual([
    ['2020-04-20', 1, undefined],
    ['2020-05-25', 2, undefined],
    ['2020-09-21', 1, 'Fritid utan avgift'],
  ]);
  const rows = await app.context.db.selectFrom('import_find').select('source').execute();
  expect(rows).toEqual([{ source: null }]);
});

it('takes a day that nobody thought of, and then asks for the rest', async () => {
  const { path, page } = await read({ 'a.txt': YEARLESS });
  const name = /name="(svar-\d+-\d+)" value/.exec(page.text)![1]!;
  expect((await app.post(actions(page)[0]!, { [name]: 'i våras' })).status).toBe(422);
  await app.post(actions(page)[0]!, { [name]: '2021-04-19' });
  const coming = 'Vilken dag är det kommande mötet?';
  expect(headings(await settledPage(path))).toEqual(['Frågor', coming, coming, 'Ångrat dig?']);
});

it('leads an address of the old blog to the meeting, until the import is undone', async () => {
  const empty = await slugs();
  const { path } = await read({ 'blogg.xml': BLOG });
  await app.post(path);
  await settledPage(path);
  const numbered = ['/?p=311', '/?preview=1&page_id=311', '/index.php?p=311'];
  for (const old of ['/om-b%C3%A4nkar/', '/Om-b%C3%84nkar', '/om-b%C3%A4nkar/?fbclid=x', ...numbered]) {
    const answer = await app.get(old);
    expect([answer.status, answer.headers.get('location')]).toEqual([301, '/moten/2027-01-18']);
  }
  for (const other of ['/?p=312', '/?p=x', '/?p=', '/?q=311'])
    expect((await app.get(other)).status).toBe(200);
  const start = await app.get(PATH);
  const undo = /href="([^"]+\/angra\/\d+)"/.exec(start.text)![1]!;
  expect((await app.get(undo)).text).toContain('1 möte');
  const done = await app.post(undo);
  expect([done.status, done.headers.get('location')]).toEqual([303, `${PATH}?klart=angrad`]);
  expect((await app.get('/om-b%C3%A4nkar/')).status).toBe(404);
  expect(await slugs()).toEqual(empty);
  expect((await app.get(undo)).status).toBe(404);
  expect(headings(await app.get(path))).toEqual([]);
  expect((await read({ 'blogg.xml': BLOG })).page.text).toContain('Läs in texten');
});

it('leaves out and takes back a text, and throws the rest away', async () => {
  const { path, page } = await read({ 'a.txt': minutes('19 oktober 2026') });
  const leave = /action="([^"]+\/utan)"/.exec(page.text)![1]!;
  await app.post(leave, { utan: '1' });
  expect(headings(await app.get(path))).toContain('Tas inte med');
  await app.post(leave, { utan: '' });
  expect(headings(await app.get(path))).toContain('Klart att läsa in');
  expect((await app.post(`${path}/slang`)).status).toBe(303);
  expect((await app.get(path)).status).toBe(404);
  expect(await slugs()).toEqual([]);
});

it.each(['abc', '0', '1e400', '99', 'angra/abc', 'angra/99'])('knows of no import %s', async (id) => {
  expect((await app.get(`${PATH}/${id}`)).status).toBe(404);
  expect((await app.post(`${PATH}/${id}`)).status).toBe(404);
});

it('lists what was undone only in part', async () => {
  const { path } = await read({ 'a.txt': minutes('19 oktober 2026') });
  await app.post(path);
  await settledPage(path);
  const [meeting] = await listMeetings(app.context.db);
  await transaction(app.context, (trx) =>
    updateMeeting(trx, meeting!.id, { place: 'Sal B' }, '2026-11-23T12:00:00.000Z'),
  );
  const done = await app.post(`${PATH}/angra/1`);
  expect([done.status, done.text.includes('någon har arbetat med mötet')]).toEqual([200, true]);
  expect(await slugs()).toEqual(['2026-10-19']);
});

it('asks again by itself while it reads, and reads what was left when it stopped', async () => {
  const sent = await send({ 'a.txt': minutes('19 oktober 2026') });
  const path = sent.headers.get('location')!;
  await settledPage(path);
  await app.context.db.updateTable('import_file').set({ stored_as: 'borta.txt' }).execute();
  expect((await app.get(path)).text).toContain('Läsningen har stannat.');
  expect((await app.post(`${path}/fortsatt`)).status).toBe(303);
  expect((await settledPage(path)).text).toContain('Filen finns inte');
});

it('says what is wrong with what was sent, and keeps no file', async () => {
  expect((await send({})).text).toContain('Välj en eller flera filer.');
  const answer = await send({ 'a.txt': 'x' }, { year: '19' });
  expect([answer.status, answer.text.includes('Skriv ett årtal')]).toEqual([422, true]);
  expect(uploads()).toEqual(before);
});
