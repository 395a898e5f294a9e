import { afterEach, beforeEach, expect, it } from 'vitest';
import { addMeeting, addSubscriber, outboxStates } from '../support/mail.ts';
import { byText, inboxes, later, startMailApp, type MailApp } from '../support/mailbox.ts';
import { numberIn, readMailingForm, sendForm } from '../support/mailing-form.ts';
import { formOf } from '../support/meetings.ts';

const [KIM, EVA] = ['kim@example.org', 'eva@example.org'];
const SLUG = '2026-12-21';

let app: MailApp;
beforeEach(async () => {
  app = await startMailApp();
  await addMeeting(app.context);
  await addSubscriber(app.context, KIM, 'inbjudan ändringar kalender påminnelse', 'Kim');
  await addSubscriber(app.context, EVA, 'inbjudan ändringar påminnelse', 'Eva');
});
afterEach(() => app.close());

const newAt = (kind: string, slug = SLUG) => `/admin/moten/${slug}/utskick/ny?slag=${kind}`;
const editAt = (id: number) => `/admin/utskick/${id}/redigera`;
const queue = async (path: string, fields: Record<string, string> = {}) =>
  numberIn(await sendForm(app, path, fields));
const everything = () =>
  Promise.all([
    app.context.db.selectFrom('mailing').selectAll().orderBy('id').execute(),
    app.context.db.selectFrom('outbox').selectAll().orderBy('id').execute(),
    app.context.db.selectFrom('outbox_raw').selectAll().orderBy('outbox_id').execute(),
    app.context.db.selectFrom('meeting').selectAll().orderBy('id').execute(),
  ]);

it('becomes one mail with the last words, however often it is edited while it waits', async () => {
  let id = await queue(newAt('announcement'));
  for (const words of ['Andra orden.', 'Tredje orden.', 'Sista orden.']) {
    later(app, 4);
    id = await queue(editAt(id), { subject: `Ämne: ${words}`, text: words });
  }
  expect((await app.get('/admin/utskick/1')).text).toContain('Stoppat');
  later(app, 9);
  expect(await inboxes(app)).toEqual({});
  later(app, 1);
  const mails = await inboxes(app);
  expect(Object.keys(mails).toSorted(byText)).toEqual([EVA, KIM]);
  expect(app.smtp.received).toHaveLength(2);
  for (const { mail } of Object.values(mails)) {
    expect([mail.subject, mail.text!.split('\n')[0]]).toEqual(['Ämne: Sista orden.', 'Sista orden.']);
    expect(mail.text).not.toMatch(/Andra|Tredje|Välkommen/);
  }
  later(app, 24 * 60);
  expect(await inboxes(app)).toEqual({});
  const states = (await outboxStates(app.context)).toSorted(byText);
  expect(states).toEqual(['sent', 'sent', ...Array.from({ length: 6 }, () => 'stopped')]);
});

it('refuses an edit that was begun before the mailing left, and changes nothing', async () => {
  const id = await queue(newAt('announcement'));
  const { action, fields } = readMailingForm((await app.get(editAt(id))).text);
  later(app, 10);
  expect(Object.keys(await inboxes(app))).toHaveLength(2);
  const before = await everything();
  const refused = await app.post(action, { ...fields, text: 'Mina nya ord.' });
  expect(refused.status).toBe(422);
  expect(refused.text).toContain('Utskicket som du ändrade har redan gått. Skriv ett nytt i stället.');
  expect(refused.text).toContain('Mina nya ord.');
  expect((await app.get(editAt(id))).status).toBe(409);
  expect(await everything()).toEqual(before);
  later(app, 60);
  expect(await inboxes(app)).toEqual({});
});

it('refuses an edit of a mailing that was stopped or edited by somebody else', async () => {
  const id = await queue(newAt('announcement'));
  const { action, fields } = readMailingForm((await app.get(editAt(id))).text);
  const theirs = await queue(editAt(id), { text: 'Den andres ord.' });
  const before = await everything();
  expect((await app.post(action, { ...fields, text: 'Mina ord.' })).status).toBe(422);
  expect(await everything()).toEqual(before);
  await app.post(`/admin/utskick/${theirs}/stopp`);
  expect([(await app.get(editAt(theirs))).status, (await app.get(editAt(99))).status]).toEqual([409, 404]);
  later(app, 60);
  expect(await inboxes(app)).toEqual({});
});

it('puts everything that is new about the meeting in place of what was, and lists it', async () => {
  const id = await queue(newAt('announcement'), {
    subject: 'Välkommen {namn}: Områdesarbete, måndag 21 december 2026',
  });
  const form = await formOf(app, SLUG);
  const facts = { start: '14.00', place: 'Biblioteket', theme: 'Trygghet' };
  expect((await app.post(`/admin/moten/${SLUG}/redigera`, { ...form, ...facts })).status).toBe(303);
  await app.post(`/admin/moten/${SLUG}/datum`, { date: '2026-12-16' });
  const page = (await app.get(editAt(id))).text;
  const listed = [...page.matchAll(/<li>([^<]*→[^<]*)<\/li>/g)].map(([, line]) => line);
  expect(listed).toEqual([
    'Datum: måndag 21 december 2026 → onsdag 16 december 2026',
    'Tid: 13.30 → 14.00',
    'Plats: Exempelgatan 1, plan 2 → Biblioteket',
    'Tema: Områdesarbete → Trygghet',
  ]);
  const { fields } = readMailingForm(page);
  expect(fields['subject']).toBe('Välkommen {namn}: Trygghet, onsdag 16 december 2026');
  expect(fields['text']).toContain('Tid: onsdag 16 december 2026 kl. 14.00–15.30\nPlats: Biblioteket');
  expect(fields['text']).not.toMatch(/21 december|13\.30|Exempelgatan|Områdesarbete|2026-12-21/);
  await queue(editAt(id));
  later(app, 10);
  const { mail } = (await inboxes(app))[KIM]!;
  expect(mail.subject).toBe('Välkommen Kim: Trygghet, onsdag 16 december 2026');
  expect(mail.text).toContain('https://moten.example.org/moten/2026-12-16');
});

it('shows no list when nothing about the meeting has changed', async () => {
  const page = (await app.get(editAt(await queue(newAt('announcement'))))).text;
  expect(page).not.toContain('Mötet har ändrats sedan utskicket skrevs');
  expect(readMailingForm(page).fields).toMatchObject({ when: 'wait', replaces: '1', slag: 'announcement' });
});

it('keeps the time of a mailing that has one', async () => {
  const at = { when: 'at', date: '2026-12-01', time: '8.15' };
  const id = await queue(newAt('announcement'), at);
  later(app, 60);
  const { fields } = readMailingForm((await app.get(editAt(id))).text);
  expect(fields).toMatchObject({ ...at, time: '08.15' });
  await queue(editAt(id), { text: 'Nya ord.' });
  app.clock.now = '2026-12-01T07:14:59.999Z';
  expect(await inboxes(app)).toEqual({});
  app.clock.now = '2026-12-01T07:15:00.000Z';
  const mails = await inboxes(app);
  expect(Object.keys(mails).toSorted(byText)).toEqual([EVA, KIM]);
  expect(mails[EVA]!.mail.text).toMatch(/^Nya ord\./);
});

it('leaves who already has a mailing alone when the rest is edited', async () => {
  const id = await queue(newAt('announcement'));
  await app.context.db
    .updateTable('outbox')
    .set({ not_before: app.clock.now })
    .where('recipient_address', '=', KIM)
    .execute();
  expect(Object.keys(await inboxes(app))).toEqual([KIM]);
  await queue(editAt(id), { text: 'Rättade ord.' });
  later(app, 10);
  const mails = await inboxes(app);
  expect(Object.keys(mails)).toEqual([EVA]);
  expect(mails[EVA]!.mail.text).toMatch(/^Rättade ord\./);
});
