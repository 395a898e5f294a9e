import { afterEach, beforeEach, expect, it } from 'vitest';
import { placeParked, reopenMeeting } from '../../server/carry-over/actions.ts';
import { closeMeeting } from '../../server/carry-over/closing-actions.ts';
import { listParked } from '../../server/carry-over/queries.ts';
import { askFollowUps } from '../../server/follow-ups/asking-actions.ts';
import { getFollowUp } from '../../server/follow-ups/queries.ts';
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
  await closeWith('next');
}
async function closeWith(choice: 'next' | 'backlog' | 'dropped', reason = '') {
  const items = await app.context.db
    .selectFrom('agenda_item')
    .select('id')
    .where('meeting_id', '=', december.id)
    .execute();
  const decision = { choice, meeting: '', reason };
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

it.each([
  ['before', [park, bring]],
  ['after', [bring, park]],
])(
  'waits in the backlog alone when it was sent there %s it came on the next agenda',
  async (_name, steps) => {
    for (const step of steps) await step();
    app.clock.now = '2027-01-19T09:00:00.000Z';
    await bring();
    const february = await meetingOn(app, '2027-02-15');
    await bring();
    expect([await agendaOf(app, january.id), await agendaOf(app, february.id)]).toEqual([[], []]);
    const [parked] = await listParked(app.context.db);
    expect(parked).toMatchObject({ title: ITEM, slug: december.slug });
    await placeParked(app.context, parked!.id, february.slug, { id: null });
    await bring();
    expect(await agendaOf(app, february.id)).toEqual([ITEM]);
    expect(await listParked(app.context.db)).toEqual([]);
  },
);
async function park() {
  await closeWith('backlog');
}

it('ends when it is let go, with the reason in its trail, and is open again when that is taken back', async () => {
  await bring();
  await closeWith('dropped', 'sjukdom');
  await bring();
  expect(await agendaOf(app, january.id)).toEqual([]);
  expect(await getFollowUp(app.context.db, 1)).toMatchObject({
    state: 'dropped',
    answer: 'sjukdom',
    trail: [{ state: 'dropped', answer: 'sjukdom', meeting_slug: december.slug, by_link: 0 }],
  });
  expect(await reopenMeeting(app.context, december.slug, { id: null })).toEqual({ whole: true });
  expect(await getFollowUp(app.context.db, 1)).toMatchObject({ state: 'open', answer: '', trail: [] });
});
