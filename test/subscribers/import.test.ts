import { request } from 'node:http';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { transaction } from '../../server/context.ts';
import { manageToken, subscribe, unsubscribe } from '../../server/subscribers/actions.ts';
import { listConfirmed, markRefused } from '../../server/subscribers/queries.ts';
import { STANDARD } from '../../server/subscribers/wishes.ts';
import { SECRETARY, startApp, type Answer, type TestApp } from '../support/app.ts';
import { addSubscriber, outboxStates } from '../support/mail.ts';

const PATH = '/admin/prenumeranter/import';
const SOURCE = { origin: 'Gamla sändlistan', date: '2026-09-03' };

let app: TestApp;
let cookie: string;
beforeEach(async () => {
  app = await startApp();
  await app.signIn();
  const again = await app.post('/admin/logga-in', SECRETARY);
  cookie = again.headers.getSetCookie()[0]!.split(';')[0]!;
});
afterEach(() => app.close());

interface Sent {
  file?: Buffer | string;
  fields?: Record<string, string>;
  headers?: Record<string, string>;
}

/** As a browser sends the form. */
async function send({ file, fields = SOURCE, headers = {} }: Sent): Promise<Answer> {
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) body.set(name, value);
  if (file !== undefined) body.set('file', new Blob([new Uint8Array(Buffer.from(file))]), 'lista åäö.csv');
  const response = await fetch(app.baseUrl + PATH, {
    method: 'POST',
    body,
    headers: { origin: app.baseUrl, cookie, ...headers },
    redirect: 'manual',
  });
  return { status: response.status, text: await response.text(), headers: response.headers };
}

const people = () => app.context.db.selectFrom('subscriber').selectAll().orderBy('id').execute();
const headings = ({ text }: Answer) => [...text.matchAll(/<h2>([^<]+)<\/h2>/g)].map(([, heading]) => heading);
const items = ({ text }: Answer) => [...text.matchAll(/<li>([^<]+)<\/li>/g)].map(([, item]) => item!.trim());
const faults = ({ text }: Answer) =>
  [...text.matchAll(/<a href="#f-(\w+)">([^<]+)</g)].map(([, ...found]) => found);

/** What the button of the preview sends, as a browser reads it out of the page. */
function hidden({ text }: Answer): Record<string, string> {
  const decode = (value: string) =>
    value
      .replaceAll('&#34;', '"')
      .replaceAll('&#39;', "'")
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
      .replaceAll('&amp;', '&');
  return Object.fromEntries(
    [...text.matchAll(/<input type="hidden" name="(\w+)" value="([^"]*)"/g)].map(([, name, value]) => [
      name!,
      decode(value!).replace(/\r?\n/g, '\r\n'),
    ]),
  );
}

const LIST = [
  'email;name;wants',
  'ny@example.org;"Ny; <b>Åsa</b> ""A""";kalender',
  'kim@example.org;Kim;kalender',
  'slut@example.org;Slut;',
  'studs@example.org;;',
  'inte en adress;;',
  'vantar@example.org;;minnesanteckningar',
  'NY@example.org;Igen;',
  '=cmd@example.org;=1+1;',
].join('\r\n');

async function fill(): Promise<void> {
  await addSubscriber(app.context, 'kim@example.org', 'inbjudan', 'Kim Eget');
  const ended = await addSubscriber(app.context, 'slut@example.org', 'inbjudan');
  await unsubscribe(app.context, manageToken(app.context, { id: ended, link_generation: 1 }));
  const refused = await addSubscriber(app.context, 'studs@example.org', 'inbjudan');
  await transaction(app.context, (trx) => markRefused(trx, refused, '550', app.clock.now));
  await subscribe(app.context, { email: 'vantar@example.org', name: 'Vera', wishes: STANDARD }, 'net');
}

it('shows what a list would do, stores nothing before the button, and everything once', async () => {
  await fill();
  const [before, mails] = [await people(), await outboxStates(app.context)];
  const preview = await send({ file: LIST });
  expect([preview.status, headings(preview)]).toEqual([
    200,
    [
      'Nya: 3',
      'Finns redan: 1',
      'Har avslutat förut: 1',
      'Tar inte emot mejl: 1',
      'Går inte att läsa: 1',
      'Står flera gånger: 1',
    ],
  ]);
  expect(items(preview).slice(-8)).toEqual([
    'ny@example.org (Ny; &lt;b&gt;Åsa&lt;/b&gt; &#34;A&#34;)',
    'vantar@example.org',
    '=cmd@example.org (=1+1)',
    'kim@example.org (Kim)',
    'slut@example.org (Slut)',
    'studs@example.org',
    'Rad 6: E-postadressen går inte att läsa.',
    'Rad 8: Samma adress som på rad 2.',
  ]);
  expect(preview.text).toContain('Lägg till 3 prenumeranter');
  expect([await people(), await outboxStates(app.context)]).toEqual([before, mails]);
  const fields = hidden(preview);
  expect(fields).toMatchObject(SOURCE);
  const first = await app.post(`${PATH}/inlasning`, fields);
  expect(first.headers.get('location')).toBe('/admin/prenumeranter?klart=inlast');
  const after = await people();
  const proof = {
    origin: 'import',
    consent_text:
      'Från listan ”Gamla sändlistan”, lämnad 3 september 2026. Jag vill få de mejl som jag har valt från Gemensam utvecklingsgrupp. Jag kan ändra mig när som helst.',
    requested_at: '2026-09-03T10:00:00.000Z',
    confirmed_at: app.clock.now,
    state: 'confirmed',
  };
  expect(after.map(({ email, name }) => [email, name])).toEqual([
    ['kim@example.org', 'Kim Eget'],
    ['studs@example.org', ''],
    ['vantar@example.org', 'Vera'],
    ['ny@example.org', 'Ny; <b>Åsa</b> "A"'],
    ['=cmd@example.org', '=1+1'],
  ]);
  expect(after.slice(0, 2)).toEqual(before.slice(0, 2));
  expect(after[2]).toMatchObject({ ...proof, minutes: 1, announcement: 0 });
  expect(after[3]).toMatchObject({ ...proof, calendar: 1, announcement: 1, minutes: 0 });
  expect((await app.post(`${PATH}/inlasning`, fields)).status).toBe(303);
  expect([await people(), await outboxStates(app.context)]).toEqual([after, mails]);
  const audit = await app.context.db
    .selectFrom('audit_event')
    .select(['object', 'detail'])
    .where('action', '=', 'list imported')
    .execute();
  expect(audit).toEqual([{ object: 'subscribers', detail: '3 added' }]);
  const none = await send({ file: LIST });
  expect([none.text.includes('Det finns ingen ny i listan.'), none.text.includes('Lägg till')]).toEqual([
    true,
    false,
  ]);
});

it('takes pasted text, and today when no day is given', async () => {
  const preview = await send({ fields: { origin: 'En lapp', date: '', text: 'ett@example.org;Ett' } });
  expect(preview.text).toContain('Lägg till 1 prenumerant<');
  await app.post(`${PATH}/inlasning`, hidden(preview));
  expect((await people())[0]).toMatchObject({ requested_at: app.clock.now, name: 'Ett' });
});

it.each([0, 1, 500, 5000])('previews and adds %i new ones', async (count) => {
  const lines = Array.from({ length: count }, (_, index) => `p${index}@example.org;Åsa Öberg ${index};`);
  const preview = await send({ file: lines.join('\n') });
  if (count === 0)
    return expect([preview.status, faults(preview)]).toEqual([
      422,
      [['file', 'Välj en fil, eller klistra in listan.']],
    ]);
  expect(preview.text.includes('<details><summary>Visa alla')).toBe(count > 20);
  expect((await app.post(`${PATH}/inlasning`, hidden(preview))).status).toBe(303);
  expect((await listConfirmed(app.context.db)).length).toBe(count);
  return undefined;
});

it.each([
  ['no origin', { fields: { origin: ' ', date: '' }, file: 'a@example.org' }, ['origin']],
  ['a long origin', { fields: { origin: 'x'.repeat(201), date: '' }, file: 'a@example.org' }, ['origin']],
  [
    'a day that is not there',
    { fields: { origin: 'x', date: '2026-02-30' }, file: 'a@example.org' },
    ['date'],
  ],
  ['tomorrow', { fields: { origin: 'x', date: '2026-11-23' }, file: 'a@example.org' }, ['date']],
  ['nothing', { fields: {} }, ['origin', 'file']],
  ['headings alone', { file: 'email;name;wants' }, ['file']],
  ['a workbook', { file: Buffer.from('PK\x03\x04\x00\x01', 'latin1') }, ['file']],
  ['an open quote', { file: 'a@example.org;"Eva\n' }, ['file']],
  ['more than a megabyte', { file: 'x'.repeat(1_000_001) }, ['file']],
  ['text of more than a megabyte', { fields: { ...SOURCE, text: 'x'.repeat(1_000_001) } }, ['file']],
  [
    'more fields than there are',
    { fields: Object.fromEntries(Array.from({ length: 30 }, (_, n) => [`f${n}`, 'x'])) },
    ['origin', 'file'],
  ],
] satisfies [string, Sent, string[]][])(
  'says in Swedish what is wrong with %s',
  async (_what, sent, wrong) => {
    const answer = await send(sent);
    expect([answer.status, faults(answer).map(([field]) => field)]).toEqual([422, wrong]);
    expect(answer.text).not.toMatch(/Multer|Unexpected|Error/);
    expect(await people()).toEqual([]);
  },
);

it.each([
  [
    'cut short',
    'multipart/form-data; boundary=x',
    '--x\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\na@exa',
  ],
  ['without a boundary', 'multipart/form-data', 'x'],
  [
    'with two files',
    'multipart/form-data; boundary=x',
    `${'--x\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\na\r\n'.repeat(2)}--x--`,
  ],
  [
    'with odd names',
    'multipart/form-data; boundary=x',
    ['__proto__[x]', 'constructor', 'origin[a]', 'text[]']
      .map((name) => `--x\r\nContent-Disposition: form-data; name="${name}"\r\n\r\na\r\n`)
      .join('') + '--x--',
  ],
])('stands a body %s', async (_what, type, body) => {
  const answer = await fetch(app.baseUrl + PATH, {
    method: 'POST',
    body,
    headers: { origin: app.baseUrl, cookie, 'content-type': type },
  });
  expect(answer.status).toBe(422);
});

it.each([
  {},
  { origin: 'x' },
  { origin: 'x', text: '' },
  { origin: ['a', 'b'], text: ['"', 'b'], date: 'x' },
])('refuses a last step with %j', async (fields) => {
  expect((await app.post(`${PATH}/inlasning`, fields as Record<string, string>)).status).toBe(422);
  expect(await people()).toEqual([]);
});

it('reads no file of a stranger or of another site, and says what to do when the sign-in has ended', async () => {
  const body = 'not even multipart';
  const stranger = { origin: app.baseUrl, 'content-type': 'multipart/form-data' };
  const ended = await fetch(app.baseUrl + PATH, { method: 'POST', body, headers: stranger });
  const text = await ended.text();
  expect(ended.status).toBe(401);
  expect(text).toContain('Logga in och välj filen igen.');
  expect(text).toContain(`name="next" value="${PATH}"`);
  expect(text).not.toContain('name="resume"');
  expect((await send({ file: LIST, headers: { cookie: 'gemensam=x' } })).status).toBe(401);
  expect((await send({ file: LIST, headers: { origin: 'https://ond.example' } })).status).toBe(403);
  expect((await app.get(PATH)).status).toBe(200);
  expect(await people()).toEqual([]);
});

it('answers a stranger before the file has come', async () => {
  const { port } = new URL(app.baseUrl);
  const headers = {
    origin: app.baseUrl,
    'content-type': 'multipart/form-data; boundary=x',
    'content-length': '900000',
  };
  const status = await new Promise((resolve, reject) => {
    const upload = request({ host: '127.0.0.1', port, path: PATH, method: 'POST', headers }, (answer) => {
      resolve(answer.statusCode);
      upload.destroy();
    });
    upload.on('error', reject);
    upload.write('--x\r\n');
  });
  expect(status).toBe(401);
});

it('goes on with the last step when the sign-in ends between', async () => {
  const fields = hidden(await send({ file: LIST }));
  await app.post('/admin/logga-ut');
  const ended = await app.post(`${PATH}/inlasning`, fields);
  expect(ended.status).toBe(401);
  const again = await app.post('/admin/logga-in', { ...SECRETARY, ...hidden(ended) });
  expect(again.headers.get('location')).toBe('/admin/prenumeranter?klart=inlast');
  expect((await people()).length).toBe(6);
});
