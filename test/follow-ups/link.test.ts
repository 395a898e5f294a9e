import { afterEach, beforeEach, expect, it } from 'vitest';
import { answerFollowUp } from '../../server/follow-ups/answer-actions.ts';
import { getFollowUp } from '../../server/follow-ups/queries.ts';
import { standingToken } from '../../server/shared/tokens.ts';
import { TEST_KEY, startApp, type TestApp } from '../support/app.ts';
import { addFollowUp, agendaOf, linkOf, meetingOn } from './support.ts';

let app: TestApp;
let december: { id: number; slug: string };
let path: string;
beforeEach(async () => {
  app = await startApp();
  const november = await meetingOn(app, '2026-11-16');
  december = await meetingOn(app, '2026-12-21');
  path = await linkOf(app, await addFollowUp(app, { who: 'Rådet', meeting_id: november.id }));
});
afterEach(() => app.close());

const events = async () =>
  (await getFollowUp(app.context.db, 1)).trail.map(({ at, state, answer, by_link }) =>
    [at.slice(0, 10), state, answer, by_link].join(' '),
  );
const say = (state: string, sentence = '') => app.post(path, { state, sentence });

it('shows what it is about, is kept by nobody, and leaves every byte as it was', async () => {
  const before = app.bytes();
  for (const query of ['', '?klart=sparat', '?state=klart', '?klart=constructor']) {
    const { status, text, headers } = await app.get(path + query);
    expect([status, text.includes('undersök hälsodag'), text.includes('Tack!')]).toEqual([200, true, false]);
    expect([headers.get('cache-control'), headers.get('x-robots-tag')]).toEqual(['no-store', 'noindex']);
  }
  expect(app.bytes().equals(before)).toBe(true);
});

it.each([
  ['klart', '', 'done', ' – klart'],
  ['klart', '80 kom', 'done', ' – klart: 80 kom'],
  ['pagar', 'plats bokad', 'ongoing', ' – pågår: plats bokad'],
  ['blev-inte-av', 'Ingen plats.', 'dropped', ' – blev inte av: Ingen plats.'],
])('takes %s with "%s"', async (word, sentence, state, news) => {
  expect((await say(word, sentence)).headers.get('location')).toBe(`${path}?klart=sparat`);
  expect(await events()).toEqual([`2026-11-22 ${state} ${sentence} 1`]);
  expect(await agendaOf(app, december.id)).toEqual([`Uppföljning: undersök hälsodag (Rådet)${news}`]);
});

it.each([
  [{ state: 'blev-inte-av', sentence: '' }, 'sentence', 'Skriv med en mening varför det inte blev av.'],
  [{ state: 'blev-inte-av', sentence: '  \n ' }, 'sentence', 'Skriv med en mening varför'],
  [{ state: '', sentence: 'hej' }, 'state', 'Välj hur det har gått.'],
  [{ state: 'postponed', sentence: 'hej' }, 'state', 'Välj hur det har gått.'],
  [{ state: 'open', sentence: 'hej' }, 'state', 'Välj hur det har gått.'],
  [{ state: 'klart', sentence: 'x'.repeat(301) }, 'sentence', 'Texten är för lång.'],
])('refuses %o beside its field and keeps what was typed', async (fields, name, fault) => {
  const before = app.bytes();
  const answer = await app.post(path, fields);
  expect(answer.status).toBe(422);
  expect(answer.text).toContain(`id="f-${name}-error">${fault}`);
  expect(answer.text).toContain(`value="${fields.sentence.trim()}"`);
  expect(app.bytes().equals(before)).toBe(true);
});

it('says the same once, replaces a second thought of the day, and keeps what was said on another', async () => {
  await say('pagar', 'plats bokad');
  await say('pagar', 'plats bokad');
  expect(await events()).toEqual(['2026-11-22 ongoing plats bokad 1']);
  await say('pagar', 'plats bokad i parken');
  expect(await events()).toEqual(['2026-11-22 ongoing plats bokad i parken 1']);
  app.clock.now = '2026-12-01T08:00:00.000Z';
  await say('klart', 'gjort');
  expect(await events()).toEqual(['2026-11-22 ongoing plats bokad i parken 1', '2026-12-01 done gjort 1']);
  expect((await app.get(path)).text).toContain('value="klart" checked');
});

it('is not closed by a meeting that was over when the answer came', async () => {
  app.clock.now = '2026-12-01T08:00:00.000Z';
  await say('klart', 'gjort');
  app.clock.now = '2026-12-21T22:00:00.000Z';
  expect((await say('pagar', 'inte riktigt')).status).toBe(303);
  expect((await say('klart', 'nu så')).status).toBe(303);
  app.clock.now = '2026-12-22T08:00:00.000Z';
  const still = await app.get(path);
  expect(still.text).not.toContain('Det är avslutat.');
});

it('is closed when a meeting has heard that it is settled', async () => {
  app.clock.now = '2026-12-01T08:00:00.000Z';
  await say('klart', 'gjort');
  app.clock.now = '2026-12-22T08:00:00.000Z';
  const page = await app.get(path);
  expect(page.text).toContain('Det är avslutat.');
  expect(page.text).not.toContain('type="radio"');
  const before = app.bytes();
  const late = await say('blev-inte-av', 'ändrade oss');
  expect([late.status, late.text.includes('readonly>ändrade oss</textarea>')]).toEqual([409, true]);
  const form = { state: 'dropped', sentence: 'ändrade oss' } as const;
  expect(await answerFollowUp(app.context, path.split('/').pop()!, form)).toBe(false);
  expect(app.bytes().equals(before)).toBe(true);
});

it('goes on round after round while it is not settled', async () => {
  await say('pagar', 'ett');
  app.clock.now = '2026-12-22T08:00:00.000Z';
  expect((await say('pagar', 'två')).status).toBe(303);
  expect(await events()).toEqual(['2026-11-22 ongoing ett 1', '2026-12-22 ongoing två 1']);
});

it.each([
  ['tampered', () => `${path}x`, 'Länken går inte att läsa.'],
  ['cut off', () => path.slice(0, -3), 'Länken går inte att läsa.'],
  [
    'of another kind',
    () => `/uppfoljning/${standingToken(TEST_KEY, 'subscription', 1, 1)}`,
    'Länken går inte',
  ],
  [
    'of another key',
    () => `/uppfoljning/${standingToken('other', 'follow-up', 1, 1)}`,
    'Länken går inte att läsa.',
  ],
  ['of none', () => `/uppfoljning/${standingToken(TEST_KEY, 'follow-up', 99, 1)}`, 'finns inte längre'],
])('a link that is %s gets a kind page', async (_name, link, words) => {
  for (const answer of [await app.get(link()), await app.post(link(), { state: 'klart' })]) {
    expect([answer.status, answer.text.includes(words)]).toEqual([404, true]);
    expect(answer.headers.get('cache-control')).toBe('no-store');
  }
  expect(await events()).toEqual([]);
});

it('a link that was renewed leads nowhere, and the new one works', async () => {
  await app.signIn();
  await app.post('/admin/uppfoljningar/1/lank');
  const old = await say('klart');
  expect([old.status, old.text.includes('Länken har bytts mot en ny.')]).toEqual([404, true]);
  expect((await app.get(await linkOf(app, 1))).status).toBe(200);
});

it('takes 20 answers an hour about one follow-up', async () => {
  for (let index = 0; index < 20; index++) expect((await say('pagar', `steg ${index}`)).status).toBe(303);
  const often = await say('pagar', 'ett till');
  expect([often.status, often.text.includes('value="ett till"')]).toEqual([429, true]);
  app.clock.now = '2026-11-22T13:01:00.000Z';
  expect((await say('pagar', 'ett till')).status).toBe(303);
});

it('prints what was said as text', async () => {
  await say('klart', '<script>alert(1)</script>');
  for (const page of [path, '/uppfoljningar', '/moten/2026-11-16', '/moten/2026-12-21']) {
    const { text } = await app.get(page);
    expect(text).not.toContain('<script>alert');
  }
  expect((await app.get('/uppfoljningar')).text).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
});

it('never opens another one, when its own was removed and a new one was made', async () => {
  await app.context.db.deleteFrom('follow_up').execute();
  expect(await addFollowUp(app, { who: 'Någon annan' })).toBe(2);
  expect([(await app.get(path)).status, (await say('klart')).status]).toEqual([404, 404]);
});
