import { afterEach, beforeEach, expect, it } from 'vitest';
import { addTalk, pathOf } from '../support/invitations.ts';
import { inboxes, later, startMailApp, type MailApp } from '../support/mailbox.ts';
import { makeMeeting } from '../support/meetings.ts';

let app: MailApp;
let ebba: Awaited<ReturnType<typeof addTalk>>;
let desk: string;
beforeEach(async () => {
  app = await startMailApp();
  const at = await makeMeeting(app, { dates: ['2026-12-21'] });
  ebba = await addTalk(app, at.id);
  desk = `/admin/moten/${at.slug}/medverkande`;
});
afterEach(() => app.close());

const invite = () => app.post(`${desk}/inbjudan`, { person: [String(ebba.id)], line: '', verb: 'skicka' });

it.each([
  [
    'on the register page',
    (email: string) =>
      app.post(`/admin/medverkande/personer/${ebba.speakerId}`, { name: 'Ebba Provén', email }),
  ],
  ['at the meeting', (email: string) => app.post(`${desk}/${ebba.id}/adress`, { email })],
])('ends the link that was mailed to another address: changed %s', async (_where, save) => {
  await invite();
  const old = await pathOf(app, ebba.id);
  expect((await save('EBBA@example.org')).status).toBe(303);
  expect((await app.get(old)).status).toBe(200);
  expect((await save('ratt@example.org')).status).toBe(303);
  expect((await app.get(old)).status).toBe(404);
  later(app, 60);
  expect(Object.keys(await inboxes(app))).toEqual([]);
  await invite();
  expect(Object.keys(await inboxes(app))).toEqual(['ratt@example.org']);
  expect((await app.get(await pathOf(app, ebba.id))).status).toBe(200);
});
