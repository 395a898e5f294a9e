import { afterEach, beforeEach, expect, it } from 'vitest';
import { forgetProposers } from '../../server/proposals/address-actions.ts';
import { tellProposers } from '../../server/proposals/telling-actions.ts';
import { inboxes, startMailApp, type MailApp } from '../support/mailbox.ts';
import { propose } from '../support/proposals.ts';

let app: MailApp;
beforeEach(async () => {
  app = await startMailApp();
});
afterEach(() => app.close());

const link = (text: string, path: string) =>
  new RegExp(`https://moten\\.example\\.org(/forslag/${path}/[\\w.-]+)`).exec(text)![1]!;
const answer = (id: number, state: string, text = '') =>
  app.post(`/admin/forslag/${id}/svar`, { state, answer: text, meeting: '' });
/** A sign-in ends with the day. */
async function at(instant: string): Promise<void> {
  app.clock.now = instant;
  await app.signIn();
}
/** Recipients and texts of what leaves now. */
const told = async () => {
  await tellProposers(app.context);
  const mails = Object.values(await inboxes(app));
  return mails.map(({ to, mail }) => [to.join(), mail.text!.replace(/\s+/g, ' ')] as const);
};
const emails = async () =>
  (await app.context.db.selectFrom('proposal').select('email').orderBy('id').execute()).map(
    ({ email }) => email,
  );

async function confirmed(title: string, email: string): Promise<number> {
  const id = await propose(app, title, { email });
  await app.post(link((await inboxes(app))[email]!.mail.text!, 'bekrafta'));
  return id;
}

it('tells who confirms late what has happened already, once', async () => {
  const id = await propose(app, 'Fler träd', { email: 'kim@example.org' });
  const confirm = link((await inboxes(app))['kim@example.org']!.mail.text!, 'bekrafta');
  await answer(id, 'discussed', 'I vår.');
  await at('2026-11-23T12:00:00.000Z');
  expect(await told()).toEqual([]);
  for (const _ of [1, 2]) expect((await app.post(confirm)).status).toBe(200);
  const mails = await told();
  expect(mails.map(([to]) => to)).toEqual(['kim@example.org']);
  expect(mails[0]![1]).toContain('– Diskuterat 22 november 2026. I vår.');
});

it('tells whose proposal is grouped what is said of the main one, also when their own was never shown', async () => {
  const main = await propose(app, 'Bänkar');
  await answer(main, 'discussed', 'I vår.');
  await at('2026-11-23T12:00:00.000Z');
  await told();
  const double = await confirmed('Fler bänkar', 'lo@example.org');
  await app.context.db.updateTable('proposal').set({ shown_at: null }).where('id', '=', double).execute();
  await app.post(`/admin/forslag/${double}/grupp`, { till: String(main) });
  await at('2026-11-24T12:00:00.000Z');
  const mails = await told();
  expect(mails.map(([to]) => to)).toEqual(['lo@example.org']);
  expect(mails[0]![1]).toContain('– Diskuterat 23 november 2026. I vår.');
  expect((await app.get(`/forslag/${double}`)).headers.get('location')).toBe(`/forslag/${main}`);
  await answer(main, 'done', 'Två bänkar.');
  await at('2026-11-25T12:00:00.000Z');
  expect((await told()).map(([to]) => to)).toEqual(['lo@example.org']);
});

it('keeps the address of a fresh proposal that is grouped with an old and settled one', async () => {
  const main = await propose(app, 'Bänkar');
  await answer(main, 'done', 'Två.');
  await at('2027-06-01T12:00:00.000Z');
  const double = await confirmed('Fler bänkar', 'lo@example.org');
  await app.post(`/admin/forslag/${double}/grupp`, { till: String(main) });
  await forgetProposers(app.context);
  expect(await emails()).toEqual([null, 'lo@example.org']);
  await at('2027-08-31T12:00:00.000Z');
  await forgetProposers(app.context);
  expect(await emails()).toEqual([null, null]);
});

it('ends the mails about one proposal and not those about another to the same address', async () => {
  const one = await confirmed('Bänkar', 'kim@example.org');
  const other = await confirmed('Träd', 'kim@example.org');
  await answer(one, 'discussed');
  await at('2026-11-23T12:00:00.000Z');
  const [first] = await told();
  await answer(other, 'discussed');
  await at('2026-11-24T12:00:00.000Z');
  await tellProposers(app.context);
  await app.post(link(first![1], 'mejl'));
  expect((await told()).map(([, text]) => text.includes('”Träd”'))).toEqual([true]);
  expect(await emails()).toEqual([null, 'kim@example.org']);
});

it('goes on with the others when one cannot be told', async () => {
  const ids = [await confirmed('Bänkar', 'kim@example.org'), await confirmed('Träd', 'lo@example.org')];
  for (const id of ids) await answer(id, 'discussed');
  await app.context.db
    .updateTable('proposal')
    .set({ email: 'no address' })
    .where('id', '=', ids[0]!)
    .execute();
  await at('2026-11-23T12:00:00.000Z');
  expect((await told()).map(([to]) => to)).toEqual(['lo@example.org']);
  expect(app.log.some((line) => line.includes('telling a proposer'))).toBe(true);
});
