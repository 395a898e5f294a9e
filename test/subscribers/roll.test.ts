import { afterEach, beforeEach, expect, it } from 'vitest';
import { transaction } from '../../server/context.ts';
import {
  insertSubscribers,
  listConfirmed,
  listMailable,
  markRefused,
} from '../../server/subscribers/queries.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { addSubscriber } from '../support/mail.ts';

let app: TestApp;
beforeEach(async () => (app = await startApp()));
afterEach(() => app.close());

async function fill(count: number): Promise<void> {
  const row = { announcement: 1, changes: 0, reminder: 0, minutes: 1, calendar: 0 } as const;
  const at = app.clock.now;
  const proof = { state: 'confirmed', origin: 'form', requested_at: at, confirmed_at: at } as const;
  const people = Array.from({ length: count }, (_, index) => ({
    ...row,
    ...proof,
    email: `p${index}@example.org`,
    email_key: `p${index}@example.org`,
    name: index === 7 ? 'Åsa Ö. 100%' : '',
  }));
  await transaction(app.context, (trx) => insertSubscribers(trx, people));
}

const rows = (text: string) => text.match(/<tr><th scope="row">p\d+@example\.org/g)?.length ?? 0;
const list = (query = '') => app.get(`/admin/prenumeranter${query}`);

it.each([0, 1, 500, 2000])(
  'shows the secretary %i subscribers, and erases one when asked twice',
  async (count) => {
    await fill(count);
    expect((await list()).status).toBe(401);
    expect((await app.get('/admin/prenumeranter.csv')).text).not.toContain('p0@');
    await app.signIn();
    const first = await list();
    expect(first.text).toContain(
      count === 1 ? '1 bekräftad prenumerant' : `${count} bekräftade prenumeranter`,
    );
    const pages = Math.max(1, Math.ceil(count / 200));
    const shown = [];
    for (let page = 1; page <= pages; page++) shown.push(rows((await list(`?sida=${page}`)).text));
    expect([shown.length, shown.reduce((sum, one) => sum + one, 0)]).toEqual([pages, count]);
    expect(rows(first.text)).toBe(Math.min(count, 200));
    expect(first.text.includes('rel="next"')).toBe(count > 200);
    expect(first.text.includes(`Inbjudan: ${count}, Ändringar: 0,`)).toBe(count > 0);
    expect((await app.get('/admin/prenumeranter.csv')).text.trim().split('\r\n').length).toBe(count + 1);
    expect((await app.get('/admin/prenumeranter/1/borttagning')).status).toBe(count ? 200 : 404);
    expect((await listConfirmed(app.context.db)).length).toBe(count);
    expect((await app.post('/admin/prenumeranter/1/borttagning')).status).toBe(303);
    expect((await listConfirmed(app.context.db)).length).toBe(Math.max(0, count - 1));
  },
);

it.each([
  ['?q=P77%40', ['p77@example.org']],
  ['?q=%C3%A5sa', ['p7@example.org']],
  ['?q=100%25+%C3%96', ['p7@example.org']],
  ['?q=%25', ['p7@example.org']],
  ['?q=finnsinte', []],
  ['?q=EXAMPLE.org+p499', ['p499@example.org']],
  ['?q=p0%40&q=p1%40&sida=x', ['p0@example.org']],
  ['?q=p0%40&sida=99', ['p0@example.org']],
])('finds by a part of name or address: %s', async (query, found) => {
  await fill(500);
  await app.signIn();
  const { text } = await list(query);
  expect([...text.matchAll(/<tr><th scope="row">(p\d+@[\w.]+)/g)].map(([, email]) => email)).toEqual(found);
  expect(text).toContain(found.length === 1 ? '1 träff på' : `${found.length} träffar på`);
});

it('keeps the search when paging, and a page that is not there is the last', async () => {
  await fill(2000);
  await app.signIn();
  expect((await list('?q=p1')).text).toContain('href="/admin/prenumeranter?q=p1&amp;sida=2"');
  expect((await list('?sida=9999999999')).text).toContain('Sida 10 av 10');
  expect((await list('?sida=-1')).text).toContain('Sida 1 av 10');
});

it('shows who takes no mail and why, and sends there again when asked to', async () => {
  const id = await addSubscriber(app.context, 'eva@example.org', 'inbjudan');
  await addSubscriber(app.context, 'kim@example.org', 'inbjudan');
  const refuse = () =>
    transaction(app.context, (trx) => markRefused(trx, id, '550 <okänd>', '2026-09-03T10:00:00.000Z'));
  await refuse();
  const mailable = async () => (await listMailable(app.context.db)).map(({ email }) => email);
  expect(await mailable()).toEqual(['kim@example.org']);
  expect((await listConfirmed(app.context.db)).length).toBe(2);
  await app.signIn();
  const { text } = await list();
  expect(text).toContain('1 adress tar inte emot mejl.');
  expect(text).toContain('<strong>Tar inte emot mejl</strong> sedan 3 september 2026: 550 &lt;okänd&gt;');
  const path = `/admin/prenumeranter/${id}/avvisning/borttagning`;
  for (let index = 0; index < 2; index++)
    expect((await app.post(path)).headers.get('location')).toBe('/admin/prenumeranter?klart=igen');
  expect((await app.post('/admin/prenumeranter/999/avvisning/borttagning')).status).toBe(404);
  expect(await mailable()).toEqual(['eva@example.org', 'kim@example.org']);
  const audit = await app.context.db.selectFrom('audit_event').select(['action', 'object']).execute();
  expect(audit.filter(({ action }) => action === 'refusal lifted')).toEqual([
    { action: 'refusal lifted', object: `subscriber ${id}` },
  ]);
  expect((await list('?klart=igen')).text).not.toContain('<strong>Tar inte emot mejl');
});
