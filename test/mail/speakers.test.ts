import { afterEach, beforeEach, expect, it } from 'vitest';
import { SECRETARY } from '../support/app.ts';
import { aSection, publish } from '../support/archive.ts';
import { addMeeting, addSubscriber } from '../support/mail.ts';
import { inboxes, startMailApp, valuesOf, type MailApp } from '../support/mailbox.ts';
import { entryOf, numberIn, sendForm } from '../support/mailing-form.ts';
import { formOf } from '../support/meetings.ts';

const EBBA = 'Ebba.Proven@example.org';
const SLUG = '2026-12-21';

let app: MailApp;
beforeEach(async () => {
  app = await startMailApp();
  await addMeeting(app.context);
  const form = { name: 'Ebba Provén', role: 'rektor', organisation: 'Exempelskolan', email: EBBA };
  expect((await app.post('/admin/medverkande/personer/1', form)).status).toBe(303);
});
afterEach(() => app.close());

const mailAbout = async (kind: string) =>
  numberIn(await sendForm(app, `/admin/moten/${SLUG}/utskick/ny?slag=${kind}`, { when: 'now' }));
const got = async () => {
  const mails = await inboxes(app);
  return app.smtp.received.map(({ to }) => to.join()).filter((to) => mails[to]);
};
it('sends the announcement, and says why, without anything that only a subscriber has', async () => {
  await mailAbout('announcement');
  const mails = await inboxes(app);
  expect(Object.keys(mails)).toEqual([EBBA]);
  const { raw, mail } = mails[EBBA]!;
  expect(['list-unsubscribe', 'list-unsubscribe-post'].flatMap((name) => valuesOf(raw, name))).toEqual([]);
  expect(mail.text).toContain('Du får det här mejlet för att du medverkar på ett möte med');
  expect(`${mail.text}${String(mail.html)}`).not.toMatch(/prenumera|\/svar\//i);
  expect(entryOf(mails[EBBA])).toBeUndefined();
  expect(mail.to).toMatchObject({ value: [{ address: EBBA, name: 'Ebba Provén' }] });
});

it('sends a change only after the announcement', async () => {
  await addSubscriber(app.context, 'kim@example.org', 'ändringar');
  expect((await app.post(`/admin/moten/${SLUG}/inbjudan`)).status).toBe(303);
  await mailAbout('change');
  expect(await got()).toEqual(['kim@example.org']);
  await mailAbout('announcement');
  expect(await got()).toEqual([EBBA]);
  await app.post(`/admin/moten/${SLUG}/redigera`, { ...(await formOf(app, SLUG)), start: '14.00' });
  await mailAbout('reminder');
  expect(await got()).toEqual([]);
  await mailAbout('change');
  expect((await got()).toSorted()).toEqual([EBBA, 'kim@example.org']);
  await app.post(`/admin/moten/${SLUG}/installt`, { reason: 'Sjukdom.' });
  await mailAbout('cancellation');
  expect((await got()).toSorted()).toEqual([EBBA, 'kim@example.org']);
});

it('sends once to who also subscribes, in other letters, and then as a subscriber', async () => {
  await addSubscriber(app.context, 'EBBA.PROVEN@example.org', 'inbjudan kalender', 'Ebba');
  await mailAbout('announcement');
  const mails = await inboxes(app);
  expect(app.smtp.received.map(({ to }) => to)).toEqual([['EBBA.PROVEN@example.org']]);
  const mail = mails['EBBA.PROVEN@example.org']!;
  expect(valuesOf(mail.raw, 'list-unsubscribe')).toHaveLength(1);
  expect(entryOf(mail)?.method).toBe('REQUEST');
});

it('respects the choices of a speaker who subscribes', async () => {
  await addSubscriber(app.context, EBBA.toLowerCase(), 'minnesanteckningar', 'Ebba');
  await mailAbout('announcement');
  expect(await got()).toEqual([]);
});

it.each(['waiting', 'no'] as const)('sends nothing to who has answered %s', async (answer) => {
  await app.context.db.updateTable('agenda_speaker').set({ answer }).execute();
  await mailAbout('announcement');
  expect(await got()).toEqual([]);
});

it('sends one mail to who speaks twice, and to two people with one address', async () => {
  const items = `/admin/moten/${SLUG}/dagordning`;
  const { id } = await app.context.db
    .selectFrom('agenda_item')
    .select('id')
    .where('kind', '=', 'other-business')
    .executeTakeFirstOrThrow();
  for (const name of ['Ebba Provén', 'Olle Nejd'])
    await app.post(`${items}/${id}/medverkande`, {
      name,
      role: '',
      organisation: 'Exempelskolan',
      answer: 'yes',
    });
  await app.context.db.updateTable('agenda_speaker').set({ answer: 'yes' }).execute();
  await app.context.db.updateTable('speaker').set({ email: EBBA }).execute();
  const rows = await app.context.db.selectFrom('agenda_speaker').select('speaker_id').execute();
  expect(rows).toHaveLength(3);
  await mailAbout('announcement');
  expect(await got()).toEqual([EBBA]);
});

it('sends the minutes, once', async () => {
  await mailAbout('announcement');
  await inboxes(app);
  app.clock.now = '2026-12-22T08:00:00.000Z';
  expect((await app.post('/admin/logga-in', SECRETARY)).status).toBe(303);
  await publish(app.context, 1, { summary: 'Läxhjälpen **växer**.', sections: [aSection()] });
  await mailAbout('minutes');
  const mails = await inboxes(app);
  expect(Object.keys(mails)).toEqual([EBBA]);
  expect(mails[EBBA]!.mail.subject).toBe('Minnesanteckningar: Områdesarbete, måndag 21 december 2026');
  expect(mails[EBBA]!.mail.text).toContain('medverkar på ett möte');
  expect(mails[EBBA]!.mail.text).toContain('finns nu att läsa.\n\nLäxhjälpen växer.\n\n');
  expect(valuesOf(mails[EBBA]!.raw, 'list-unsubscribe')).toEqual([]);
  await mailAbout('minutes');
  expect(await got()).toEqual([]);
});

it('never shows the address to the public', async () => {
  await mailAbout('announcement');
  await inboxes(app);
  await publish(app.context, 1, { sections: [aSection()] });
  for (const path of [
    '/',
    '/moten',
    `/moten/${SLUG}`,
    `/moten/${SLUG}.ics`,
    '/kalender.ics',
    '/sok?q=proven',
    '/sok?q=Ebba',
  ])
    expect((await app.get(path)).text.toLowerCase(), path).not.toContain(EBBA.toLowerCase());
});
