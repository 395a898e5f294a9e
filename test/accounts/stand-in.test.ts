import { afterEach, beforeEach, expect, it } from 'vitest';
import { addUser } from '../../server/auth/actions.ts';
import { SECRETARY, startApp, type TestApp } from '../support/app.ts';
import { unescape } from '../support/mailbox.ts';

const VERA = { email: 'vera@example.org', name: 'Vera Vikarie', password: 'en helt annan lugn mening' };
const OCTOBER = { first: '2026-10-01', last: '2026-10-31' };
const ENDED = 'Ditt konto gällde till och med 31 oktober 2026.';

let app: TestApp;
beforeEach(async () => {
  app = await startApp();
  app.clock.now = '2026-09-10T12:00:00.000Z';
  await app.signIn();
});
afterEach(() => app.close());

const idOf = async (email: string) =>
  (await app.context.db.selectFrom('user').select('id').where('email', '=', email).executeTakeFirstOrThrow())
    .id;
const daysOf = async (email: string) =>
  app.context.db
    .selectFrom('user')
    .select(['first_day', 'last_day'])
    .where('email', '=', email)
    .executeTakeFirst();
const signIn = (who: { email: string; password: string }) => app.post('/admin/logga-in', { ...who });

it('is made with a first and a last day, which stand in the list', async () => {
  const made = await app.post('/admin/konton', { ...VERA, ...OCTOBER });
  expect([made.status, made.headers.get('location')]).toEqual([303, '/admin/konton?klart=nytt']);
  expect(await daysOf(VERA.email)).toEqual({ first_day: '2026-10-01', last_day: '2026-10-31' });
  const { text } = await app.get('/admin/konton');
  expect(text).toContain('<span class="tag warn">Inte öppet än</span></p><p>Gäller 1–31 oktober 2026.</p>');
  expect(text).toContain('href="/admin/overlamning?fran=2026-10-01"');
});

it.each([
  [{ first: '2026-02-30', last: '' }, 'f-first', 'Det datumet finns inte.'],
  [{ first: '2026-10-31', last: '2026-10-01' }, 'f-last', 'Sista dagen ligger före den första.'],
  [{ first: '', last: '2026-09-09' }, 'f-last', 'Den dagen har redan varit.'],
])('is not made with %j', async (days, field, fault) => {
  const answer = await app.post('/admin/konton', { ...VERA, ...days });
  expect([answer.status, answer.text.includes(`<a href="#${field}">${fault}`)]).toEqual([422, true]);
  expect(answer.text).toContain(`value="${VERA.email}"`);
  expect(answer.text).toContain('<details open>');
  expect(answer.text).toContain('id="f-password-error">Skriv lösenordet igen.');
  expect(await daysOf(VERA.email)).toBeUndefined();
});

it('hears only with the right password when the account is open', async () => {
  await app.post('/admin/konton', { ...VERA, ...OCTOBER });
  const answers: [string, string][] = [
    ['2026-09-30T21:59:59.000Z', 'Ditt konto gäller från 1 oktober 2026.'],
    ['2026-10-31T23:00:00.000Z', ENDED],
  ];
  for (const [now, line] of answers) {
    app.clock.now = now;
    const right = await signIn(VERA);
    expect([right.status, right.text.includes(line)]).toEqual([422, true]);
    const wrong = await signIn({ ...VERA, password: 'fel lösenord till kontot' });
    const unknown = await signIn({ email: 'finns@example.org', password: 'fel lösenord till kontot' });
    expect(wrong.text.replaceAll(VERA.email, '')).toBe(unknown.text.replaceAll('finns@example.org', ''));
  }
  for (const now of ['2026-09-30T22:00:00.000Z', '2026-10-31T22:59:59.000Z']) {
    app.clock.now = now;
    expect([now, (await signIn(VERA)).status]).toEqual([now, 303]);
  }
});

it.each([
  ['2026-10-25', '2026-10-25T22:59:59.000Z', '2026-10-25T23:00:00.000Z'],
  ['2026-10-24', '2026-10-24T21:59:59.000Z', '2026-10-24T22:00:00.000Z'],
  ['2027-03-28', '2027-03-28T21:59:59.000Z', '2027-03-28T22:00:00.000Z'],
  ['2027-03-27', '2027-03-27T22:59:59.000Z', '2027-03-27T23:00:00.000Z'],
])('is signed out at midnight after the last day, %s', async (last_day, before, after) => {
  await addUser(app.context, { ...VERA, period: { first_day: null, last_day } });
  app.clock.now = `${last_day}T16:00:00.000Z`;
  await signIn(VERA);
  app.clock.now = before;
  expect((await app.get('/admin')).status).toBe(200);
  app.clock.now = after;
  expect((await app.get('/admin')).status).toBe(401);
});

it('loses nothing that was sent a minute after the last day: a secretary signs in, and it is saved', async () => {
  await addUser(app.context, { ...VERA, period: { first_day: null, last_day: '2026-10-31' } });
  app.clock.now = '2026-10-31T22:58:00.000Z';
  await signIn(VERA);
  expect((await app.get('/admin/moten/nytt')).status).toBe(200);
  app.clock.now = '2026-10-31T23:01:00.000Z';
  const sent = await app.post('/admin/moten', { date: '2026-12-21', theme: 'Skola', other: '' });
  const resume = unescape(/name="resume" value="([^"]*)"/.exec(sent.text)![1]!);
  const kept = { next: '/admin/moten', resume };
  expect(sent.status).toBe(401);
  const refused = await app.post('/admin/logga-in', { ...VERA, ...kept });
  expect([refused.status, refused.text.includes(ENDED)]).toEqual([422, true]);
  expect(unescape(/name="resume" value="([^"]*)"/.exec(refused.text)![1]!)).toBe(resume);
  expect(await app.context.db.selectFrom('meeting').select('id').execute()).toEqual([]);
  const saved = await app.post('/admin/logga-in', { ...SECRETARY, ...kept });
  expect([saved.status, saved.headers.get('location')]).toEqual([
    303,
    '/admin/moten/2026-12-21?klart=skapat',
  ]);
});

it('gets other days, and is signed out at once when they do not hold today', async () => {
  await addUser(app.context, VERA);
  const id = await idOf(VERA.email);
  const form = `/admin/konton/${id}/dagar`;
  await signIn(VERA);
  // Without the cookie, or the new session would take the place of hers.
  await app.post('/admin/logga-in', SECRETARY, { cookie: '' });
  const sessions = app.context.db.selectFrom('session').select('user_id').where('user_id', '=', id);
  expect(await sessions.execute()).toHaveLength(1);
  const changed = await app.post(form, OCTOBER);
  expect([changed.status, changed.headers.get('location')]).toEqual([303, '/admin/konton?klart=dagar']);
  expect((await app.get(form)).text).toMatch(/name="first" type="date" value="2026-10-01"/);
  expect(await sessions.execute()).toEqual([]);
  const audit = await app.context.db
    .selectFrom('audit_event')
    .select(['object', 'detail'])
    .where('action', '=', 'account days changed')
    .execute();
  expect(audit).toEqual([{ object: `user ${id}`, detail: '2026-10-01/2026-10-31' }]);
  await app.post(form, { first: '', last: '' });
  expect(await daysOf(VERA.email)).toEqual({ first_day: null, last_day: null });
});

it('keeps the days when the form is wrong', async () => {
  await addUser(app.context, VERA);
  const form = `/admin/konton/${await idOf(VERA.email)}/dagar`;
  for (const days of [
    { first: '2026-02-30', last: '' },
    { first: '2026-10-31', last: '2026-10-01' },
  ]) {
    const answer = await app.post(form, days);
    expect([answer.status, answer.text.includes(`value="${days.first}"`)]).toEqual([422, true]);
  }
  expect(await daysOf(VERA.email)).toEqual({ first_day: null, last_day: null });
  for (const path of ['/admin/konton/999/dagar', '/admin/konton/x/dagar'])
    expect([path, (await app.get(path)).status, (await app.post(path, OCTOBER)).status]).toEqual([
      path,
      404,
      404,
    ]);
});

it('stands fields that are missing, doubled, odd and huge', async () => {
  await addUser(app.context, VERA);
  const form = `/admin/konton/${await idOf(VERA.email)}/dagar`;
  const values = [
    '\u0000',
    '<%= 1 %>',
    '__proto__',
    'x'.repeat(1_000_000),
    '+012026-10-01',
    '2026-10-01T00:00',
  ];
  for (const value of values)
    for (const sent of [value, [value, '2026-10-01']])
      for (const name of ['first', 'last']) {
        const { status } = await app.post(form, { [name]: sent });
        expect([value.slice(0, 20), status]).toEqual([value.slice(0, 20), value === '\u0000' ? 303 : 422]);
      }
  expect((await app.post(form, {})).status).toBe(303);
  expect((await app.post(form, { 'first[x]': '2026-10-01' })).status).toBe(303);
  expect((await app.post('/admin/konton/mejl', { reminders: ['x', 'ja'] })).status).toBe(303);
  expect(await daysOf(VERA.email)).toEqual({ first_day: null, last_day: null });
});

it('never leaves a group that nobody can sign in to', async () => {
  const own = await idOf(SECRETARY.email);
  const nobody = 'Minst ett konto måste vara öppet utan sista dag.';
  for (const days of [{ ...OCTOBER, first: '' }, { ...OCTOBER, last: '' }, OCTOBER]) {
    const answer = await app.post(`/admin/konton/${own}/dagar`, days);
    expect([answer.status, answer.text.includes(nobody)]).toEqual([422, true]);
  }
  expect(await daysOf(SECRETARY.email)).toEqual({ first_day: null, last_day: null });
  await addUser(app.context, { ...VERA, email: 'kim@example.org' });
  expect((await app.post(`/admin/konton/${own}/dagar`, { last: '2026-12-31' })).status).toBe(303);
});

it('lets a stand-in neither stay longer nor let others in or out', async () => {
  const own = await idOf(SECRETARY.email);
  const period = { first_day: null, last_day: '2026-12-31' };
  await addUser(app.context, { ...VERA, period });
  await addUser(app.context, { ...VERA, email: 'kim@example.org' });
  const [vera, kim] = [await idOf(VERA.email), await idOf('kim@example.org')];
  expect((await app.post(`/admin/konton/${kim}/stangning`)).status).toBe(303);
  await signIn(VERA);
  const before = await app.context.db.selectFrom('user').selectAll().execute();
  const why = 'Ditt konto har en sista dag.';
  const beside = `id="f-last-error">${why}`;
  for (const id of [vera, own])
    for (const days of [{ first: '', last: '' }, { first: '', last: '2027-01-31' }, OCTOBER]) {
      const answer = await app.post(`/admin/konton/${id}/dagar`, days);
      expect([answer.status, answer.text.includes(beside)]).toEqual([422, true]);
    }
  const made = await app.post('/admin/konton', { ...VERA, email: 'ny@example.org', ...OCTOBER });
  expect([made.status, made.text.includes(beside)]).toEqual([422, true]);
  expect(made.text).toContain('value="ny@example.org"');
  for (const path of [`${own}/stangning`, `${kim}/oppning`]) {
    const answer = await app.post(`/admin/konton/${path}`);
    expect([answer.status, answer.text.includes(why)]).toEqual([409, true]);
  }
  expect(await app.context.db.selectFrom('user').selectAll().execute()).toEqual(before);
  const { text } = await app.get('/admin/konton');
  expect([text.includes(why), text.includes('/dagar'), text.includes('Skapa kontot')]).toEqual([
    true,
    false,
    false,
  ]);
});
