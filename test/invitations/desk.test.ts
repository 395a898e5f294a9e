import { afterEach, beforeEach, expect, it } from 'vitest';
import { invite as inviteAtOnce } from '../../server/invitations/invite-actions.ts';
import { moveMeeting } from '../../server/meetings/life-actions.ts';
import { SECRETARY } from '../support/app.ts';
import { addTalk, appearanceOf, pathOf, reply } from '../support/invitations.ts';
import { inboxes, later, startMailApp, type MailApp } from '../support/mailbox.ts';
import { entryOf } from '../support/mailing-form.ts';
import { makeMeeting } from '../support/meetings.ts';

const EBBA = 'ebba@example.org';
const OLLE = 'olle@example.org';

let app: MailApp;
let at: { id: number; slug: string };
let ebba: Awaited<ReturnType<typeof addTalk>>;
let desk: string;
beforeEach(async () => {
  app = await startMailApp();
  at = await makeMeeting(app, { dates: ['2026-12-21'] });
  ebba = await addTalk(app, at.id);
  desk = `/admin/moten/${at.slug}/medverkande`;
});
afterEach(() => app.close());

const addOlle = (email: string | null = OLLE) =>
  addTalk(app, at.id, { title: 'Nytt', name: 'Olle Nejd', email });
const invite = (person: number[], line = '') =>
  app.post(`${desk}/inbjudan`, { person: person.map(String), line, verb: 'skicka' });
const audits = async () =>
  (await app.context.db.selectFrom('audit_event').select(['action', 'object', 'detail']).execute()).filter(
    ({ action }) => action.startsWith('speaker'),
  );
const done = async (key: string) =>
  /<p class="done"[^>]*>([^<]*)/.exec((await app.get(`${desk}?klart=${key}`)).text)?.[1];

it('adds a person with an address, which stands in the register and on no public page', async () => {
  const fields = { name: 'Siv Ny', role: 'volontär', organisation: '', email: 'Siv@example.se', yes: '1' };
  const added = await app.post(`/admin/moten/${at.slug}/dagordning/${ebba.itemId}/medverkande`, fields);
  expect(added.status).toBe(303);
  const { email } = await app.context.db
    .selectFrom('speaker')
    .select('email')
    .where('name', '=', 'Siv Ny')
    .executeTakeFirstOrThrow();
  expect(email).toBe('Siv@example.se');
  await app.post(`/admin/moten/${at.slug}/inbjudan`);
  for (const path of ['', '.md', '.json', '.ics']) {
    const { status, text } = await app.get(`/moten/${at.slug}${path}`);
    expect([path, status, /siv@|ebba@/i.test(text)]).toEqual([path, 200, false]);
  }
  for (const wrong of [{ email: 'siv' }, { role: 'tel 070-123 45 67' }, { name: 'a@b.se' }])
    expect(
      (
        await app.post(`/admin/moten/${at.slug}/dagordning/${ebba.itemId}/medverkande`, {
          ...fields,
          ...wrong,
        })
      ).status,
    ).toBe(422);
});

it('mails a link for each item to who has two', async () => {
  const second = await addTalk(app, at.id, { title: 'Nytt' });
  await invite([ebba.id, second.id]);
  await inboxes(app);
  const links = app.smtp.received.map(({ mail }) => /\/medverkan\/\S+/.exec(mail.text!)![0]);
  expect(links).toEqual([await pathOf(app, ebba.id), await pathOf(app, second.id)]);
});

it('shows the mail before it is sent, word for word, with the own line', async () => {
  await addOlle();
  const before = app.bytes();
  const { text: page } = await app.get(`${desk}/inbjudan?person=${ebba.id}`);
  expect([...page.matchAll(/value="(\d+)" checked/g)].map(([, id]) => Number(id))).toEqual([ebba.id]);
  const shown = await app.post(`${desk}/inbjudan`, {
    person: [String(ebba.id)],
    line: 'Tjugo minuter & frågor.',
    verb: 'visa',
  });
  expect([shown.status, app.bytes().equals(before)]).toEqual([200, true]);
  expect((await invite([ebba.id], 'Tjugo minuter & frågor.')).status).toBe(303);
  const mails = await inboxes(app);
  expect(Object.keys(mails)).toEqual([EBBA]);
  const { mail } = mails[EBBA]!;
  const preview = /<pre>([^]*?)<\/pre>/.exec(shown.text)![1]!.replaceAll('&amp;', '&');
  expect(mail.text!.trim()).toBe(preview.trim());
  expect(mail.subject).toBe('Vill du medverka måndag 21 december 2026?');
  const link = `https://moten.example.org${await pathOf(app, ebba.id)}`;
  for (const words of [
    'Tjugo minuter & frågor.',
    'Skolan i området',
    'kl. 13.30–15.30',
    'Rådhuset',
    link,
    'Sanna',
  ])
    expect(mail.text).toContain(words);
  expect(String(mail.html)).toContain(`href="${link}"`);
  expect(entryOf(mails[EBBA])).toBeUndefined();
});

it('invites all of an item at once, each with the own link, and once only', async () => {
  const fields = { name: 'Olle Nejd', role: '', organisation: '', email: OLLE };
  await app.post(`/admin/moten/${at.slug}/dagordning/${ebba.itemId}/medverkande`, fields);
  const other = await addTalk(app, at.id, { title: 'Annat', name: 'Siv Ny', email: 'siv@example.org' });
  const rows = await app.context.db
    .selectFrom('agenda_speaker')
    .select('id')
    .where('agenda_item_id', '=', ebba.itemId)
    .execute();
  const ids = rows.map(({ id }) => id);
  const { text } = await app.get(`${desk}/inbjudan?punkt=${ebba.itemId}`);
  expect([...text.matchAll(/value="(\d+)" checked/g)].map(([, id]) => Number(id))).toEqual(ids);
  await invite(ids);
  expect(await done('inbjudna')).toBe('Vi mejlar en inbjudan till Ebba Provén och Olle Nejd.');
  const mails = await inboxes(app);
  expect(Object.keys(mails).toSorted()).toEqual([EBBA, OLLE]);
  for (const [index, address] of [EBBA, OLLE].entries())
    expect(mails[address]!.mail.text).toContain(await pathOf(app, ids[index]!));
  expect(mails[EBBA]!.mail.text).not.toContain(await pathOf(app, ids[1]!));
  const before = await appearanceOf(app, ebba.id);
  await invite(ids);
  expect([Object.keys(await inboxes(app)), await appearanceOf(app, ebba.id)]).toEqual([[], before]);
  expect(await audits()).toEqual(
    [
      { action: 'speaker added', detail: null },
      { action: 'speakers invited', detail: ids.join(' ') },
    ].map((event) => ({ ...event, object: `meeting ${at.id}` })),
  );
  expect((await appearanceOf(app, other.id)).invited_at).toBeNull();
});

it('says which are without an address, and gives the link to copy', async () => {
  const olle = await addOlle(null);
  const { text } = await app.get(`${desk}/inbjudan`);
  expect(text).toContain('De här saknar e-postadress: Olle Nejd.');
  await invite([olle.id]);
  expect(await inboxes(app)).toEqual({});
  const link = `https://moten.example.org${await pathOf(app, olle.id)}`;
  const field = `<input id="lank-${olle.id}" type="text" readonly value="${link}"`;
  expect((await app.get(desk)).text).toContain(field);
  expect((await app.get(`/admin/moten/${at.slug}/dagordning/${olle.itemId}`)).text).toContain(field);
  const wrong = await app.post(`${desk}/${olle.id}/adress`, { email: 'olle@@example' });
  expect([wrong.status, wrong.text.includes('value="olle@@example"')]).toEqual([422, true]);
  await app.post(`${desk}/${olle.id}/adress`, { email: OLLE });
  await invite([olle.id]);
  expect(Object.keys(await inboxes(app))).toEqual([OLLE]);
});

it('mails a page, not a question, to somebody who has said yes in another way, and nothing after a no', async () => {
  const olle = await addOlle();
  const set = (id: number, answer: 'yes' | 'no') =>
    app.context.db.updateTable('agenda_speaker').set({ answer }).where('id', '=', id).execute();
  await set(ebba.id, 'yes');
  await set(olle.id, 'no');
  await invite([ebba.id, olle.id]);
  const mails = await inboxes(app);
  expect(Object.keys(mails)).toEqual([EBBA]);
  expect(mails[EBBA]!.mail.subject).toBe('Din sida inför mötet måndag 21 december 2026');
});

it('never sends an invitation with a day that has changed, and then offers to send a new one', async () => {
  await invite([ebba.id]);
  await app.post(`/admin/moten/${at.slug}/datum`, { date: '2027-01-18' });
  expect(await inboxes(app)).toEqual({});
  desk = '/admin/moten/2027-01-18/medverkande';
  expect((await app.get(desk)).text).toContain('Mötet är ändrat sedan mejlet skickades.');
  await invite([ebba.id]);
  const mails = await inboxes(app);
  expect([app.smtp.received.length, mails[EBBA]!.mail.subject]).toEqual([
    1,
    'Vill du medverka måndag 18 januari 2027?',
  ]);
});

it('invites nobody to a meeting that moves while the mail is written', async () => {
  const by = { slug: at.slug, userId: 1 };
  const [invited, moved] = await Promise.allSettled([
    inviteAtOnce(app.context, by, { ids: [ebba.id], line: '' }),
    moveMeeting(app.context, at.slug, '2027-01-18', { id: null }),
  ]);
  expect([invited.status, moved.status]).toEqual(['rejected', 'fulfilled']);
  expect((await appearanceOf(app, ebba.id)).invited_at).toBeNull();
  expect(await inboxes(app)).toEqual({});
});

it('reminds those who have not answered, at most once a day, and says whom', async () => {
  const olle = await addOlle();
  await addTalk(app, at.id, { title: 'Tredje', name: 'Aldrig Frågad', email: 'aldrig@example.org' });
  await invite([ebba.id, olle.id]);
  await inboxes(app);
  await reply(app, olle.id, 'nej');
  await app.post(`${desk}/paminnelse`);
  expect([await inboxes(app), await done('paminda')]).toEqual([
    {},
    'Ingen behövde påminnas. Alla har svarat, eller har redan fått ett mejl i dag.',
  ]);
  later(app, 24 * 60);
  expect((await app.post('/admin/logga-in', SECRETARY)).status).toBe(303);
  for (let index = 0; index < 2; index++) expect((await app.post(`${desk}/paminnelse`)).status).toBe(303);
  expect(await done('paminda')).toBe('Vi mejlar en påminnelse till Ebba Provén.');
  const mails = await inboxes(app);
  expect([app.smtp.received.length, Object.keys(mails)]).toEqual([1, [EBBA]]);
  expect(mails[EBBA]!.mail.subject).toBe('Påminnelse: vill du medverka måndag 21 december 2026?');
  expect((await app.get(desk)).text).toContain('påmind måndag 23 november 2026 kl. 13.00');
});

it.each([
  ['cancelled', { state: 'cancelled' as const }],
  ['held', { state: 'held' as const }],
])('invites and reminds nobody of a meeting that is %s', async (_name, set) => {
  await app.context.db.updateTable('meeting').set(set).execute();
  for (const path of ['inbjudan', 'paminnelse'])
    expect((await app.post(`${desk}/${path}`, { person: String(ebba.id) })).status).toBe(409);
  expect((await app.get(`${desk}/inbjudan`)).text).not.toContain('Skicka inbjudan');
  expect(await inboxes(app)).toEqual({});
});

const BEFORE = { name: 'Ebba Provén', role: 'rektor', organisation: 'Exempelskolan' };
const AFTER = { name: 'Ebba Provén', role: 'rektor', organisation: 'Nya skolan' };
it.each([
  ['behall', AFTER, BEFORE],
  ['register', AFTER, AFTER],
  ['aterstall', BEFORE, BEFORE],
])('shows how a name was changed, and "%s" settles it', async (val, printed, registered) => {
  await reply(app, ebba.id, 'ja', { organisation: 'Nya skolan' });
  for (const path of [desk, `/admin/moten/${at.slug}`, `/admin/moten/${at.slug}/dagordning/${ebba.itemId}`]) {
    const { text } = await app.get(path);
    expect(text).toContain('<del>Ebba Provén, rektor, Exempelskolan</del>');
    expect(text).toContain('<ins>Ebba Provén, rektor, Nya skolan</ins>');
  }
  expect((await app.post(`${desk}/${ebba.id}/namn`, { val })).status).toBe(303);
  expect(await appearanceOf(app, ebba.id)).toMatchObject({ ...printed, printed_before: null });
  const person = await app.context.db
    .selectFrom('speaker')
    .leftJoin('organisation', 'organisation.id', 'organisation_id')
    .select(['speaker.name', 'role', 'organisation.name as organisation', 'speaker.email'])
    .where('speaker.id', '=', ebba.speakerId)
    .executeTakeFirstOrThrow();
  expect(person).toEqual({ ...registered, email: EBBA });
  expect((await app.get(desk)).text).not.toContain('<del>');
  expect((await app.post(`${desk}/${ebba.id}/namn`, { val: 'constructor' })).status).toBe(409);
});

it('shows answer, needs and message, and moves the item to the wished meeting in one click', async () => {
  const next = await makeMeeting(app, { dates: ['2027-01-18'] });
  await app.post(`/admin/moten/${at.slug}/dagordning/${ebba.itemId}/medverkande`, {
    name: 'Olle Nejd',
    role: '',
    organisation: '',
    email: OLLE,
  });
  await reply(app, ebba.id + 1, 'ja');
  expect(entryOf((await inboxes(app))[OLLE])?.method).toBe('REQUEST');
  await reply(app, ebba.id, 'annan-dag', { wished: '2027-01-18', need: 'Tolk', message: 'Gärna då' });
  const { text } = await app.get(desk);
  for (const words of ['Har tackat nej', 'Kommer hellre måndag 18 januari 2027.', 'Tolk', 'Gärna då'])
    expect(text).toContain(words);
  const moved = await app.post(`${desk}/${ebba.id}/flytt`);
  const copy = await app.context.db
    .selectFrom('agenda_item')
    .select(['id', 'meeting_id'])
    .where('carried_from_id', '=', ebba.itemId)
    .executeTakeFirstOrThrow();
  const to = `/admin/moten/2027-01-18/medverkande/inbjudan?punkt=${copy.id}`;
  expect([moved.status, moved.headers.get('location'), copy.meeting_id]).toEqual([303, to, next.id]);
  expect((await app.get(to)).text).toContain('Ebba Provén');
  expect(entryOf((await inboxes(app))[OLLE])?.method).toBe('CANCEL');
  expect((await app.post(`${desk}/${ebba.id}/flytt`)).status).toBe(409);
  expect((await app.get(await pathOf(app, ebba.id))).text).toContain('Din punkt är flyttad');
});

it.each([0, 1, 500])('lists %i people', async (count) => {
  await app.context.db.deleteFrom('agenda_speaker').execute();
  const row = { agenda_item_id: ebba.itemId, speaker_id: ebba.speakerId, role: null, organisation: null };
  for (let position = 0; position < count; position++)
    await app.context.db
      .insertInto('agenda_speaker')
      .values({ ...row, position, name: `Person ${position}` })
      .execute();
  for (const path of ['', '/inbjudan']) {
    const { status, text } = await app.get(desk + path);
    expect([status, new Set(text.match(/Person \d+/g)).size]).toEqual([200, count]);
  }
});
