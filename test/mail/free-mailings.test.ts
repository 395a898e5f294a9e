import { afterEach, beforeEach, expect, it } from 'vitest';
import { addSubscriber, outboxStates } from '../support/mail.ts';
import { byText, inboxes, later, startMailApp, type MailApp } from '../support/mailbox.ts';
import { entryOf, numberIn, readMailingForm, sendForm } from '../support/mailing-form.ts';
import { makeMeeting } from '../support/meetings.ts';

const PEOPLE = {
  inbjudan: 'a@example.org',
  ändringar: 'b@example.org',
  påminnelse: 'c@example.org',
  minnesanteckningar: 'd@example.org',
};
const MESSAGE = '/admin/utskick/ny?slag=message';
const SPRING = '/admin/utskick/ny?slag=programme&termin=2027-vt';

let app: MailApp;
beforeEach(async () => {
  app = await startMailApp();
  for (const [wish, email] of Object.entries(PEOPLE)) await addSubscriber(app.context, email, wish);
});
afterEach(() => app.close());

const addSpring = async () => {
  await makeMeeting(app, { dates: ['2027-01-18'] });
  await makeMeeting(app, { dates: ['2027-02-15'], state: 'tentative' });
  await makeMeeting(app, {
    dates: ['2027-03-15'],
    state: 'cancelled',
    cancelled_reason: 'Sjukdom.',
  } as never);
  await makeMeeting(app, { dates: ['2026-12-14'] });
  await makeMeeting(app, { dates: ['2027-09-13'] });
};

it('lists the meetings of the term, and says which are tentative or cancelled', async () => {
  await addSpring();
  const list = (await app.get('/admin/utskick')).text;
  expect(list).toContain('slag=programme&amp;termin=2027-vt');
  numberIn(await sendForm(app, SPRING));
  expect(await inboxes(app)).toEqual({});
  later(app, 10);
  const mails = await inboxes(app);
  expect(Object.keys(mails)).toEqual([PEOPLE.inbjudan]);
  const { mail } = mails[PEOPLE.inbjudan]!;
  expect(mail.subject).toMatch(/ våren 2027: vårt program$/);
  const lines = mail
    .text!.split('\n')
    .filter((line) => line.startsWith('– '))
    .map((line) => line.replace(/: .*?(?= \(|$)/, ''));
  expect(lines).toEqual([
    '– måndag 18 januari 2027 kl. 13.30–15.30',
    '– måndag 15 februari 2027 kl. 13.30–15.30 (preliminärt)',
    '– måndag 15 mars 2027 kl. 13.30–15.30 (inställt)',
  ]);
  expect(entryOf(mails[PEOPLE.inbjudan])).toBeUndefined();
  expect(mail.text).toContain('https://moten.example.org/kalender');
});

it.each(['2031-vt', '2027', '', '2027-vt;drop', 'x'.repeat(3000)])(
  'knows no programme of %j',
  async (term) => {
    await addSpring();
    const path = `/admin/utskick/ny?slag=programme&termin=${encodeURIComponent(term)}`;
    expect((await app.get(path)).status).toBe(404);
    const body = { slag: 'programme', termin: term, subject: 'Ämne', text: 'Text' };
    expect((await app.post('/admin/utskick', body)).status).toBe(404);
    expect(await outboxStates(app.context)).toEqual([]);
  },
);

it.each([MESSAGE, SPRING])('is one mail each for a double click: %s', async (path) => {
  await addSpring();
  const { action, fields } = readMailingForm((await app.get(path)).text);
  const post = () => app.post(action, { ...fields, when: 'now' });
  const [one, other] = await Promise.all([post(), post()]);
  expect(numberIn(one)).toBe(numberIn(other));
  later(app, 9);
  expect(numberIn(await post())).toBe(numberIn(one));
  expect(Object.keys(await inboxes(app))).toEqual([PEOPLE.inbjudan]);
  expect(app.smtp.received).toHaveLength(1);
});

it.each([MESSAGE, SPRING])('sends the same words again after more than ten minutes: %s', async (path) => {
  await addSpring();
  const first = numberIn(await sendForm(app, path, { when: 'now' }));
  const one = (await inboxes(app))[PEOPLE.inbjudan]!;
  later(app, 10.1);
  expect(numberIn(await sendForm(app, path, { when: 'now' }))).toBe(first + 1);
  const other = (await inboxes(app))[PEOPLE.inbjudan]!;
  expect(other.mail.messageId).not.toBe(one.mail.messageId);
  expect(other.mail.text).toBe(one.mail.text);
});

it.each([
  ['announcement', PEOPLE.inbjudan],
  ['changes', PEOPLE.ändringar],
  ['reminder', PEOPLE.påminnelse],
  ['minutes', PEOPLE.minnesanteckningar],
])('sends a message to those who get “%s”', async (till, address) => {
  await addSubscriber(
    app.context,
    'alla@example.org',
    'inbjudan ändringar påminnelse minnesanteckningar',
    'Alla',
  );
  const words = { till, subject: 'Hej {namn}', text: 'Vi ses {namn}!', when: 'now' };
  const id = numberIn(await sendForm(app, MESSAGE, words));
  const mails = await inboxes(app);
  expect(Object.keys(mails).toSorted(byText)).toEqual([address, 'alla@example.org'].toSorted(byText));
  expect([mails[address]!.mail.subject, mails['alla@example.org']!.mail.subject]).toEqual([
    'Hej',
    'Hej Alla',
  ]);
  expect((await app.get(`/admin/utskick/${id}`)).text).toContain('2 av 2 skickade');
});

it.each([0, 500])('mails a message to %i people', async (count) => {
  await app.context.db.deleteFrom('subscriber').execute();
  for (let index = 0; index < count; index++)
    await addSubscriber(app.context, `p${index}@example.org`, 'inbjudan');
  const id = numberIn(await sendForm(app, MESSAGE, { when: 'now' }));
  await inboxes(app);
  const to = app.smtp.received.map((mail) => mail.to.join());
  expect([to.length, new Set(to).size]).toEqual([count, count]);
  const page = await app.get(`/admin/utskick/${id}`);
  const csv = await app.get(`/admin/utskick/${id}.csv`);
  expect([page.status, csv.status]).toEqual([200, 200]);
  expect(page.text.match(/href="\/admin\/utskick\/mejl\/\d+"/g) ?? []).toHaveLength(count);
  expect(csv.text.trim().split('\r\n')).toHaveLength(count + 1);
});
