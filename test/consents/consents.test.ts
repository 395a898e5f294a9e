import { afterEach, beforeEach, expect, it } from 'vitest';
import { cancelMeeting } from '../../server/meetings/life-actions.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { allow } from '../support/consents.ts';
import { addTalk, pathOf } from '../support/invitations.ts';
import { makeMeeting } from '../support/meetings.ts';

let app: TestApp;
let talk: Awaited<ReturnType<typeof addTalk>>;
let slug: string;
beforeEach(async () => {
  app = await startApp();
  const at = await makeMeeting(app, { dates: ['2026-12-21'] });
  slug = at.slug;
  talk = await addTalk(app, at.id);
});
afterEach(() => app.close());

const ticked = ({ text }: { text: string }) =>
  [...text.matchAll(/name="samtycke" value="(\w+)" checked/g)].map(([, word]) => word);
const events = () =>
  app.context.db.selectFrom('consent_event').select(['kind', 'given', 'at']).orderBy('id').execute();

it('prints the name and nothing else before anybody has answered, and reading changes nothing', async () => {
  const before = app.bytes();
  const path = await pathOf(app, talk.id);
  expect(ticked(await app.get(path))).toEqual(['namn']);
  expect(ticked(await app.get(`${path}/samtycke`))).toEqual(['namn']);
  expect(app.bytes().equals(before)).toBe(true);
});

it('remembers each answer, and writes only what is new into the log', async () => {
  await allow(app, talk.id, 'namn', 'foto');
  expect(ticked(await app.get(`${await pathOf(app, talk.id)}/samtycke`))).toEqual(['namn', 'foto']);
  const first = app.clock.now;
  app.clock.now = '2026-11-23T12:00:00.000Z';
  await allow(app, talk.id, 'namn', 'foto');
  await allow(app, talk.id, 'namn');
  expect(await events()).toEqual([
    { kind: 'name', given: 1, at: first },
    { kind: 'photo', given: 1, at: first },
    { kind: 'recording', given: 0, at: first },
    { kind: 'material', given: 0, at: first },
    { kind: 'photo', given: 0, at: app.clock.now },
  ]);
});

it('answers after the meeting and when it is cancelled, but to no other link', async () => {
  app.clock.now = '2027-03-01T12:00:00.000Z';
  const path = await pathOf(app, talk.id);
  expect(ticked(await app.get(path))).toEqual(['namn']);
  expect((await allow(app, talk.id, 'foto')).status).toBe(303);
  expect((await app.get(`${path}?klart=samtycke`)).text).toContain('Vi har sparat vad vi får visa.');
  app.clock.now = '2026-12-01T12:00:00.000Z';
  await cancelMeeting(app.context, slug, 'Sjukdom', { id: null });
  expect((await allow(app, talk.id, 'namn')).status).toBe(303);
  for (const broken of [`${path}x`, path.replace(/.$/, '')])
    expect((await app.post(`${broken}/samtycke`, { samtycken: '1' })).status).toBe(404);
  expect((await events()).length).toBe(6);
});

it('takes nothing back when the boxes are not in the form', async () => {
  await allow(app, talk.id, 'namn', 'material');
  const { status, text } = await app.post(`${await pathOf(app, talk.id)}/samtycke`, {});
  expect([status, text.includes('Vi förstod inte svaret.')]).toEqual([422, true]);
  expect((await events()).length).toBe(4);
});

it('shows the secretary what each person allows, and since when', async () => {
  await app.signIn();
  const register = `/admin/medverkande/personer/${talk.speakerId}`;
  for (const path of [register, `/admin/moten/${slug}/medverkande`])
    expect((await app.get(path)).text).toContain('Har inte sagt vad vi får visa. Namnet visas');
  await allow(app, talk.id, 'foto');
  for (const path of [
    register,
    `/admin/moten/${slug}/medverkande`,
    `/admin/moten/${slug}/dagordning/${talk.itemId}`,
  ]) {
    const { text } = await app.get(path);
    for (const words of ['Namn: nej', 'Foto: ja', 'Inspelning: nej']) expect(text).toContain(words);
  }
  expect((await app.get(register)).text).toContain('Namn, nej');
});
