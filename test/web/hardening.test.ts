import { afterAll, beforeAll, expect, it } from 'vitest';
import { answerToken } from '../../server/answers/answer-link.ts';
import { invitationToken } from '../../server/invitations/invitation-link.ts';
import { followUpToken } from '../../server/follow-ups/follow-up-link.ts';
import { addFollowUp } from '../follow-ups/support.ts';
import { NOW, TEST_KEY, startApp, type TestApp } from '../support/app.ts';
import { addMeeting, addSubscriber } from '../support/mail.ts';

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
  await addMeeting(app.context);
  await addSubscriber(app.context, 'eva@example.org', 'inbjudan');
  await addFollowUp(app);
  await addShownProposal();
});
afterAll(() => app.close());

async function addShownProposal(): Promise<void> {
  const when = { received_at: NOW, shown_at: NOW, hidden_at: null };
  const proposal = { title: 'Bänkar', email: null, state: 'received', theme_id: null } as const;
  await app.context.db
    .insertInto('proposal')
    .values({ ...proposal, ...when })
    .execute();
}

const HEADERS = {
  'content-security-policy':
    "default-src 'none';script-src 'self';style-src 'self';img-src 'self';font-src 'self';connect-src 'self';manifest-src 'self';form-action 'self';frame-ancestors 'none';base-uri 'none';object-src 'none';frame-src 'self';require-trusted-types-for 'script'",
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=()',
  'x-powered-by': null,
};
const headersOf = (headers: Headers) =>
  Object.fromEntries(Object.keys(HEADERS).map((name) => [name, headers.get(name)]));

it.each([
  ['/forslag', 200],
  ['/finns-inte', 404],
  ['/admin', 401],
  ['/admin/finns-inte', 401],
  ['/filer/style.css', 200],
  ['/filer/finns-inte', 404],
  ['/admin/forsta/%E0%A4%A', 400],
])('sends the protecting headers with %s (%i)', async (path, status) => {
  const answer = await app.get(path);
  expect([answer.status, headersOf(answer.headers)]).toEqual([status, HEADERS]);
  expect(answer.headers.get('content-type')).toMatch(/charset=utf-8/i);
});

it('answers an unexpected failure in Swedish, with the headers, without its stack, and goes on', async () => {
  const broken = await startApp();
  await broken.context.db.schema.alterTable('proposal').renameTo('gone').execute();
  const answer = await broken.get('/forslag');
  expect([answer.status, headersOf(answer.headers)]).toEqual([500, HEADERS]);
  expect(answer.text).toContain('<h1>Något gick fel hos oss</h1>');
  expect(answer.text).not.toMatch(/SqliteError|no such table|node_modules|\.ts:\d/);
  expect(broken.log.join()).toContain('no such table');
  expect((await broken.get('/admin/logga-in')).status).toBe(200);
  await broken.close();
});

it('asks for https for two years when it has https', async () => {
  const secure = await startApp({ BASE_URL: 'https://moten.example.org' });
  for (const path of ['/forslag', '/finns-inte', '/filer/style.css'])
    expect((await secure.get(path)).headers.get('strict-transport-security')).toBe(
      'max-age=63072000; includeSubDomains',
    );
  await secure.close();
  expect((await app.get('/forslag')).headers.get('strict-transport-security')).toBeNull();
});

const MATRIX: [string, Record<string, string>, boolean][] = [
  ['same-origin', { 'sec-fetch-site': 'same-origin' }, true],
  ['the right Origin alone', {}, true],
  ['same-origin behind another Origin', { 'sec-fetch-site': 'same-origin', origin: 'null' }, true],
  ['same-site', { 'sec-fetch-site': 'same-site' }, false],
  ['none', { 'sec-fetch-site': 'none' }, false],
  ['cross-site', { 'sec-fetch-site': 'cross-site' }, false],
  ['Origin null', { origin: 'null' }, false],
  ['an evil Origin', { origin: 'https://ond.example' }, false],
  ['an empty Origin', { origin: '' }, false],
];

it.each(MATRIX)('%s', async (_name, headers, allowed) => {
  for (const path of ['/forslag', '/admin/logga-in', '/admin/logga-ut', '/admin/konton']) {
    const { status } = await app.post(path, {}, headers);
    expect([path, status === 403]).toEqual([path, !allowed]);
  }
});

const POSSIBLE = [200, 303, 400, 413, 422, 429];
const FORMS: [string, string[]][] = [
  ['/forslag', ['title', 'text', 'email', 'speaks', 'speaker', 'visat', 'webbplats']],
  ['/forslag/1/erbjudande', ['name', 'email', 'text', 'visat', 'webbplats']],
  ['/forslag/1/stod', ['webbplats']],
  [`/svar/${answerToken({ key: TEST_KEY }, { id: 1, link_generation: 1 }, 1)}`, ['answer', 'needs', 'date']],
  [`/uppfoljning/${followUpToken({ key: TEST_KEY }, { id: 1, link_generation: 1 })}`, ['state', 'sentence']],
  [
    `/medverkan/${invitationToken({ key: TEST_KEY }, { id: 1, link_generation: 1 })}`,
    [
      'answer',
      'wished',
      'name',
      'role',
      'organisation',
      'need',
      'needs',
      'message',
      'date',
      'samtycke',
      'samtycken',
    ],
  ],
  [
    `/medverkan/${invitationToken({ key: TEST_KEY }, { id: 1, link_generation: 1 })}/samtycke`,
    ['samtycke', 'samtycken'],
  ],
  ['/prenumerera', ['email', 'name', 'wants', 'webbplats']],
  ['/admin/logga-in', ['email', 'password', 'next', 'resume']],
];

it.each(FORMS)('%s stands fields that are missing, doubled, odd and huge', async (path, names) => {
  const values = [
    '',
    'x',
    '\u0000\r\nBcc: x@example.org',
    '<%= 1 %>',
    '{"a":1',
    'x'.repeat(1_000_000),
    '__proto__',
  ];
  for (const name of names)
    for (const value of values) {
      const rest = Object.fromEntries(
        names.map((other) => [other, other === 'email' ? 'a@example.org' : '']),
      );
      for (const sent of [value, [value, value], [value, 'b', 'c']]) {
        const answer = await app.post(path, { ...rest, [name]: sent });
        expect(POSSIBLE, `${name}=${value.slice(0, 20)} gave ${answer.status}`).toContain(answer.status);
      }
    }
  for (const odd of ['__proto__[x]', 'constructor[prototype][x]', 'title[]', 'toString', 'hasOwnProperty'])
    expect(POSSIBLE).toContain((await app.post(path, { [odd]: ['1', '2'] })).status);
  expect((await app.get('/forslag')).status).toBe(200);
});

it('refuses bodies and numbers of fields beyond all reason', async () => {
  const huge = await app.post('/forslag', { text: 'x'.repeat(2_200_000) });
  expect([huge.status, huge.text.includes('Texten är för stor')]).toEqual([413, true]);
  const many = Object.fromEntries(Array.from({ length: 5500 }, (_, index) => [`f${index}`, '1']));
  expect((await app.post('/forslag', many)).status).toBe(413);
});

it.each([
  '?settings[view options][client]=1',
  '?settings[view+options][outputFunctionName]=x',
  '?cache=1&escape=x&_locals=y&klart=__proto__',
  '?klart=constructor&klart=tack',
])('shows the same page whatever the query says: %s', async (query) => {
  for (const path of ['/forslag', '/admin/logga-in'])
    expect((await app.get(path + query)).text).toBe((await app.get(path)).text);
});

it('takes no host, protocol or address from forged headers', async () => {
  const forged = {
    'x-forwarded-for': '1.2.3.4',
    'x-forwarded-host': 'ond.example',
    'x-forwarded-proto': 'https',
  };
  const answer = await app.get('/forslag', forged);
  expect(answer.text).not.toContain('ond.example');
});
