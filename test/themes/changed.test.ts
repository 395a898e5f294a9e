import { afterEach, beforeEach, expect, it } from 'vitest';
import { startApp, type TestApp } from '../support/app.ts';
import { makeMeeting } from '../support/minutes.ts';

const MADE = '2026-10-01T10:00:00.000Z';
let app: TestApp;
beforeEach(async () => {
  app = await startApp();
  await app.signIn();
  await makeMeeting(app.context, { date: '2026-11-16', theme: 'Skolan' });
  await makeMeeting(app.context, { date: '2026-12-21', theme: 'Utbildning' });
});
afterEach(() => app.close());

/** When each meeting, and its date in calendars, changed last. */
async function changes(): Promise<string[][]> {
  const rows = await app.context.db
    .selectFrom('meeting')
    .innerJoin('candidate_date', 'candidate_date.meeting_id', 'meeting.id')
    .select(['meeting.changed_at', 'candidate_date.changed_at as date_changed_at'])
    .orderBy('meeting.id')
    .execute();
  return rows.map((row) => [row.changed_at, row.date_changed_at]);
}

it('counts a renamed theme as a change of its meetings', async () => {
  const path = '/admin/teman/1';
  expect((await app.post(path, { title: 'Skolan', description: 'Mer text' })).status).toBe(303);
  expect(await changes()).toEqual([
    [MADE, MADE],
    [MADE, MADE],
  ]);
  expect((await app.post(path, { title: 'Skola', description: 'Mer text' })).status).toBe(303);
  expect(await changes()).toEqual([
    [app.clock.now, app.clock.now],
    [MADE, MADE],
  ]);
});

it('counts merged themes as a change of the meetings that had the one that went away', async () => {
  expect((await app.post('/admin/teman/2/sammanslagning', { to: '1' })).status).toBe(303);
  expect(await changes()).toEqual([
    [MADE, MADE],
    [app.clock.now, app.clock.now],
  ]);
});
