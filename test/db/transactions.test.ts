import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { createTestContext } from '../support/app.ts';

const SERVER = join(import.meta.dirname, '../../server');
const sources = readdirSync(SERVER, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => ({ name, text: readFileSync(join(SERVER, name), 'utf8') }));

/** What stands between the bracket at `start` and its fellow; the code has no lone brackets in texts. */
function bracketed(text: string, start: number): string {
  let depth = 0;
  for (let at = start; at < text.length; at++) {
    if (text[at] === '(') depth++;
    if (text[at] === ')' && --depth === 0) return text.slice(start, at + 1);
  }
  throw new Error('a bracket without its fellow');
}

const callsOf = (text: string) =>
  [...text.matchAll(/\btransaction\(\s*(?:app\.)?context,|\.transaction\(\)\.execute\(/g)].map(
    ({ index, 0: call }) =>
      bracketed(text, call.startsWith('.') ? index + call.length - 1 : index + 'transaction'.length),
  );

/** One connection serves all: whatever waits for it while a transaction has it waits for ever. */
const NOT_INSIDE =
  /\b(context\.db|(?<!trx\.)db\.(select|insert|update|delete)|hashPassword|verifyPassword|fetch\(|sendMail\(|\.send\(|setTimeout|readFile|writeFile|transaction\(context(?!,\s*(?:async )?\(trx))/;

it('uses nothing but the transaction inside a transaction', () => {
  const calls = sources.flatMap(({ name, text }) => callsOf(text).map((call) => ({ name, call })));
  expect(calls.length).toBeGreaterThan(40);
  const wrong = calls.filter(
    ({ call }) => NOT_INSIDE.test(call.slice(1)) || callsOf(call.slice(1)).length > 0,
  );
  expect(wrong).toEqual([]);
});

it('would find one', () => {
  for (const code of [
    'transaction(context, async (trx) => { await list(context.db); await x(trx); })',
    'transaction(context, async (trx) => transaction(context, async (trx) => x(trx)))',
    'context.db.transaction().execute(async (trx) => list(context.db))',
  ]) {
    const [call] = callsOf(code);
    expect([code, NOT_INSIDE.test(call!.slice(1)) || callsOf(call!.slice(1)).length > 0]).toEqual([
      code,
      true,
    ]);
  }
});

it('really would wait for ever, and comes free when the transaction ends', async () => {
  const { context } = createTestContext();
  const reading = () => context.db.selectFrom('theme').selectAll().execute();
  let outside: Promise<unknown> = Promise.resolve();
  await context.db.transaction().execute(async () => {
    outside = reading();
    const late = new Promise((resolve) => setTimeout(() => resolve('still waiting'), 100));
    expect(await Promise.race([outside, late])).toBe('still waiting');
  });
  expect(await outside).toEqual([]);
  await context.db.destroy();
});

it('opens a database for writing only where it is hardened', () => {
  const folder = join(SERVER, '../db');
  const opens = readdirSync(folder)
    .filter((name) => name.endsWith('.ts'))
    .flatMap((name) =>
      [...readFileSync(join(folder, name), 'utf8').matchAll(/new BetterSqlite\(([^)]*)\)(;\s*harden)?/g)].map(
        ([, args, hardened]) => `${name}: ${hardened ? 'hardened' : args!.includes('readonly: true')}`,
      ),
    );
  expect(opens).toEqual(['inspect.ts: true', 'open.ts: hardened', 'open.ts: hardened', 'open.ts: true']);
});
