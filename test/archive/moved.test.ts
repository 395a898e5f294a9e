import { afterEach, beforeEach, expect, it } from 'vitest';
import { startApp, type TestApp } from '../support/app.ts';
import { aSection, publish } from '../support/archive.ts';
import { formOf } from '../support/meetings.ts';
import { makeMeeting } from '../support/minutes.ts';

let app: TestApp;
beforeEach(async () => {
  app = await startApp();
  await app.signIn();
});
afterEach(() => app.close());

const leads = async (path: string) => {
  const { status, headers } = await app.get(path);
  return [status, headers.get('location')];
};

it('leads from each old address of a moved meeting to today’s', async () => {
  const before = await makeMeeting(app.context, { date: '2026-12-21', theme: 'Skolan' });
  for (const [from, to] of [
    ['2026-12-21', '2026-12-14'],
    ['2026-12-14', '2026-12-07'],
  ] as const) {
    const { revision = '' } = await formOf(app, from);
    const moved = await app.post(`/admin/moten/${from}/datum`, { date: to, revision });
    expect(moved.status).toBe(303);
  }
  expect(before.slug).toBe('2026-12-21');
  for (const old of ['2026-12-21', '2026-12-14'])
    for (const ending of ['', '.md', '.json', '.ics'])
      expect(await leads(`/moten/${old}${ending}`)).toEqual([301, `/moten/2026-12-07${ending}`]);
  expect(await leads('/moten/2026-12-07')).toEqual([200, null]);
});

it('leads from a renamed and then merged theme to the one that stayed', async () => {
  await makeMeeting(app.context, { date: '2026-12-21', theme: 'Skolan' });
  await makeMeeting(app.context, { date: '2027-01-18', theme: 'Utbildning' });
  await app.post('/admin/teman/1', { title: 'Skola & fritid', description: '' });
  expect(await leads('/teman/skolan')).toEqual([301, '/teman/skola-fritid']);
  await app.post('/admin/teman/1/sammanslagning', { to: '2' });
  for (const old of ['skolan', 'skola-fritid'])
    expect(await leads(`/teman/${old}`)).toEqual([301, '/teman/utbildning']);
});

it('leads from a renamed organisation, as long as the public knows it', async () => {
  const { id, slug } = await makeMeeting(app.context, { date: '2026-10-19' });
  await publish(app.context, id, { sections: [aSection()] });
  const organisation = await app.context.db.selectFrom('organisation').select('id').executeTakeFirstOrThrow();
  await app.post(`/admin/medverkande/organisationer/${organisation.id}`, { name: 'Nya skolan' });
  expect(await leads('/organisationer/exempelskolan')).toEqual([301, '/organisationer/nya-skolan']);
  expect(await leads('/organisationer/nya-skolan')).toEqual([200, null]);
  await app.post(`/admin/moten/${slug}/avpublicering`, { reason: 'Fel.' });
  expect(await leads('/organisationer/exempelskolan')).toEqual([404, null]);
  expect(await leads('/organisationer/nya-skolan')).toEqual([404, null]);
});
