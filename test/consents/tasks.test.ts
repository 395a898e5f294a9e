import { afterEach, beforeEach, expect, it } from 'vitest';
import { mentionIn, withoutName } from '../../server/consents/mention.ts';
import { listNameTasks } from '../../server/consents/task-actions.ts';
import { transaction } from '../../server/context.ts';
import { EMPTY_MINUTES } from '../../server/minutes/minutes.ts';
import { publishMinutes } from '../../server/minutes/publishing-actions.ts';
import { findPublicMinutes, insertRevision } from '../../server/minutes/queries.ts';
import { saveTheme, setMeetingThemes } from '../../server/themes/queries.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { allow } from '../support/consents.ts';
import { addTalk, appearanceOf, reply } from '../support/invitations.ts';
import { makeMeeting } from '../support/meetings.ts';

it.each([
  ['Det sa Ebba Provén i dag.', 'Det sa en medverkande i dag.'],
  ['Ebba Provén sa det.', 'En medverkande sa det.'],
  ['Först. Ebba Provén sa det.', 'Först. En medverkande sa det.'],
  ['- Ebba Provén sa det', '- En medverkande sa det'],
  ['Vi läste Ebba Provéns bok.', 'Vi läste en medverkandes bok.'],
  ['Tack, Ebba\nProvén!', 'Tack, en medverkande!'],
  ['Ebba Provénsson och Abba Provén', 'Ebba Provénsson och Abba Provén'],
  ['$& Ebba Provén $1', '$& en medverkande $1'],
  ['Ebba Provén-Ek och Ann-Ebba Provén', 'Ebba Provén-Ek och Ann-Ebba Provén'],
  ['Ebba Provén-modellen', 'En medverkande-modellen'],
  ['Det sa EBBA PROVÉN.', 'Det sa en medverkande.'],
  ['EBBA PROVÉNS bok, av ebba provén', 'En medverkandes bok, av en medverkande'],
  ['Det sa **Ebba** Provén.', 'Det sa **en medverkande**.'],
  ['**Ebba Provén** sa det.', '**En medverkande** sa det.'],
  ['Det sa Ebba _Provén_ och **Ebba** **Provéns** mor', 'Det sa en medverkande och **en medverkandes** mor'],
  ['**Rektor Ebba** Provén sa det.', '**Rektor en medverkande** sa det.'],
  ['Det sa Ebba\n* Provén', 'Det sa Ebba\n* Provén'],
])('reads %j as %j without the name', (text, expected) => {
  expect(withoutName(text, 'Ebba Provén', 'en medverkande')).toBe(expected);
  expect(mentionIn(text, 'Ebba Provén', 'x', 'y') === undefined).toBe(text === expected);
});

it('does not take a common word for a name of one word', () => {
  expect(withoutName('Sten satt på en sten, sa STEN.', 'Sten', 'en medverkande')).toBe(
    'En medverkande satt på en sten, sa en medverkande.',
  );
});

it('shows some words around the name, and stands names with marks in them', () => {
  const mention = mentionIn(`${'a '.repeat(60)}Bo (x. ${'b '.repeat(60)}Bo (x.`, 'Bo (x.', 'theme:1', 'Tema');
  expect(mention).toMatchObject({ place: 'theme:1', label: 'Tema', times: 2 });
  expect(mention!.excerpt).toMatch(/^…(a )+Bo \(x\. (b ?)+…$/);
});

const NAME = 'Kanariefågel Undulatsson';
let app: TestApp;
let at: { id: number; slug: string };
let talk: Awaited<ReturnType<typeof addTalk>>;
beforeEach(async () => {
  app = await startApp();
  await app.signIn();
  at = await makeMeeting(app, {
    dates: ['2026-11-16'],
    announced_at: '2026-11-01T08:00:00.000Z',
    description: `Vi får besök av ${NAME}.`,
  });
  talk = await addTalk(app, at.id, { name: NAME, title: `Samtal med ${NAME}` });
  await transaction(app.context, writeEverywhere);
  await publishMinutes(app.context, at.slug, 1, 1);
});
afterEach(() => app.close());

async function writeEverywhere(trx: Parameters<Parameters<typeof transaction>[1]>[0]) {
  const now = app.clock.now;
  const themeId = await saveTheme(trx, 'Skolan', now);
  await trx
    .updateTable('theme')
    .set({ description: `${NAME} visste mer.` })
    .where('id', '=', themeId)
    .execute();
  await setMeetingThemes(trx, at.id, [{ id: themeId, part: null }]);
  const proposal = { title: 'Läxhjälp', state: 'discussed' as const, received_at: now, shown_at: now };
  const rest = { email: null, theme_id: null, hidden_at: null, email_confirmed_at: null, same_as_id: null };
  const { id } = await trx
    .insertInto('proposal')
    .values({ ...proposal, ...rest, answer: `Fråga ${NAME}.` })
    .returning('id')
    .executeTakeFirstOrThrow();
  await trx
    .insertInto('proposal_event')
    .values({
      proposal_id: id,
      at: now,
      state: 'discussed',
      answer: `Fråga ${NAME}.`,
      meeting_id: at.id,
      told_at: null,
    })
    .execute();
  const section = { id: 'avsnitt-1', heading: `Om ${NAME}`, level: 1 as const, kind: 'talk' as const };
  const content = {
    ...EMPTY_MINUTES,
    summary: `${NAME} talade.`,
    sections: [{ ...section, speakers: [], markdown: `Så sa ${NAME}s vän.` }],
    closing: `Tack ${NAME}!`,
    corrections: [{ date: '2026-11-17', text: `Inte ${NAME}.` }],
    upcomingText: `Nästa gång kommer ${NAME}.`,
  };
  await insertRevision(trx, at.id, content, { userId: null, note: '', now });
}

const PLACES = () => [
  `minutes.summary:${at.id}`,
  `minutes.avsnitt-1:${at.id}`,
  `minutes.upcoming:${at.id}`,
  `minutes.closing:${at.id}`,
  `minutes.corrections:${at.id}`,
  `meeting.description:${at.id}`,
  `agenda_item.title:${talk.itemId}`,
  'theme.description:1',
  'proposal.answer:1',
  'proposal_event.answer:1',
];
const left = async () =>
  (await listNameTasks(app.context.db)).flatMap(({ mentions }) => mentions.map(({ place }) => place));
const register = () => `/admin/medverkande/personer/${talk.speakerId}`;

it('finds every place where the name still stands, and asks for none before it is withdrawn', async () => {
  expect(await left()).toEqual([]);
  expect((await app.get('/admin')).text).not.toContain('vill inte att namnet visas');
  await allow(app, talk.id);
  expect(await left()).toEqual(PLACES());
  const { text } = await app.get('/admin');
  expect(text).toContain(`${NAME} vill inte att namnet visas.`);
  expect(text).toContain('Det står kvar i text på 10 ställen.');
});

it('replaces the name place by place, and then nobody reads it anywhere', async () => {
  await allow(app, talk.id);
  for (const [done, place] of PLACES().entries()) {
    const page = (await app.get(register())).text;
    expect(page).toContain(`value="${place}"`);
    const answer = await app.post(`${register()}/namn`, { place, instead: 'en medverkande' });
    expect([answer.status, answer.headers.get('location')]).toEqual([303, `${register()}?klart=utbytt#namn`]);
    expect(await left()).toEqual(PLACES().slice(done + 1));
  }
  expect((await app.get(register())).text).not.toContain('Namnet ska bort');
  const { content } = (await findPublicMinutes(app.context.db, at.id))!;
  expect([content.summary, content.sections[0]!.heading, content.sections[0]!.markdown]).toEqual([
    'En medverkande talade.',
    'Om en medverkande',
    'Så sa en medverkandes vän.',
  ]);
  const paths = [
    `/moten/${at.slug}`,
    `/moten/${at.slug}.md`,
    `/moten/${at.slug}.json`,
    '/feed.xml',
    '/teman/skolan',
  ];
  for (const path of [...paths, '/forslag', '/forslag/1', '/data/moten.json', '/kalender/alla.ics'])
    expect([path, (await (await fetch(app.origin + path)).text()).includes('Undulatsson')]).toEqual([
      path,
      false,
    ]);
  const { rows } = await app.context.db
    .selectFrom('search')
    .select('id')
    .where('body', 'like', '%Undulatsson%')
    .execute()
    .then((found) => ({ rows: found }));
  expect(rows).toEqual([]);
});

it('offers to strike the name out of older versions, which the replacing leaves as they were', async () => {
  const offer = 'Stryk ur alla äldre versioner också';
  const holding = async () =>
    (await app.context.db.selectFrom('minutes_revision').select(['id', 'content']).orderBy('id').execute())
      .filter(({ content }) => content.includes('Undulatsson'))
      .map(({ id }) => id);
  expect((await app.get(register())).text).not.toContain(offer);
  await allow(app, talk.id);
  for (const place of PLACES()) await app.post(`${register()}/namn`, { place, instead: 'en medverkande' });
  expect((await holding()).length).toBeGreaterThan(0);
  const page = (await app.get(register())).text;
  const action = `/admin/moten/${at.slug}/strykning`;
  expect(page.split(offer).length).toBe(3);
  expect(page).toContain(`action="${action}/granskning"><input type="hidden" name="text" value="${NAME}">`);
  const asked = { text: NAME, instead: 'en medverkande', loose: '1', reason: 'asked' };
  const review = (await app.post(`${action}/granskning`, asked)).text;
  expect(review).toContain('Äldre versioner av minnesanteckningarna');
  expect(review).toMatch(/value="asked" required checked/);
  const seen = /name="seen" value="([^"]+)"/.exec(review)![1]!;
  expect((await app.post(action, { ...asked, seen })).status).toBe(303);
  expect(await holding()).toEqual([]);
  expect((await app.get(register())).text).not.toContain(offer);
});

it('keeps the tasks and the no of who is taken off the agenda, also when put there again', async () => {
  await allow(app, talk.id);
  const base = `/admin/moten/${at.slug}/dagordning/${talk.itemId}/medverkande`;
  await app.post(`${base}/${talk.id}/borttagning`);
  expect(await left()).toEqual(PLACES());
  const again = { name: NAME, role: 'rektor', organisation: 'Exempelskolan', yes: '1' };
  expect((await app.post(base, again)).status).toBe(303);
  const added = await app.context.db.selectFrom('agenda_speaker').select(['id', 'answer']).execute();
  expect(added).toEqual([{ id: talk.id + 1, answer: 'yes' }]);
  const printed = async () => (await app.get(`/moten/${at.slug}.json`)).text.includes(`"name": "${NAME}"`);
  expect([await left(), await printed()]).toEqual([PLACES(), false]);
  await allow(app, talk.id + 1, 'namn');
  expect([await left(), await printed()]).toEqual([[], true]);
  await app.post(`${base}/${talk.id + 1}/borttagning`);
  expect(await left()).toEqual([]);
});

it.each(['behall', 'register'])('knows the name that stood there before it was changed (%s)', async (val) => {
  const [before, between] = ['Siv Före', 'Siv Emellan'];
  const words = `${before} och ${between} och Siv Efter.`;
  const meeting = await makeMeeting(app, { dates: ['2026-12-21'], description: words });
  const { id, speakerId } = await addTalk(app, meeting.id, { name: before });
  for (const name of [between, 'Siv Efter']) {
    expect((await reply(app, id, 'ja', { name })).status).toBe(303);
    await app.post(`/admin/moten/${meeting.slug}/medverkande/${id}/namn`, { val });
  }
  expect((await app.get(`/admin/moten/${meeting.slug}/medverkande`)).text).not.toContain('<del>');
  expect(JSON.parse((await appearanceOf(app, id)).printed_before!)).toEqual({ former: [before, between] });
  await allow(app, id);
  const place = `meeting.description:${meeting.id}`;
  await app.post(`/admin/medverkande/personer/${speakerId}/namn`, { place, instead: 'en medverkande' });
  expect((await app.get(`/moten/${meeting.slug}.md`)).text).toContain(
    'En medverkande och en medverkande och en medverkande.',
  );
  expect(await listNameTasks(app.context.db, speakerId)).toEqual([]);
});

it('renames a theme that is named after the person, unless there is one of that name', async () => {
  await allow(app, talk.id);
  await app.context.db
    .updateTable('theme')
    .set({ title: `${NAME} visar`, title_key: `${NAME} visar`.toLocaleLowerCase('sv') })
    .execute();
  const other = await transaction(app.context, (trx) => saveTheme(trx, 'Rektor visar', app.clock.now));
  const rename = (instead: string) => app.post(`${register()}/namn`, { place: 'theme.title:1', instead });
  expect([
    await left().then((all) => all.includes('theme.title:1')),
    (await rename('rektor')).status,
  ]).toEqual([true, 409]);
  expect((await rename('en medverkande')).status).toBe(303);
  expect(await left()).not.toContain('theme.title:1');
  const themes = await app.context.db.selectFrom('theme').select(['id', 'title', 'slug']).execute();
  expect(themes).toEqual([
    { id: 1, title: 'En medverkande visar', slug: 'en-medverkande-visar' },
    { id: other, title: 'Rektor visar', slug: 'rektor-visar' },
  ]);
  expect((await app.get('/sok?q=medverkande+visar')).text).toContain('/teman/en-medverkande-visar');
});

it('refuses words that were not offered, and knows no other place', async () => {
  await allow(app, talk.id);
  const send = (place: string, instead: string) => app.post(`${register()}/namn`, { place, instead });
  expect((await send(PLACES()[0]!, 'något helt annat')).status).toBe(409);
  for (const place of ['user.email:1', 'meeting.description:999', 'minutes.summary:999', '', '__proto__:1'])
    expect([place, (await send(place, 'en medverkande')).status]).toEqual([place, 303]);
  expect(await left()).toEqual(PLACES());
  expect((await app.post('/admin/medverkande/personer/x/namn', {})).status).toBe(303);
});

it('leaves meetings alone where the person allows the name', async () => {
  const other = await makeMeeting(app, { dates: ['2026-10-19'], description: `Med ${NAME}.` });
  const { id } = await addTalk(app, other.id, { name: NAME });
  expect(id).toBeGreaterThan(talk.id);
  await allow(app, talk.id);
  expect(await left()).toEqual(PLACES());
  await allow(app, id);
  expect(await left()).toContain(`meeting.description:${other.id}`);
});

it('asks about a first name in texts about the very meeting, without calling it sure', async () => {
  const meeting = await makeMeeting(app, {
    dates: ['2026-10-19'],
    description: 'Sten visar bilder. En sten.',
  });
  await makeMeeting(app, { dates: ['2026-10-26'], description: 'Sten är någon annan.' });
  const { id, speakerId } = await addTalk(app, meeting.id, { name: 'Sten Åkerman' });
  await allow(app, id);
  const [task] = await listNameTasks(app.context.db, speakerId);
  const place = `meeting.description:${meeting.id}`;
  expect(task!.mentions.map((one) => [one.place, one.maybe])).toEqual([[place, true]]);
  expect((await app.get('/admin')).text).not.toContain('Sten Åkerman vill inte');
  const path = `/admin/medverkande/personer/${speakerId}`;
  expect((await app.get(path)).text).toContain('Det kan vara någon annan.');
  await app.post(`${path}/namn`, { place, instead: 'någon från Exempelskolan' });
  expect((await app.get(`/moten/${meeting.slug}`)).text).toContain(
    'Någon från Exempelskolan visar bilder. En sten.',
  );
  expect(await listNameTasks(app.context.db, speakerId)).toEqual([]);
});
