import { afterEach, beforeEach, expect, it } from 'vitest';
import { NOW, startApp, type TestApp } from '../support/app.ts';
import { sendProposal } from '../support/proposals.ts';

const FORM = { title: 'Trygghet på <Söder>', text: 'Rad ett\r\nRad två', email: 'hemlig@example.org' };
let app: TestApp;
beforeEach(async () => (app = await startApp()));
afterEach(() => app.close());

const rows = () => app.context.db.selectFrom('proposal').selectAll().execute();

it('takes a proposal, and shows it when the secretary has read it', async () => {
  expect((await app.get('/forslag')).text).toContain('Inga förslag visas än.');
  const answer = await sendProposal(app, FORM);
  expect([answer.status, answer.headers.get('location')]).toEqual([303, '/forslag?klart=mejl']);
  const thanks = await app.get('/forslag?klart=tack');
  expect(thanks.text).toContain('Tack! Ditt förslag syns här när sekreteraren har läst det.');
  expect(thanks.text).not.toContain('Trygghet');
  expect(await rows()).toEqual([
    {
      id: 1,
      title: 'Trygghet på <Söder>',
      text: 'Rad ett\nRad två',
      email: 'hemlig@example.org',
      state: 'received',
      answer: '',
      theme_id: null,
      received_at: NOW,
      shown_at: null,
      hidden_at: null,
      email_confirmed_at: null,
      link_generation: 1,
      supporters: 0,
      same_as_id: null,
      speaker_name: '',
    },
  ]);

  await app.signIn();
  expect((await app.get('/admin/forslag')).text).toContain('Nya att läsa');
  await app.post('/admin/forslag/1/visning');
  const shown = await app.get('/forslag');
  expect(shown.text).toContain('<h3><a href="/forslag/1">Trygghet på &lt;Söder&gt;</a></h3>');
  expect(shown.text).not.toContain('hemlig@');
  await app.post('/admin/forslag/1/gomning');
  expect((await app.get('/forslag')).text).not.toContain('Trygghet');
  expect((await app.get('/admin/forslag')).text).not.toContain('Nya att läsa');
});

it('keeps an answer with its trail, once', async () => {
  await sendProposal(app, FORM);
  await app.signIn();
  await app.post('/admin/forslag/1/visning');
  const answer = { state: 'discussed', answer: 'Vi tar upp det i vår.', meeting: '' };
  for (const _ of [1, 2])
    expect((await app.post('/admin/forslag/1/svar', answer)).headers.get('location')).toBe(
      '/admin/forslag/1?klart=svar',
    );
  const events = await app.context.db
    .selectFrom('proposal_event')
    .select(['state', 'answer', 'meeting_id'])
    .execute();
  expect(events).toEqual([
    { state: 'received', answer: '', meeting_id: null },
    { state: 'discussed', answer: 'Vi tar upp det i vår.', meeting_id: null },
  ]);
  const page = await app.get('/forslag');
  expect(page.text).toMatch(/<h2>Väntar på svar eller pågår <span class="quiet">\(1\)/);
  expect(page.text).toContain('Vi tar upp det i vår.');
  const bad = await app.post('/admin/forslag/1/svar', { state: 'borta', answer: 'kvar här' });
  expect([bad.status, bad.text.includes('kvar här')]).toEqual([422, true]);
  const gone = { state: 'done', answer: 'Också kvar', meeting: '2020-01-01' };
  const lost = await app.post('/admin/forslag/1/svar', gone);
  expect([
    lost.status,
    lost.text.includes('Mötet finns inte längre.'),
    lost.text.includes('Också kvar'),
  ]).toEqual([422, true, true]);
  expect((await app.post('/admin/forslag/9/svar', answer)).status).toBe(404);
});

it('becomes a theme, once', async () => {
  await sendProposal(app, { title: 'Sociala hållbarheten' });
  await app.signIn();
  for (const _ of [1, 2]) await app.post('/admin/forslag/1/tema');
  const themes = await app.context.db.selectFrom('theme').select(['slug', 'title']).execute();
  expect(themes).toEqual([{ slug: 'sociala-hallbarheten', title: 'Sociala hållbarheten' }]);
  expect((await app.get('/admin/forslag/1')).text).toContain('/teman/sociala-hallbarheten');
});

it.each([
  [{ title: '' }, 'Skriv vad du föreslår'],
  [{ title: 'x'.repeat(151) }, 'Högst 150 tecken'],
  [{ text: 'x'.repeat(5001) }, 'tecken får plats'],
  [{ email: 'a@b.se, c@d.se' }, 'Skriv en e-postadress'],
])('refuses %o and keeps the rest', async (change, message) => {
  const answer = await sendProposal(app, { ...FORM, ...change } as Record<string, string>);
  expect(answer.status).toBe(422);
  expect(answer.text).toContain(message);
  expect(answer.text).toContain('Skicka förslaget');
  if (!('text' in change)) expect(answer.text).toContain('Rad ett\nRad två</textarea>');
  expect(await rows()).toEqual([]);
});

it('thanks a machine without keeping anything', async () => {
  expect((await sendProposal(app, { ...FORM, webbplats: 'http://ond.example' })).status).toBe(303);
  expect(await rows()).toEqual([]);
});

it('takes five an hour from one network', async () => {
  for (let index = 0; index < 5; index++) expect((await sendProposal(app, FORM)).status).toBe(303);
  const sixth = await sendProposal(app, FORM);
  expect([sixth.status, sixth.text.includes('Vänta en timme')]).toEqual([422, true]);
  app.clock.now = '2026-11-22T13:00:00.001Z';
  expect((await sendProposal(app, FORM)).status).toBe(303);
  expect((await rows()).length).toBe(6);
});

it('lists 500', async () => {
  await app.context.db.transaction().execute(async (trx) => {
    for (let number = 1; number <= 500; number++)
      await trx
        .insertInto('proposal')
        .values({
          title: `Förslag ${number}.`,
          email: null,
          state: number % 2 ? 'done' : 'declined',
          theme_id: null,
          received_at: NOW,
          shown_at: NOW,
          hidden_at: null,
        })
        .execute();
  });
  await app.signIn();
  for (const path of ['/forslag', '/admin/forslag']) {
    const page = await app.get(path);
    expect(page.text.match(/>Förslag \d+\.</g)).toHaveLength(500);
  }
});
