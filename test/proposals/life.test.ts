import { sql } from 'kysely';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { tellProposers } from '../../server/proposals/telling-actions.ts';
import { inboxes, startMailApp, type MailApp } from '../support/mailbox.ts';
import { propose, trailOf } from '../support/proposals.ts';

let app: MailApp;
beforeEach(async () => {
  app = await startMailApp();
  app.clock.now = '2026-09-03T08:00:00.000Z';
  for (const date of ['2026-09-16', '2026-11-18', '2026-12-21'])
    await app.post('/admin/moten', { date, other: '', theme: '' });
});
afterEach(() => app.close());

const KIM = 'kim@example.org';
const linkIn = (text: string, path: string) =>
  new RegExp(`https://moten\\.example\\.org(/forslag/${path}/[\\w.-]+)`).exec(text)![1]!;
/** What the queue sends now to each, by subject. */
const told = async () => {
  await tellProposers(app.context);
  const mails = Object.values(await inboxes(app));
  return mails.map(({ to, mail }) => [to.join(), mail.subject, mail.text!.replace(/\s+/g, ' ')] as const);
};
const at = (instant: string) => (app.clock.now = instant);

it('goes from the form to klart over three meetings, and its trail and mails read right', async () => {
  const id = await propose(app, 'Bänkar vid hållplatsen', { email: KIM });
  const { [KIM]: asked } = await inboxes(app);
  expect(asked!.mail.subject).toBe('Vill du veta vad som händer med ditt förslag?');
  const confirm = linkIn(asked!.mail.text!, 'bekrafta');
  const before = app.bytes();
  expect((await app.get(confirm)).text).toContain('Bekräfta adressen');
  expect(app.bytes().equals(before)).toBe(true);
  for (const _ of [1, 2]) expect((await app.post(confirm)).text).toContain('Tack! Adressen är bekräftad');

  await app.post(`/admin/forslag/${id}/dagordning`, { meeting: '2026-09-16' });
  at('2026-09-16T14:00:00.000Z');
  await app.post(`/admin/forslag/${id}/svar`, {
    state: 'discussed',
    answer: 'Vi frågar trafikbolaget.',
    meeting: '2026-09-16',
  });
  expect((await told()).map(([, subject]) => subject)).toEqual([
    'Ditt förslag ”Bänkar vid hållplatsen”: planerat till mötet 16 september 2026',
  ]);
  at('2026-09-16T14:10:00.000Z');
  const [first, ...others] = await told();
  expect(others).toEqual([]);
  expect(first!.slice(0, 2)).toEqual([
    KIM,
    'Ditt förslag ”Bänkar vid hållplatsen”: diskuterat på mötet 16 september 2026',
  ]);
  expect(first![2]).toContain('– Diskuterat på mötet 16 september 2026. Vi frågar trafikbolaget.');
  expect(await told()).toEqual([]);

  await app.post(`/admin/forslag/${id}/tema`);
  const { text: edit } = await app.get('/admin/moten/2026-11-18/redigera');
  const values = JSON.parse(
    /name="before" value="([^"]*)"/.exec(edit)![1]!.replaceAll('&#34;', '"').replaceAll('&amp;', '&'),
  ) as Record<string, string>;
  const posted = { ...values, before: JSON.stringify(values), theme: 'Bänkar vid hållplatsen' };
  expect((await app.post('/admin/moten/2026-11-18/redigera', posted)).status).toBe(303);
  at('2026-09-17T14:00:00.000Z');
  expect((await told()).map(([, subject]) => subject)).toEqual([
    'Ditt förslag ”Bänkar vid hållplatsen”: planerat till mötet 18 november 2026',
  ]);

  at('2026-11-20T09:00:00.000Z');
  expect((await app.get('/admin/forslag')).text).toContain('Mötet har varit: är det klart?');
  await app.post(`/admin/forslag/${id}/svar`, {
    state: 'done',
    answer: 'Två bänkar står där nu.',
    meeting: '2026-11-18',
  });
  at('2026-11-20T09:30:00.000Z');
  const [last] = await told();
  expect(last![2]).toContain(
    '– Klart 20 november 2026, efter mötet 18 november 2026. Två bänkar står där nu.',
  );
  expect(await trailOf(app, id)).toEqual([
    'Mottaget 3 september 2026',
    'Planerat till mötet 16 september 2026',
    'Diskuterat på mötet 16 september 2026: Vi frågar trafikbolaget.',
    'Planerat till mötet 18 november 2026',
    'Klart 20 november 2026, efter mötet 18 november 2026: Två bänkar står där nu.',
  ]);

  const stop = linkIn(last![2], 'mejl');
  const bytes = app.bytes();
  expect((await app.get(stop)).text).toContain('Sluta få mejl om förslaget');
  expect(app.bytes().equals(bytes)).toBe(true);
  for (const _ of [1, 2]) expect((await app.post(stop)).text).toContain('Du får inga fler mejl');
  await app.post(`/admin/forslag/${id}/svar`, { state: 'discussed', answer: 'Mer?', meeting: '' });
  at('2026-11-21T09:30:00.000Z');
  expect(await told()).toEqual([]);
  expect((await app.context.db.selectFrom('proposal').select('email').execute())[0]!.email).toBeNull();
});

it('makes one mail of several changes, and tells nobody who has not confirmed', async () => {
  const id = await propose(app, 'Fler träd', { email: KIM });
  const { [KIM]: asked } = await inboxes(app);
  const answer = (state: string, text: string) =>
    app.post(`/admin/forslag/${id}/svar`, { state, answer: text, meeting: '' });
  await answer('discussed', 'Kanske.');
  at('2026-09-03T09:00:00.000Z');
  expect(await told()).toEqual([]);
  await app.post(linkIn(asked!.mail.text!, 'bekrafta'));
  await answer('discussed', 'I vår.');
  at('2026-09-03T09:05:00.000Z');
  await answer('done', 'Klart!');
  at('2026-09-03T09:20:00.000Z');
  const mails = await told();
  expect(mails.map(([to]) => to)).toEqual([KIM]);
  expect(mails[0]![2]).toMatch(
    /– Nytt svar, fortfarande diskuterat 3 september 2026\. I vår\. – Klart 3 september 2026\. Klart!/,
  );
  expect(mails[0]![2]).not.toContain('Kanske');
});

it('tells once though several look at the same time, and again when a telling broke off', async () => {
  const id = await propose(app, 'Fler träd', { email: KIM });
  await app.post(linkIn((await inboxes(app))[KIM]!.mail.text!, 'bekrafta'));
  await app.post(`/admin/forslag/${id}/svar`, { state: 'discussed', answer: '', meeting: '' });
  at('2026-09-04T09:00:00.000Z');
  const { db } = app.context;
  await sql`create trigger full before insert on outbox begin select raise(abort, 'full'); end`.execute(db);
  expect(await tellProposers(app.context)).toBe(0);
  expect(app.log.some((line) => line.includes('telling a proposer') && line.includes('full'))).toBe(true);
  await sql`drop trigger full`.execute(db);
  const counts = await Promise.all([1, 2, 3].map(() => tellProposers(app.context)));
  expect(counts.reduce((sum, count) => sum + count)).toBe(1);
  expect((await told()).map(([to]) => to)).toEqual([KIM]);
});

it('knows no link that is tampered with, too old, or of an address that is gone', async () => {
  const id = await propose(app, 'Fler träd', { email: KIM });
  const confirm = linkIn((await inboxes(app))[KIM]!.mail.text!, 'bekrafta');
  for (const path of [`${confirm}x`, '/forslag/bekrafta/x', '/forslag/mejl/1.1.xxxxxxxxxxxxxxxxxxxxxx']) {
    const answers = [await app.get(path), await app.post(path)];
    expect(answers.map(({ status }) => status)).toEqual([404, 404]);
    expect(answers[0]!.text).toContain('Länken gäller inte');
  }
  at('2026-09-06T08:00:01.000Z');
  expect((await app.post(confirm)).status).toBe(404);
  await app.post(`/admin/forslag/${id}/svar`, { state: 'discussed', answer: '', meeting: '' });
  at('2026-09-10T08:00:00.000Z');
  expect(await told()).toEqual([]);
});
