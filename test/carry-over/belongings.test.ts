import { afterEach, beforeEach, expect, it } from 'vitest';
import { transaction } from '../../server/context.ts';
import { carryItem, findCarried } from '../../server/carry-over/queries.ts';
import { getMeeting } from '../../server/meetings/queries.ts';
import type { TestApp } from '../support/app.ts';
import { HELD, LATER, NEXT, itemIn, itemsOf, startAfterMeeting } from '../support/carry-over.ts';

let app: TestApp;
beforeEach(async () => {
  app = await startAfterMeeting();
});
afterEach(() => app.close());

const talk = async (slug = HELD) => (await itemIn(app, slug, 'Läxhjälp'))!;
const meetingOf = (slug: string) => getMeeting(app.context.db, slug);
async function carry(slug: string) {
  const [item, { id }] = [await talk(), await meetingOf(slug)];
  return transaction(app.context, (trx) => carryItem(trx, item, id, app.clock.now));
}

it('carries an item once, wherever it goes', async () => {
  const copy = await carry(NEXT);
  expect(await carry(NEXT)).toBe(copy);
  expect(await carry(LATER)).toBe(copy);
  expect(await itemsOf(app, NEXT)).toEqual(['Välkommen planned', 'Övriga frågor planned']);
  const { id } = await talk();
  const [from, to] = [await meetingOf(HELD), await meetingOf(LATER)];
  const end = (meeting: typeof from, itemId: number) => ({
    itemId,
    meetingId: meeting.id,
    slug: meeting.slug,
    date: meeting.date,
    cancelled: false,
  });
  expect([...(await findCarried(app.context.db, [id, copy]))]).toEqual([
    [id, { to: end(to, copy) }],
    [copy, { from: end(from, id) }],
  ]);
  expect([...(await findCarried(app.context.db))].map(([key]) => key)).toEqual([id, copy]);
  expect([...(await findCarried(app.context.db, []))]).toEqual([]);
});

it('comes before a closing "Övriga frågor", or last', async () => {
  await app.post(`/admin/moten/${NEXT}/dagordning`, { items: 'Bussen\nParken' });
  await carry(NEXT);
  const titles = async (slug: string) => (await meetingOf(slug)).items.map(({ title }) => title);
  expect(await titles(NEXT)).toEqual(['Välkommen', 'Bussen', 'Parken', 'Läxhjälp', 'Övriga frågor']);
  const end = (await itemIn(app, LATER, 'Övriga frågor'))!.id;
  await app.post(`/admin/moten/${LATER}/dagordning/${end}/borttagning`);
  await app.post(`/admin/moten/${LATER}/dagordning`, { items: 'Bussen' });
  await carry(LATER);
  expect(await titles(LATER)).toEqual(['Välkommen', 'Bussen', 'Läxhjälp']);
});

it('leaves the answers of the speakers alone when it is there already', async () => {
  const copy = await carry(NEXT);
  await app.context.db
    .updateTable('agenda_speaker')
    .set({ answer: 'yes' })
    .where('agenda_item_id', '=', copy)
    .execute();
  await carry(NEXT);
  expect((await talk(NEXT)).speakers.map(({ answer }) => answer)).toEqual(['yes', 'yes']);
});

it('does not move what has been held', async () => {
  await carry(NEXT);
  await app.context.db.updateTable('meeting').set({ state: 'held' }).where('slug', '=', NEXT).execute();
  await expect(carry(LATER)).rejects.toThrow('Punkten har redan tagits upp på ett senare möte.');
});

it('takes a no to a name along, and asks again about a yes', async () => {
  const [ebba, olle] = (await talk()).speakers;
  const consent = (id: number, kind: 'name' | 'photo', given: 0 | 1) => ({
    agenda_speaker_id: id,
    kind,
    given,
    at: app.clock.now,
  });
  await app.context.db
    .insertInto('consent')
    .values([consent(ebba!.id, 'name', 0), consent(ebba!.id, 'photo', 1), consent(olle!.id, 'name', 1)])
    .execute();
  await carry(NEXT);
  const copies = (await talk(NEXT)).speakers;
  expect(copies.map(({ name, named, speaker_id }) => [name, named, speaker_id])).toEqual([
    ['Ebba Provén', 0, ebba!.speaker_id],
    ['Olle Nejd', 1, olle!.speaker_id],
  ]);
  const rows = await app.context.db
    .selectFrom('consent')
    .select(['agenda_speaker_id', 'kind'])
    .where('agenda_speaker_id', '>', olle!.id)
    .execute();
  expect(rows).toEqual([{ agenda_speaker_id: copies[0]!.id, kind: 'name' }]);
  expect((await app.get(`/admin/medverkande/personer/${ebba!.speaker_id}`)).status).toBe(200);
});

it('brings the slides along, and back again', async () => {
  const [ebba] = (await talk()).speakers;
  await app.context.db
    .insertInto('document')
    .values({
      title: 'Bilder',
      kind: 'slides',
      meeting_id: (await meetingOf(HELD)).id,
      agenda_speaker_id: ebba!.id,
      created_at: app.clock.now,
    })
    .execute();
  const place = () =>
    app.context.db.selectFrom('document').select(['meeting_id', 'agenda_speaker_id']).execute();
  const before = await place();
  await app.post(`/admin/moten/${HELD}/avslut`, await formFor('next'));
  expect(await place()).toEqual([
    { meeting_id: (await meetingOf(NEXT)).id, agenda_speaker_id: (await talk(NEXT)).speakers[0]!.id },
  ]);
  await app.post(`/admin/moten/${HELD}/hallet/borttagning`);
  expect(await place()).toEqual(before);
});

async function formFor(choice: string): Promise<Record<string, string>> {
  const { items } = await meetingOf(HELD);
  const next = String((await meetingOf(NEXT)).id);
  return { next, ...Object.fromEntries(items.map(({ id }) => [`item-${id}`, choice])) };
}

it('joins a follow-up that stands on the next agenda already, and leaves it there', async () => {
  const { id: followUp } = await app.context.db
    .insertInto('follow_up')
    .values({
      what: 'undersök hälsodag',
      state: 'open',
      created_at: app.clock.now,
      changed_at: app.clock.now,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await app.post(`/admin/moten/${NEXT}/dagordning`, { items: 'Uppföljning: hälsodag' });
  const there = (await itemIn(app, NEXT, 'Uppföljning: hälsodag'))!.id;
  for (const id of [(await talk()).id, there])
    await app.context.db
      .updateTable('agenda_item')
      .set({ follow_up_id: followUp })
      .where('id', '=', id)
      .execute();
  await app.post(`/admin/moten/${HELD}/avslut`, await formFor('next'));
  expect((await findCarried(app.context.db)).get(there)?.from?.slug).toBe(HELD);
  const titles = async () => (await meetingOf(NEXT)).items.map(({ title }) => title);
  expect((await titles()).filter((title) => /hälsodag|Läxhjälp/.test(title))).toEqual([
    'Uppföljning: hälsodag',
  ]);
  await app.post(`/admin/moten/${HELD}/hallet/borttagning`);
  expect(await titles()).toContain('Uppföljning: hälsodag');
});

it('does not say that somebody spoke who did not', async () => {
  const shown = async () => (await app.get('/organisationer/exempelskolan')).text.includes(`/moten/${HELD}`);
  expect(await shown()).toBe(true);
  await app.post(`/admin/moten/${HELD}/avslut`, await formFor('next'));
  expect((await app.get('/organisationer/exempelskolan')).text).not.toContain(`/moten/${HELD}`);
  expect((await app.get(`/moten/${HELD}`)).text).not.toContain('/organisationer/exempelskolan');
});
