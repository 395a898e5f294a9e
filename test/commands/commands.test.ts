import { afterEach, beforeEach, expect, it } from 'vitest';
import { COMMANDS } from '../../server/commands.ts';
import { openDatabase } from '../../db/open.ts';
import { verifyPassword } from '../../server/auth/password.ts';
import { commandLine } from '../support/command-line.ts';

let line: ReturnType<typeof commandLine>;
beforeEach(() => (line = commandLine()));
afterEach(() => line.remove());

it('lists every command in its help', async () => {
  const help = await line.type(['--help']);
  expect([help.code, help.err]).toEqual([0, '']);
  for (const { usage, summary } of COMMANDS) expect(help.out).toContain(`  ${usage}\n      ${summary}`);
  expect(new Set(COMMANDS.map(({ name }) => name)).size).toBe(COMMANDS.length);
});

it.each([[[]], [['finns', 'inte']], [['user']], [['user', 'remove']], [['backups']]])(
  'answers %o with help on the error side and exit 2',
  async (words) => {
    const answer = await line.type(words);
    expect([answer.code, answer.out]).toEqual([2, '']);
    expect(answer.err).toContain('  backup FIL');
  },
);

it('makes a secretary with the password from standard input', async () => {
  const made = await line.type(
    ['user', 'add', 'Anna@Example.org', '--name', 'Anna Ek'],
    'en lugn måndag i maj\r\nrad två\n',
  );
  expect([made.code, made.err]).toEqual([0, '']);
  const { db } = openDatabase(line.file);
  const user = await db.selectFrom('user').selectAll().executeTakeFirstOrThrow();
  await db.destroy();
  expect([user.email, user.name]).toEqual(['anna@example.org', 'Anna Ek']);
  expect(await verifyPassword('en lugn måndag i maj', user.password_hash)).toBe(true);
  const again = await line.type(['user', 'add', 'anna@example.org'], 'en lugn måndag i maj');
  expect(again).toEqual({ code: 1, out: '', err: 'Adressen har redan ett konto.' });
});

it.each([
  [['user', 'add'], '', 2, 'Ange en e-postadress.'],
  [['user', 'add', 'a@example.org', 'hemligt'], '', 2, 'aldrig som argument'],
  [['user', 'add', 'a@example.org', '--password', 'x'], '', 2, 'Valet --password finns inte.'],
  [['user', 'add', 'a@example.org', '--name'], 'x', 2, 'Valet --name är fel skrivet.'],
  [['user', 'add', 'inte en adress'], 'en lugn måndag i maj', 1, 'Skriv en e-postadress'],
  [['user', 'add', 'a@example.org'], '', 1, 'Lösenordet behöver minst 12 tecken.'],
  [['backup'], '', 2, 'Ange en fil.'],
  [['backup', 'a', 'b'], '', 2, 'Ange en fil.'],
  [['check', 'x'], '', 2, 'tar inga argument'],
])('%o is refused', async (words, input, code, message) => {
  const answer = await line.type(words, input);
  expect([answer.code, answer.out]).toEqual([code, '']);
  expect(answer.err).toContain(message);
  expect(answer.err).not.toContain('    at ');
});
