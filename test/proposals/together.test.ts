import { afterEach, beforeEach, expect, it } from 'vitest';
import { forgetProposers } from '../../server/proposals/address-actions.ts';
import { daysText, waitingSummary } from '../../server/proposals/proposal.ts';
import { similarTo } from '../../server/proposals/similar.ts';
import { isTimely, keptStamp } from '../../server/proposals/stamp.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { propose, sendProposal, stampOf, trailOf } from '../support/proposals.ts';

let app: TestApp;
beforeEach(async () => {
  app = await startApp();
  await app.signIn();
});
afterEach(() => app.close());

const group = (id: number, till: number) => app.post(`/admin/forslag/${id}/grupp`, { till: String(till) });
const listed = async () =>
  [...(await app.get('/forslag')).text.matchAll(/<h3><a href="\/forslag\/(\d+)">/g)].map(([, id]) =>
    Number(id),
  );

it('groups doubles into one, without chains, and parts them again', async () => {
  const [one, two, three] = [await propose(app, 'A'), await propose(app, 'B'), await propose(app, 'C')];
  await group(one, two);
  await group(two, three);
  const rows = () => app.context.db.selectFrom('proposal').select(['id', 'same_as_id']).execute();
  expect(await rows()).toEqual([
    { id: one, same_as_id: three },
    { id: two, same_as_id: three },
    { id: three, same_as_id: null },
  ]);
  expect(await listed()).toEqual([three]);
  expect((await app.get('/forslag')).text).toContain('Föreslaget 3 gånger.');
  expect((await app.get(`/forslag/${one}`)).headers.get('location')).toBe(`/forslag/${three}`);
  expect((await group(three, one)).status).toBe(409);
  await app.post(`/admin/forslag/${one}/svar`, { state: 'discussed', answer: 'I vår.', meeting: '' });
  expect(await trailOf(app, three)).toEqual([
    'Mottaget 22 november 2026',
    'Diskuterat 22 november 2026: I vår.',
  ]);
  await app.post(`/admin/forslag/${one}/grupp/borttagning`);
  expect(await listed()).toEqual([one, three]);
});

it('counts a quiet +1, a few from each network, and keeps nothing of who it was', async () => {
  const id = await propose(app, 'Fler bänkar');
  const supporters = async () =>
    (await app.context.db.selectFrom('proposal').select('supporters').executeTakeFirstOrThrow()).supporters;
  const answers = await Promise.all(Array.from({ length: 8 }, () => app.post(`/forslag/${id}/stod`)));
  expect(answers.map(({ headers }) => headers.get('location'))).toEqual(
    Array.from({ length: 8 }, () => `/forslag/${id}?klart=stod`),
  );
  expect(answers.every(({ headers }) => headers.getSetCookie().length === 0)).toBe(true);
  expect(await supporters()).toBe(5);
  await app.post(`/forslag/${id}/stod`, { webbplats: 'x' });
  app.clock.now = '2026-11-23T12:00:00.001Z';
  await app.post(`/forslag/${id}/stod`);
  expect(await supporters()).toBe(6);
  expect((await app.get(`/forslag/${id}`)).text).toContain('6 till har sagt att det är viktigt.');
  expect(app.bytes().includes('127.0.0.1')).toBe(false);
  expect((await app.post('/forslag/99/stod')).status).toBe(404);
});

it('shows an offer to speak to the secretary alone', async () => {
  const id = await propose(app, 'Fler bänkar', {
    speaks: '1',
    speaker: 'Unni Hemlig',
    email: 'u@example.org',
  });
  const path = `/forslag/${id}/erbjudande`;
  const offer = { name: 'Vera Tyst', email: 'vera@example.org', text: 'Jag har byggt en.' };
  expect((await sendProposal(app, offer, path)).headers.get('location')).toBe(
    `/forslag/${id}?klart=erbjudande`,
  );
  const wrong = await sendProposal(app, { ...offer, email: '' }, path);
  expect([wrong.status, wrong.text.includes('Jag har byggt en.')]).toEqual([422, true]);
  for (const open of ['/forslag', `/forslag/${id}`])
    expect((await app.get(open)).text).not.toMatch(/Unni|Vera|@example/);
  const page = (await app.get(`/admin/forslag/${id}`)).text;
  for (const seen of ['Unni Hemlig', 'Vera Tyst', 'vera@example.org', 'Jag har byggt en.'])
    expect(page).toContain(seen);
});

it('takes a step back until somebody has been told', async () => {
  const id = await propose(app, 'Fler bänkar');
  await app.post(`/admin/forslag/${id}/svar`, { state: 'declined', answer: 'Nej.', meeting: '' });
  const step = /name="steg" value="(\d+)"/.exec((await app.get(`/admin/forslag/${id}`)).text)![1]!;
  for (const _ of [1, 2])
    expect((await app.post(`/admin/forslag/${id}/angrat`, { steg: step })).status).toBe(303);
  expect(await trailOf(app, id)).toEqual(['Mottaget 22 november 2026']);
  await app.post(`/admin/forslag/${id}/svar`, { state: 'declined', answer: 'Nej.', meeting: '' });
  await app.context.db.updateTable('proposal_event').set({ told_at: app.clock.now }).execute();
  const next = await app.context.db.selectFrom('proposal_event').select('id').orderBy('id', 'desc').execute();
  expect((await app.post(`/admin/forslag/${id}/angrat`, { steg: String(next[0]!.id) })).status).toBe(409);
  const silent = await app.post(`/admin/forslag/${id}/svar`, { state: 'declined', answer: '', meeting: '' });
  expect([silent.status, silent.text.includes('Skriv varför det inte är aktuellt.')]).toEqual([422, true]);
});

it('goes onto an agenda once, before the closing item, and into the backlog', async () => {
  const id = await propose(app, 'Fler bänkar');
  await app.post('/admin/moten', { date: '2026-12-21', other: '', theme: '' });
  for (const _ of [1, 2]) await app.post(`/admin/forslag/${id}/dagordning`, { meeting: '2026-12-21' });
  const items = await app.context.db
    .selectFrom('agenda_item')
    .select(['title', 'proposal_id'])
    .orderBy('position')
    .execute();
  expect(items).toEqual([
    { title: 'Välkommen', proposal_id: null },
    { title: 'Fler bänkar', proposal_id: id },
    { title: 'Övriga frågor', proposal_id: null },
  ]);
  await app.post(`/admin/forslag/${id}/temabanken`);
  const [theme] = await app.context.db.selectFrom('theme').select(['title', 'backlog_at']).execute();
  expect(theme).toEqual({ title: 'Fler bänkar', backlog_at: app.clock.now });
});

it('asks who is very quick to press again, and loses nothing', async () => {
  const form = { title: 'Fler <bänkar>', text: 'Ett\nTvå', visat: stampOf(app, 1) };
  const quick = await app.post('/forslag', form);
  expect([quick.status, quick.text.includes('Det gick väldigt fort.')]).toEqual([422, true]);
  expect(quick.text).toContain('Ett\nTvå</textarea>');
  const again = /name="visat" value="([^"]*)"/.exec(quick.text)![1]!;
  expect(again).toBe(form.visat);
  app.clock.now = '2026-11-22T12:00:02.000Z';
  expect((await app.post('/forslag', { ...form, visat: again })).status).toBe(303);
  for (const visat of ['', 'x y', `${stampOf(app)}x`, stampOf(app, 73 * 3600)])
    expect((await app.post('/forslag', { ...form, visat })).status).toBe(422);
});

it('forgets an address that nobody confirmed, but not one from before it was asked about', async () => {
  await propose(app, 'Ny', { email: 'ny@example.org' });
  const old = { title: 'Gammal', email: 'gammal@example.org', state: 'received', theme_id: null } as const;
  const when = { received_at: '2026-01-01T00:00:00.000Z', shown_at: null, hidden_at: null };
  await app.context.db
    .insertInto('proposal')
    .values({ ...old, ...when })
    .execute();
  app.clock.now = '2026-11-30T12:00:00.000Z';
  expect(await forgetProposers(app.context)).toBe(1);
  const emails = await app.context.db.selectFrom('proposal').select('email').orderBy('id').execute();
  expect(emails.map(({ email }) => email)).toEqual([null, 'gammal@example.org']);
});

it('forgets the address of a settled proposal after some months, and offers after a year', async () => {
  const id = await propose(app, 'Fler bänkar', { email: 'kim@example.org' });
  const double = await propose(app, 'Bänkar!', { email: 'lo@example.org' });
  await group(double, id);
  await app.context.db.updateTable('proposal').set({ email_confirmed_at: app.clock.now }).execute();
  const offer = { proposal_id: id, name: 'Vera', email: 'vera@example.org', received_at: app.clock.now };
  await app.context.db.insertInto('proposal_offer').values(offer).execute();
  const forgotten = async (now: string) => {
    app.clock.now = now;
    return forgetProposers(app.context);
  };
  expect(await forgotten('2027-10-01T12:00:00.000Z')).toBe(0);
  await app.context.db.updateTable('proposal').set({ state: 'done' }).where('id', '=', id).execute();
  expect(await forgotten('2027-11-20T12:00:00.000Z')).toBe(2);
  expect(await forgotten('2027-11-22T12:00:00.001Z')).toBe(1);
  expect(app.bytes().includes('vera@example.org')).toBe(false);
});

const OTHERS = [
  'Bänkar på vägen till vårdcentralen',
  'Fler bänkar vid vårdcentralen',
  'Ett kort med alla mötesplatser',
  'Digital hjälp på biblioteket',
].map((title, index) => ({ id: index + 2, title }));

it.each([
  ['Bänk vid vårdcentral', [3]],
  ['Bänkar vid vårdcentralen, fler!', [3, 2]],
  ['KORT över mötesplatserna', [4]],
  ['Tema: hjälp med digitala ärenden', [5]],
  ['Simhall', []],
  ['och', []],
])('%s is like %j', (title, ids) => {
  expect(similarTo({ id: 1, title }, OTHERS).map(({ id }) => id)).toEqual(ids);
});

it('tells how long proposals wait', () => {
  const event = { id: 1, proposal_id: 1, meeting_id: null, meeting_slug: null, meeting_date: null } as const;
  const rest = { ...event, meeting_state: null, has_minutes: 0, told_at: null } as const;
  const answered = (days: number) => ({
    state: 'discussed' as const,
    answer: '',
    received_at: '2026-09-01T10:00:00.000Z',
    trail: [
      {
        ...rest,
        state: 'discussed' as const,
        answer: '',
        at: `2026-09-${String(1 + days).padStart(2, '0')}T23:30:00.000Z`,
      },
    ],
  });
  const waiting = {
    state: 'received' as const,
    answer: '',
    received_at: '2026-11-01T23:30:00.000Z',
    trail: [],
  };
  const zone = 'Europe/Stockholm';
  expect(waitingSummary([], zone, '2026-11-22')).toEqual({ waiting: 0, longest: 0, median: undefined });
  expect(waitingSummary([waiting, answered(3), answered(9), answered(4)], zone, '2026-11-22')).toEqual({
    waiting: 1,
    longest: 20,
    median: 5,
  });
  expect([0, 1, 2].map(daysText)).toEqual(['mindre än en dag', 'en dag', '2 dagar']);
});

it('reads a stamp of its own only', () => {
  const stamp = keptStamp('key', '', '2026-11-22T12:00:00.000Z');
  expect(isTimely('key', stamp, '2026-11-22T12:00:03.000Z')).toBe(true);
  expect(isTimely('key', stamp, '2026-11-22T12:00:02.999Z')).toBe(false);
  expect(isTimely('other', stamp, '2026-11-22T12:01:00.000Z')).toBe(false);
});

it('shows what is grouped with a hidden proposal itself', async () => {
  const [main, double] = [await propose(app, 'Fler bänkar'), await propose(app, 'Bänkar i parken')];
  await app.post(`/admin/forslag/${double}/grupp`, { till: String(main) });
  const listed = async () =>
    [...(await app.get('/forslag')).text.matchAll(/id="forslag-(\d+)"/g)].map(([, id]) => Number(id));
  expect([(await app.get(`/forslag/${double}`)).headers.get('location'), await listed()]).toEqual([
    `/forslag/${main}`,
    [main],
  ]);
  await app.post(`/admin/forslag/${main}/gomning`);
  const own = await app.get(`/forslag/${double}`);
  expect([own.status, own.text.includes('<h1>Bänkar i parken</h1>'), await listed()]).toEqual([
    200,
    true,
    [double],
  ]);
  expect((await app.get(`/forslag/${main}`)).status).toBe(404);
});
