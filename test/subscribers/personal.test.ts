import { afterEach, beforeEach, expect, it } from 'vitest';
import { simpleParser } from 'mailparser';
import { transaction } from '../../server/context.ts';
import { manageToken, subscribe } from '../../server/subscribers/actions.ts';
import { importList } from '../../server/subscribers/list-actions.ts';
import { listConfirmed, listMailable, markRefused } from '../../server/subscribers/queries.ts';
import { STANDARD } from '../../server/subscribers/wishes.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { addMeeting, addSubscriber } from '../support/mail.ts';
import { linkIn } from '../support/demo.ts';

const REFUSED_AT = '2026-09-03T10:00:00.000Z';

let app: TestApp;
beforeEach(async () => (app = await startApp()));
afterEach(() => app.close());

const people = () => app.context.db.selectFrom('subscriber').selectAll().orderBy('id').execute();
const mails = () => app.context.db.selectFrom('outbox').selectAll().orderBy('id').execute();
const refuse = (id: number) =>
  transaction(app.context, (trx) => markRefused(trx, id, '550 okänd', REFUSED_AT));
const ask = (email: string, wants = 'kalender') => app.post('/prenumerera', { email, wants });

async function latestLink(): Promise<string> {
  const raws = await app.context.db.selectFrom('outbox_raw').select('raw').orderBy('outbox_id').execute();
  return new URL(linkIn((await simpleParser(raws.at(-1)!.raw)).text!)).pathname;
}

it('lets a refused person prove that the address works again, and a list never', async () => {
  const id = await addSubscriber(app.context, 'eva@example.org', 'inbjudan', 'Eva');
  const fresh = await ask('ny@example.org');
  await refuse(id);
  const [before] = await people();
  const list = [{ email: 'Eva@example.org', name: 'Annan', wishes: STANDARD }];
  const imported = await importList(app.context, list, { origin: 'Listan', date: '2026-11-22' });
  expect([imported, (await people())[0]]).toEqual([
    { added: 0, known: 0, unsubscribed: 0, refused: 1 },
    before,
  ]);
  const refused = await ask('EVA@example.org');
  expect([refused.status, refused.text]).toEqual([fresh.status, fresh.text]);
  expect((await people())[0]).toEqual(before);
  const path = await latestLink();
  expect((await app.get(path)).status).toBe(200);
  expect((await people())[0]).toEqual(before);
  expect((await app.post(path)).status).toBe(303);
  expect((await people())[0]).toEqual({ ...before, refused_at: null, refused_reason: null });
  await refuse(id);
  expect((await app.post(path)).status).toBe(303);
  expect(await listMailable(app.context.db)).toEqual([]);
});

it('lifts the refusal of somebody who had not confirmed', async () => {
  await ask('ny@example.org');
  await refuse(1);
  await ask('ny@example.org');
  await app.post(await latestLink());
  expect((await listMailable(app.context.db)).map(({ email }) => email)).toEqual(['ny@example.org']);
});

it('answers new, pending, known, ended, refused and limited addresses alike, and writes one mail for each', async () => {
  const known = await addSubscriber(app.context, 'kand@example.org', 'inbjudan');
  const refused = await addSubscriber(app.context, 'avvisad@example.org', 'inbjudan');
  const ended = await addSubscriber(app.context, 'slut@example.org', 'inbjudan');
  await refuse(refused);
  await app.post(`/prenumeration/${manageToken(app.context, { id: ended, link_generation: 1 })}/avsluta`);
  const answers = [];
  for (const who of ['ny', 'ny', 'kand', 'slut', 'avvisad', 'ny', 'ny'])
    answers.push(await ask(`${who}@example.org`));
  expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
  expect((await mails()).map(({ recipient_address }) => recipient_address)).toEqual(
    ['ny', 'ny', 'kand', 'slut', 'avvisad', 'ny'].map((who) => `${who}@example.org`),
  );
  expect((await mails()).filter(({ subscriber_id }) => subscriber_id === known).length).toBe(1);
});

it('replaces only the confirmation that waits, not other mails', async () => {
  const id = await addSubscriber(app.context, 'eva@example.org', 'inbjudan');
  await refuse(id);
  await ask('eva@example.org');
  await app.context.db.updateTable('outbox').set({ kind: 'message' }).execute();
  await ask('eva@example.org');
  await ask('eva@example.org');
  expect((await mails()).map(({ kind, state }) => [kind, state])).toEqual([
    ['message', 'queued'],
    ['confirmation', 'stopped'],
    ['confirmation', 'queued'],
  ]);
});

async function fillEverything(id: number): Promise<void> {
  const { db } = app.context;
  await addMeeting(app.context);
  const at = app.clock.now;
  const answer = { meeting_id: 1, date: '2026-12-21', answered_at: at } as const;
  const other = await addSubscriber(app.context, 'annan@example.org', 'inbjudan', 'Annan');
  await db
    .insertInto('answer')
    .values([
      { ...answer, subscriber_id: id, answer: 'on-site', needs: 'hörslinga' },
      { ...answer, subscriber_id: other, answer: 'no', needs: 'hemligt' },
    ])
    .execute();
  const proposal = {
    title: 'Lampor',
    text: 'Fler',
    state: 'received',
    theme_id: null,
    received_at: at,
  } as const;
  for (const email of ['Eva@example.org', 'annan@example.org', null])
    await db
      .insertInto('proposal')
      .values({ ...proposal, email, shown_at: null, hidden_at: null })
      .execute();
  await db.updateTable('speaker').set({ email: 'eva@example.org' }).execute();
  await subscribe(app.context, { email: 'eva@example.org', name: '', wishes: STANDARD }, 'net');
  await subscribe(app.context, { email: 'annan@example.org', name: '', wishes: STANDARD }, 'net');
}

it('hands a person everything about them and nothing about others, and the secretary the same', async () => {
  const id = await addSubscriber(app.context, 'eva@example.org', 'inbjudan kalender', 'Eva');
  await fillEverything(id);
  const path = `/prenumeration/${manageToken(app.context, { id, link_generation: 1 })}`;
  expect((await app.get(path)).text).toContain(`href="${path}/uppgifter"`);
  const own = await app.get(`${path}/uppgifter`);
  const headers = ['content-type', 'content-disposition', 'cache-control', 'x-robots-tag'];
  expect(headers.map((name) => own.headers.get(name))).toEqual([
    'application/json; charset=utf-8',
    'attachment; filename=mina-uppgifter.json',
    'no-store',
    'noindex',
  ]);
  const at = app.clock.now;
  expect(JSON.parse(own.text)).toEqual({
    prenumeration: {
      'e-post': 'eva@example.org',
      namn: 'Eva',
      får: ['inbjudan', 'kalender'],
      'samtycke i ord': '',
      'kommer från': 'inläst lista',
      'begärd (UTC)': at,
      'bekräftad (UTC)': at,
      'adressen tar inte emot mejl sedan (UTC)': null,
      'mejlserverns skäl': null,
    },
    mejl: [
      {
        slag: 'bekräftelse',
        ämne: 'Du prenumererar redan på Gemensam utvecklingsgrupp',
        'skrivet (UTC)': at,
        'skickat (UTC)': null,
        läge: 'väntar',
      },
    ],
    svar: [{ 'mötets dag': '2026-12-21', svar: 'kommer på plats', behov: 'hörslinga', 'svarade (UTC)': at }],
    förslag: [{ rubrik: 'Lampor', text: 'Fler', 'kom in (UTC)': at }],
    medverkande: [
      { namn: 'Ebba Provén', roll: 'rektor', organisation: 'Exempelskolan', 'e-post': 'eva@example.org' },
    ],
  });
  expect((await app.get(`${path.slice(0, -1)}x/uppgifter`)).status).toBe(404);
  expect((await app.get(`/admin/prenumeranter/${id}/uppgifter`)).status).toBe(401);
  await app.signIn();
  expect((await app.get(`/admin/prenumeranter/${id}/uppgifter`)).text).toBe(own.text);
  expect((await app.get('/admin/prenumeranter/999/uppgifter')).status).toBe(404);
});

it('leaves no name, address or answer of somebody who ends', async () => {
  const id = await addSubscriber(app.context, 'eva.kanarie@example.org', 'inbjudan', 'Eva Kanarie');
  await fillEverything(id);
  await ask('eva.kanarie@example.org');
  const path = `/prenumeration/${manageToken(app.context, { id, link_generation: 1 })}`;
  expect((await app.post(`${path}/avsluta`)).status).toBe(200);
  expect((await app.get(`${path}/uppgifter`)).status).toBe(404);
  const { db } = app.context;
  const left = [await people(), await mails(), await db.selectFrom('answer').selectAll().execute()];
  expect(JSON.stringify(left)).not.toMatch(/kanarie|hörslinga/i);
  expect((await listConfirmed(db)).map(({ email }) => email)).toEqual(['annan@example.org']);
  expect(app.log.join()).not.toMatch(/kanarie/i);
});

it('shows the secretary the proof of each consent', async () => {
  await ask('eva@example.org', 'inbjudan');
  app.clock.now = '2026-11-22T12:30:00.000Z';
  await app.post(await latestLink());
  await app.signIn();
  const { text } = await app.get('/admin/prenumeranter');
  expect(text).toContain('Jag vill få de mejl som jag har valt från Gemensam utvecklingsgrupp.');
  expect(text).toContain(
    'Kommer från formuläret på webbplatsen. Begärd söndag 22 november 2026 kl. 13.00. Bekräftad söndag 22 november 2026 kl. 13.30.',
  );
});
