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

it('gives figures only to who bears the token, and none about anybody', async () => {
  const token = 'mycket hemligt';
  const app = await startApp({ METRICS_TOKEN: token });
  const at = (days: string) => ({ not_before: days, created_at: days });
  const mail = { recipient_address: 'kim@example.org', kind: 'test', subject: 'Hemligt ämne' } as const;
  await app.context.db
    .insertInto('outbox')
    .values([
      { ...mail, ...at('2026-11-22T11:59:00.000Z'), state: 'queued', message_id: '<a@x>' },
      { ...mail, ...at('2026-11-22T13:00:00.000Z'), state: 'queued', message_id: '<b@x>' },
      { ...mail, ...at('2026-11-01T13:00:00.000Z'), state: 'sent', message_id: '<c@x>' },
    ])
    .execute();
  const beat = { name: 'delivery', at: '2026-11-22T11:59:57.000Z', pid: 1, note: null };
  await app.context.db.insertInto('heartbeat').values(beat).execute();
  const statuses = await Promise.all(
    [{}, { authorization: 'Bearer fel' }, { authorization: `Basic ${token}` }].map(
      async (headers) => (await app.get('/metrics', headers as Record<string, string>)).status,
    ),
  );
  expect(statuses).toEqual([401, 401, 401]);
  const { status, text, headers } = await app.get('/metrics', { authorization: `Bearer ${token}` });
  expect([status, headers.get('content-type')]).toEqual([200, 'text/plain; version=0.0.4; charset=utf-8']);
  const values = text.split('\n').filter((line) => line.startsWith('gemensam_') && !line.includes('uptime'));
  expect(values).toEqual([
    'gemensam_mails{state="queued"} 2',
    'gemensam_mails{state="sent"} 1',
    'gemensam_mail_due_seconds 60',
    'gemensam_heartbeat_age_seconds{name="delivery"} 3',
  ]);
  expect(text).toMatch(/^process_resident_memory_bytes \d+$/m);
  expect(text).not.toMatch(/example|Hemligt/);
  await app.close();
});

it('has no figures without a token', async () => {
  const app = await startApp();
  expect((await app.get('/metrics', { authorization: 'Bearer ' })).status).toBe(404);
  await app.close();
});
