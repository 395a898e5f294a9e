import { afterEach, beforeEach, expect, it } from 'vitest';
import { answerToken, readAnswerToken } from '../../server/answers/answer-link.ts';
import { transaction } from '../../server/context.ts';
import { unsubscribe, manageToken, erase } from '../../server/subscribers/actions.ts';
import { findSubscriber } from '../../server/subscribers/queries.ts';
import { invite, pathOf, say, storedAnswers } from '../support/answers.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { addSubscriber } from '../support/mail.ts';
import { makeMeeting } from '../support/meetings.ts';

let app: TestApp;
let at: Awaited<ReturnType<typeof invite>>;
beforeEach(async () => {
  app = await startApp();
  at = await invite(app);
});
afterEach(() => app.close());

const checkedIn = (html: string) =>
  [...html.matchAll(/name="answer" value="(\w+)" checked/g)].map(([, word]) => word);
const choicesIn = (html: string) =>
  [...html.matchAll(/name="answer" value="(\w+)"/g)].map(([, word]) => word);
const row = (answer: string, needs = '', date = '2026-12-21') => ({
  meeting_id: at.id,
  subscriber_id: at.subscriberId,
  answer,
  needs,
  date,
});

it('reads without changing anything, whatever the link proposes', async () => {
  const before = app.bytes();
  for (const [query, checked] of [
    ['', []],
    ['?svar=plats', ['plats']],
    ['?svar=digitalt', ['digitalt']],
    ['?svar=nej', ['nej']],
    ['?svar=constructor', []],
    ['?svar=nej&svar=plats', ['nej']],
    ['?klart=sparat&klart=borttaget', []],
  ] as const) {
    const { status, text, headers } = await app.get(at.path + query);
    expect([query, status, checkedIn(text)]).toEqual([query, 200, checked]);
    expect(choicesIn(text)).toEqual(['plats', 'digitalt', 'nej']);
    expect(text).toContain('måndag 21 december 2026 kl. 13.30–15.30');
    expect(text).toContain('Rådhuset, plan 2');
    expect(text).toContain('Du behöver inte svara för att få komma.');
    expect(text).not.toContain('Tack!');
    const private_ = ['referrer-policy', 'cache-control', 'x-robots-tag'].map((name) => headers.get(name));
    expect(private_).toEqual(['same-origin', 'no-store', 'noindex']);
  }
  expect(app.bytes().equals(before)).toBe(true);
});

it.each([
  ['plats', 'on-site', 'Jag kommer på plats'],
  ['digitalt', 'online', 'Jag kommer digitalt'],
  ['nej', 'no', 'Jag kan inte komma'],
])('saves "%s" once however often it is sent, and thanks', async (word, answer, label) => {
  const first = await say(app, at.path, word, 'Tolk\r\ntack');
  const again = await say(app, at.path, word, 'Tolk\r\ntack');
  expect([first.status, again.status]).toEqual([303, 303]);
  expect(first.headers.get('location')).toBe(`${at.path}?klart=sparat`);
  expect(await storedAnswers(app)).toEqual([row(answer, 'Tolk\ntack')]);
  const { text } = await app.get(`${at.path}?klart=sparat`);
  expect(text).toContain(`Tack! Vi har sparat ditt svar: ${label}.`);
  expect(text).toContain(`<dt>Ditt svar</dt><dd>${label}</dd>`);
  expect([checkedIn(text), text.includes('Tolk\ntack</textarea>')]).toEqual([[word], true]);
});

it('can be changed and taken back, as often as one likes', async () => {
  await say(app, at.path, 'plats', 'Hörslinga');
  await say(app, at.path, 'nej');
  expect(await storedAnswers(app)).toEqual([row('no')]);
  for (let index = 0; index < 2; index++) {
    const answer = await app.post(`${at.path}/borttagning`);
    expect([answer.status, answer.headers.get('location')]).toEqual([303, `${at.path}?klart=borttaget`]);
  }
  expect(await storedAnswers(app)).toEqual([]);
  expect((await app.get(`${at.path}?klart=borttaget`)).text).toContain('Ditt svar är borttaget.');
  await say(app, at.path, 'plats');
  expect((await app.get(`${at.path}?klart=borttaget`)).text).not.toContain('Ditt svar är borttaget.');
});

it('offers to come digitally only when one can, and lets who said so keep it', async () => {
  await say(app, at.path, 'digitalt');
  const other = await addSubscriber(app.context, 'bo@example.org', 'inbjudan');
  await app.context.db.updateTable('meeting').set({ online: '' }).execute();
  const otherPath = await pathOf(app, other, at.id);
  expect(choicesIn((await app.get(`${otherPath}?svar=digitalt`)).text)).toEqual(['plats', 'nej']);
  expect((await say(app, otherPath, 'digitalt')).status).toBe(422);
  expect(checkedIn((await app.get(at.path)).text)).toEqual(['digitalt']);
  expect((await say(app, at.path, 'digitalt', 'Text')).status).toBe(303);
  expect(await storedAnswers(app)).toEqual([row('online', 'Text')]);
});

const DAY = '2026-12-21';
it.each<[string, Record<string, string | string[]>, number, string[]]>([
  ['nothing', {}, 422, ['answer']],
  ['no choice', { date: DAY, needs: 'Tolk' }, 422, ['answer']],
  ['an unknown choice', { date: DAY, answer: 'on-site' }, 422, ['answer']],
  ['a name of a prototype', { date: DAY, answer: '__proto__' }, 422, ['answer']],
  ['1,001 characters', { date: DAY, answer: 'plats', needs: 'å'.repeat(1001) }, 422, ['needs']],
  ['200 kB', { date: DAY, answer: 'plats', needs: 'x'.repeat(200_000) }, 422, ['needs']],
  ['no day', { answer: 'plats', needs: 'Tolk' }, 422, ['answer']],
  ['a day that is none', { date: '2026-02-31', answer: 'plats' }, 422, ['answer']],
  ['another day and no choice', { date: '2026-12-14', needs: 'Tolk' }, 409, ['answer']],
  ['another day', { date: '2026-12-14', answer: 'plats', needs: 'Tolk' }, 409, ['answer']],
])('refuses %s, keeps what was typed and saves nothing', async (_name, fields, status, wrong) => {
  const answer = await app.post(at.path, fields);
  expect(answer.status).toBe(status);
  expect([...answer.text.matchAll(/href="#f-(\w+)"/g)].map(([, name]) => name)).toEqual(wrong);
  expect(answer.text).toContain(`${String(fields['needs'] ?? '')}</textarea>`);
  expect(await storedAnswers(app)).toEqual([]);
});

it('takes the first of repeated fields, and 1,000 characters', async () => {
  const needs = 'å'.repeat(1000);
  const fields = { answer: ['nej', 'plats'], needs: [needs, 'b'], date: [DAY, '2026-12-14'] };
  expect((await app.post(at.path, fields)).status).toBe(303);
  expect(await storedAnswers(app)).toEqual([row('no', needs)]);
});

it('takes no link but the one that was made for this person and this meeting', async () => {
  const next = await makeMeeting(app, { dates: ['2027-01-18'] });
  const other = await addSubscriber(app.context, 'bo@example.org', 'inbjudan');
  const mine = at.path.slice('/svar/'.length);
  const tail = mine.slice(mine.indexOf('-') + 1);
  const eva = { id: at.subscriberId, link_generation: 1 };
  const manage = manageToken(app.context, eva);
  const wrong = [
    `${next.id}-${tail}`,
    `0${mine}`,
    `${at.id}-${tail.replace(/^\d+/, String(other))}`,
    `${mine.slice(0, -1)}${mine.endsWith('A') ? 'B' : 'A'}`,
    `${mine}A`,
    manage,
    `${at.id}-${manage}`,
    tail,
    answerToken({ key: 'another key' }, eva, at.id),
    answerToken(app.context, { ...eva, link_generation: 2 }, at.id),
    answerToken(app.context, { ...eva, id: 999 }, at.id),
    answerToken(app.context, eva, 999),
    '__proto__',
    '1-',
  ];
  const before = app.bytes();
  for (const token of wrong) {
    const read = await app.get(`/svar/${token}`);
    const sent = await app.post(`/svar/${token}`, { answer: 'plats', date: DAY });
    const removed = await app.post(`/svar/${token}/borttagning`);
    expect([token, read.status, sent.status, removed.status]).toEqual([token, 404, 404, 404]);
    expect(read.text).toContain('Länken gäller inte längre.');
    expect(read.headers.get('x-robots-tag')).toBe('noindex');
  }
  expect(app.bytes().equals(before)).toBe(true);
  expect(readAnswerToken(app.context, mine)).toEqual({
    meetingId: at.id,
    subscriberId: at.subscriberId,
    generation: 1,
  });
});

it('ends with the subscription, and with a new link; an address that is not confirmed has none', async () => {
  const { context } = app;
  const paths = { gone: at.path, erased: '', renewed: '', pending: '' };
  for (const name of ['erased', 'renewed', 'pending'] as const) {
    const id = await addSubscriber(context, `${name}@example.org`, 'inbjudan');
    paths[name] = await pathOf(app, id, at.id);
  }
  for (const path of Object.values(paths)) expect((await say(app, path, 'plats', 'Tolk')).status).toBe(303);
  await unsubscribe(context, manageToken(context, (await findSubscriber(context.db, at.subscriberId))!));
  await erase(context, at.subscriberId + 1, 0);
  const change = (id: number, set: object) =>
    transaction(context, (trx) => trx.updateTable('subscriber').set(set).where('id', '=', id).execute());
  await change(at.subscriberId + 2, { link_generation: 2 });
  await change(at.subscriberId + 3, { state: 'pending' });
  for (const path of Object.values(paths)) expect([path, (await app.get(path)).status]).toEqual([path, 404]);
  expect((await storedAnswers(app)).map(({ subscriber_id }) => subscriber_id)).toEqual([
    at.subscriberId + 2,
    at.subscriberId + 3,
  ]);
});

it('stops twenty tries in an hour by one link, and keeps what was typed', async () => {
  const codes = [];
  for (let index = 0; index < 20; index++) codes.push((await say(app, at.path, 'plats')).status);
  const stopped = await say(app, at.path, 'nej', 'Hörslinga');
  expect([new Set(codes), stopped.status]).toEqual([new Set([303]), 429]);
  expect([checkedIn(stopped.text), stopped.text.includes('Hörslinga</textarea>')]).toEqual([['nej'], true]);
  expect(await storedAnswers(app)).toEqual([row('on-site')]);
  app.clock.now = '2026-11-22T13:00:01.000Z';
  expect((await say(app, at.path, 'nej')).status).toBe(303);
});

it('is for this very site only', async () => {
  const headers = { 'sec-fetch-site': 'cross-site' };
  for (const path of [at.path, `${at.path}/borttagning`])
    expect((await app.post(path, { answer: 'plats', date: DAY }, headers)).status).toBe(403);
  expect(await storedAnswers(app)).toEqual([]);
});
