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
  expect(err).toEqual([
    'Rad 3: E-postadressen går inte att läsa.',
    'Rad 5: Okänt ord i wants: brev.',
    'Rad 6: Samma adress som på rad 2.',
  ]);
  expect(out).toEqual([
    '2 nya prenumeranter, 0 fanns redan, 0 har avslutat och läggs inte till, 2 rader går inte att läsa.',
  ]);
  expect(
    (await listConfirmed(app.context.db)).map(({ email, name, ...rest }) => [email, name, rest]),
  ).toEqual([
    [
      'eva@example.org',
      'Eva Åström',
      expect.objectContaining({
        ...STANDARD,
        origin: 'import',
        confirmed_at: app.clock.now,
        requested_at: app.clock.now,
        consent_text: expect.stringMatching(/^Från listan ”lista\.csv”, lämnad 22 november 2026\. Jag vill/),
      }),
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
  ['Swedish headings', Buffer.from('Namn;E-post;Telefon\nÅsa;eva@example.org;0\n')],
  ['a mark', Buffer.from('\uFEFFemail;name\neva@example.org;Åsa\n')],
  ['tabs', Buffer.from('email\tname\twants\neva@example.org\tÅsa\t\n')],
  ['an empty first cell', Buffer.from('wants\tname\temail\n\tÅsa\teva@example.org\n')],
  ['Unicode text', Buffer.from('\uFEFFemail\tname\r\neva@example.org\tÅsa\r\n', 'utf16le')],
  ['UTF-16 the other way', Buffer.from('\uFEFFemail\tname\neva@example.org\tÅsa', 'utf16le').swap16()],
  ['UTF-16 without a mark', Buffer.from('email;name\neva@example.org;Åsa\n', 'utf16le')],
  ['a comma within quotes', Buffer.from('"email";"name, written"\neva@example.org;Åsa')],
  ['empty lines', Buffer.from('\n\nemail;name\n\n;\neva@example.org;Åsa\n\n')],
])('reads %s', (what, bytes) => {
  const { people, invalid, doubled } = readList(bytes);
  const name = what === 'a comma within quotes' ? '' : 'Åsa';
  expect([people.map((person) => [person.email, person.name]), invalid, doubled]).toEqual([
    [['eva@example.org', name]],
    [],
    [],
  ]);
});

it('finds the delimiter on a later line when the first has none', () => {
  const { people } = readList(Buffer.from('eva@example.org\nkim@example.org;Kim, den andra'));
  expect(people.map(({ name }) => name)).toEqual(['', 'Kim, den andra']);
});

const QUOTE = 'Ett citattecken (") öppnas men stängs aldrig. Inget av listan är läst.';
it.each([
  ['an open quote', Buffer.from('a@example.org;"Eva\nb@example.org;Bo\n'), QUOTE],
  [
    'a workbook',
    Buffer.from('PK\x03\x04\x00\x01', 'latin1'),
    expect.stringMatching(/^Filen är en arbetsbok/),
  ],
  [
    'a picture',
    Buffer.from('\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDRx', 'latin1'),
    expect.stringMatching(/^Filen är ingen textfil/),
  ],
  [
    'two in a row',
    Buffer.from('a@example.org, b@example.org'),
    'Det står två adresser på raden. Skriv en per rad.',
  ],
])('says what is wrong with %s', (_what, bytes, why) => {
  const { people, invalid } = readList(bytes);
  expect([people, invalid]).toEqual([[], [{ line: expect.any(Number), why }]]);
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
  expect(readList(Buffer.from(text))).toEqual({ people, invalid: [], doubled: [] });
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
  expect(await app.context.db.selectFrom('one_time_link').selectAll().execute()).toEqual([]);
  expect(await app.context.db.selectFrom('outbox_raw').selectAll().execute()).toEqual([]);
});
