import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { unsubscribe, manageToken, forgetUnconfirmed, subscribe } from '../../server/subscribers/actions.ts';
import { subscriberCommands } from '../../server/subscribers/command.ts';
import { readList, writeList } from '../../server/subscribers/csv.ts';
import { listConfirmed } from '../../server/subscribers/queries.ts';
import { STANDARD, readWishes, wishesFrom } from '../../server/subscribers/wishes.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { addSubscriber, outboxStates } from '../support/mail.ts';

let app: TestApp;
let out: string[];
let err: string[];
beforeEach(async () => {
  app = await startApp();
  [out, err] = [[], []];
});
afterEach(() => app.close());

const run = (name: string, ...args: string[]) =>
  subscriberCommands
    .find((command) => command.name === name)!
    .run(app.context, args, {
      out: (line) => out.push(line),
      err: (line) => err.push(line),
      input: async () => '',
    });

function file(content: string | Buffer): string {
  const path = join(mkdtempSync(join(tmpdir(), 'list-')), 'lista.csv');
  writeFileSync(path, content);
  return path;
}

const HEAD = 'email;name;wants\n';

it('reads a list, tells what it could not read, and mails nobody', async () => {
  const list = `${HEAD}eva@example.org;Eva Åström;\ninte en adress;Bo;\nKIM@Example.org;"Kim; den andra";kallelse, påminnelse kalender\nx@example.org;;brev\neva@example.org;Eva;\n`;
  expect(await run('subscribers import', file(`\uFEFF${list}`))).toBe(1);
  expect(err).toEqual(['Rad 3: E-postadressen går inte att läsa.', 'Rad 5: Okänt ord i wants: brev.']);
  expect(out).toEqual([
    '2 nya prenumeranter, 0 fanns redan, 0 har avslutat och läggs inte till, 2 rader går inte att läsa.',
  ]);
  expect(
    (await listConfirmed(app.context.db)).map(({ email, name, ...rest }) => [email, name, rest]),
  ).toEqual([
    [
      'eva@example.org',
      'Eva Åström',
      expect.objectContaining({ ...STANDARD, origin: 'import', confirmed_at: app.clock.now }),
    ],
    [
      'KIM@example.org',
      'Kim; den andra',
      expect.objectContaining({ announcement: 1, changes: 0, reminder: 1, minutes: 0, calendar: 1 }),
    ],
  ]);
  expect(await outboxStates(app.context)).toEqual([]);
  expect(await run('subscribers import', file(`${HEAD}eva@example.org;Annan;kalender`))).toBe(0);
  expect((await listConfirmed(app.context.db))[0]).toMatchObject({ name: 'Eva Åström', calendar: 0 });
});

it.each([
  ['commas', Buffer.from('email,name,wants\neva@example.org,Åsa,inbjudan\n')],
  ['Latin-1', Buffer.from('email;name;wants\r\neva@example.org;Åsa;inbjudan\r\n', 'latin1')],
  ['another order', Buffer.from('Name;Email\nÅsa;eva@example.org\n')],
  ['no heading', Buffer.from('eva@example.org;Åsa')],
])('reads %s', (_what, bytes) => {
  const { people, invalid } = readList(bytes);
  expect([people.map(({ email, name }) => [email, name]), invalid]).toEqual([
    [['eva@example.org', 'Åsa']],
    [],
  ]);
});

it('never brings back who has unsubscribed', async () => {
  await addSubscriber(app.context, 'eva@example.org', 'inbjudan');
  await unsubscribe(app.context, manageToken(app.context, (await listConfirmed(app.context.db))[0]!));
  expect(await run('subscribers import', file(`${HEAD}EVA@example.org;Eva;`))).toBe(0);
  expect(await listConfirmed(app.context.db)).toEqual([]);
  const stored = await app.context.db.selectFrom('suppression').selectAll().execute();
  expect(JSON.stringify(stored)).not.toContain('eva');
});

it('exports what it imports, and no cell begins a formula', async () => {
  const names = ['=1+1', '+46', '-x', '@x', "'=x", "''=x", "'vanlig", 'Åsa "å" ; B', '＝SUM(1)', ''];
  const people = names.map((name, index) => ({
    email: index === 0 ? '=cmd@example.org' : `p${index}@example.org`,
    name,
    wishes: wishesFrom(index % 2 ? ['minutes'] : ['announcement', 'calendar']),
  }));
  const text = writeList(people.map(({ wishes, ...person }) => ({ ...person, ...wishes })));
  expect(text.startsWith('\uFEFF"email";"name";"wants"\r\n')).toBe(true);
  expect(text).not.toMatch(/(^|;|\r\n)"[=+\-@＝]/);
  expect(readList(Buffer.from(text))).toEqual({ people, invalid: [] });
  await addSubscriber(app.context, 'kim@example.org', 'kalender', 'Kim');
  expect(await run('subscribers export')).toBe(0);
  expect(out).toEqual(['\uFEFF"email";"name";"wants"\r\n"kim@example.org";"Kim";"inbjudan kalender"']);
});

it('forgets who has not confirmed in seven days', async () => {
  await subscribe(app.context, { email: 'eva@example.org', name: '', ...readWishes(['inbjudan']) }, 'net');
  app.clock.now = '2026-11-29T11:59:59.000Z';
  expect(await forgetUnconfirmed(app.context)).toBe(0);
  app.clock.now = '2026-11-29T12:00:00.001Z';
  expect(await forgetUnconfirmed(app.context)).toBe(1);
  expect(await app.context.db.selectFrom('subscriber').selectAll().execute()).toEqual([]);
  expect(await outboxStates(app.context)).toEqual(['stopped']);
});

it.each([0, 1, 500])('shows the secretary %i subscribers, and erases one when asked twice', async (count) => {
  for (let index = 0; index < count; index++)
    await addSubscriber(app.context, `p${index}@example.org`, 'inbjudan');
  expect((await app.get('/admin/prenumeranter')).status).toBe(401);
  expect((await app.get('/admin/prenumeranter.csv')).text).not.toContain('p0@');
  await app.signIn();
  const list = await app.get('/admin/prenumeranter');
  expect(list.text).toContain(count === 1 ? '1 bekräftad prenumerant' : `${count} bekräftade prenumeranter`);
  expect(list.text.match(/<td>p\d+@example\.org/g)?.length ?? 0).toBe(count);
  expect((await app.get('/admin/prenumeranter.csv')).text.trim().split('\r\n').length).toBe(count + 1);
  expect((await app.get('/admin/prenumeranter/1/borttagning')).status).toBe(count ? 200 : 404);
  expect((await listConfirmed(app.context.db)).length).toBe(count);
  expect((await app.post('/admin/prenumeranter/1/borttagning')).status).toBe(303);
  expect((await listConfirmed(app.context.db)).length).toBe(Math.max(0, count - 1));
});
