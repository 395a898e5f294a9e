import { afterEach, beforeEach, expect, it } from 'vitest';
import { getMeeting } from '../../server/meetings/queries.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { formOf, makeMeeting } from '../support/meetings.ts';

let app: TestApp;
beforeEach(async () => {
  app = await startApp();
  await app.signIn();
});
afterEach(() => app.close());

const meetingAt = (slug: string) => getMeeting(app.context.db, slug);
const go = async (path: string, fields: Record<string, string>) =>
  expect((await app.post(path, fields)).status).toBe(303);

it('keeps both when two secretaries edit the same meeting', async () => {
  await makeMeeting(app, { dates: ['2026-12-21'] });
  const mine = { ...(await formOf(app, '2026-12-21')), place: 'Min plats' };
  const theirs = { ...(await formOf(app, '2026-12-21')), place: 'Deras plats', description: 'Deras text' };
  await go('/admin/moten/2026-12-21/redigera', theirs);
  const second = await app.post('/admin/moten/2026-12-21/redigera', mine);
  expect(second.status).toBe(409);
  expect(second.text).toContain('nu står det ”Deras plats”');
  expect(second.text).toContain('value="Min plats"');
  expect((await meetingAt('2026-12-21')).place).toBe('Deras plats');
  const before = second.text.match(/name="before" value="([^"]*)"/)![1]!.replaceAll('&#34;', '"');
  await go('/admin/moten/2026-12-21/redigera', { ...mine, description: 'Deras text', before });
  const { place, description } = await meetingAt('2026-12-21');
  expect([place, description]).toEqual(['Min plats', 'Deras text']);
  await go('/admin/moten/2026-12-21/redigera', { ...mine, description: 'Deras text' });
  const without = await app.post('/admin/moten/2026-12-21/redigera', { ...mine, before: 'null', place: 'X' });
  expect(without.status).toBe(409);
});
