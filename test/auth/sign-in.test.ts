import { afterEach, beforeEach, expect, it } from 'vitest';
import { makeFirstUserLink } from '../../server/auth/actions.ts';
import { SECRETARY, startApp, type TestApp } from '../support/app.ts';
import { makeMeeting } from '../support/meetings.ts';
import { formOf } from '../support/minutes.ts';

let app: TestApp;
beforeEach(async () => (app = await startApp()));
afterEach(() => app.close());

const unescaped = (text: string) =>
  text
    .replaceAll('&#34;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');

it('lets the first secretary in by a link that works once, for ten minutes', async () => {
  const path = new URL((await makeFirstUserLink(app.context))!).pathname;
  expect((await app.get(path)).text).toContain('Skapa ditt konto');
  const short = await app.post(path, { ...SECRETARY, password: 'kort' });
  expect(short.status).toBe(422);
  expect(short.text).toContain(`value="${SECRETARY.email}"`);
  const made = await app.post(path, SECRETARY);
  expect([made.status, made.headers.get('location')]).toEqual([303, '/admin']);
  expect((await app.get(path)).status).toBe(404);
  expect(await makeFirstUserLink(app.context)).toBeUndefined();
});

it('refuses a first-user link after ten minutes, and the earlier of two', async () => {
  const earlier = new URL((await makeFirstUserLink(app.context))!).pathname;
  const later = new URL((await makeFirstUserLink(app.context))!).pathname;
  expect((await app.get(earlier)).status).toBe(404);
  expect((await app.get(later)).status).toBe(200);
  app.clock.now = '2026-11-22T12:10:00.001Z';
  expect((await app.get(later)).status).toBe(404);
});

it('signs in and out, and stores only hashes', async () => {
  expect((await app.get('/admin')).status).toBe(401);
  await app.signIn();
  const cookie = (await app.post('/admin/logga-in', SECRETARY)).headers.get('set-cookie')!;
  expect(cookie).toMatch(
    /^gemensam=[\w-]{43}; Max-Age=604800; Path=\/; Expires=[^;]+; HttpOnly; SameSite=Lax$/,
  );
  const stored = await app.context.db.selectFrom('session').select('token_hash').execute();
  expect(stored.some(({ token_hash }) => cookie.includes(token_hash))).toBe(false);
  const user = await app.context.db.selectFrom('user').selectAll().executeTakeFirstOrThrow();
  expect(user.password_hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  await app.post('/admin/logga-ut');
  expect((await app.get('/admin')).status).toBe(401);
});

it('gives the same answer to an unknown address and a wrong password, and slows down tries', async () => {
  await app.signIn();
  const wrong = await app.post('/admin/logga-in', { ...SECRETARY, password: 'fel' });
  const unknown = await app.post('/admin/logga-in', { email: 'okand@example.org', password: 'fel' });
  expect(wrong.status).toBe(422);
  expect(wrong.text.match(/stämmer inte/g)).toHaveLength(1);
  expect(unknown.text.replace('okand@example.org', SECRETARY.email)).toBe(wrong.text);
  for (let index = 0; index < 10; index++)
    await app.post('/admin/logga-in', { ...SECRETARY, password: 'fel' });
  expect((await app.post('/admin/logga-in', SECRETARY)).text).toContain('för många försök');
  app.clock.now = '2026-11-22T12:16:00.000Z';
  expect((await app.post('/admin/logga-in', SECRETARY)).status).toBe(303);
});

it('ends a session after twelve idle hours', async () => {
  await app.signIn();
  app.clock.now = '2026-11-23T00:00:01.000Z';
  expect((await app.get('/admin')).status).toBe(401);
});

it('goes on with what was typed when the sign-in had ended', async () => {
  await app.signIn();
  await app.post('/admin/logga-ut');
  const refused = await app.post('/admin/finns-inte', { text: 'Det "jag" skrev <b>' });
  expect(refused.status).toBe(401);
  const resume = JSON.stringify({ text: 'Det "jag" skrev <b>' });
  expect(refused.text).toContain('Inget du skrev är borta');
  expect(refused.text).toContain('&#34;jag');
  const answer = await app.post('/admin/logga-in', { ...SECRETARY, next: '/admin/finns-inte', resume });
  expect(answer.status).toBe(404);
});

it('saves big minutes that were sent after the sign-in had ended, once it is back', async () => {
  await app.signIn();
  const { slug } = await makeMeeting(app, { dates: ['2026-11-16'] });
  const path = `/admin/moten/${slug}/anteckningar`;
  const text = `Å "sa" hon\r\n<b>& 'så' \\ vidare</b>\r\n`.repeat(3000);
  const typed: Record<string, string> = { base: '0', count: '8', do: 'save' };
  for (let index = 0; index < 8; index++)
    Object.assign(typed, { [`s${index}-heading`]: `Del ${index}`, [`s${index}-markdown`]: text });
  expect(new URLSearchParams(typed).toString().length).toBeGreaterThan(1_800_000);
  app.clock.now = '2026-11-23T12:00:00.000Z';
  const refused = await app.post(path, typed);
  const [next, resume] = ['next', 'resume'].map((name) =>
    unescaped(new RegExp(`name="${name}" value="([^"]*)"`).exec(refused.text)![1]!),
  ) as [string, string];
  const wrong = await app.post('/admin/logga-in', { ...SECRETARY, password: 'fel', next, resume });
  expect([wrong.status, wrong.text.includes('name="resume"')]).toEqual([422, true]);
  const saved = await app.post('/admin/logga-in', { ...SECRETARY, next, resume });
  expect(saved.status).toBe(303);
  expect((await app.get(saved.headers.get('location')!)).status).toBe(200);
  const kept = formOf(await app.get(path));
  expect(kept['s7-markdown'] === text.replaceAll('\r\n', '\n').trim()).toBe(true);
});

it.each(['null', '5', '"x"', '[]', '{"a":1', '{"title":5,"__proto__":{"x":1}}'])(
  'goes on without a fault when the carried form is %s',
  async (resume) => {
    await app.signIn();
    const answer = await app.post('/admin/logga-in', { ...SECRETARY, next: '/admin/moten', resume });
    expect([303, 422]).toContain(answer.status);
  },
);

it('ends the session that a new sign-in replaces', async () => {
  await app.signIn();
  const first = (await app.post('/admin/logga-in', SECRETARY)).headers.get('set-cookie')!.split(';')[0]!;
  await app.post('/admin/logga-in', SECRETARY);
  expect((await app.get('/admin', { cookie: first })).status).toBe(401);
  expect((await app.get('/admin')).status).toBe(200);
});

it('makes one secretary when the link is used twice at once', async () => {
  const path = new URL((await makeFirstUserLink(app.context))!).pathname;
  const answers = await Promise.all(
    ['a@example.org', 'b@example.org'].map((email) => app.post(path, { ...SECRETARY, email })),
  );
  expect(answers.map(({ status }) => status).sort((a, b) => a - b)).toEqual([303, 409]);
});

it("opens and closes a stand-in's account at midnight of the group", async () => {
  await app.signIn();
  await app.context.db.updateTable('user').set({ first_day: '2026-11-23', last_day: '2026-11-23' }).execute();
  const at = async (now: string) => {
    app.clock.now = now;
    return (await app.post('/admin/logga-in', SECRETARY)).status;
  };
  const days = ['2026-11-22T22:59:00.000Z', '2026-11-22T23:01:00.000Z', '2026-11-23T23:01:00.000Z'];
  expect([await at(days[0]!), await at(days[1]!)]).toEqual([422, 303]);
  app.clock.now = '2026-11-23T00:30:00.000Z';
  expect((await app.get('/admin')).status).toBe(200);
  expect(await at(days[2]!)).toBe(422);
  expect((await app.get('/admin')).status).toBe(401);
});

it.each(['//ond.example', '/\\ond.example', '/%09/ond', 'https:ond', '/admin//ond', '/moten'])(
  'never goes on to %s',
  async (next) => {
    await app.signIn();
    expect((await app.post('/admin/logga-in', { ...SECRETARY, next })).headers.get('location')).toBe(
      '/admin',
    );
  },
);

it('uses a __Host- cookie under https', async () => {
  const secure = await startApp({ BASE_URL: 'https://moten.example.org' });
  await secure.signIn();
  expect((await secure.post('/admin/logga-in', SECRETARY)).headers.get('set-cookie')).toMatch(
    /^__Host-gemensam=.*; HttpOnly; Secure; SameSite=Lax$/,
  );
  await secure.close();
});
