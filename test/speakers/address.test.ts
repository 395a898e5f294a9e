import { afterEach, beforeEach, expect, it } from 'vitest';
import { insertItem } from '../../server/agenda/queries.ts';
import { transaction } from '../../server/context.ts';
import { listMailableSpeakers, listSpeakers, saveSpeaker } from '../../server/speakers/queries.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { makeMeeting } from '../support/meetings.ts';
import { makeMeeting as makeAnnounced } from '../support/minutes.ts';
import { aSection, publish } from '../support/archive.ts';

const FORM = { name: 'Ebba Provén', role: 'rektor', organisation: 'Exempelskolan' };

let app: TestApp;
beforeEach(async () => {
  app = await startApp();
  await app.signIn();
});
afterEach(() => app.close());

const add = (name: string, organisation: string | null = null) =>
  transaction(app.context, (trx) => saveSpeaker(trx, { name, role: null, organisation }, app.clock.now));
const emails = () => app.context.db.selectFrom('speaker').select(['id', 'email']).orderBy('id').execute();
const save = (id: number, email: string) =>
  app.post(`/admin/medverkande/personer/${id}`, { ...FORM, name: `Person ${id}`, email });

it('keeps an address that only the secretary sees, and takes it away again', async () => {
  const id = await add('Ebba');
  expect((await app.get(`/admin/medverkande/personer/${id}`)).text).toContain(
    'Visas aldrig. Till mejl om det egna mötet',
  );
  expect((await save(id, ' Ebba.Proven@EXAMPLE.org ')).status).toBe(303);
  expect(await emails()).toEqual([{ id, email: 'Ebba.Proven@example.org' }]);
  const path = `/admin/medverkande/personer/${id}`;
  expect((await app.get(path)).text).toContain('value="Ebba.Proven@example.org"');
  expect((await save(id, '')).status).toBe(303);
  expect(await emails()).toEqual([{ id, email: null }]);
});

it.each([
  'x',
  'a@example.org, b@example.org',
  'Ebba <a@example.org>',
  'a@example.org\r\nBcc: b@example.org',
  'x'.repeat(300),
])('refuses %j', async (email) => {
  const id = await add('Ebba');
  const answer = await save(id, email);
  expect([answer.status, answer.text.includes('href="#f-email"')]).toEqual([422, true]);
  expect(await emails()).toEqual([{ id, email: null }]);
});

it.each([
  ['b@example.org', 'a@example.org', 'a@example.org'],
  ['b@example.org', '', 'b@example.org'],
  ['', 'a@example.org', 'a@example.org'],
  ['', '', null],
])('merges “%s” into “%s” as %s', async (from, to, kept) => {
  const [old, stays] = [await add('Ebba P'), await add('Ebba Provén')];
  await save(old, from);
  await save(stays, to);
  const path = `/admin/medverkande/personer/${old}/sammanslagning`;
  expect((await app.post(path, { to: String(stays) })).status).toBe(303);
  expect(await emails()).toEqual([{ id: stays, email: kept }]);
});

it('lists each who has said yes to this meeting and has an address, once', async () => {
  const { id } = await makeMeeting(app, { dates: ['2026-12-21'] });
  const other = await makeMeeting(app, { dates: ['2027-01-18'] });
  const as = (name: string, answer: 'yes' | 'no' | 'waiting') => ({
    name,
    role: null,
    organisation: null,
    answer,
  });
  const item = (meetingId: number, speakers: ReturnType<typeof as>[]) =>
    transaction(app.context, (trx) =>
      insertItem(trx, meetingId, { title: 'A', kind: 'talk', speakers }, app.clock.now),
    );
  await item(id, [as('Ja', 'yes'), as('Nej', 'no'), as('Väntar', 'waiting'), as('Utan adress', 'yes')]);
  await item(id, [as('Ja', 'yes'), as('Nej', 'waiting')]);
  await item(other.id, [as('Annan', 'yes')]);
  const set = (name: string) =>
    app.context.db.updateTable('speaker').set({ email: 'x@example.org' }).where('name', '=', name).execute();
  for (const name of ['Ja', 'Nej', 'Väntar', 'Annan']) await set(name);
  expect(await listMailableSpeakers(app.context.db, id)).toEqual([
    { id: expect.any(Number), name: 'Ja', email: 'x@example.org' },
  ]);
  expect((await listMailableSpeakers(app.context.db, other.id)).map(({ name }) => name)).toEqual(['Annan']);
  expect(await listMailableSpeakers(app.context.db, 999)).toEqual([]);
  expect(JSON.stringify(await listSpeakers(app.context.db))).not.toContain('x@example.org');
});

it('shows the address of a speaker who is public nowhere', async () => {
  const speaker = {
    name: 'Ebba Provén',
    role: 'rektor',
    organisation: 'Exempelskolan',
    answer: 'yes',
  } as const;
  const coming = await makeAnnounced(app.context, {
    date: '2026-12-21',
    theme: 'Skolan',
    announced_at: app.clock.now,
    items: [{ title: 'Läget', kind: 'talk', speakers: [speaker] }],
  });
  const held = await makeAnnounced(app.context, { date: '2026-10-19', theme: 'Arbete' });
  await publish(app.context, held.id, { sections: [aSection({ speakers: [speaker] })] });
  await app.context.db.updateTable('speaker').set({ email: 'kanarie@example.net' }).execute();
  const pages = [coming.slug, held.slug].flatMap((slug) =>
    ['', '.md', '.json', '.ics'].map((ending) => `/moten/${slug}${ending}`),
  );
  const lists = [
    '/',
    '/moten',
    '/feed.xml',
    '/feed.json',
    '/data/moten.json',
    '/data/moten.csv',
    '/kalender.ics',
    '/kalender/alla.ics',
  ];
  const named = ['/organisationer/exempelskolan', '/teman/skolan', '/sok?q=Ebba', '/sok?q=kanarie'];
  const answers = [];
  for (const path of [...pages, ...lists, ...named]) answers.push({ path, ...(await app.get(path)) });
  expect(answers.filter(({ status }) => status !== 200).map(({ path }) => path)).toEqual([]);
  expect(answers.filter(({ text }) => /@example\.net/.test(text)).map(({ path }) => path)).toEqual([]);
  expect(answers.filter(({ text }) => text.includes('Ebba Provén')).length).toBeGreaterThan(6);
  expect((await app.get(`/admin/moten/${coming.slug}`)).text).not.toContain('@example.net');
});
