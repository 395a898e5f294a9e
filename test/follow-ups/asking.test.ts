import { afterEach, beforeEach, expect, it } from 'vitest';
import { transaction } from '../../server/context.ts';
import { askFollowUps, askNow } from '../../server/follow-ups/asking-actions.ts';
import { getFollowUp } from '../../server/follow-ups/queries.ts';
import { insertEvent, updateFollowUp } from '../../server/follow-ups/record-queries.ts';
import { createMeeting } from '../../server/meetings/actions.ts';
import { cancelMeeting, moveMeeting } from '../../server/meetings/life-actions.ts';
import { DEFAULT_SETTINGS } from '../../server/settings/settings.ts';
import { change, inboxes, startMailApp, type MailApp } from '../support/mailbox.ts';
import { addFollowUp, addOrganisation, addPerson, agendaOf, linkOf, meetingOn } from './support.ts';

const BY = { id: null };
let app: MailApp;
let november: { id: number; slug: string };
let december: { id: number; slug: string };
let rad: number;
beforeEach(async () => {
  app = await startMailApp();
  november = await meetingOn(app, '2026-11-16');
  december = await meetingOn(app, '2026-12-21');
  await meetingOn(app, '2027-01-18');
  rad = await addOrganisation(app, 'Rådet', 'radet@example.org');
});
afterEach(() => app.close());

const add = (more: Parameters<typeof addFollowUp>[1] = {}) =>
  addFollowUp(app, { meeting_id: november.id, organisation_id: rad, ...more });
const idOf = async (slug: string) =>
  (await app.context.db.selectFrom('meeting').select('id').where('slug', '=', slug).executeTakeFirstOrThrow())
    .id;
const on = (day: string) => (app.clock.now = `${day}T09:00:00.000Z`);
const asked = async () => {
  const count = await askFollowUps(app.context);
  const mails = await inboxes(app);
  return [count, ...Object.entries(mails).map(([to, { mail }]) => `${to}: ${mail.subject}`)];
};
const ONE = 'radet@example.org: Hur går det? undersök hälsodag';

it.each([
  ['11 days before', '2026-12-10', [0]],
  ['10 days before', '2026-12-11', [1, ONE]],
  ['on the day', '2026-12-21', [1, ONE]],
  ['the day after, the next one is far away', '2026-12-22', [0]],
])('asks %s', async (_name, day, expected) => {
  await add();
  on(day);
  expect(await asked()).toEqual(expected);
});

it.each([
  [0, '2026-12-20', [0]],
  [30, '2026-11-22', [1, ONE]],
])('asks as the settings say: %i days before', async (followUpDays, day, expected) => {
  await change(app, { schedule: { ...DEFAULT_SETTINGS.schedule, followUpDays } });
  await add();
  on(day);
  expect(await asked()).toEqual(expected);
});

it('writes one mail to each about all that they answer for, and never again before that meeting', async () => {
  const ebba = await addPerson(app, 'Ebba Provén', 'EBBA@example.org');
  const same = await addPerson(app, 'Ebba P.', 'ebba@example.org');
  await add();
  await add({ what: 'ring skolan', when_text: 'före jul' });
  await add({ what: 'fika', speaker_id: ebba, organisation_id: null });
  await add({ what: 'diska', speaker_id: same, organisation_id: null });
  await add({ what: 'utan adress', organisation_id: null });
  on('2026-12-12');
  expect(await askFollowUps(app.context)).toBe(2);
  const mails = await inboxes(app);
  expect(Object.keys(mails).sort()).toEqual(['EBBA@example.org', 'radet@example.org']);
  const { text, html, subject } = mails['radet@example.org']!.mail;
  expect(subject).toBe('Hur går det? 2 uppföljningar från Gemensam utvecklingsgrupp');
  const links = [await linkOf(app, 1), await linkOf(app, 2)].map(
    (path) => `https://moten.example.org${path}`,
  );
  for (const link of links)
    expect([text!.includes(link), String(html).includes(`href="${link}"`)]).toEqual([true, true]);
  expect(text).toContain('ring skolan (före jul; mötet 16 november 2026)');
  expect(text).not.toMatch(/fika|utan adress/);
  await add({ what: 'kom på senare' });
  on('2026-12-13');
  expect(await asked()).toEqual([0]);
  on('2027-01-10');
  expect((await asked()).slice(0, 2)).toEqual([
    2,
    'radet@example.org: Hur går det? 3 uppföljningar från Gemensam utvecklingsgrupp',
  ]);
});

it('asks once, however many ask at the same time', async () => {
  await add();
  on('2026-12-12');
  const counts = await Promise.all(Array.from({ length: 5 }, () => askFollowUps(app.context)));
  expect(counts.reduce((sum, count) => sum + count, 0)).toBe(1);
  expect(Object.keys(await inboxes(app))).toHaveLength(1);
});

it('neither asks nor marks anything when the mail cannot be queued', async () => {
  await add();
  on('2026-12-12');
  await app.context.db.schema.alterTable('outbox').renameTo('gone').execute();
  await expect(askFollowUps(app.context)).rejects.toThrow();
  await app.context.db.schema.alterTable('gone').renameTo('outbox').execute();
  expect((await getFollowUp(app.context.db, 1)).asked_at).toBeNull();
  expect(await asked()).toEqual([1, ONE]);
});

it.each([
  ['is done', () => tell('done')],
  ['was dropped', () => tell('dropped')],
  ['is hidden', () => set({ shown_at: null })],
  [
    'rests until after the meeting',
    async () => (await tell('postponed'), await set({ due_on: '2027-01-18' })),
  ],
  ['was answered since the last meeting', () => set({ answered_at: '2026-12-01T09:00:00.000Z' })],
  ['was agreed at that very meeting', () => set({ meeting_id: december.id })],
  ['has nobody with an address', () => set({ organisation_id: null })],
])('asks nobody about one that %s', async (_name, happen) => {
  await add();
  await happen();
  on('2026-12-12');
  expect(await asked()).toEqual([0]);
});
const set = (values: Parameters<typeof updateFollowUp>[2]) =>
  transaction(app.context, (trx) => updateFollowUp(trx, 1, values));
const tell = (state: 'done' | 'dropped' | 'postponed') =>
  transaction(app.context, (trx) =>
    insertEvent(trx, {
      follow_up_id: 1,
      at: app.clock.now,
      state,
      answer: '',
      meeting_id: november.id,
      by_link: 0,
    }),
  );

it('follows a meeting that is moved, and asks before the next one when it is cancelled', async () => {
  await add();
  await moveMeeting(app.context, december.slug, '2026-12-14', BY);
  on('2026-12-04');
  expect(await asked()).toEqual([1, ONE]);
  await cancelMeeting(app.context, '2026-12-14', 'Sjukdom', BY);
  on('2026-12-05');
  expect(await asked()).toEqual([0]);
  on('2027-01-08');
  expect(await asked()).toEqual([1, ONE]);
});

it('puts open ones on each next agenda as time goes, once, and not again when they are taken away', async () => {
  await add();
  const agenda = () => agendaOf(app, december.id);
  const january = async () => agendaOf(app, await idOf('2027-01-18'));
  await askFollowUps(app.context);
  await askFollowUps(app.context);
  expect([await agenda(), await january()]).toEqual([['Uppföljning: undersök hälsodag'], []]);
  const [item] = await app.context.db.selectFrom('agenda_item').select('id').execute();
  await app.post(`/admin/moten/2026-12-21/dagordning/${item!.id}/borttagning`);
  await askFollowUps(app.context);
  expect([await agenda(), await january()]).toEqual([[], []]);
  on('2026-12-22');
  await askFollowUps(app.context);
  expect([await agenda(), await january()]).toEqual([[], ['Uppföljning: undersök hälsodag']]);
});

it('stands once where it was carried, and comes on the next agenda when its meeting is cancelled', async () => {
  await add();
  await askFollowUps(app.context);
  const january = await idOf('2027-01-18');
  await app.context.db.updateTable('agenda_item').set({ meeting_id: january }).execute();
  on('2026-12-22');
  await askFollowUps(app.context);
  expect(await agendaOf(app, january)).toEqual(['Uppföljning: undersök hälsodag']);
  const february = await meetingOn(app, '2027-02-15');
  await cancelMeeting(app.context, '2027-01-18', 'Snö', BY);
  await askFollowUps(app.context);
  expect(await agendaOf(app, february.id)).toEqual(['Uppföljning: undersök hälsodag']);
});

it('comes on a meeting that is put in before, unless it was taken away or carried', async () => {
  for (const what of ['ett', 'två', 'tre']) await add({ what });
  await askFollowUps(app.context);
  const items = app.context.db.updateTable('agenda_item');
  const { id: origin } = await itemOn('2026-10-19');
  await items.set({ carried_from_id: origin }).where('follow_up_id', '=', 2).execute();
  await app.context.db.deleteFrom('agenda_item').where('follow_up_id', '=', 3).execute();
  const slug = await createMeeting(app.context, { dates: ['2026-12-07'], theme: '' }, BY);
  await askFollowUps(app.context);
  expect(await agendaOf(app, await idOf(slug))).toEqual(['Välkommen', 'Uppföljning: ett', 'Övriga frågor']);
  expect(await agendaOf(app, december.id)).toEqual(['Uppföljning: två']);
});

async function itemOn(date: string) {
  const { id } = await meetingOn(app, date, { items: [{ title: 'Hälsa', kind: 'talk' }] });
  return app.context.db
    .selectFrom('agenda_item')
    .select('id')
    .where('meeting_id', '=', id)
    .executeTakeFirstOrThrow();
}

it('leaves a title that the secretary has written', async () => {
  await add();
  await askFollowUps(app.context);
  await app.context.db.updateTable('agenda_item').set({ title: 'Hälsodagen' }).execute();
  expect((await app.post(await linkOf(app, 1), { state: 'klart', sentence: 'ja' })).status).toBe(303);
  expect(await agendaOf(app, december.id)).toEqual(['Hälsodagen']);
});

it('is asked at once by the button, as often as is decent', async () => {
  await add();
  const ask = () => app.post('/admin/uppfoljningar/1/fraga');
  expect((await ask()).headers.get('location')).toBe('/admin/uppfoljningar/1?klart=fragat');
  expect(Object.keys(await inboxes(app))).toEqual(['radet@example.org']);
  for (const status of [303, 303, 409]) expect((await ask()).status).toBe(status);
  await inboxes(app);
  await set({ organisation_id: null });
  const none = await ask();
  expect([none.status, none.text.includes('Det finns ingen e-postadress.')]).toEqual([409, true]);
  await set({ organisation_id: rad });
  on('2026-12-12');
  expect(await asked()).toEqual([0]);
  await expect(askNow(app.context, 99, 1)).rejects.toThrow('Uppföljningen finns inte.');
});

it('asks in time about the rest, when somebody was asked about one thing long before', async () => {
  await add();
  await add({ what: 'ring skolan' });
  await app.post('/admin/uppfoljningar/1/fraga');
  await inboxes(app);
  on('2026-12-12');
  expect(await asked()).toEqual([1, 'radet@example.org: Hur går det? ring skolan']);
  on('2026-12-13');
  expect(await asked()).toEqual([0]);
});

it.each([
  ['2026-12-10T23:00:00.000Z', 0],
  ['2026-12-11T05:59:59.000Z', 0],
  ['2026-12-11T06:00:00.000Z', 1],
  ['2026-12-11T18:59:59.000Z', 1],
  ['2026-12-11T19:00:00.000Z', 0],
])('wakes nobody at night: %s', async (now, count) => {
  await add();
  app.clock.now = now;
  expect(await askFollowUps(app.context)).toBe(count);
});

it('asks 50 people about 500 things in one go', async () => {
  for (let index = 0; index < 500; index++) {
    const name = `Förening ${index % 50}`;
    const id = await addOrganisation(app, name, `f${index % 50}@example.org`);
    await add({ what: `sak ${index}`, organisation_id: id });
  }
  on('2026-12-12');
  expect(await askFollowUps(app.context)).toBe(50);
  expect(await agendaOf(app, december.id)).toHaveLength(500);
  expect(await askFollowUps(app.context)).toBe(0);
}, 60_000);
