import { afterEach, beforeEach, expect, it } from 'vitest';
import { addMeeting, addSubscriber } from '../support/mail.ts';
import { byText, inboxes, later, startMailApp, unescape, type MailApp } from '../support/mailbox.ts';
import { numberIn, readMailingForm, sendForm } from '../support/mailing-form.ts';
import { formOf } from '../support/meetings.ts';

const [KIM, EVA] = ['kim@example.org', 'eva@example.org'];
const SLUG = '2026-12-21';
const LINE = 'Ändrad tid: Områdesarbete, måndag 21 december 2026';

let app: MailApp;
beforeEach(async () => {
  app = await startMailApp();
  await addMeeting(app.context);
  await addSubscriber(app.context, KIM, 'inbjudan ändringar kalender', 'Kim');
  await addSubscriber(app.context, EVA, 'inbjudan ändringar', 'Eva');
  await queue('announcement', { when: 'now' });
  await inboxes(app);
});
afterEach(() => app.close());

const newAt = (kind: string, slug = SLUG) => `/admin/moten/${slug}/utskick/ny?slag=${kind}`;
const queue = async (kind: string, fields: Record<string, string> = {}, slug = SLUG) =>
  numberIn(await sendForm(app, newAt(kind, slug), fields));
const edit = async (fields: Record<string, string>) => {
  const answer = await app.post(`/admin/moten/${SLUG}/redigera`, { ...(await formOf(app, SLUG)), ...fields });
  expect(answer.status).toBe(303);
};
/** The lines at the top of a page, with where they lead. */
const linesAt = async (path: string) =>
  [...(await app.get(path)).text.matchAll(/class="call notice"><a href="([^"]*)">([^<]*)</g)].map(
    ([, href, words]) => [href, unescape(words!)],
  );
const suggested = async (slug = SLUG) => readMailingForm((await app.get(newAt('change', slug))).text).fields;
const urgentChange = async () => {
  await edit({ start: '14.00' });
  return queue('change', { urgent: '1', when: 'wait' });
};

it('skips the holding time, and says it in the subject, the text and on every public page', async () => {
  expect(await linesAt('/')).toEqual([]);
  const id = await urgentChange();
  const mails = await inboxes(app);
  expect(Object.keys(mails).toSorted(byText)).toEqual([EVA, KIM]);
  expect(mails[EVA]!.mail.subject).toBe(LINE);
  expect(mails[EVA]!.mail.text).toContain('är ändrat.\n\nTid: 13.30 → 14.00\n\nNu gäller:');
  for (const path of ['/', '/moten', `/moten/${SLUG}`, '/om', '/kalender', '/prenumerera'])
    expect(await linesAt(path), path).toEqual([[`/moten/${SLUG}`, LINE]]);
  for (const path of [
    '/admin',
    '/admin/moten',
    `/admin/moten/${SLUG}`,
    '/admin/utskick',
    `/admin/utskick/${id}`,
  ])
    expect(await linesAt(path), path).toEqual([]);
});

it('shows no line for a change that is not urgent', async () => {
  await edit({ start: '14.00' });
  await queue('change', { when: 'now' });
  expect(await linesAt('/')).toEqual([]);
});

it('shows the line through the day of the meeting, and not after it', async () => {
  await urgentChange();
  app.clock.now = '2026-12-21T22:59:59.999Z';
  expect(await linesAt('/')).toEqual([[`/moten/${SLUG}`, LINE]]);
  app.clock.now = '2026-12-21T23:00:00.000Z';
  expect(await linesAt('/')).toEqual([]);
});

it('takes the line away when the secretary says so, and leaves the mailing', async () => {
  const id = await urgentChange();
  expect((await app.get(`/admin/utskick/${id}`)).text).toContain('Ta bort raden');
  expect((await app.post(`/admin/utskick/${id}/rad/borttagning`)).status).toBe(303);
  expect(await linesAt('/')).toEqual([]);
  expect(Object.keys(await inboxes(app))).toHaveLength(2);
});

it('takes the line away when the mailing is stopped', async () => {
  const id = await urgentChange();
  await app.post(`/admin/utskick/${id}/stopp`);
  expect(await linesAt('/')).toEqual([]);
  expect(await inboxes(app)).toEqual({});
});

it.each([
  ['moved', async () => app.post(`/admin/moten/${SLUG}/datum`, { date: '2026-12-16' })],
  ['given another time', async () => edit({ start: '14.30' })],
  ['cancelled', async () => app.post(`/admin/moten/${SLUG}/installt`, { reason: 'Sjukdom.' })],
])('takes the line away when the meeting is %s', async (_name, change) => {
  await urgentChange();
  expect(await linesAt('/')).toHaveLength(1);
  await change();
  expect(await linesAt('/')).toEqual([]);
});

it('shows one line, the last, when two urgent mailings follow each other', async () => {
  await urgentChange();
  await inboxes(app);
  await app.post(`/admin/moten/${SLUG}/installt`, { reason: 'Sjukdom.' });
  await queue('cancellation', { urgent: '1' });
  expect(await linesAt('/moten')).toEqual([
    [`/moten/${SLUG}`, 'Inställt: Områdesarbete, måndag 21 december 2026'],
  ]);
});

it('leaves the name out of the line', async () => {
  await edit({ start: '14.00' });
  await queue('change', { urgent: '1', subject: 'Ny tid, {namn}' });
  expect((await inboxes(app))[KIM]!.mail.subject).toBe('Ny tid, Kim');
  expect((await app.get('/')).text).not.toContain('{namn}');
});

it('shows the line as text, not as HTML', async () => {
  await edit({ start: '14.00' });
  await queue('change', { urgent: '1', subject: '<b>Ny tid</b> & "14.00"' });
  const { text } = await app.get('/');
  expect(text).not.toContain('<b>Ny tid');
  expect(await linesAt('/')).toEqual([[`/moten/${SLUG}`, '<b>Ny tid</b> & "14.00"']]);
});

it.each([
  [{ start: '14.00' }, 'Ändrad tid', 'Tid: 13.30 → 14.00'],
  [{ end: '16.00' }, 'Ändrad tid', 'Sluttid: 15.30 → 16.00'],
  [{ place: 'Biblioteket' }, 'Ny plats', 'Plats: Exempelgatan 1, plan 2 → Biblioteket'],
  [{ online: 'https://example.org/mote' }, 'Ändrat', 'Digitalt: inget → https://example.org/mote'],
  [{ theme: 'Trygghet' }, 'Nytt tema', 'Tema: Områdesarbete → Trygghet'],
  [
    { start: '14.00', place: 'Biblioteket' },
    'Ändrad tid',
    'Tid: 13.30 → 14.00\nPlats: Exempelgatan 1, plan 2 → Biblioteket',
  ],
])('fills in what differs: %o', async (fields, heading, change) => {
  await edit(fields);
  const form = await suggested();
  expect(form['change']).toBe(change);
  expect(form['subject']).toBe(
    `${heading}: ${'theme' in fields ? fields.theme : 'Områdesarbete'}, måndag 21 december 2026`,
  );
});

it('fills in a new date first, and compares with what was last heard', async () => {
  await edit({ place: 'Biblioteket' });
  await app.post(`/admin/moten/${SLUG}/datum`, { date: '2026-12-16' });
  const form = await suggested('2026-12-16');
  expect(form['subject']).toBe('Nytt datum: Områdesarbete, onsdag 16 december 2026');
  expect(form['change']!.split('\n')).toEqual([
    'Datum: måndag 21 december 2026 → onsdag 16 december 2026',
    'Plats: Exempelgatan 1, plan 2 → Biblioteket',
  ]);
  await queue('change', { when: 'now' }, '2026-12-16');
  await inboxes(app);
  later(app, 60);
  const again = await suggested('2026-12-16');
  expect([again['change'], again['subject']]).toEqual(['', 'Ändrat: Områdesarbete, onsdag 16 december 2026']);
});
