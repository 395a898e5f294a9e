import { expect, it } from 'vitest';
import { startApp } from '../support/app.ts';

it('is alive and ready, and only alive without its database', async () => {
  const app = await startApp();
  const both = async () => {
    const [alive, ready] = [await app.get('/healthz'), await app.get('/readyz')];
    return [alive.status, alive.text, ready.status, ready.text, ready.headers.get('cache-control')];
  };
  expect(await both()).toEqual([200, 'ok\n', 200, 'ok\n', 'no-store']);
  await app.context.db.destroy();
  expect(await both()).toEqual([200, 'ok\n', 503, 'database\n', 'no-store']);
  await app.close();
});
