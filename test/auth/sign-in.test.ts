import { afterEach, beforeEach, expect, it } from 'vitest';
import { makeFirstUserLink } from '../../server/auth/actions.ts';
import { SECRETARY, startApp, type TestApp } from '../support/app.ts';

let app: TestApp;
beforeEach(async () => (app = await startApp()));
afterEach(() => app.close());

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
