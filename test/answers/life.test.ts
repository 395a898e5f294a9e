import { afterEach, beforeEach, expect, it } from 'vitest';
import { forgetNeeds, saveAnswer } from '../../server/answers/actions.ts';
import { countAnswers } from '../../server/answers/queries.ts';
import { transaction } from '../../server/context.ts';
import {
  cancelMeeting,
  decideDate,
  holdMeeting,
  moveMeeting,
  reviveMeeting,
} from '../../server/meetings/life-actions.ts';
import { getMeeting } from '../../server/meetings/queries.ts';
import { insertCandidateDate } from '../../server/meetings/record-queries.ts';
import { invite, pathOf, say, storedAnswers } from '../support/answers.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { addSubscriber } from '../support/mail.ts';

const BY = { id: null };
const SAID = 'Punktskrift, tack';
let app: TestApp;
let at: Awaited<ReturnType<typeof invite>>;
beforeEach(async () => {
  app = await startApp();
  at = await invite(app);
  expect((await say(app, at.path, 'plats', SAID)).status).toBe(303);
});
afterEach(() => app.close());

const row = (needs = SAID, subscriber_id: number | null = at.subscriberId, date = '2026-12-21') => ({
  meeting_id: at.id,
  subscriber_id,
  answer: 'on-site',
  needs,
  date,
});
const secretary = async () => (await app.get(`/admin/moten/${at.slug}`)).text;

const CLOSED: [string, () => Promise<unknown>, string[]][] = [
  [
    'cancelled',
    () => cancelMeeting(app.context, at.slug, 'Hissen är trasig.', BY),
    ['inställt', 'Hissen är'],
  ],
  ['the day after', async () => (app.clock.now = '2026-12-21T23:00:00.000Z'), ['Mötet har varit.']],
  ['held', () => hold(), ['Mötet har varit.']],
  [
    'undecided',
    () => addDate('2027-01-11'),
    ['Datumet är inte bestämt.', '21 december 2026 eller måndag 11 januari 2027'],
  ],
];
async function hold() {
  app.clock.now = '2026-12-21T15:00:00.000Z';
  await holdMeeting(app.context, at.slug, BY);
}
const addDate = (date: string) =>
  transaction(app.context, (trx) => insertCandidateDate(trx, at.id, date, app.clock.now));

it.each(CLOSED)('%s: says so, shows no form, refuses without loss', async (_name, close, words) => {
  await close();
  const read = await app.get(`${at.path}?svar=nej`);
  expect(read.status).toBe(200);
  for (const word of words) expect(read.text).toContain(word);
  expect(read.text).not.toContain('type="radio"');
  const sent = await say(app, at.path, 'nej', 'Ny text');
  expect([sent.status, sent.text.includes('readonly>Ny text</textarea>')]).toEqual([409, true]);
  for (const word of words) expect(sent.text).toContain(word);
  expect(await storedAnswers(app)).toEqual([row()]);
  expect((await app.post(`${at.path}/borttagning`)).status).toBe(303);
  expect(await storedAnswers(app)).toEqual([]);
});

it('is open to the end of the day in the zone of the group', async () => {
  app.clock.now = '2026-12-21T22:59:59.000Z';
  expect((await say(app, at.path, 'nej', SAID)).status).toBe(303);
});

it('asks again when the meeting has moved; the old answer does not count', async () => {
  const form = { answer: 'nej', needs: 'Ny text', date: '2026-12-21' };
  const { slug } = await moveMeeting(app.context, at.slug, '2027-01-18', BY);
  const stale = await app.post(at.path, form);
  expect([stale.status, stale.text.includes('Ny text</textarea>')]).toEqual([409, true]);
  expect(stale.text).toContain('value="2027-01-18"');
  const { text } = await app.get(at.path);
  expect(text).toContain('Du svarade för måndag 21 december 2026.');
  expect(text).toContain('Mötet är nu måndag 18 januari 2027.');
  expect(text).not.toMatch(/ checked|<dt>Ditt svar/);
  expect(text).toContain(`${SAID}</textarea>`);
  await app.signIn();
  const page = async () => (await app.get(`/admin/moten/${slug}`)).text;
  expect(await page()).toContain('Inga svar för mötets datum än. 1 svarade för ett tidigare datum.');
  expect(await page()).not.toContain(SAID);
  expect((await say(app, at.path, 'plats', SAID)).status).toBe(303);
  expect(await storedAnswers(app)).toEqual([row(SAID, at.subscriberId, '2027-01-18')]);
  expect(await page()).toContain('<p>1 kommer på plats, 0 digitalt, 0 kan inte.</p>');
});

it.each([
  ['before the meeting', '2026-12-20T23:00:00.000Z', false],
  ['to the end of its day', '2026-12-21T22:59:59.000Z', false],
  ['after it', '2026-12-21T23:00:00.000Z', true],
])('forgets needs and names: %s', async (_name, now, forgotten) => {
  const next = await invite(app, '2027-01-18', 'bo@example.org');
  await say(app, next.path, 'nej', SAID);
  app.clock.now = now;
  expect(await forgetNeeds(app.context)).toBe(forgotten ? 1 : 0);
  const kept = { ...row(SAID, next.subscriberId, '2027-01-18'), meeting_id: next.id, answer: 'no' };
  expect(await storedAnswers(app)).toEqual([forgotten ? row('', null) : row(), kept]);
  expect(await forgetNeeds(app.context)).toBe(0);
  const counts = { 'on-site': 1, online: 0, no: 0, earlier: 0 };
  expect(await countAnswers(app.context.db, { id: at.id, date: '2026-12-21' })).toEqual(counts);
});

it('keeps what was answered for a meeting that fell away from an earlier date', async () => {
  await addDate('2026-11-23');
  const { dates } = await getMeeting(app.context.db, at.slug);
  await decideDate(app.context, at.slug, dates.find(({ leading }) => leading)!.id, BY);
  app.clock.now = '2026-11-24T08:00:00.000Z';
  expect(await forgetNeeds(app.context)).toBe(0);
  expect(await storedAnswers(app)).toEqual([row()]);
});

it('keeps nothing that was sent as the meeting closed or moved', async () => {
  const token = at.path.slice('/svar/'.length);
  const form = { answer: 'no', needs: '', date: '2026-12-21' } as const;
  expect(await saveAnswer(app.context, token, { ...form, date: '2027-01-18' })).toBe(false);
  await cancelMeeting(app.context, at.slug, 'Sjukdom', BY);
  expect(await saveAnswer(app.context, token, form)).toBe(false);
  expect(await storedAnswers(app)).toEqual([row()]);
  await reviveMeeting(app.context, at.slug, BY);
  expect(await saveAnswer(app.context, token, form)).toBe(true);
});

it('leaves no byte of what was needed', async () => {
  expect(app.bytes().includes(SAID)).toBe(true);
  app.clock.now = '2026-12-22T08:00:00.000Z';
  await forgetNeeds(app.context);
  expect(app.bytes().includes(SAID)).toBe(false);
});

it.each([
  ['later', '2027-01-18', '2026-12-22T08:00:00.000Z'],
  ['earlier', '2026-12-14', '2026-12-15T08:00:00.000Z'],
])('forgets an answer for a meeting that was moved to a %s day', async (_name, date, now) => {
  await moveMeeting(app.context, at.slug, date, BY);
  expect(await forgetNeeds(app.context)).toBe(0);
  app.clock.now = now;
  expect(await forgetNeeds(app.context)).toBe(1);
  expect(await storedAnswers(app)).toEqual([row('', null)]);
  const counts = { 'on-site': 0, online: 0, no: 0, earlier: 1 };
  expect(await countAnswers(app.context.db, { id: at.id, date })).toEqual(counts);
});

it('keeps the answers of a cancelled meeting until its day, for it can be taken back', async () => {
  await app.signIn();
  await cancelMeeting(app.context, at.slug, 'Sjukdom', BY);
  await forgetNeeds(app.context);
  expect(await secretary()).not.toContain(SAID);
  await reviveMeeting(app.context, at.slug, BY);
  expect(await secretary()).toContain(SAID);
  expect(await storedAnswers(app)).toEqual([row()]);
  await cancelMeeting(app.context, at.slug, 'Sjukdom', BY);
  app.clock.now = '2026-12-22T08:00:00.000Z';
  await forgetNeeds(app.context);
  expect(await storedAnswers(app)).toEqual([row('', null)]);
});

it('shows the secretary needs without names', async () => {
  await app.signIn();
  const other = await addSubscriber(app.context, 'bo@example.org', 'inbjudan', 'Bo Kanskeman');
  await say(app, await pathOf(app, other, at.id), 'digitalt', '<b>Tolk</b>');
  const text = await secretary();
  expect(text).toContain('<p>1 kommer på plats, 1 digitalt, 0 kan inte.</p>');
  expect([...text.matchAll(/<p class="said">([^]*?)<\/p>/g)].map(([, needs]) => needs)).toEqual([
    '&lt;b&gt;Tolk&lt;/b&gt;',
    SAID,
  ]);
  expect(text).toContain('Namnen visas inte.');
  expect(text).not.toMatch(/Kanskeman|bo@example|eva@example/);
});

it('says when nobody has answered, and counts 500', async () => {
  await app.signIn();
  await app.post(`${at.path}/borttagning`);
  expect(await secretary()).toContain('<p>Inga svar än. Länken att svara står i inbjudan.</p>');
  await transaction(app.context, async (trx) => {
    for (let index = 0; index < 500; index++) {
      const answer = (['on-site', 'on-site', 'online', 'no'] as const)[index % 4]!;
      const said = { answer, needs: `Behov ${index}`, date: '2026-12-21', answered_at: app.clock.now };
      await trx
        .insertInto('answer')
        .values({ meeting_id: at.id, ...said })
        .execute();
    }
  });
  const text = await secretary();
  expect(text).toContain('<p>250 kommer på plats, 125 digitalt, 125 kan inte.</p>');
  expect(text.match(/Behov \d+/g)).toHaveLength(500);
});
