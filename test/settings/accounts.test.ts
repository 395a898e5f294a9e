import { afterEach, beforeEach, expect, it } from 'vitest';
import { SECRETARY, startApp, type TestApp } from '../support/app.ts';

const OTHER = { email: 'vikarie@example.org', name: 'Vera Vikarie', password: 'en helt annan lugn mening' };
let app: TestApp;
beforeEach(async () => {
  app = await startApp();
  await app.signIn();
});
afterEach(() => app.close());

it('makes another secretary, closes the account and opens it again', async () => {
  const short = await app.post('/admin/konton', { ...OTHER, password: 'kort' });
  expect(short.status).toBe(422);
  expect(short.text).toContain(`value="${OTHER.email}"`);
  expect((await app.post('/admin/konton', OTHER)).headers.get('location')).toBe('/admin/konton?klart=nytt');
  expect((await app.post('/admin/konton', OTHER)).text).toContain('Adressen har redan ett konto.');
  const { id } = await app.context.db
    .selectFrom('user')
    .select('id')
    .where('email', '=', OTHER.email)
    .executeTakeFirstOrThrow();

  await app.post('/admin/logga-in', OTHER);
  expect((await app.get('/admin/konton')).text).toContain('Vera Vikarie');
  await app.post('/admin/logga-in', SECRETARY);
  await app.post(`/admin/konton/${id}/stangning`);
  expect(
    await app.context.db.selectFrom('session').select('user_id').where('user_id', '=', id).execute(),
  ).toEqual([]);
  expect((await app.post('/admin/logga-in', OTHER)).status).toBe(422);
  const again = await app.post('/admin/konton', OTHER);
  expect([again.status, again.text.includes('stängt konto')]).toEqual([422, true]);
  await app.post(`/admin/konton/${id}/oppning`);
  expect((await app.post('/admin/logga-in', OTHER)).status).toBe(303);
});

it('never closes the own account, and knows no stranger', async () => {
  expect((await app.post('/admin/konton/1/stangning')).status).toBe(409);
  expect((await app.post('/admin/konton/99/stangning')).status).toBe(404);
  expect((await app.post('/admin/konton/x/stangning')).status).toBe(404);
});

it('changes the password and ends the other sessions', async () => {
  const first = await app.post('/admin/logga-in', SECRETARY);
  const elsewhere = first.headers.get('set-cookie')!.split(';')[0]!;
  await app.post('/admin/logga-in', SECRETARY, { cookie: '' });
  expect((await app.get('/admin/konton', { cookie: elsewhere })).status).toBe(200);
  const wrong = await app.post('/admin/konton/losenord', { current: 'fel', wanted: OTHER.password });
  expect([wrong.status, wrong.text.includes('Det är inte ditt nuvarande lösenord.')]).toEqual([422, true]);
  expect(
    (await app.post('/admin/konton/losenord', { current: SECRETARY.password, wanted: 'kort' })).status,
  ).toBe(422);
  const changed = await app.post('/admin/konton/losenord', {
    current: SECRETARY.password,
    wanted: OTHER.password,
  });
  expect(changed.headers.get('location')).toBe('/admin/konton?klart=losenord');
  expect((await app.get('/admin/konton')).status).toBe(200);
  expect((await app.get('/admin/konton', { cookie: elsewhere })).status).toBe(401);
  expect((await app.post('/admin/logga-in', SECRETARY)).status).toBe(422);
  expect((await app.post('/admin/logga-in', { ...SECRETARY, password: OTHER.password })).status).toBe(303);
});

it('lists the own sessions and ends one', async () => {
  await app.post('/admin/logga-in', SECRETARY, { cookie: '' });
  const page = await app.get('/admin/konton');
  expect(page.text.match(/Avsluta inloggningen/g)).toHaveLength(1);
  const session = /name="session" value="([\w-]+)"/.exec(page.text)![1]!;
  await app.post('/admin/konton/inloggningar/avsluta', { session });
  expect((await app.get('/admin/konton')).text).not.toContain('Avsluta inloggningen');
});
