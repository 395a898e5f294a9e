import { afterEach, beforeEach, expect, it } from 'vitest';
import { SECRETARY } from '../support/app.ts';
import { addMeeting, addSubscriber } from '../support/mail.ts';
import { inboxes, later, startMailApp, unescape, type MailApp } from '../support/mailbox.ts';
import { entryOf, numberIn, readMailingForm, sendForm } from '../support/mailing-form.ts';

const [KIM, EVA] = ['kim@example.org', 'eva@example.org'];
const SLUG = '2026-12-21';
const NEW = `/admin/moten/${SLUG}/utskick/ny?slag=announcement`;

let app: MailApp;
beforeEach(async () => {
  app = await startMailApp();
  await addMeeting(app.context);
  await addSubscriber(app.context, KIM, 'inbjudan kalender', 'Kim');
  await addSubscriber(app.context, EVA, 'inbjudan', '=Eva');
});
afterEach(() => app.close());

const outbox = () => app.context.db.selectFrom('outbox').selectAll().orderBy('id').execute();
const mailings = () => app.context.db.selectFrom('mailing').selectAll().orderBy('id').execute();
const send = async (path = NEW, fields: Record<string, string> = {}) =>
  numberIn(await sendForm(app, path, { when: 'now', ...fields }));

it('sends one trial to who is signed in, with no real links, and touches nothing else', async () => {
  await send('/admin/utskick/ny?slag=message', { when: 'wait' });
  const before = [await outbox(), await mailings()];
  const answer = await sendForm(app, NEW, { subject: 'Prova {namn}', when: 'now' }, '/prov');
  expect(answer.status).toBe(200);
  expect(answer.text).toContain(`Provet är på väg till ${SECRETARY.email}.`);
  expect(readMailingForm(answer.text).fields).toMatchObject({ subject: 'Prova {namn}', when: 'now' });
  expect([(await outbox()).filter(({ kind }) => kind !== 'test'), await mailings()]).toEqual(before);
  const mails = await inboxes(app);
  expect(app.smtp.received.map(({ to }) => to)).toEqual([[SECRETARY.email]]);
  const trial = mails[SECRETARY.email]!;
  expect(trial.mail.subject).toBe(`[PROV] Prova ${SECRETARY.name}`);
  expect(entryOf(trial)).toBeUndefined();
  const all = `${trial.raw.toString()}${trial.mail.text}${String(trial.mail.html)}`;
  const links = [
    ...`${trial.mail.text} ${String(trial.mail.html)}`.matchAll(/\/(?:prenumeration|svar)\/[^\s"<)]*/g),
  ];
  expect([...new Set(links.map(([link]) => link))].toSorted()).toEqual(['/prenumeration/PROV', '/svar/PROV']);
  expect(all).not.toMatch(/List-Unsubscribe|text\/calendar/i);
  for (const path of ['/svar/PROV', '/prenumeration/PROV']) expect((await app.get(path)).status).toBe(404);
  const meeting = await app.context.db.selectFrom('meeting').select('announced_at').execute();
  expect(meeting).toEqual([{ announced_at: null }]);
  later(app, 10);
  expect(Object.keys(await inboxes(app)).toSorted()).toEqual([EVA, KIM]);
});

it('gives everybody the mailing after a trial, also who tried it and subscribes', async () => {
  await addSubscriber(app.context, SECRETARY.email, 'inbjudan', 'Sanna');
  await sendForm(app, NEW, {}, '/prov');
  await sendForm(app, NEW, {}, '/prov');
  await inboxes(app);
  expect(app.smtp.received).toHaveLength(2);
  await send();
  expect(Object.keys(await inboxes(app)).toSorted()).toEqual([EVA, KIM, SECRETARY.email]);
});

/** What stands in the frame, as text. */
async function preview(fields: Record<string, string>): Promise<string> {
  const { text } = await sendForm(app, NEW, fields, '/forhandsvisning');
  return unescape(/<pre>([^]*)<\/pre>/.exec(text)![1]!);
}

it.each([KIM, EVA, 'KIM@EXAMPLE.ORG'])('shows the very bytes that %s gets', async (mottagare) => {
  const shown = await preview({ mottagare, som: 'kalla' });
  expect(await outbox()).toEqual([]);
  const [note, ...bytes] = shown.split(/\n\n(?=.)/);
  expect(note).toBe(`Till ${mottagare.toLowerCase()}`);
  await send();
  const { raw } = (await inboxes(app))[mottagare.toLowerCase()]!;
  const plain = (text: string) =>
    text
      .replaceAll('\r', '')
      .replace(/(--_NmP|boundary="|NmP-)[^"\n]*/g, '$1')
      .trim();
  expect(plain(bytes.join('\n\n'))).toBe(plain(raw.toString()));
});

it('says so when nobody with that address gets the mailing', async () => {
  const shown = await preview({ mottagare: 'ingen@example.org', som: 'text' });
  expect(shown).toContain(`ingen@example.org är inte bland mottagarna. Så här ser mejlet ut för ${EVA}.\n\n`);
  const html = await sendForm(app, NEW, { mottagare: 'ingen@example.org', som: 'html' }, '/forhandsvisning');
  expect(html.text).toContain('ingen@example.org är inte bland mottagarna.');
});

it('logs what became of each mail, for the secretary and for a spreadsheet', async () => {
  app.smtp.answer.refused = EVA;
  const id = await send();
  await inboxes(app);
  const page = (await app.get(`/admin/utskick/${id}`)).text;
  expect(page).toContain('1 av 2 skickade, 1 togs inte emot');
  expect(page).toMatch(/<th scope="row">eva@example\.org<\/th><td data-label="Läge">togs inte emot: [^<]+/);
  const csv = await app.get(`/admin/utskick/${id}.csv`);
  expect(csv.headers.get('content-type')).toBe('text/csv; charset=utf-8');
  expect(csv.headers.get('content-disposition')).toBe(`attachment; filename=utskick-${id}.csv`);
  const bytes = await fetchBytes(`/admin/utskick/${id}.csv`);
  expect(bytes.subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]));
  const lines = bytes.toString('utf8').slice(1).trimEnd().split('\r\n');
  const cells = lines.map((line) => line.split(';').map((cell) => cell.replace(/^"|"$/g, '')));
  expect(cells[0]).toEqual(['mottagare', 'namn', 'läge', 'orsak', 'försök', 'skickat', 'serverns svar']);
  const rows = cells.slice(1).toSorted(([a = ''], [b = '']) => (a < b ? -1 : 1));
  expect(rows.map((row) => row.slice(0, 3))).toEqual([
    [EVA, "'=Eva", 'togs inte emot'],
    [KIM, 'Kim', 'skickat'],
  ]);
  expect([rows[0]![3], rows[0]![5]]).toEqual([expect.stringMatching(/\S/), '']);
  expect(rows[0]![6] || rows[0]![3]).toContain('550');
  expect(rows[1]).toEqual([KIM, 'Kim', 'skickat', '', '1', app.clock.now, expect.stringMatching(/^250 /)]);
});

async function fetchBytes(path: string): Promise<Buffer> {
  const answer = await fetch(`${app.origin}/admin/logga-in`, {
    method: 'POST',
    body: new URLSearchParams(SECRETARY),
    headers: { origin: app.baseUrl },
    redirect: 'manual',
  });
  const cookie = answer.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ');
  return Buffer.from(await (await fetch(app.origin + path, { headers: { cookie } })).arrayBuffer());
}

it.each(['/admin/utskick/1', '/admin/utskick/1.csv', NEW])('keeps %s to the secretary', async (path) => {
  await send();
  await app.post('/admin/logga-ut');
  const { status, text } = await app.get(path);
  expect([status, text.includes(KIM)]).toEqual([401, false]);
});
