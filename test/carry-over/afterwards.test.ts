import { afterEach, beforeEach, expect, it } from 'vitest';
import { listParked } from '../../server/carry-over/queries.ts';
import { getMeeting } from '../../server/meetings/queries.ts';
import type { TestApp } from '../support/app.ts';
import { HELD, LATER, NEXT, closingForm, itemIn, itemsOf, startAfterMeeting } from '../support/carry-over.ts';

let app: TestApp;
beforeEach(async () => {
  app = await startAfterMeeting();
});
afterEach(() => app.close());

const AT = `/admin/moten/${HELD}/avslut`;
const STANDING = ['Välkommen planned', 'Övriga frågor planned'];
const idOf = async (title: string, slug = HELD) => (await itemIn(app, slug, title))!.id;
const meetingId = async (slug: string) => String((await getMeeting(app.context.db, slug)).id);
const close = async (change: Record<string, string> = {}) => app.post(AT, await closingForm(app, change));
/** Chooses something else for one item, as on its own page. */
async function choose(title: string, change: Record<string, string>) {
  const id = await idOf(title);
  const fields = Object.fromEntries(Object.entries(change).map(([name, value]) => [`${name}-${id}`, value]));
  return app.post(`${AT}/${id}`, { ...(await closingForm(app, {}, `${AT}/${id}`)), ...fields });
}

it('moves the one copy when another meeting is chosen, and never makes a second', async () => {
  await close();
  const copy = await idOf('Läxhjälp', NEXT);
  const moved = await choose('Läxhjälp', { item: 'meeting', meeting: await meetingId(LATER) });
  expect(moved.headers.get('location')).toBe(`/admin/moten/${HELD}?klart=punkt-andrad#dagordning`);
  expect(await itemsOf(app, NEXT)).toEqual([
    'Välkommen planned',
    'Cykelbanan planned',
    'Övriga frågor planned',
  ]);
  expect(await itemsOf(app, LATER)).toEqual([
    'Välkommen planned',
    'Läxhjälp planned',
    'Övriga frågor planned',
  ]);
  expect(await idOf('Läxhjälp', LATER)).toBe(copy);
  const before = app.bytes();
  await choose('Läxhjälp', {});
  expect(app.bytes().equals(before)).toBe(true);
});

it('lets an item wait again that is taken off the agenda it was carried to', async () => {
  await close();
  const removal = (id: number, slug = NEXT) => app.post(`/admin/moten/${slug}/dagordning/${id}/borttagning`);
  const gone = await removal(await idOf('Cykelbanan', NEXT));
  expect(gone.headers.get('location')).toBe(`/admin/moten/${NEXT}?klart=vantar#dagordning`);
  expect((await listParked(app.context.db)).map(({ title }) => title)).toEqual(['Cykelbanan']);
  expect((await app.get(`/moten/${HELD}`)).text).toContain('Väntar på ett nytt möte');
  await app.post(`/admin/vantande-punkter/${await idOf('Cykelbanan')}`, { meeting: LATER });
  expect(await itemsOf(app, LATER)).toEqual([
    'Välkommen planned',
    'Cykelbanan planned',
    'Övriga frågor planned',
  ]);
  const own = await removal(await idOf('Välkommen', NEXT));
  expect(own.headers.get('location')).toBe(`/admin/moten/${NEXT}?klart=borttagen#dagordning`);
  await app.context.db.updateTable('agenda_item').set({ state: 'done' }).execute();
  await removal(await idOf('Cykelbanan', LATER), LATER);
  expect(await listParked(app.context.db)).toEqual([]);
});

it('asks the speakers anew when the copy moves', async () => {
  await close();
  await app.context.db
    .updateTable('agenda_speaker')
    .set({ answer: 'yes', invited_at: app.clock.now })
    .where('agenda_item_id', '=', await idOf('Läxhjälp', NEXT))
    .execute();
  await choose('Läxhjälp', { item: 'meeting', meeting: await meetingId(LATER) });
  const { speakers } = (await itemIn(app, LATER, 'Läxhjälp'))!;
  expect(speakers.map(({ answer, invited_at }) => [answer, invited_at])).toEqual([
    ['waiting', null],
    ['waiting', null],
  ]);
});

it('does not move a talk away from a meeting that a speaker has said yes to by link', async () => {
  await close();
  await app.context.db
    .updateTable('agenda_speaker')
    .set({ answer: 'yes', answered_for: NEXT })
    .where('agenda_item_id', '=', await idOf('Läxhjälp', NEXT))
    .execute();
  const moved = await choose('Läxhjälp', { item: 'meeting', meeting: await meetingId(LATER) });
  expect([moved.status, moved.text.includes('En medverkande har redan tackat ja')]).toEqual([409, true]);
  expect(await itemIn(app, LATER, 'Läxhjälp')).toBeUndefined();
});

it('changes a postponed item to done or the backlog, and takes the copy away', async () => {
  await close();
  await choose('Läxhjälp', { item: 'done' });
  await choose('Cykelbanan', { item: 'backlog' });
  expect(await itemsOf(app, NEXT)).toEqual(STANDING);
  expect((await itemsOf(app, HELD)).slice(1, 3)).toEqual(['Läxhjälp done', 'Cykelbanan postponed backlog']);
  expect((await choose('Läxhjälp', { item: 'dropped' })).status).toBe(422);
  expect((await choose('Läxhjälp', { item: 'dropped', reason: 'sjukdom' })).status).toBe(303);
  expect((await itemsOf(app, HELD))[1]).toBe('Läxhjälp postponed dropped (sjukdom)');
});

it('does not take away what is being worked with', async () => {
  await close();
  const copy = await idOf('Läxhjälp', NEXT);
  await app.post(`/admin/moten/${NEXT}/dagordning/${copy}`, {
    title: 'Läxhjälp',
    kind: 'talk',
    minutes: '45',
  });
  const before = app.bytes();
  const answer = await choose('Läxhjälp', { item: 'done' });
  expect([answer.status, answer.text.includes('Punkten har börjat planeras på sitt nya möte.')]).toEqual([
    422,
    true,
  ]);
  expect(app.bytes().equals(before)).toBe(true);
});

it('undoes the closing, except what is being worked with elsewhere', async () => {
  await close({
    [`item-${await idOf('Cykelbanan')}`]: 'dropped',
    [`reason-${await idOf('Cykelbanan')}`]: 'nej',
  });
  expect((await itemsOf(app, HELD))[2]).toBe('Cykelbanan postponed dropped (nej)');
  const undo = await app.post(`/admin/moten/${HELD}/hallet/borttagning`);
  expect(undo.headers.get('location')).toBe(`/admin/moten/${HELD}?klart=inte-hallet`);
  expect(await itemsOf(app, HELD)).toEqual([
    'Välkommen planned',
    'Läxhjälp planned',
    'Cykelbanan planned',
    'Övriga frågor planned',
  ]);
  expect(await itemsOf(app, NEXT)).toEqual(STANDING);
  expect((await getMeeting(app.context.db, HELD)).state).toBe('confirmed');
  await close();
  const copy = await itemIn(app, NEXT, 'Läxhjälp');
  await app.post(`/admin/moten/${NEXT}/dagordning/${copy!.id}/medverkande/${copy!.speakers[0]!.id}/svar`, {
    answer: 'yes',
  });
  const kept = (await app.post(`/admin/moten/${HELD}/hallet/borttagning`)).headers.get('location')!;
  expect(kept).toBe(`/admin/moten/${HELD}?klart=inte-hallet-kvar`);
  expect((await app.get(kept)).text).toContain('redan är på gång på ett annat möte ligger kvar där');
  expect((await itemsOf(app, HELD)).slice(1, 3)).toEqual(['Läxhjälp postponed moved', 'Cykelbanan planned']);
  expect(await itemsOf(app, NEXT)).toEqual([
    'Välkommen planned',
    'Läxhjälp planned',
    'Övriga frågor planned',
  ]);
});

it('tells the second of two secretaries what the first one chose', async () => {
  const [talk, bike] = [await idOf('Läxhjälp'), await idOf('Cykelbanan')];
  const form = await closingForm(app, { [`reason-${talk}`]: 'sjukdom' });
  expect((await app.post(AT, { ...form, [`item-${bike}`]: 'done' })).status).toBe(303);
  expect((await app.post(AT, { ...form, [`item-${bike}`]: 'done' })).status).toBe(303);
  const before = app.bytes();
  const late = await app.post(AT, { ...form, [`item-${talk}`]: 'backlog' });
  expect(late.status).toBe(409);
  expect(late.text).toContain('Någon annan har redan bestämt om de här punkterna');
  expect(late.text).toContain(`mötet 21 december 2026</a> (sjukdom). <a href="${AT}/${talk}">`);
  expect(late.text).toContain(`Cykelbanan: klar. <a href="${AT}/${bike}">`);
  expect(app.bytes().equals(before)).toBe(true);
  expect(await itemsOf(app, NEXT)).toHaveLength(3);
});

it('stands an item removed or added, and a target cancelled, while the form was open', async () => {
  const [talk, bike] = [await idOf('Läxhjälp'), await idOf('Cykelbanan')];
  const form = await closingForm(app);
  await app.post(`/admin/moten/${HELD}/dagordning/${bike}/borttagning`);
  await app.post(`/admin/moten/${HELD}/dagordning`, { items: 'Badplatsen' });
  await app.post(`/admin/moten/${NEXT}/installt`, { reason: 'Snö' });
  const before = app.bytes();
  const asked = await app.post(AT, form);
  expect(asked.status).toBe(422);
  expect(asked.text).toContain('Nästa möte är nu 18 januari 2027. Stämmer det för ”Läxhjälp”?');
  expect(asked.text).toContain('Välj vad som händer med ”Badplatsen”.');
  expect(asked.text).not.toContain('Cykelbanan');
  const chosen = { ...form, [`item-${talk}`]: 'meeting', [`meeting-${talk}`]: form['next']! };
  expect((await app.post(AT, chosen)).text).toContain('Mötet som du valde för ”Läxhjälp” är inställt');
  expect(app.bytes().equals(before)).toBe(true);
  expect((await close()).status).toBe(303);
  expect(await itemsOf(app, LATER)).toEqual([
    'Välkommen planned',
    'Läxhjälp planned',
    'Badplatsen planned',
    'Övriga frågor planned',
  ]);
});

it('lets the items of a cancelled meeting go on to the next', async () => {
  await app.post(`/admin/moten/${NEXT}/dagordning`, { items: 'Badplatsen' });
  await app.post(`/admin/moten/${NEXT}/installt`, { reason: 'Snö' });
  const path = `/admin/moten/${NEXT}/avslut`;
  expect((await app.get(`/admin/moten/${NEXT}`)).text).toContain(`href="${path}">Flytta punkterna`);
  const form = await closingForm(app, {}, path);
  const id = await idOf('Badplatsen', NEXT);
  expect((await app.post(path, { ...form, [`item-${id}`]: 'done' })).status).toBe(422);
  expect((await app.post(path, form)).status).toBe(303);
  expect((await getMeeting(app.context.db, NEXT)).state).toBe('cancelled');
  expect(await itemsOf(app, LATER)).toEqual([
    'Välkommen planned',
    'Badplatsen planned',
    'Övriga frågor planned',
  ]);
  expect((await app.get(path)).text).toContain('<h1>Punkterna är omhändertagna</h1>');
});

it('lists what waits in the backlog, and puts it on an agenda once', async () => {
  const talk = await idOf('Läxhjälp');
  expect(await listParked(app.context.db)).toEqual([]);
  await close({ [`item-${talk}`]: 'backlog', [`reason-${talk}`]: 'sjukdom' });
  expect(await listParked(app.context.db)).toEqual([
    {
      id: talk,
      title: 'Läxhjälp',
      reason: 'sjukdom',
      slug: HELD,
      date: HELD,
      speakers: ['Ebba Provén, rektor, Exempelskolan', 'Olle Nejd, Fritidsgården'],
    },
  ]);
  const place = (meeting: string) => app.post(`/admin/vantande-punkter/${talk}`, { meeting });
  expect((await place(LATER)).headers.get('location')).toBe(
    `/admin/moten/${LATER}?klart=punkt-inlagd#dagordning`,
  );
  expect((await itemsOf(app, HELD))[1]).toBe('Läxhjälp postponed moved (sjukdom)');
  expect(await itemsOf(app, LATER)).toContain('Läxhjälp planned');
  expect(await listParked(app.context.db)).toEqual([]);
  const before = app.bytes();
  expect((await place(LATER)).status).toBe(303);
  expect((await place(NEXT)).status).toBe(409);
  expect((await place('1999-01-01')).status).toBe(404);
  expect((await app.post('/admin/vantande-punkter/999', { meeting: NEXT })).status).toBe(404);
  expect(app.bytes().equals(before)).toBe(true);
});

it('reminds until the meeting is closed, and claims nothing that nobody has said', async () => {
  expect((await app.get(`/moten/${HELD}`)).text).toContain('Så var mötet planerat.');
  expect((await app.get(`/admin/moten/${HELD}`)).text).toContain(
    '<strong>Nästa steg:</strong> avsluta mötet',
  );
  expect((await app.post(`/admin/moten/${HELD}/hallet`)).headers.get('location')).toBe(AT);
  await close({ all: 'done' });
  expect((await app.get(`/moten/${HELD}`)).text).not.toContain('Så var mötet planerat.');
  expect((await app.get(`/admin/moten/${HELD}`)).text).toContain('skriv minnesanteckningar');
});
