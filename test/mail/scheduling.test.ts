import { afterEach, beforeEach, expect, it } from 'vitest';
import { addSubscriber, outboxStates } from '../support/mail.ts';
import { inboxes, startMailApp, type MailApp } from '../support/mailbox.ts';
import { numberIn, readMailingForm, sendForm } from '../support/mailing-form.ts';
import { makeMeeting } from '../support/meetings.ts';

const KIM = 'kim@example.org';

let app: MailApp;
beforeEach(async () => {
  app = await startMailApp();
  await addSubscriber(app.context, KIM, 'inbjudan påminnelse', 'Kim');
});
afterEach(() => app.close());

const newAt = (kind: string, slug: string) => `/admin/moten/${slug}/utskick/ny?slag=${kind}`;
const at = (date: string, time: string) => ({ when: 'at', date, time });
/** The answer to a mailing about a meeting on 14 May 2027, with 22 November 2026 as today. */
async function ask(date: string, time: string) {
  await makeMeeting(app, { dates: ['2027-05-14'] });
  return sendForm(app, newAt('announcement', '2027-05-14'), { ...at(date, time), text: 'Mina egna ord.' });
}

it.each([
  ['in winter', '2026-12-01', '9.00', '2026-12-01T08:00:00.000Z'],
  ['the day before summer time', '2027-03-27', '2.30', '2027-03-27T01:30:00.000Z'],
  ['just before the clocks go forward', '2027-03-28', '1.59', '2027-03-28T00:59:00.000Z'],
  ['just after the clocks go forward', '2027-03-28', '3.00', '2027-03-28T01:00:00.000Z'],
  ['in summer', '2027-03-29', '09:00', '2027-03-29T07:00:00.000Z'],
])('leaves at its time and not before: %s', async (_name, date, time, instant) => {
  numberIn(await ask(date, time));
  const before = new Date(Date.parse(instant) - 1).toISOString();
  for (const early of ['2026-11-22T12:11:00.000Z', before]) {
    app.clock.now = early;
    expect(await inboxes(app)).toEqual({});
  }
  app.clock.now = instant;
  const mails = await inboxes(app);
  expect(Object.keys(mails)).toEqual([KIM]);
  expect(mails[KIM]!.mail.text).toMatch(/^Mina egna ord\./);
  expect(await inboxes(app)).toEqual({});
});

it.each([
  ['just before the clocks go back', '0.59', '2027-10-30T22:59:00.000Z'],
  ['just after the clocks went back', '3.00', '2027-10-31T02:00:00.000Z'],
])('leaves at its time in autumn: %s', async (_name, time, instant) => {
  await makeMeeting(app, { dates: ['2027-11-12'] });
  numberIn(await sendForm(app, newAt('announcement', '2027-11-12'), at('2027-10-31', time)));
  app.clock.now = new Date(Date.parse(instant) - 1).toISOString();
  expect(await inboxes(app)).toEqual({});
  app.clock.now = instant;
  expect(Object.keys(await inboxes(app))).toEqual([KIM]);
});

it('leaves once when the time comes twice', async () => {
  await makeMeeting(app, { dates: ['2027-11-12'] });
  numberIn(await sendForm(app, newAt('announcement', '2027-11-12'), at('2027-10-31', '2.30')));
  const sent: string[][] = [];
  for (const instant of [
    '2027-10-31T00:29:59.000Z',
    '2027-10-31T00:30:00.000Z',
    '2027-10-31T01:30:00.000Z',
  ]) {
    app.clock.now = instant;
    sent.push(Object.keys(await inboxes(app)));
  }
  expect(sent).toEqual([[], [KIM], []]);
});

it.each([
  ['2027-03-28', '2.30', 'time', 'Den tiden finns inte: klockan ställs om då. Välj en annan.'],
  ['2027-03-28', '2.00', 'time', 'Den tiden finns inte: klockan ställs om då. Välj en annan.'],
  ['2026-11-21', '9.00', 'date', 'Tiden har redan varit. Välj en tid som kommer.'],
  ['2026-11-22', '13.00', 'date', 'Tiden har redan varit. Välj en tid som kommer.'],
  ['2027-05-14', '13.30', 'date', 'Utskicket måste gå innan mötet börjar.'],
  ['2027-06-01', '9.00', 'date', 'Utskicket måste gå innan mötet börjar.'],
  ['2027-02-30', '9.00', 'date', 'Skriv datumet så här: 2026-12-11.'],
  ['', '9.00', 'date', 'Skriv datumet så här: 2026-12-11.'],
  ['i morgon', '9.00', 'date', 'Skriv datumet så här: 2026-12-11.'],
  ['2026-12-01', '', 'time', 'Skriv tiden så här: 9.00.'],
  ['2026-12-01', '25.00', 'time', 'Skriv tiden så här: 9.00.'],
  ['2026-12-01', '9.60', 'time', 'Skriv tiden så här: 9.00.'],
  ['2026-12-01', 'x'.repeat(5000), 'time', 'Skriv tiden så här: 9.00.'],
])('says beside the field what is wrong with %j %j', async (date, time, field, fault) => {
  const answer = await ask(date, time);
  expect(answer.status).toBe(422);
  const beside = new RegExp(`id="f-${field}-error">([^<]*)<`).exec(answer.text)?.[1];
  expect(beside).toBe(fault);
  expect(answer.text).toContain(`href="#f-${field}"`);
  expect(readMailingForm(answer.text).fields).toMatchObject({ when: 'at', text: 'Mina egna ord.' });
  expect(await outboxStates(app.context)).toEqual([]);
  const meeting = await app.context.db.selectFrom('meeting').select('announced_at').execute();
  expect(meeting).toEqual([{ announced_at: null }]);
});

it('takes a time without date and time as a mistake, not as a wish to send', async () => {
  await makeMeeting(app, { dates: ['2027-05-14'] });
  const fields = { slag: 'announcement', subject: 'Ämne', text: 'Text', when: 'at' };
  expect((await app.post('/admin/moten/2027-05-14/utskick', fields)).status).toBe(422);
  expect(await outboxStates(app.context)).toEqual([]);
});

it('suggests a day before the meeting for a reminder, and sends it then', async () => {
  await makeMeeting(app, { dates: ['2027-04-02'], announced_at: '2026-11-01T12:00:00.000Z' });
  const { fields } = readMailingForm((await app.get(newAt('reminder', '2027-04-02'))).text);
  expect(fields).toMatchObject({ when: 'at', time: '09.00' });
  const instant = Temporal.PlainDateTime.from(`${fields['date']}T09:00`).toZonedDateTime('Europe/Stockholm');
  numberIn(await sendForm(app, newAt('reminder', '2027-04-02')));
  app.clock.now = new Date(instant.epochMilliseconds - 1).toISOString();
  expect(await inboxes(app)).toEqual({});
  app.clock.now = new Date(instant.epochMilliseconds).toISOString();
  expect((await inboxes(app))[KIM]!.mail.subject).toContain('Påminnelse: ');
});
