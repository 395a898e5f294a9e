import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { readConfig } from '../../server/config.ts';
import { startErrands } from '../../server/errands/loop.ts';
import { forgetUnconfirmed } from '../../server/subscribers/actions.ts';
import { importList } from '../../server/subscribers/list-actions.ts';
import { STANDARD } from '../../server/subscribers/wishes.ts';
import { NOW, SECRETARY } from '../support/app.ts';
import { addMeeting, addSubscriber, deliver, outboxStates } from '../support/mail.ts';
import {
  contentsOf,
  formAt,
  inboxOf,
  inboxes,
  later,
  leavesOf,
  mailOut,
  readMime,
  startMailApp,
  unescape,
  valuesOf,
  type MailApp,
} from '../support/mailbox.ts';

let app: MailApp;
beforeEach(async () => (app = await startMailApp()));
afterEach(() => app.close());

const FORM = { email: 'ny@example.org', name: 'Ny', wants: ['inbjudan'] };
const KIM = 'kim@example.org';
const people = () => app.context.db.selectFrom('subscriber').selectAll().orderBy('id').execute();
const linkIn = (text: string | undefined) =>
  new URL(/https:\S+\/prenumeration\S+/.exec(text ?? '')![0]).pathname;

it('42: subscribes only who confirms with a POST, in time, and keeps what proves it', async () => {
  expect((await app.post('/prenumerera', FORM)).text).not.toContain(FORM.email);
  const path = linkIn((await inboxOf(app, FORM.email)).mail.text);
  const token = path.split('/').at(-1)!;
  expect(Buffer.from(token, 'base64url')).toHaveLength(32);
  expect(app.bytes().includes(token)).toBe(false);
  expect((await people()).map(({ state, confirmed_at }) => [state, confirmed_at])).toEqual([
    ['pending', null],
  ]);
  app.clock.now = '2026-11-25T12:00:00.001Z';
  expect((await app.post(path)).status).toBe(404);
  app.clock.now = '2026-11-25T11:59:59.000Z';
  expect((await app.post(path)).status).toBe(303);
  const [proof] = await people();
  expect(proof).toMatchObject({
    state: 'confirmed',
    origin: 'form',
    requested_at: NOW,
    confirmed_at: '2026-11-25T11:59:59.000Z',
    consent_text: expect.stringMatching(
      /^Jag vill få de mejl som jag har valt från Gemensam utvecklingsgrupp/,
    ),
  });
  expect(Object.keys(proof!).filter((name) => /ip|network|agent/.test(name))).toEqual([]);
  expect(app.bytes().includes('127.0.0.1')).toBe(false);
});

it('43: forgets who never confirms, tells nobody who is known, and writes three times a day at most', async () => {
  await addSubscriber(app.context, KIM, 'påminnelse');
  const asked = async (email: string) => (await app.post('/prenumerera', { ...FORM, email })).text;
  const answers = [await asked(FORM.email), await asked(FORM.email), await asked(KIM)];
  expect(new Set(answers).size).toBe(1);
  for (let index = 0; index < 3; index++) await asked(FORM.email);
  const made = await app.context.db.selectFrom('outbox').select('recipient_address').execute();
  expect(made.filter(({ recipient_address: to }) => to === FORM.email)).toHaveLength(3);
  expect((await people()).map(({ email }) => email)).toEqual([KIM, FORM.email]);
  later(app, 7 * 24 * 60 + 1);
  const errands = startErrands(app.context, { mailing: false });
  await expect.poll(people).toHaveLength(1);
  await errands.stop();
  expect(await forgetUnconfirmed(app.context)).toBe(0);
  expect(app.bytes().includes(FORM.email)).toBe(false);
});

it('44: who ends it leaves a keyed hash and no address, gets all that is kept on asking, and is in no log', async () => {
  await addMeeting(app.context);
  await addSubscriber(app.context, KIM, 'inbjudan ändringar', 'Kim Unik');
  await mailOut(app, 'announcement');
  const path = linkIn((await inboxOf(app, KIM)).mail.text);
  const kept = await app.get(`${path}/uppgifter`);
  expect(kept.headers.get('content-disposition')).toContain('mina-uppgifter.json');
  expect(JSON.stringify(JSON.parse(kept.text))).toContain(KIM);
  expect(kept.text).toContain('Inbjudan: Områdesarbete');
  await mailOut(app, 'change', '2026-12-21', { change: 'Ny lokal.', when: 'wait' });
  expect((await app.post(`${path}/avsluta`)).status).toBe(200);
  expect(app.bytes().includes(KIM)).toBe(false);
  expect(app.bytes().includes('Kim Unik')).toBe(false);
  const hashes = await app.context.db.selectFrom('suppression').select(['email_hash', 'reason']).execute();
  expect(hashes).toEqual([{ email_hash: expect.stringMatching(/^[\w-]{43}$/), reason: 'unsubscribed' }]);
  const list = [{ email: KIM, name: '', wishes: STANDARD }];
  await importList(app.context, list, { origin: 'Gammal lista', date: '2026-11-01' });
  expect(await people()).toEqual([]);
  await addSubscriber(app.context, 'eva@example.org', 'inbjudan', 'Eva Unik');
  await mailOut(app, 'announcement');
  await inboxes(app);
  later(app, 90 * 24 * 60 + 1);
  const errands = startErrands(app.context, { mailing: false });
  const sent = () =>
    app.context.db.selectFrom('outbox').select(['recipient_address', 'recipient_name']).execute();
  await expect.poll(async () => (await sent()).filter(({ recipient_address: to }) => to)).toEqual([]);
  await errands.stop();
  expect(await app.context.db.selectFrom('outbox_raw').selectAll().execute()).toEqual([]);
  expect(app.log.filter((line) => /@|Unik/.test(line))).toEqual([]);
});

it('45: lowers only the domain, knows an address in any spelling, and refuses what few servers take', async () => {
  await app.post('/prenumerera', { ...FORM, email: 'Kim.Åsa@example.org' });
  await app.post('/prenumerera', { ...FORM, email: 'kim@exämple.org,' });
  expect(await people()).toEqual([]);
  await app.post('/prenumerera', { ...FORM, email: 'Kim@RÄKSMÖRGÅS.Example.ORG' });
  const [mail] = Object.values(await inboxes(app));
  expect(valuesOf(mail!.raw, 'to')).toEqual(['Kim@xn--rksmrgs-5wao1o.example.org']);
  await app.post('/prenumerera', { ...FORM, email: 'kIM@räksmörgås.example.org' });
  expect((await people()).map(({ email_key: key }) => key)).toEqual(['kim@xn--rksmrgs-5wao1o.example.org']);
});

it('46: shows the very bytes beforehand, and a trial mail reaches nobody else and no calendar', async () => {
  const slug = await addMeeting(app.context);
  await addSubscriber(app.context, KIM, 'kalender', 'Kim');
  const base = `/admin/moten/${slug}/utskick`;
  const form: Record<string, string> = {
    ...(await formAt(app, `${base}/ny?slag=announcement`)),
    slag: 'announcement',
  };
  const shown = async (som: string) => {
    const { text } = await app.post(`${base}/forhandsvisning`, { ...form, som, mottagare: KIM });
    const pre = /<pre>(.*)<\/pre>/s.exec(text);
    return pre ? unescape(pre[1]!).replace(/^Till kim@example\.org\n\n/, '') : text;
  };
  const before = [await shown('kalla'), await shown('text'), await shown('html'), await shown('kalender')];
  expect(await outboxStates(app.context)).toEqual([]);

  const tried = await app.post(`${base}/prov`, { ...form, when: 'wait' });
  expect(tried.text).toContain(`Provet är på väg till ${SECRETARY.email}`);
  const trial = await inboxes(app);
  expect(Object.keys(trial)).toEqual([SECRETARY.email]);
  const { mail, raw } = trial[SECRETARY.email]!;
  expect(mail.subject).toBe(`[PROV] ${form['subject']}`);
  expect(leavesOf(readMime(raw)).map(({ type }) => type)).toEqual(['text/plain', 'text/html']);
  expect(mail.text).toContain('/svar/PROV');
  expect(mail.text).not.toMatch(/prenumeration\/\d|svar\/\d|kim/i);

  await mailOut(app, 'announcement', slug, form);
  const sent = await inboxOf(app, KIM);
  expect(before[0]).toBe(sent.raw.toString());
  const crlf = (text: string) => text.replace(/\r?\n/g, '\r\n');
  expect(before.slice(1).map(crlf)).toEqual(
    ['text/plain', 'text/html', 'text/calendar'].map((type) => contentsOf(sent, type)[0]),
  );
});

it('47: mails go to files unless a server is set, and then only where they may', async () => {
  const DATA_DIR = mkdtempSync(join(tmpdir(), 'gemensam-mail-'));
  expect(readConfig({ DATA_DIR }).smtpUrl).toBeUndefined();
  expect(() => readConfig({ DATA_DIR, SMTP_URL: 'smtp://127.0.0.1' })).toThrow('MAIL_FROM');
  const only = (to: string, env = {}) => startMailApp({ DATA_DIR, MAIL_ONLY_TO: to, ...env });
  for (const [env, reached] of [
    [{}, ['eva@example.se']],
    [{ SMTP_URL: '' }, []],
  ] as const) {
    await app.close();
    app = await only('example.se', env);
    await addMeeting(app.context);
    for (const email of [KIM, 'eva@example.se', 'mallory@notexample.se', 'mallory@example.se.example.org'])
      await addSubscriber(app.context, email, 'inbjudan');
    await mailOut(app, 'announcement');
    await deliver(app.context);
    expect(app.smtp.received.map(({ to }) => to.join())).toEqual(reached);
    const reasons = await app.context.db
      .selectFrom('outbox')
      .select('reason')
      .where('state', '=', 'stopped')
      .execute();
    expect(reasons).toEqual(Array(3).fill({ reason: 'Mottagarens domän finns inte i MAIL_ONLY_TO.' }));
  }
  const files = readdirSync(join(DATA_DIR, 'mail'));
  expect(files).toHaveLength(1);
  expect(readFileSync(join(DATA_DIR, 'mail', files[0]!), 'utf8')).toContain('To: eva@example.se');
  rmSync(DATA_DIR, { recursive: true });
});
