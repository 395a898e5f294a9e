import { afterEach, beforeEach, expect, it } from 'vitest';
import { carryItem } from '../../server/carry-over/queries.ts';
import { transaction } from '../../server/context.ts';
import { invitationToken, readInvitationToken } from '../../server/invitations/invitation-link.ts';
import { standingToken } from '../../server/shared/tokens.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { addTalk, appearanceOf, pathOf, reply } from '../support/invitations.ts';
import { makeMeeting } from '../support/meetings.ts';

let app: TestApp;
let at: { id: number; slug: string };
let talk: Awaited<ReturnType<typeof addTalk>>;
beforeEach(async () => {
  app = await startApp();
  at = await makeMeeting(app, { dates: ['2026-12-21'] });
  talk = await addTalk(app, at.id);
});
afterEach(() => app.close());

const FORM = { date: '2026-12-21', answer: 'ja', name: 'Ebba' };

async function expectGone(tokens: string[]) {
  const before = app.bytes();
  for (const token of tokens) {
    const read = await app.get(`/medverkan/${token}`);
    const file = await app.get(`/medverkan/${token}.ics`);
    const sent = await app.post(`/medverkan/${token}`, FORM);
    expect([token, read.status, file.status, sent.status]).toEqual([token, 404, 404, 404]);
    expect(read.text).toContain('Länken gäller inte längre.');
    expect(read.headers.get('x-robots-tag')).toBe('noindex');
  }
  expect(app.bytes().equals(before)).toBe(true);
}

it('takes no link but the one that was made for this person on this item', async () => {
  const { key } = app.context;
  const row = { id: talk.id, link_generation: 1 };
  const mine = invitationToken(app.context, row);
  await expectGone([
    mine.replace(/^\d+/, '999'),
    mine.replace(/\.1\./, '.2.'),
    `${mine.slice(0, -1)}${mine.endsWith('A') ? 'B' : 'A'}`,
    `${mine}A`,
    mine.slice(0, -1),
    invitationToken(app.context, { ...row, link_generation: 2 }),
    invitationToken(app.context, { ...row, id: 999 }),
    invitationToken({ key: 'another key' }, row),
    standingToken(key, 'subscription', talk.id, 1),
    standingToken(key, `answer ${at.id}`, talk.id, 1),
    '__proto__',
    '1',
  ]);
  expect(readInvitationToken(app.context, mine)).toEqual({ id: talk.id, generation: 1 });
});

it('ends when it is renewed, and the new one works', async () => {
  await app.signIn();
  const old = await pathOf(app, talk.id);
  expect((await app.post(`/admin/moten/${at.slug}/medverkande/${talk.id}/lank`)).status).toBe(303);
  expect((await app.get(old)).status).toBe(404);
  const fresh = await pathOf(app, talk.id);
  expect([fresh === old, (await app.get(fresh)).status]).toEqual([false, 200]);
  await expectGone([old.slice('/medverkan/'.length)]);
});

it('ends with the place on the agenda', async () => {
  await app.signIn();
  const path = await pathOf(app, talk.id);
  const base = `/admin/moten/${at.slug}/dagordning/${talk.itemId}`;
  expect((await app.post(`${base}/medverkande/${talk.id}/borttagning`)).status).toBe(303);
  await expectGone([path.slice('/medverkan/'.length)]);
});

it('leads on to the meeting that the item was carried to', async () => {
  const next = await makeMeeting(app, { dates: ['2027-01-18'] });
  const old = await pathOf(app, talk.id);
  const itemId = await transaction(app.context, (trx) =>
    carryItem(trx, { id: talk.itemId }, next.id, app.clock.now),
  );
  const copy = await app.context.db
    .selectFrom('agenda_speaker')
    .select('id')
    .where('agenda_item_id', '=', itemId)
    .executeTakeFirstOrThrow();
  const there = await pathOf(app, copy.id);
  const before = app.bytes();
  const { status, text } = await app.get(old);
  expect([status, text.includes('Din punkt är flyttad till måndag 18 januari 2027.')]).toEqual([200, true]);
  expect(text).toContain(`href="${there}"`);
  expect(text).not.toContain('type="radio"');
  expect((await app.post(old, FORM)).status).toBe(409);
  expect(app.bytes().equals(before)).toBe(true);
  expect((await reply(app, copy.id, 'ja')).status).toBe(303);
  expect([(await appearanceOf(app, talk.id)).answer, (await appearanceOf(app, copy.id)).answer]).toEqual([
    'waiting',
    'yes',
  ]);
});

it('never opens for somebody else, when the person is gone and another one was added', async () => {
  const old = invitationToken(app.context, await appearanceOf(app, talk.id));
  await app.context.db.deleteFrom('agenda_speaker').where('id', '=', talk.id).execute();
  const next = await addTalk(app, at.id, { title: 'Annat', name: 'Olle Nejd', email: 'olle@example.org' });
  expect(next.id).toBeGreaterThan(talk.id);
  await expectGone([old]);
});
