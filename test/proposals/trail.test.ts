import { afterEach, beforeEach, expect, it } from 'vitest';
import { tellProposers } from '../../server/proposals/telling-actions.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { propose, trailOf } from '../support/proposals.ts';

let app: TestApp;
let id: number;
beforeEach(async () => {
  app = await startApp();
  await app.signIn();
  for (const date of ['2026-12-21', '2027-01-18'])
    await app.post('/admin/moten', { date, other: '', theme: '' });
  id = await propose(app, 'Fler bänkar');
});
afterEach(() => app.close());

const say = (state: string, meeting = '', answer = '') =>
  app.post(`/admin/forslag/${id}/svar`, { state, answer, meeting });
const last = async () => (await trailOf(app, id)).at(-1);
const linkOf = async () =>
  /href="([^"]+)">mötet/.exec((await app.get(`/forslag/${id}`)).text.replaceAll('\n', ' '))?.[1];
const RECEIVED = 'Mottaget 22 november 2026';

it('says each meeting that it was planned to or talked about at, and what is only a new answer', async () => {
  await say('planned', '2026-12-21', 'I december.');
  await say('planned', '2027-01-18', 'I december.');
  await say('planned', '2027-01-18', 'I januari.');
  await say('discussed', '2027-01-18', 'I januari.');
  await say('discussed', '', 'Vi frågar.');
  await say('declined', '2027-01-18', 'Det finns redan.');
  expect(await trailOf(app, id)).toEqual([
    RECEIVED,
    'Planerat till mötet 21 december 2026: I december.',
    'Planerat till mötet 18 januari 2027',
    'Nytt svar, fortfarande planerat 22 november 2026: I januari.',
    'Diskuterat på mötet 18 januari 2027',
    'Nytt svar, fortfarande diskuterat 22 november 2026: Vi frågar.',
    'Inte aktuellt 22 november 2026, efter mötet 18 januari 2027: Det finns redan.',
  ]);
});

it('follows a meeting that is moved, cancelled, or gone', async () => {
  await say('planned', '2026-12-21');
  await app.post('/admin/moten/2026-12-21/datum', { date: '2026-12-14' });
  expect([await last(), await linkOf()]).toEqual([
    'Planerat till mötet 14 december 2026',
    '/moten/2026-12-14',
  ]);
  const meetings = app.context.db.updateTable('meeting').where('slug', '=', '2026-12-14');
  await meetings.set({ state: 'cancelled' }).execute();
  expect(await last()).toBe('Planerat till mötet 14 december 2026 (inställt)');
  await app.context.db.deleteFrom('meeting').where('slug', '=', '2026-12-14').execute();
  expect([await last(), await linkOf()]).toEqual(['Planerat 22 november 2026', undefined]);
});

it('follows a theme that is renamed or merged, and the theme leads back', async () => {
  await app.post(`/admin/forslag/${id}/tema`);
  await app.post('/admin/teman/1', { title: 'Bänkar', description: '' });
  expect((await app.get(`/forslag/${id}`)).text).toContain('<a href="/teman/bankar">Bänkar</a>');
  const other = await propose(app, 'Sittplatser');
  await app.post(`/admin/forslag/${other}/tema`);
  await app.post('/admin/teman/1/sammanslagning', { to: '2' });
  expect((await app.get(`/forslag/${id}`)).text).toContain('<a href="/teman/sittplatser">Sittplatser</a>');
  const theme = (await app.get('/teman/sittplatser')).text;
  expect([...theme.matchAll(/href="(\/forslag\/\d+)"/g)].map(([, path]) => path)).toEqual([
    `/forslag/${id}`,
    `/forslag/${other}`,
  ]);
  await app.post(`/admin/forslag/${other}/gomning`);
  expect((await app.get('/teman/sittplatser')).text).not.toContain(`/forslag/${other}"`);
});

it('tells of an answer to what is still only received, but not of the receiving', async () => {
  await app.context.db
    .updateTable('proposal')
    .set({ email: 'kim@example.org', email_confirmed_at: app.clock.now })
    .execute();
  app.clock.now = '2026-11-22T13:00:00.000Z';
  expect(await tellProposers(app.context)).toBe(0);
  await say('received', '', 'Vi läser det i vår.');
  app.clock.now = '2026-11-22T14:00:00.000Z';
  expect([await tellProposers(app.context), await tellProposers(app.context)]).toEqual([1, 0]);
});

it('tells the proposer of a double what happens with the one that it is grouped with', async () => {
  const double = await propose(app, 'Bänkar, tack', { email: 'lo@example.org' });
  await app.context.db
    .updateTable('proposal')
    .set({ email_confirmed_at: app.clock.now })
    .where('id', '=', double)
    .execute();
  await app.post(`/admin/forslag/${double}/grupp`, { till: String(id) });
  await app.post(`/admin/forslag/${double}/dagordning`, { meeting: '2026-12-21' });
  await say('declined', '', 'Nej.');
  app.clock.now = '2026-11-23T12:00:00.000Z';
  expect(await tellProposers(app.context)).toBe(1);
  const mail = await app.context.db
    .selectFrom('outbox')
    .select(['recipient_address', 'subject'])
    .where('kind', '=', 'proposal')
    .execute();
  expect(mail).toEqual([
    {
      recipient_address: 'lo@example.org',
      subject: 'Ditt förslag ”Bänkar, tack”: inte aktuellt 22 november 2026',
    },
  ]);
  const items = await app.context.db
    .selectFrom('agenda_item')
    .select('title')
    .where('proposal_id', '=', id)
    .execute();
  expect(items).toEqual([{ title: 'Fler bänkar' }]);
});

it('never hides what everybody reads behind what nobody may read', async () => {
  const hidden = await propose(app, 'Något annat');
  await app.post(`/admin/forslag/${hidden}/gomning`);
  const answer = await app.post(`/admin/forslag/${id}/grupp`, { till: String(hidden) });
  expect([answer.status, answer.text.includes('visas inte för alla')]).toEqual([409, true]);
  expect((await app.get(`/forslag/${id}`)).status).toBe(200);
});

it('is planned where it is put on the agenda, and nowhere without a meeting', async () => {
  const refused = await say('planned', '', 'I vår.');
  expect([refused.status, refused.text.includes('id="f-meeting-error">Välj mötet')]).toEqual([422, true]);
  expect(refused.text).toContain('I vår.</textarea>');
  expect(await trailOf(app, id)).toEqual([RECEIVED]);
  for (const _ of [1, 2]) await app.post(`/admin/forslag/${id}/dagordning`, { meeting: '2027-01-18' });
  expect(await trailOf(app, id)).toEqual([RECEIVED, 'Planerat till mötet 18 januari 2027']);
  expect((await app.get(`/admin/forslag/${id}`)).text).toMatch(/value="2027-01-18" selected/);
});
