import { afterEach, beforeEach, expect, it } from 'vitest';
import { transaction } from '../../server/context.ts';
import { cancelMeeting, moveMeeting, reviveMeeting } from '../../server/meetings/life-actions.ts';
import { getMeeting } from '../../server/meetings/queries.ts';
import { listBacklog } from '../../server/themes/backlog-queries.ts';
import { planThemes } from '../../server/themes/planning-queries.ts';
import type { TestApp } from '../support/app.ts';
import { HELD, NEXT, closingForm, startAfterMeeting } from '../support/carry-over.ts';
import { formOf } from '../support/minutes.ts';
import { propose, trailOf } from '../support/proposals.ts';

let app: TestApp;
beforeEach(async () => {
  app = await startAfterMeeting();
});
afterEach(() => app.close());

it.each([
  ['its theme', ['Skolgården']],
  ['its agenda', []],
])('lets a proposal wait that was planned by %s of a cancelled meeting', async (by, waiting) => {
  const id = await propose(app, 'Skolgården');
  if (by === 'its theme') {
    await app.post(`/admin/forslag/${id}/tema`);
    const { id: meeting } = await getMeeting(app.context.db, NEXT);
    const wanted = [{ title: 'Skolgården', part: null }];
    const work = { id: meeting, coming: true };
    await transaction(app.context, (trx) => planThemes(trx, work, wanted, app.clock.now));
  } else await app.post(`/admin/forslag/${id}/dagordning`, { meeting: NEXT });
  const backlog = async () => (await listBacklog(app.context.db)).map(({ title }) => title);
  expect(await trailOf(app, id)).toEqual([
    'Mottaget 22 november 2026',
    'Planerat till mötet 21 december 2026',
  ]);
  await cancelMeeting(app.context, NEXT, 'snö', { id: null });
  expect(await trailOf(app, id)).toEqual([
    'Mottaget 22 november 2026',
    'Planerat till mötet 21 december 2026 (inställt)',
    'Mottaget 22 november 2026',
  ]);
  expect(await backlog()).toEqual(waiting);
  await reviveMeeting(app.context, NEXT, { id: null });
  expect((await trailOf(app, id)).at(-1)).toBe('Planerat till mötet 21 december 2026');
  expect(await backlog()).toEqual([]);
});

it('tells the new day in a draft when the meeting that an item was carried to moves', async () => {
  await app.post(`/admin/moten/${HELD}/avslut`, await closingForm(app));
  const at = `/admin/moten/${HELD}/anteckningar`;
  await app.post(at, { ...formOf(await app.get(at)), verb: 'save' });
  await moveMeeting(app.context, NEXT, '2026-12-14', { id: null });
  const { text } = await app.get(at);
  expect(text).toContain('skjuts upp till mötet 14 december 2026');
  expect(text).not.toContain('skjuts upp till mötet 21 december 2026');
});
