import { afterEach, beforeEach, expect, it } from 'vitest';
import { sendCommand } from '../../server/mail/command.ts';
import { addMeeting, addSubscriber } from '../support/mail.ts';
import { byText, inboxes, later, startMailApp, type MailApp } from '../support/mailbox.ts';
import { entryOf, numberIn, readMailingForm, sendForm } from '../support/mailing-form.ts';
import type { Received } from '../support/smtp.ts';

const [KIM, EVA, LATE] = ['kim@example.org', 'eva@example.org', 'sen@example.org'];
const [FIRST, SECOND, THIRD] = ['2026-12-21', '2026-12-14', '2026-12-16'];

let app: MailApp;
let heard: Record<string, Received[]>;
beforeEach(async () => {
  app = await startMailApp();
  heard = {};
  await addMeeting(app.context);
  await addSubscriber(app.context, KIM, 'inbjudan ändringar kalender', 'Kim');
  await addSubscriber(app.context, EVA, 'inbjudan ändringar', 'Eva');
});
afterEach(() => app.close());

/** Lets the holding time pass, and keeps what came. */
async function pass(minutes = 11): Promise<string[]> {
  later(app, minutes);
  return collect(await inboxes(app));
}

function collect(mails: Record<string, Received>): string[] {
  expect(Object.keys(mails)).toHaveLength(app.smtp.received.length);
  for (const [to, mail] of Object.entries(mails)) (heard[to] ??= []).push(mail);
  return Object.keys(mails).toSorted(byText);
}

/** Through the form, to the question whether people should hear. */
async function move(from: string, to: string): Promise<string> {
  const answer = await app.post(`/admin/moten/${from}/datum`, { date: to });
  const tell = answer.headers.get('location')!;
  expect(tell).toBe(`/admin/moten/${to}/beratta?slag=change`);
  return (await app.get(tell)).text;
}

async function cancel(slug: string): Promise<string> {
  const answer = await app.post(`/admin/moten/${slug}/installt`, { reason: 'Lokalen är stängd.' });
  const tell = answer.headers.get('location')!;
  expect(tell).toBe(`/admin/moten/${slug}/beratta?slag=cancellation`);
  return (await app.get(tell)).text;
}

/** The form as it comes. The mailing's number. */
async function mailAbout(kind: string, slug: string): Promise<number> {
  return numberIn(await sendForm(app, `/admin/moten/${slug}/utskick/ny?slag=${kind}`));
}

const subjects = (to: string) => (heard[to] ?? []).map(({ mail }) => mail.subject);
const entries = (to: string) => (heard[to] ?? []).map(entryOf);

/** Methods and days; the UID is one, and SEQUENCE rises. */
function story(to: string): string[] {
  const all = entries(to).map((entry) => entry!);
  expect(new Set(all.map(({ uid }) => uid)).size).toBe(1);
  const numbers = all.map(({ sequence }) => sequence);
  expect(numbers).toEqual([...new Set(numbers)].toSorted((a, b) => a - b));
  return all.map(({ method, date }) => `${method} ${date}`);
}

it('moved twice after the invitation, then cancelled: three mails, followed through the pages', async () => {
  await mailAbout('announcement', FIRST);
  expect(await pass(9)).toEqual([]);
  expect(await pass(1)).toEqual([EVA, KIM]);
  await addSubscriber(app.context, LATE, 'inbjudan ändringar kalender');

  const first = await move(FIRST, SECOND);
  expect(first).not.toContain('väntar i kön');
  expect(first).toContain(`href="/admin/moten/${SECOND}/utskick/ny?slag=change"`);
  expect((await app.get('/admin')).text).not.toContain('/admin/utskick/2');
  const waiting = await mailAbout('change', SECOND);

  later(app, 3);
  const second = await move(SECOND, THIRD);
  const edit = `/admin/utskick/${waiting}/redigera`;
  expect(second).toContain('Nytt datum: Områdesarbete, måndag 14 december 2026” väntar i kön');
  expect(second).toContain(`href="${edit}"`);
  expect((await app.get('/admin')).text).toContain(`/admin/utskick/${waiting}`);
  expect(await pass(60)).toEqual([]);

  const page = (await app.get(edit)).text;
  expect(page).toContain('<li>Datum: måndag 14 december 2026 → onsdag 16 december 2026</li>');
  const { fields } = readMailingForm(page);
  expect(fields['subject']).toBe('Nytt datum: Områdesarbete, onsdag 16 december 2026');
  expect(fields['text']).toContain('Datum: måndag 21 december 2026 → onsdag 16 december 2026');
  expect(fields['text']).toContain('Tid: onsdag 16 december 2026 kl.');
  expect(fields['text']).toContain(`/moten/${THIRD}`);
  expect(fields['text']).not.toMatch(/14 december|2026-12-14/);
  const queued = await sendForm(app, edit);
  expect(numberIn(queued)).toBe(waiting + 1);
  expect((await app.get('/admin')).text).not.toContain(`/admin/utskick/${waiting}"`);
  expect(await pass()).toEqual([EVA, KIM, LATE]);

  await cancel(THIRD);
  await mailAbout('cancellation', THIRD);
  expect(await pass()).toEqual([EVA, KIM, LATE]);
  expect(await pass(24 * 60)).toEqual([]);
  expect(story(KIM)).toEqual([`REQUEST ${FIRST}`, `REQUEST ${THIRD}`, `CANCEL ${THIRD}`]);
  expect(entries(EVA)).toEqual([undefined, undefined, undefined]);
  expect(entries(LATE)).toEqual([undefined, undefined]);
  expect(subjects(EVA)).toEqual([
    'Inbjudan: Områdesarbete, måndag 21 december 2026',
    'Nytt datum: Områdesarbete, onsdag 16 december 2026',
    'Inställt: Områdesarbete, onsdag 16 december 2026',
  ]);
});

it('moved twice before the invitation left, then cancelled: the invitation has the last date', async () => {
  const announcement = await mailAbout('announcement', FIRST);
  const edit = `href="/admin/utskick/${announcement}/redigera"`;
  later(app, 2);
  expect(await move(FIRST, SECOND)).toContain(edit);
  later(app, 2);
  expect(await move(SECOND, THIRD)).toContain(edit);
  expect((await app.get('/admin')).text).toContain(`/admin/utskick/${announcement}`);
  expect(await pass()).toEqual([]);
  numberIn(await sendForm(app, `/admin/utskick/${announcement}/redigera`));
  expect(await pass()).toEqual([EVA, KIM]);
  await addSubscriber(app.context, LATE, 'inbjudan ändringar kalender');
  await cancel(THIRD);
  await mailAbout('cancellation', THIRD);
  expect(await pass()).toEqual([EVA, KIM, LATE]);
  expect(story(KIM)).toEqual([`REQUEST ${THIRD}`, `CANCEL ${THIRD}`]);
  expect([entries(EVA), entries(LATE)]).toEqual([[undefined, undefined], [undefined]]);
  const invitation = heard[KIM]![0]!.mail;
  expect(invitation.subject).toBe('Inbjudan: Områdesarbete, onsdag 16 december 2026');
  expect(`${invitation.text}${String(invitation.html)}`).not.toMatch(/(14|21) december|2026-12-(14|21)/);
});

it('a change written instead takes the place of the invitation that waits', async () => {
  await mailAbout('announcement', FIRST);
  await move(FIRST, SECOND);
  await mailAbout('change', SECOND);
  await move(SECOND, THIRD);
  await mailAbout('change', THIRD);
  expect(await pass()).toEqual([EVA, KIM]);
  expect((await app.get('/admin')).text).not.toContain('/admin/utskick/');
  await cancel(THIRD);
  await mailAbout('cancellation', THIRD);
  expect(await pass()).toEqual([EVA, KIM]);
  expect(story(KIM)).toEqual([`REQUEST ${THIRD}`, `CANCEL ${THIRD}`]);
});

it('cancelled before the invitation left: nobody gets it, and nobody gets a CANCEL', async () => {
  const announcement = await mailAbout('announcement', FIRST);
  const tell = await cancel(FIRST);
  expect(tell).toContain(`href="/admin/utskick/${announcement}"`);
  expect(tell).not.toContain(`/admin/utskick/${announcement}/redigera`);
  expect(await pass()).toEqual([]);
  await mailAbout('cancellation', FIRST);
  expect(await pass()).toEqual([EVA, KIM]);
  expect([entries(KIM), entries(EVA)]).toEqual([[undefined], [undefined]]);
});

it.each([true, false])('the same from the command line; the invitation left before: %s', async (left) => {
  const send = async (kind: string, slug: string, ...flags: string[]) => {
    const said: string[] = [];
    const io = {
      out: (line: string) => said.push(line),
      err: (line: string) => said.push(line),
      input: async () => '',
    };
    app.smtp.received.length = 0;
    const code = await sendCommand.run(app.context, [kind, slug, ...flags], io);
    const mails = Object.fromEntries(app.smtp.received.map((mail) => [mail.to.join(), mail]));
    return { code, said: said.join('\n'), to: collect(mails) };
  };
  const sent = await send('announcement', FIRST, ...(left ? ['--now'] : []));
  expect([sent.code, sent.to]).toEqual([0, left ? [EVA, KIM] : []]);
  await addSubscriber(app.context, LATE, 'ändringar kalender');
  await move(FIRST, SECOND);
  expect(await send('change', SECOND)).toMatchObject({ code: 0, to: [] });
  await move(SECOND, THIRD);
  expect(await pass(30)).toEqual([]);
  const moved = await send('change', THIRD, '--now');
  expect([moved.code, moved.to]).toEqual([0, [EVA, KIM, LATE]]);
  expect((await send('change', THIRD, '--now')).to).toEqual([]);
  await cancel(THIRD);
  const cancelled = await send('cancellation', THIRD, '--now');
  expect([cancelled.code, cancelled.to]).toEqual([0, [EVA, KIM, LATE]]);
  expect(await pass(30)).toEqual([]);
  const before = left ? [`REQUEST ${FIRST}`] : [];
  expect(story(KIM)).toEqual([...before, `REQUEST ${THIRD}`, `CANCEL ${THIRD}`]);
  expect(entries(EVA)).toEqual(heard[EVA]!.map(() => undefined));
  expect(heard[EVA]).toHaveLength(left ? 3 : 2);
  expect(heard[LATE]).toHaveLength(2);
});
