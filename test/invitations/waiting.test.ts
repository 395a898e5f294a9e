import { afterEach, beforeEach, expect, it } from 'vitest';
import { addTalk, reply } from '../support/invitations.ts';
import { inboxes, startMailApp, type MailApp } from '../support/mailbox.ts';
import { makeMeeting } from '../support/meetings.ts';

const THANKS = 'Tack för att du medverkar måndag 21 december 2026';
const ASKED = 'Vill du medverka måndag 21 december 2026?';

let app: MailApp;
let at: { id: number; slug: string };
let ebba: Awaited<ReturnType<typeof addTalk>>;
beforeEach(async () => {
  app = await startMailApp();
  at = await makeMeeting(app, { dates: ['2026-12-21'] });
  ebba = await addTalk(app, at.id);
});
afterEach(() => app.close());

const agenda = () => `/admin/moten/${at.slug}/dagordning/${ebba.itemId}`;
const ways = {
  'answers no': () => reply(app, ebba.id, 'nej'),
  'answers yes': () => reply(app, ebba.id, 'ja'),
  'is taken off the agenda': () => app.post(`${agenda()}/medverkande/${ebba.id}/borttagning`),
  'stands on an item that is taken away': () => app.post(`${agenda()}/borttagning`),
};
type Way = keyof typeof ways;

async function left(people: number[], way: Way): Promise<string[]> {
  const fields = { person: people.map(String), line: '', verb: 'skicka' };
  expect((await app.post(`/admin/moten/${at.slug}/medverkande/inbjudan`, fields)).status).toBe(303);
  expect((await ways[way]()).status).toBe(303);
  await inboxes(app);
  return app.smtp.received.map(({ mail }) => mail.subject!);
}

it.each<[Way, string[]]>([
  ['answers no', []],
  ['answers yes', [THANKS]],
  ['is taken off the agenda', []],
  ['stands on an item that is taken away', []],
])('asks no more, also with a mail that waits, who %s', async (way, subjects) => {
  expect(await left([ebba.id], way)).toEqual(subjects);
});

it.each<[Way, string[]]>([
  ['answers no', [ASKED, ASKED]],
  ['answers yes', [ASKED, ASKED, THANKS]],
])('still asks about another item who %s', async (way, subjects) => {
  const other = await addTalk(app, at.id, { title: 'Nytt' });
  expect((await left([ebba.id, other.id], way)).toSorted()).toEqual(subjects.toSorted());
});

it('never sends the link to an address that was corrected, and can ask at the new one', async () => {
  const desk = `/admin/moten/${at.slug}/medverkande`;
  const invite = () => app.post(`${desk}/inbjudan`, { person: String(ebba.id), line: '', verb: 'skicka' });
  await invite();
  expect((await app.post(`${desk}/${ebba.id}/adress`, { email: 'ny@example.org' })).status).toBe(303);
  expect(await inboxes(app)).toEqual({});
  expect((await invite()).status).toBe(303);
  expect(Object.keys(await inboxes(app))).toEqual(['ny@example.org']);
  await app.post(`${desk}/${ebba.id}/adress`, { email: 'ny@example.org' });
  await invite();
  expect(await inboxes(app)).toEqual({});
});

it('changes nothing for the speakers of an item that is not on this agenda', async () => {
  const other = await makeMeeting(app, { dates: ['2027-01-18'] });
  expect((await reply(app, ebba.id, 'ja')).status).toBe(303);
  const wrong = `/admin/moten/${other.slug}/dagordning/${ebba.itemId}`;
  await app.post(`${wrong}/borttagning`);
  await app.post(`${wrong}/medverkande/${ebba.id}/borttagning`);
  await app.post(`${wrong}/medverkande/${ebba.id}/svar`, { answer: 'no' });
  await inboxes(app);
  expect(app.smtp.received.map(({ mail }) => mail.subject)).toEqual([THANKS]);
});
