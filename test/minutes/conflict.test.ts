import { afterEach, beforeEach, expect, it } from 'vitest';
import { findLatestRevision } from '../../server/minutes/queries.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { formOf, makeMeeting } from '../support/minutes.ts';

const PATH = '/admin/moten/2026-10-19/anteckningar';
let app: TestApp;
let meetingId: number;

beforeEach(async () => {
  app = await startApp();
  await app.signIn();
  const items = ['Ett', 'Två', 'Tre'].map((title) => ({ title, kind: 'talk' as const }));
  ({ id: meetingId } = await makeMeeting(app.context, { date: '2026-10-19', items }));
});
afterEach(() => app.close());

const texts = async () =>
  (await findLatestRevision(app.context.db, meetingId))!.content.sections.map(
    ({ heading, markdown }) => `${heading}: ${markdown}`,
  );

it('puts the words of both where both wrote, takes the rest from each, and overwrites nothing', async () => {
  await app.post(PATH, formOf(await app.get(PATH)));
  const opened = formOf(await app.get(PATH));
  await app.post(PATH, {
    ...opened,
    's0-markdown': 'deras <b>ett</b>',
    's1-markdown': 'deras två',
    summary: 'deras sagt',
  });
  const mine = { ...opened, 's0-markdown': 'mitt ett', 's2-markdown': 'mitt tre', summary: 'mitt sagt' };
  const conflict = await app.post(PATH, mine);
  expect(conflict.status).toBe(409);
  expect(await texts()).toEqual(['Ett: deras <b>ett</b>', 'Två: deras två', 'Tre: ']);
  expect(conflict.text).toContain('Sanna Sekreterare har sparat medan du skrev');
  expect(conflict.text.match(/skrev här samtidigt/g)).toHaveLength(2);
  expect(conflict.text).not.toContain('<b>ett');
  const merged = formOf(conflict);
  expect([merged['summary'], merged['s0-markdown'], merged['s1-markdown'], merged['s2-markdown']]).toEqual([
    'deras sagt\nmitt sagt',
    'deras <b>ett</b>\nmitt ett',
    'deras två',
    'mitt tre',
  ]);
  expect((await app.post(PATH, { ...merged, 's0-markdown': 'båda ett' })).status).toBe(303);
  expect(await texts()).toEqual(['Ett: båda ett', 'Två: deras två', 'Tre: mitt tre']);
});

it('meets also when both begin from the agenda', async () => {
  const opened = formOf(await app.get(PATH));
  await app.post(PATH, { ...opened, 's0-markdown': 'deras' });
  const conflict = await app.post(PATH, { ...opened, 's0-markdown': 'mitt' });
  expect(conflict.status).toBe(409);
  expect(formOf(conflict)['s0-markdown']).toBe('deras\nmitt');
});

it('keeps sections that one made or removed while the other wrote', async () => {
  await app.post(PATH, formOf(await app.get(PATH)));
  const opened = formOf(await app.get(PATH));
  await app.post(PATH, { ...opened, do: 'add:1' });
  const second = formOf(await app.get(PATH));
  await app.post(PATH, { ...second, 's1-heading': 'Deras nya', do: 'remove:3' });
  const { 's0-id': id, ...mine } = opened;
  const conflict = await app.post(PATH, {
    ...mine,
    's0-id': id!,
    's2-markdown': 'mitt tre',
    count: '4',
    's3-id': 'avsnitt-4',
    's3-heading': 'Mitt nya',
  });
  expect(conflict.status).toBe(409);
  expect(conflict.text).toContain('har tagit bort det här avsnittet.');
  expect((await app.post(PATH, formOf(conflict))).status).toBe(303);
  expect(await texts()).toEqual(['Ett: ', 'Deras nya: ', 'Två: ', 'Tre: mitt tre', 'Mitt nya: ']);
  const ids = (await findLatestRevision(app.context.db, meetingId))!.content.sections.map(
    (section) => section.id,
  );
  expect(ids).toEqual(['avsnitt-1', 'avsnitt-4', 'avsnitt-2', 'avsnitt-3', 'avsnitt-5']);
});

it('is no conflict when both wrote the same', async () => {
  const opened = { ...formOf(await app.get(PATH)), 's0-markdown': 'samma' };
  await app.post(PATH, opened);
  expect((await app.post(PATH, opened)).status).toBe(303);
  expect(await app.context.db.selectFrom('minutes_revision').select('number').execute()).toEqual([
    { number: 1 },
  ]);
});
