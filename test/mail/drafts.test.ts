import { afterEach, beforeEach, expect, it } from 'vitest';
import { addMeeting, addSubscriber, outboxStates } from '../support/mail.ts';
import { inboxes, later, mailOut, startMailApp, type MailApp } from '../support/mailbox.ts';
import { numberIn, readMailingForm, sendForm } from '../support/mailing-form.ts';

const KIM = 'kim@example.org';
const SLUG = '2026-12-21';

let app: MailApp;
beforeEach(async () => {
  app = await startMailApp();
  await addMeeting(app.context);
  await addSubscriber(app.context, KIM, 'inbjudan ändringar påminnelse minnesanteckningar', 'Kim');
});
afterEach(() => app.close());

const newAt = (kind: string) => `/admin/moten/${SLUG}/utskick/ny?slag=${kind}`;
const words = { subject: 'Mitt <ämne> & {namn}', text: 'Rad ett.\n\n– "två" {namn}' };
const saved = () => app.context.db.selectFrom('mailing_draft').select('kind').orderBy('id').execute();
const save = async (path: string, fields: Record<string, string> = {}) => {
  const answer = await sendForm(app, path, { ...words, ...fields }, '/utkast');
  expect([answer.status, answer.headers.get('location')]).toEqual([303, '/admin/utskick?klart=utkast']);
};
const shown = async (path: string) => readMailingForm((await app.get(path)).text).fields;

it('never mails a draft, whatever it says about when', async () => {
  await save(newAt('announcement'), { when: 'now' });
  await save('/admin/utskick/ny?slag=message', { when: 'at', date: '2026-11-23', time: '9.00' });
  await save('/admin/utskick/ny?slag=programme&termin=2026-ht');
  expect(await saved()).toEqual([{ kind: 'announcement' }, { kind: 'message' }, { kind: 'programme' }]);
  for (const minutes of [0, 11, 24 * 60, 60 * 24 * 60]) {
    later(app, minutes);
    expect(await inboxes(app)).toEqual({});
  }
  expect(await outboxStates(app.context)).toEqual([]);
  const meeting = await app.context.db.selectFrom('meeting').select('announced_at').execute();
  expect(meeting).toEqual([{ announced_at: null }]);
});

it('comes back as it was saved, and says so', async () => {
  await mailOut(app, 'announcement');
  await inboxes(app);
  await save(newAt('change'), { change: 'Ny lokal: Röda salen.' });
  expect(await shown(newAt('change'))).toMatchObject({ ...words, change: 'Ny lokal: Röda salen.' });
  expect((await app.get(newAt('change'))).text).toContain('Det här är utkastet som sparades');
  const list = (await app.get('/admin/utskick?klart=utkast')).text;
  expect(list).toContain('Utkastet är sparat. Inget är skickat.');
  expect(list).toContain('Mitt &lt;ämne&gt; &amp; {namn}</a>');
  expect((await shown(newAt('reminder')))['text']).not.toContain('Rad ett.');
});

it('keeps the latest of two drafts of the same mailing', async () => {
  await save(newAt('announcement'));
  await save(newAt('announcement'), { text: 'Andra utkastet.' });
  expect(await saved()).toEqual([{ kind: 'announcement' }]);
  expect(await shown(newAt('announcement'))).toMatchObject({ text: 'Andra utkastet.' });
});

it('remembers who a message was meant for', async () => {
  await save('/admin/utskick/ny?slag=message', { till: 'minutes' });
  expect(await shown('/admin/utskick/ny?slag=message')).toMatchObject({ ...words, till: 'minutes' });
});

it('is gone when the mailing is sent, and when it is thrown away', async () => {
  await save(newAt('announcement'));
  const id = numberIn(await sendForm(app, newAt('announcement'), { when: 'now' }));
  expect(id).toBe(1);
  expect(await saved()).toEqual([]);
  const { mail } = (await inboxes(app))[KIM]!;
  expect([mail.subject, mail.text!.startsWith('Rad ett.\n\n– "två" Kim')]).toEqual([
    'Mitt <ämne> & Kim',
    true,
  ]);
  await save('/admin/utskick/ny?slag=message');
  const thrown = await app.post('/admin/utskick/utkast/borttagning', { slag: 'message' });
  expect([thrown.status, await saved()]).toEqual([303, []]);
  expect((await shown('/admin/utskick/ny?slag=message'))['subject']).not.toContain('Mitt');
  later(app, 60);
  expect(await inboxes(app)).toEqual({});
});

it.each(['subject', 'text'])('refuses a draft without %s, and keeps the rest', async (field) => {
  const answer = await sendForm(app, newAt('announcement'), { ...words, [field]: '' }, '/utkast');
  expect(answer.status).toBe(422);
  const { fields } = readMailingForm(answer.text);
  expect(fields).toMatchObject({ ...words, [field]: '' });
  expect(await saved()).toEqual([]);
});
