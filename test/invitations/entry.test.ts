import { afterEach, beforeEach, expect, it } from 'vitest';
import { cancelMeeting, moveMeeting } from '../../server/meetings/life-actions.ts';
import { addTalk, appearanceOf, pathOf, reply } from '../support/invitations.ts';
import { addSubscriber } from '../support/mail.ts';
import { inboxes, startMailApp, unescape, type MailApp } from '../support/mailbox.ts';
import { entryOf, sendForm } from '../support/mailing-form.ts';
import { makeMeeting } from '../support/meetings.ts';

const EBBA = 'ebba@example.org';
const BY = { id: null };
const NOW = '2026-11-22T12:00:00.000Z';

let app: MailApp;
let at: { id: number; slug: string };
let talk: Awaited<ReturnType<typeof addTalk>>;
beforeEach(async () => {
  app = await startMailApp();
  at = await makeMeeting(app, { dates: ['2026-12-21'], announced_at: NOW });
  talk = await addTalk(app, at.id);
});
afterEach(() => app.close());

const got = async () =>
  Object.fromEntries(Object.entries(await inboxes(app)).map(([to, mail]) => [to, entryOf(mail)]));
const mailAbout = async (kind: string, slug = at.slug) =>
  expect((await sendForm(app, `/admin/moten/${slug}/utskick/ny?slag=${kind}`, { when: 'now' })).status).toBe(
    303,
  );
const leading = () =>
  app.context.db
    .selectFrom('candidate_date')
    .select(['uid', 'sequence'])
    .where('meeting_id', '=', at.id)
    .where('leading', '=', 1)
    .executeTakeFirstOrThrow();
const yes = async () => {
  expect((await reply(app, talk.id, 'ja')).status).toBe(303);
  return got();
};

it('thanks with an entry of the meeting, once however often yes is sent', async () => {
  const { uid, sequence } = await leading();
  await reply(app, talk.id, 'ja');
  await reply(app, talk.id, 'ja', { message: 'Hej' });
  const mails = await inboxes(app);
  expect(app.smtp.received).toHaveLength(1);
  expect(entryOf(mails[EBBA])).toEqual({ method: 'REQUEST', uid, sequence, date: '2026-12-21' });
  const { mail } = mails[EBBA]!;
  expect(mail.subject).toBe('Tack för att du medverkar måndag 21 december 2026');
  expect(mail.text).toContain(`https://moten.example.org${await pathOf(app, talk.id)}`);
  expect(unescape(String(mail.html))).toContain(`https://moten.example.org${await pathOf(app, talk.id)}`);
  await reply(app, talk.id, 'ja');
  expect(await got()).toEqual({});
});

it('moves the same entry when the meeting moves, and takes it away when it is cancelled', async () => {
  const first = (await yes())[EBBA]!;
  const { slug } = await moveMeeting(app.context, at.slug, '2027-01-18', BY);
  await mailAbout('change', slug);
  const moved = (await got())[EBBA]!;
  expect(moved).toEqual({
    method: 'REQUEST',
    uid: first.uid,
    sequence: first.sequence + 1,
    date: '2027-01-18',
  });
  await cancelMeeting(app.context, slug, 'Sjukdom.', BY);
  await mailAbout('cancellation', slug);
  const cancelled = (await got())[EBBA]!;
  expect(cancelled).toEqual({ ...moved, method: 'CANCEL', sequence: moved.sequence + 1 });
});

it('hears of a move also before anybody else has been invited, and nobody else does', async () => {
  await app.context.db.updateTable('meeting').set({ announced_at: null, state: 'tentative' }).execute();
  await addSubscriber(app.context, 'kim@example.org', 'inbjudan ändringar kalender');
  const first = (await yes())[EBBA]!;
  const answer = await app.post(`/admin/moten/${at.slug}/datum`, { date: '2027-01-18' });
  const tell = answer.headers.get('location')!;
  expect([answer.status, tell]).toEqual([303, '/admin/moten/2027-01-18/beratta?slag=change']);
  await mailAbout('change', '2027-01-18');
  expect(await got()).toEqual({ [EBBA]: { ...first, sequence: first.sequence + 1, date: '2027-01-18' } });
});

it('renews the entry with the invitation of everybody, and thanks once when yes is sent twice at once', async () => {
  await app.context.db.updateTable('meeting').set({ announced_at: null, state: 'tentative' }).execute();
  await Promise.all([reply(app, talk.id, 'ja'), reply(app, talk.id, 'ja')]);
  const first = (await got())[EBBA]!;
  expect(app.smtp.received).toHaveLength(1);
  await mailAbout('announcement');
  expect(await got()).toEqual({ [EBBA]: { ...first, sequence: first.sequence + 1 } });
});

it('takes the entry away after a no, and gives it back after a new yes', async () => {
  const first = (await yes())[EBBA]!;
  await reply(app, talk.id, 'nej');
  const gone = (await got())[EBBA]!;
  expect(gone).toEqual({ ...first, method: 'CANCEL', sequence: first.sequence + 1 });
  await reply(app, talk.id, 'nej');
  expect(await got()).toEqual({});
  expect((await yes())[EBBA]).toEqual({ ...first, sequence: first.sequence + 2 });
  expect((await leading()).sequence).toBe(first.sequence + 2);
});

it('keeps the entry of who still comes to another item, until that is a no too', async () => {
  const other = await addTalk(app, at.id, { title: 'Nytt' });
  const first = (await yes())[EBBA]!;
  await reply(app, other.id, 'ja');
  await got();
  await reply(app, other.id, 'nej');
  expect(await got()).toEqual({});
  await reply(app, talk.id, 'nej');
  expect(await got()).toEqual({ [EBBA]: { ...first, method: 'CANCEL', sequence: first.sequence + 1 } });
});

it('stops a thanks that waits when the answer becomes no, and mails nothing', async () => {
  await reply(app, talk.id, 'ja');
  await reply(app, talk.id, 'nej');
  expect(await got()).toEqual({});
  const states = await app.context.db.selectFrom('outbox').select(['kind', 'state']).execute();
  expect(states).toEqual([{ kind: 'speaker-entry', state: 'stopped' }]);
});

it('never lets a no wait for the meeting: it leaves though the meeting has moved since', async () => {
  const first = (await yes())[EBBA]!;
  await reply(app, talk.id, 'nej');
  const { slug } = await moveMeeting(app.context, at.slug, '2027-01-18', BY);
  await mailAbout('change', slug);
  expect(await got()).toEqual({ [EBBA]: { ...first, method: 'CANCEL', sequence: first.sequence + 1 } });
});

it('gives the entry with the change when the thanks had not left', async () => {
  const { uid, sequence } = await leading();
  await reply(app, talk.id, 'ja');
  const { slug } = await moveMeeting(app.context, at.slug, '2027-01-18', BY);
  expect(await got()).toEqual({});
  await mailAbout('change', slug);
  expect(await got()).toEqual({
    [EBBA]: { method: 'REQUEST', uid, sequence: sequence + 1, date: '2027-01-18' },
  });
});

it.each([
  ['removed', 'borttagning', {}],
  ['marked as not coming', 'svar', { answer: 'no' }],
])('takes the entry away from a speaker who is %s', async (_name, verb, fields: Record<string, string>) => {
  const first = (await yes())[EBBA]!;
  const base = `/admin/moten/${at.slug}/dagordning/${talk.itemId}/medverkande/${talk.id}`;
  expect((await app.post(`${base}/${verb}`, fields)).status).toBe(303);
  expect(await got()).toEqual({ [EBBA]: { ...first, method: 'CANCEL', sequence: first.sequence + 1 } });
});

it.each(['inbjudan ändringar', 'inbjudan ändringar kalender'])(
  'gives who subscribes to %s one entry, which follows the meeting',
  async (wants) => {
    await addSubscriber(app.context, 'EBBA@example.org', wants);
    await mailAbout('announcement');
    const announced = (await got())['EBBA@example.org'];
    const thanks = await yes();
    expect(Object.keys(thanks)).toEqual([EBBA]);
    expect([announced, thanks[EBBA]].filter(Boolean)).toHaveLength(1);
    const { uid, sequence } = (announced ?? thanks[EBBA])!;
    const { slug } = await moveMeeting(app.context, at.slug, '2027-01-18', BY);
    await mailAbout('change', slug);
    const moved = { method: 'REQUEST', uid, sequence: sequence + 1, date: '2027-01-18' };
    expect(await got()).toEqual({ 'EBBA@example.org': moved });
    await reply(app, talk.id, 'nej');
    const after = (await got())[EBBA];
    expect(after?.method).toBe(announced ? undefined : 'CANCEL');
  },
);

it('keeps the entry of who begins or ends a subscription in between', async () => {
  const first = (await yes())[EBBA]!;
  const id = await addSubscriber(app.context, EBBA, 'minnesanteckningar');
  const { slug } = await moveMeeting(app.context, at.slug, '2027-01-18', BY);
  await mailAbout('change', slug);
  expect(await got()).toEqual({ [EBBA]: { ...first, sequence: first.sequence + 1, date: '2027-01-18' } });
  await app.context.db.deleteFrom('subscriber').where('id', '=', id).execute();
  await cancelMeeting(app.context, slug, 'Sjukdom.', BY);
  await mailAbout('cancellation', slug);
  expect((await got())[EBBA]).toMatchObject({
    method: 'CANCEL',
    uid: first.uid,
    sequence: first.sequence + 2,
  });
});

it('gives no entry while the date is undecided, nor to somebody without an address', async () => {
  const open = await makeMeeting(app, { dates: ['2027-02-15', '2027-02-22'], state: 'tentative' });
  const other = await addTalk(app, open.id, { name: 'Olle Nejd', email: 'olle@example.org' });
  const silent = await addTalk(app, at.id, { name: 'Siv Tyst', email: null });
  for (const { id } of [other, silent]) expect((await reply(app, id, 'ja')).status).toBe(303);
  expect(await got()).toEqual({ 'olle@example.org': undefined });
  expect(app.smtp.received[0]!.mail.text).toContain('Datumet är inte bestämt.');
  expect(await appearanceOf(app, silent.id)).toMatchObject({ answer: 'yes' });
});
