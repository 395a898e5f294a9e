import { afterEach, beforeEach, expect, it } from 'vitest';
import { transaction } from '../../server/context.ts';
import { insertMailing } from '../../server/mail/outbox.ts';
import { EMPTY_MINUTES } from '../../server/minutes/minutes.ts';
import { insertRevision } from '../../server/minutes/queries.ts';
import { NOW, startApp, type TestApp } from '../support/app.ts';
import { makeMeeting } from '../support/minutes.ts';

let app: TestApp;
beforeEach(async () => {
  app = await startApp();
  await app.signIn();
});
afterEach(() => app.close());

const rows = async (path: string, pattern: RegExp) =>
  new Set([...(await app.get(path)).text.matchAll(pattern)].map(([, id]) => id)).size;

it.each([0, 1, 500])('lists %i mailings', async (count) => {
  const { id: meeting_id } = await makeMeeting(app.context, { date: '2026-12-21' });
  await transaction(app.context, async (trx) => {
    for (let index = 0; index < count; index++) {
      await insertMailing(trx, {
        kind: 'message',
        meeting_id,
        meeting_revision: 1,
        subject: `Utskick ${index}`,
        text: 'Hej',
        state: 'queued',
        not_before: NOW,
        user_id: null,
        created_at: NOW,
      });
    }
  });
  const found = new Set<string>();
  for (let page = 1; page <= Math.max(1, Math.ceil(count / 50)); page++) {
    const { text } = await app.get(`/admin/utskick?sida=${page}`);
    for (const [, id] of text.matchAll(/href="\/admin\/utskick\/(\d+)"/g)) found.add(id!);
    expect(text.includes('Äldre utskick')).toBe(page < count / 50);
  }
  expect(found.size).toBe(count);
});

it.each([0, 1, 500])('lists %i revisions of minutes', async (count) => {
  const { id, slug } = await makeMeeting(app.context, { date: '2026-10-19' });
  await transaction(app.context, async (trx) => {
    for (let index = 0; index < count; index++) {
      await insertRevision(trx, id, EMPTY_MINUTES, { userId: null, note: `${index}`, now: NOW });
    }
  });
  expect(await rows(`/admin/moten/${slug}/anteckningar/versioner`, /versioner\/(\d+)"/g)).toBe(count);
});
