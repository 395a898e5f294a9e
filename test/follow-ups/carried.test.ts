import { afterEach, beforeEach, expect, it } from 'vitest';
import { closeMeeting } from '../../server/carry-over/closing-actions.ts';
import { askFollowUps } from '../../server/follow-ups/asking-actions.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { addFollowUp, agendaOf, linkOf, meetingOn } from './support.ts';

const ITEM = 'Uppföljning: undersök hälsodag';
let app: TestApp;
let december: { id: number; slug: string };
let january: { id: number; slug: string };
beforeEach(async () => {
  app = await startApp();
  const november = await meetingOn(app, '2026-11-16');
  december = await meetingOn(app, '2026-12-21');
  january = await meetingOn(app, '2027-01-18');
  await addFollowUp(app, { meeting_id: november.id });
  await askFollowUps(app.context);
  expect(await agendaOf(app, december.id)).toEqual([ITEM]);
  app.clock.now = '2026-12-22T09:00:00.000Z';
});
afterEach(() => app.close());

/** "Avsluta mötet" with the choice that the form begins with. */
async function close() {
  const items = await app.context.db
    .selectFrom('agenda_item')
    .select('id')
    .where('meeting_id', '=', december.id)
    .execute();
  const decision = { choice: 'next', meeting: '', reason: '' } as const;
  const decisions = new Map(items.map(({ id }) => [id, decision]));
  const form = { next: String(january.id), decisions, proposals: new Map() };
  expect(await closeMeeting(app.context, december.slug, form, { id: null })).toMatchObject({ closed: true });
}

it.each([
  ['before', [close, bring]],
  ['after', [bring, close]],
  ['before and after', [bring, close, bring]],
])('stands once on the next agenda when the meeting is closed %s it came there', async (_name, steps) => {
  for (const step of steps) await step();
  expect(await agendaOf(app, january.id)).toEqual([ITEM]);
  expect((await app.post(await linkOf(app, 1), { state: 'pagar', sentence: 'på gång' })).status).toBe(303);
  expect(await agendaOf(app, january.id)).toEqual([`${ITEM} – pågår: på gång`]);
});
async function bring() {
  await askFollowUps(app.context);
}
