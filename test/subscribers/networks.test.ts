import { afterEach, beforeEach, expect, it } from 'vitest';
import { networkPrefix } from '../../server/limits/network.ts';
import { startApp, type TestApp } from '../support/app.ts';

let app: TestApp;
beforeEach(async () => (app = await startApp({ TRUST_PROXY: '1' })));
afterEach(() => app.close());

it.each([
  ['192.0.2.7', '192.0.2.7'],
  ['::ffff:192.0.2.7', '192.0.2.7'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
  ['2001:db8:1:2::6', '2001:db8:1:2'],
  ['2001:db8::1', '2001:db8:0:0'],
  ['fe80::1%eth0', 'fe80:0:0:0'],
  ['::1', '0:0:0:0'],
  [undefined, 'unknown'],
])('knows %s as the network %s', (address, prefix) => {
  expect(networkPrefix(address)).toBe(prefix);
});

let sent = 0;
const ask = async (from: string) =>
  (
    await app.post(
      '/prenumerera',
      { email: `p${sent++}@example.org`, wants: 'inbjudan' },
      { 'x-forwarded-for': from },
    )
  ).status;

it('counts a whole IPv6 network as one, and lets another in', async () => {
  const answers = [];
  for (let index = 0; index < 21; index++) answers.push(await ask(`2001:db8:1:2::${index.toString(16)}`));
  expect(answers).toEqual([...Array<number>(20).fill(200), 429]);
  expect([await ask('2001:db8:1:3::1'), await ask('2001:db8:1:2:ffff::1')]).toEqual([200, 429]);
  expect((await app.context.db.selectFrom('outbox').select('id').execute()).length).toBe(21);
  const kept = await app.context.db.selectFrom('attempt').select('key').execute();
  expect(JSON.stringify(kept)).not.toMatch(/2001|example/);
});

it('believes no forwarded address without a trusted proxy', async () => {
  await app.close();
  app = await startApp();
  const answers = [];
  for (let index = 0; index < 21; index++) answers.push(await ask(`192.0.2.${index}`));
  expect(answers.at(-1)).toBe(429);
});
