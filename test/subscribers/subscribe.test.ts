import { afterEach, beforeEach, expect, it } from 'vitest';
import { later } from '../../server/shared/time.ts';
import { NOW, startApp, type TestApp } from '../support/app.ts';
import { addMeeting, addSubscriber, deliver, outboxStates } from '../support/mail.ts';
import { startSmtp, type SmtpSupport } from '../support/smtp.ts';
import { queueMailing } from '../../server/mail/actions.ts';
import { manageToken, subscribe } from '../../server/subscribers/actions.ts';
import { importList } from '../../server/subscribers/list-actions.ts';
import { listConfirmed } from '../../server/subscribers/queries.ts';
import { STANDARD } from '../../server/subscribers/wishes.ts';

const FORM = { email: 'Kim@Example.org', name: 'Kim', wants: ['inbjudan', 'ändringar'] };

const byText = (a = '', b = '') => (a < b ? -1 : Number(a > b));
let app: TestApp;
let smtp: SmtpSupport;
beforeEach(async () => {
  smtp = await startSmtp();
  app = await startApp({ SMTP_URL: smtp.url, MAIL_FROM: 'gruppen@example.org' });
});
afterEach(async () => {
  await app.close();
  await smtp.close();
});

const pathIn = (text: string | undefined) =>
  new URL(/https?:\/\/\S+prenumeration\S+/.exec(text ?? '')![0]).pathname;
const people = () => app.context.db.selectFrom('subscriber').selectAll().execute();

async function asked(): Promise<string> {
  expect((await app.post('/prenumerera', FORM)).status).toBe(200);
  await deliver(app.context);
  return pathIn(smtp.received.at(-1)!.mail.text);
}

it('asks for a confirmation by mail, and only a POST confirms, once', async () => {
  const path = await asked();
  const { mail, to, from } = smtp.received[0]!;
  expect([from, to]).toEqual(['gruppen@example.org', ['Kim@example.org']]);
  expect(mail.headers.has('list-unsubscribe')).toBe(false);
  for (let index = 0; index < 3; index++) {
    const answer = await app.get(path);
    expect(answer.status).toBe(200);
    expect(
      ['referrer-policy', 'cache-control', 'x-robots-tag'].map((name) => answer.headers.get(name)),
    ).toEqual(['same-origin', 'no-store', 'noindex']);
  }
  expect((await people()).map(({ state }) => state)).toEqual(['pending']);
  const first = await app.post(path);
  const again = await app.post(path);
  expect([first.status, again.headers.get('location')]).toEqual([303, first.headers.get('location')]);
  const [person] = await people();
  expect(person).toMatchObject({
    state: 'confirmed',
    announcement: 1,
    changes: 1,
    minutes: 0,
    origin: 'form',
  });
  expect((await app.get(first.headers.get('location')!)).text).toContain('Din prenumeration är bekräftad');
  const stored = await app.context.db.selectFrom('one_time_link').select('token_hash').execute();
  expect(path).not.toContain(stored[0]!.token_hash);
  expect(await app.context.db.selectFrom('outbox_raw').selectAll().execute()).toEqual([]);
});

it('answers the same to new, pending and known addresses', async () => {
  const fresh = await app.post('/prenumerera', FORM);
  const pending = await app.post('/prenumerera', FORM);
  await addSubscriber(app.context, 'eva@example.org', 'påminnelse');
  const known = await app.post('/prenumerera', { ...FORM, email: 'eva@example.org' });
  expect([pending.text, known.text]).toEqual([fresh.text, fresh.text]);
  await deliver(app.context);
  expect(smtp.received.map(({ to }) => to[0]).toSorted(byText)).toEqual([
    'Kim@example.org',
    'eva@example.org',
  ]);
  const manage = pathIn(smtp.received.find(({ to }) => to[0] === 'eva@example.org')!.mail.text);
  expect((await app.get(manage)).text).toContain('eva@example.org');
  expect((await listConfirmed(app.context.db))[0]).toMatchObject({ reminder: 1, announcement: 0 });
});

it('sends at most three mails a day to one address, and forgets who never confirms', async () => {
  for (let index = 0; index < 5; index++) {
    expect((await app.post('/prenumerera', FORM)).status).toBe(200);
    await deliver(app.context);
  }
  expect(smtp.received.length).toBe(3);
  app.clock.now = '2026-11-25T12:00:01.000Z';
  expect((await app.get(pathIn(smtp.received[2]!.mail.text))).status).toBe(404);
});

it('mails no more than sixty addresses a day for one network', async () => {
  for (let index = 0; index < 1000; index++) {
    if (index % 20 === 0) app.clock.now = later(NOW, { minutes: index });
    await subscribe(app.context, { email: `n${index}@example.org`, name: '', wishes: STANDARD }, '192.0.2.7');
  }
  const reached = await app.context.db.selectFrom('outbox').select('recipient_address').execute();
  expect(new Set(reached.map(({ recipient_address }) => recipient_address)).size).toBe(60);
});

it('stops one network after twenty tries in an hour, and does nothing for robots', async () => {
  await app.post('/prenumerera', { ...FORM, webbplats: 'x' });
  expect(await people()).toEqual([]);
  const answers = [];
  for (let index = 0; index < 21; index++)
    answers.push((await app.post('/prenumerera', { ...FORM, email: `n${index}@example.org` })).status);
  expect(answers).toEqual([...Array<number>(20).fill(200), 429]);
});

it.each([
  [{}, ['email', 'wants']],
  [{ email: 'a@x.example\r\nBcc: evil@x.example', wants: 'inbjudan' }, ['email']],
  [{ email: 'a@x.example, b@x.example', wants: 'inbjudan' }, ['email']],
  [{ email: '"a, b"@x.example', wants: 'inbjudan' }, ['email']],
  [{ email: 'a@x.example <evil@x.example>', wants: 'inbjudan' }, ['email']],
  [{ email: 'a@x.example\0b', wants: 'inbjudan', name: 'x'.repeat(101) }, ['email', 'name']],
  [{ email: 'ok@x.example', wants: ['__proto__', 'constructor'] }, ['wants']],
])('refuses %j', async (fields, wrong) => {
  const answer = await app.post('/prenumerera', fields as Record<string, string>);
  expect(answer.status).toBe(422);
  expect([...answer.text.matchAll(/href="#f-(\w+)"/g)].map(([, name]) => name).toSorted(byText)).toEqual(
    [...wrong].toSorted(byText),
  );
  expect(await outboxStates(app.context)).toEqual([]);
});

it('shows, changes and ends by the standing link', async () => {
  await addSubscriber(app.context, 'eva@example.org', 'inbjudan', 'Eva');
  const token = manageToken(app.context, (await listConfirmed(app.context.db))[0]!);
  const path = `/prenumeration/${token}`;
  expect((await app.get(path)).text).toContain('value="Eva"');
  expect((await app.post(path, { name: 'E', wants: [] })).status).toBe(422);
  expect((await app.post(path, { name: 'E', wants: ['kalender'] })).status).toBe(303);
  expect((await listConfirmed(app.context.db))[0]).toMatchObject({ name: 'E', calendar: 1, announcement: 1 });
  expect((await app.get(`${path}/avsluta`)).text).toContain('Avsluta prenumerationen?');
  expect((await people()).length).toBe(1);
  expect((await app.get(`${path.slice(0, -1)}x`)).status).toBe(404);
});

it.each(['application/x-www-form-urlencoded', 'multipart'])(
  'unsubscribes with one click (%s)',
  async (type) => {
    await addSubscriber(app.context, 'eva@example.org', 'inbjudan');
    const slug = await addMeeting(app.context);
    await queueMailing(app.context, {
      kind: 'announcement',
      slug,
      subject: 'Hej',
      text: 'Hej',
      userId: null,
    });
    const token = manageToken(app.context, (await listConfirmed(app.context.db))[0]!);
    const form = new FormData();
    form.set('List-Unsubscribe', 'One-Click');
    const click = (which: string, headers: Record<string, string>) =>
      fetch(`${app.baseUrl}/prenumeration/${which}/avsluta`, {
        method: 'POST',
        redirect: 'manual',
        headers,
        body: type === 'multipart' ? form : new URLSearchParams('List-Unsubscribe=One-Click'),
      });
    const answers = [
      await click(token, {}),
      await click(token, { 'sec-fetch-site': 'cross-site', origin: 'https://mejl.example.com' }),
      await click('12.1.aaaaaaaaaaaaaaaaaaaaaa', { origin: 'null' }),
    ];
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(answers.map(({ headers }) => headers.get('set-cookie'))).toEqual([null, null, null]);
    const texts = await Promise.all(answers.map((answer) => answer.text()));
    expect([texts[1], texts[2]]).toEqual([texts[0], texts[0]]);
    expect(await people()).toEqual([]);
    expect(await outboxStates(app.context)).toEqual(['stopped']);
    const left = await app.context.db.selectFrom('outbox').select(['recipient_address', 'reason']).execute();
    expect(left).toEqual([{ recipient_address: '', reason: 'Prenumerationen är avslutad.' }]);
    expect(await app.context.db.selectFrom('outbox_raw').selectAll().execute()).toEqual([]);
    const list = [{ email: 'eva@example.org', name: '', wishes: STANDARD }];
    const source = { origin: 'Gamla listan', date: '2026-11-01' };
    const nobody = { added: 0, known: 0, unsubscribed: 1, refused: 0 };
    expect(await importList(app.context, list, source)).toEqual(nobody);
    const next = await addSubscriber(app.context, 'ny@example.org', 'inbjudan');
    expect((await app.get(`/prenumeration/${token}`)).status).toBe(404);
    expect(next).toBe(2);
  },
);
