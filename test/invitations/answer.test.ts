import { afterEach, beforeEach, expect, it } from 'vitest';
import { forgetSpeakerNeeds, saveAnswer } from '../../server/invitations/actions.ts';
import { cancelMeeting, holdMeeting, moveMeeting } from '../../server/meetings/life-actions.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { addTalk, appearanceOf, pathOf, reply } from '../support/invitations.ts';
import { makeMeeting } from '../support/meetings.ts';

const BY = { id: null };
const DAY = '2026-12-21';
let app: TestApp;
let at: { id: number; slug: string };
let talk: Awaited<ReturnType<typeof addTalk>>;
let path: string;
beforeEach(async () => {
  app = await startApp();
  at = await makeMeeting(app, { dates: [DAY], announced_at: '2026-11-20T08:00:00.000Z' });
  talk = await addTalk(app, at.id);
  path = await pathOf(app, talk.id);
});
afterEach(() => app.close());

const stored = () => appearanceOf(app, talk.id);
const checkedIn = (html: string) =>
  [...html.matchAll(/name="(?!samtycke)\w+" value="([^"]+)" checked/g)].map(([, word]) => word);
const wrongIn = (html: string) => [...html.matchAll(/href="#f-(\w+)"/g)].map(([, name]) => name);

it('reads without changing anything, whatever the address says', async () => {
  const before = app.bytes();
  for (const query of ['', '?klart=sparat', '?klart=constructor', '.ics', '?answer=ja']) {
    const { status, headers, text } = await app.get(path + query);
    expect([query, status]).toEqual([query, 200]);
    const kept = ['cache-control', 'x-robots-tag', 'referrer-policy'].map((name) => headers.get(name));
    expect(kept).toEqual(['no-store', 'noindex', 'same-origin']);
    expect(text).not.toContain('Tack!');
    expect(checkedIn(text)).toEqual([]);
  }
  expect(app.bytes().equals(before)).toBe(true);
});

it('shows what, when and where, and a calendar file with the entry of the feed', async () => {
  const { text } = await app.get(path);
  for (const words of ['Skolan i området', 'måndag 21 december 2026 kl. 13.30–15.30', 'Rådhuset, plan 2'])
    expect(text).toContain(words);
  const own = await app.get(`${path}.ics`);
  expect(own.headers.get('content-type')).toBe('text/calendar; charset=utf-8');
  expect(own.headers.get('content-disposition')).toBe('attachment; filename="2026-12-21.ics"');
  expect(own.text).toBe((await app.get(`/moten/${at.slug}.ics`)).text);
  expect(own.text).not.toMatch(/METHOD|ATTENDEE|ORGANIZER/);
});

it.each([
  ['ja', 'yes', 'Ja, jag kommer'],
  ['nej', 'no', 'Nej, jag kan inte'],
] as const)('saves "%s", shows it again and thanks', async (word, answer, label) => {
  const more = { need: ['Tolk', 'x', 'Projektor'], needs: 'Ramp\r\nBord', message: 'Hej!' };
  const sent = await reply(app, talk.id, word, more);
  expect([sent.status, sent.headers.get('location')]).toEqual([303, `${path}?klart=sparat`]);
  expect(await stored()).toMatchObject({
    answer,
    answered_at: app.clock.now,
    answered_for: DAY,
    wished_meeting_id: null,
    needs: 'Projektor\nTolk\nRamp\nBord',
    message: 'Hej!',
    printed_before: null,
  });
  const { text } = await app.get(`${path}?klart=sparat`);
  expect(text).toContain(`Tack! Vi har sparat ditt svar: ${label}.`);
  expect(checkedIn(text)).toEqual([word, 'Projektor', 'Tolk']);
  expect(text).toContain('Ramp\nBord</textarea>');
});

it('shows who said yes to everybody, and nobody else', async () => {
  const shown = async () => (await app.get(`/moten/${at.slug}`)).text.includes('Ebba Provén');
  expect(await shown()).toBe(false);
  await reply(app, talk.id, 'ja');
  expect(await shown()).toBe(true);
  await reply(app, talk.id, 'nej');
  expect(await shown()).toBe(false);
});

it('takes another of the coming dates as a no with a wish', async () => {
  const next = await makeMeeting(app, { dates: ['2027-01-18'] });
  await makeMeeting(app, { dates: ['2027-02-15'], state: 'cancelled' });
  await makeMeeting(app, { dates: ['2026-10-19'] });
  const { text } = await app.get(path);
  expect([...text.matchAll(/<option value="([\d-]+)"/g)].map(([, slug]) => slug)).toEqual(['2027-01-18']);
  for (const wished of ['', '2027-02-15', '2026-10-19', DAY, 'x']) {
    const refused = await reply(app, talk.id, 'annan-dag', { wished });
    expect([wished, refused.status, wrongIn(refused.text)]).toEqual([wished, 422, ['wished']]);
  }
  expect((await reply(app, talk.id, 'annan-dag', { wished: '2027-01-18' })).status).toBe(303);
  expect(await stored()).toMatchObject({ answer: 'no', wished_meeting_id: next.id });
  expect((await app.get(path)).text).toContain('<option value="2027-01-18" selected>');
  await reply(app, talk.id, 'nej', { wished: '2027-01-18' });
  expect(await stored()).toMatchObject({ answer: 'no', wished_meeting_id: null });
});

it('prints a changed name at once, and keeps the oldest wording for the secretary', async () => {
  const before = { name: 'Ebba Provén', role: 'rektor', organisation: 'Exempelskolan' };
  await reply(app, talk.id, 'ja', { name: 'Ebba Provén-Ek' });
  expect((await app.get(`/moten/${at.slug}`)).text).toContain('Ebba Provén-Ek, rektor, Exempelskolan');
  await reply(app, talk.id, 'ja', { role: '' });
  const { printed_before, ...now } = await stored();
  expect(now).toMatchObject({ name: 'Ebba Provén-Ek', role: null, organisation: 'Exempelskolan' });
  expect(JSON.parse(printed_before!)).toEqual(before);
  await reply(app, talk.id, 'ja', before);
  expect(await stored()).toMatchObject({ ...before, printed_before: null });
});

const FORM = { date: DAY, answer: 'ja', name: 'Ebba', role: '', organisation: '' };
it.each<[string, Record<string, string | string[]>, number, string[]]>([
  ['nothing', {}, 422, ['answer']],
  ['no choice', { ...FORM, answer: '' }, 422, ['answer']],
  ['a name of a prototype', { ...FORM, answer: '__proto__' }, 422, ['answer']],
  ['no name', { ...FORM, name: ' ' }, 422, ['name']],
  ['an address as a role', { ...FORM, role: 'nås på ebba@example.org' }, 422, ['role']],
  ['a telephone number', { ...FORM, organisation: 'Skolan, 042-10 50 00' }, 422, ['organisation']],
  ['a long name', { ...FORM, name: 'å'.repeat(121) }, 422, ['name']],
  ['1,001 characters', { ...FORM, needs: 'å'.repeat(1001) }, 422, ['needs']],
  ['2,001 characters', { ...FORM, message: 'å'.repeat(2001) }, 422, ['message']],
  ['another day', { ...FORM, date: '2026-12-14', message: 'Kvar' }, 409, ['answer']],
])('refuses %s, keeps what was typed and saves nothing', async (_name, fields, status, wrong) => {
  const before = await stored();
  const sent = await app.post(path, fields);
  expect([sent.status, wrongIn(sent.text)]).toEqual([status, wrong]);
  expect(sent.text).toContain(`${String(fields['message'] ?? '')}</textarea>`);
  expect(await stored()).toEqual(before);
});

it('saves nothing when the meeting moves while the answer is on its way', async () => {
  const form = { choice: 'yes', wished: '', name: 'Ebba', role: '', organisation: '', ticked: [] } as const;
  const answer = { ...form, ticked: [], needs: '', message: '', date: DAY };
  const token = path.slice('/medverkan/'.length);
  await moveMeeting(app.context, at.slug, '2027-01-18', BY);
  const before = app.bytes();
  expect(await saveAnswer(app.context, token, answer)).toBe(false);
  expect(app.bytes().equals(before)).toBe(true);
});

it('asks again when the meeting has moved', async () => {
  await reply(app, talk.id, 'ja');
  await moveMeeting(app.context, at.slug, '2027-01-18', BY);
  const { text } = await app.get(`${path}?klart=sparat`);
  expect(text).toContain('Du svarade för måndag 21 december 2026.');
  expect(text).toContain('Mötet är nu måndag 18 januari 2027.');
  expect(text).not.toContain('Tack!');
  expect((await app.post(path, FORM)).status).toBe(409);
  await reply(app, talk.id, 'ja');
  expect((await stored()).answered_for).toBe('2027-01-18');
});

const CLOSED: [string, () => Promise<unknown>, string[]][] = [
  ['cancelled', () => cancelMeeting(app.context, at.slug, 'Hissen är trasig.', BY), ['inställt', 'Hissen']],
  ['the day after', async () => (app.clock.now = '2026-12-21T23:00:00.000Z'), ['Mötet har varit.']],
  ['held', () => hold(), ['Mötet har varit.']],
  ['dropped', () => end('dropped'), ['Punkten utgick']],
  ['in the backlog', () => end('backlog'), ['väntar på ett nytt möte']],
];
async function hold() {
  app.clock.now = '2026-12-21T15:00:00.000Z';
  await holdMeeting(app.context, at.slug, BY);
}
const end = (outcome: 'dropped' | 'backlog') =>
  app.context.db.updateTable('agenda_item').set({ state: 'postponed', outcome }).execute();

it.each(CLOSED)('%s: says so, shows no form, refuses without loss', async (_name, close, words) => {
  await reply(app, talk.id, 'ja', { needs: 'Ramp' });
  const before = await stored();
  await close();
  const read = await app.get(path);
  expect([read.status, read.text.includes('type="radio"')]).toEqual([200, false]);
  for (const word of words) expect(read.text).toContain(word);
  const sent = await app.post(path, { ...FORM, answer: 'nej', message: 'Ny text' });
  expect([sent.status, sent.text.includes('readonly>\nNy text</textarea>')]).toEqual([409, true]);
  expect(await stored()).toEqual(before);
});

it('is open to the end of the day in the zone of the group', async () => {
  app.clock.now = '2026-12-21T22:59:59.000Z';
  expect((await reply(app, talk.id, 'ja')).status).toBe(303);
});

it('forgets what was needed the day after, and the message a month later', async () => {
  await reply(app, talk.id, 'ja', { need: 'Tolk', message: 'Hej' });
  app.clock.now = '2026-12-21T22:59:59.000Z';
  expect(await forgetSpeakerNeeds(app.context)).toBe(0);
  app.clock.now = '2026-12-21T23:00:00.000Z';
  expect(await forgetSpeakerNeeds(app.context)).toBe(1);
  expect(await stored()).toMatchObject({ needs: '', message: 'Hej', answer: 'yes' });
  app.clock.now = '2027-01-21T12:00:00.000Z';
  expect(await forgetSpeakerNeeds(app.context)).toBe(1);
  expect(await stored()).toMatchObject({ needs: '', message: '' });
});

it('stops twenty tries in an hour by one link, and keeps what was typed', async () => {
  const codes = [];
  for (let index = 0; index < 20; index++) codes.push((await reply(app, talk.id, 'ja')).status);
  const stopped = await reply(app, talk.id, 'nej', { message: 'Kvar' });
  expect([new Set(codes), stopped.status]).toEqual([new Set([303]), 429]);
  expect(stopped.text).toContain('Kvar</textarea>');
  expect((await stored()).answer).toBe('yes');
  app.clock.now = '2026-11-22T13:00:01.000Z';
  expect((await reply(app, talk.id, 'nej')).status).toBe(303);
});

it('is for this very site only', async () => {
  expect((await app.post(path, FORM, { 'sec-fetch-site': 'cross-site' })).status).toBe(403);
});
