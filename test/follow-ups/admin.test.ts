import { afterEach, beforeEach, expect, it } from 'vitest';
import { getFollowUp, listFollowUps, mapResponsible } from '../../server/follow-ups/queries.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { addFollowUp, addOrganisation, addPerson, agendaOf, meetingOn } from './support.ts';

let app: TestApp;
let november: { id: number; slug: string };
let december: { id: number; slug: string };
beforeEach(async () => {
  app = await startApp();
  await app.signIn();
  november = await meetingOn(app, '2026-11-16');
  december = await meetingOn(app, '2026-12-21');
});
afterEach(() => app.close());

const HERE = '/admin/uppfoljningar';
const rowsOf = (text: string) =>
  [...text.matchAll(/<h2 class="task"><a[^>]*>([^<]*)<\/a>/g)].map(([, what]) => what);
const addressOf = async (id: number) => (await mapResponsible(app.context.db, [id])).get(id);
const sound = { what: 'ring skolan' };

it('lists open ones first, the earliest first, marks what is late and filters by state', async () => {
  await addFollowUp(app, { what: 'klar', state: 'done' });
  await addFollowUp(app, { what: 'sen', due_on: '2026-11-21' });
  await addFollowUp(app, { what: 'i dag', due_on: '2026-11-22' });
  await addFollowUp(app, { what: 'pågår', state: 'ongoing' });
  const { text } = await app.get(HERE);
  expect(rowsOf(text)).toEqual(['sen', 'i dag', 'pågår', 'klar']);
  expect(text.match(/Försenat/g)).toHaveLength(1);
  expect(text).toContain('En uppföljning är försenad.');
  expect(rowsOf((await app.get(`${HERE}?lage=ongoing`)).text)).toEqual(['pågår']);
  for (const odd of ['?lage=constructor', '?lage=', '?lage=open&lage=done'])
    expect((await app.get(HERE + odd)).status).toBe(200);
  expect((await app.get(`${HERE}?lage=postponed`)).text).toContain('Ingen har det läget.');
});

it('reads right with 0, 1 and 500', async () => {
  expect((await app.get(HERE)).text).toContain('Det finns inga uppföljningar än.');
  expect((await app.get('/uppfoljningar')).text).toContain('Det finns inga uppföljningar än.');
  expect((await app.get(`/admin/moten/${november.slug}/uppfoljningar`)).text).toContain(
    'Det finns inget öppet',
  );
  for (let index = 0; index < 500; index++) {
    await addFollowUp(app, { what: `sak ${index}` });
    if (index === 0) expect(rowsOf((await app.get(HERE)).text)).toEqual(['sak 0']);
  }
  expect(rowsOf((await app.get(HERE)).text)).toHaveLength(500);
  expect((await app.get('/uppfoljningar')).text.match(/<li id="uppfoljning-/g)).toHaveLength(500);
  const report = await app.get(`/admin/moten/${november.slug}/uppfoljningar`);
  expect(report.text.match(/<fieldset/g)).toHaveLength(500);
}, 30_000);

it('makes a new one that is public at once and on the next agenda', async () => {
  const answer = await app.post(HERE, {
    ...sound,
    who: 'Cykelrådet',
    when_text: 'före jul',
    due_on: '2026-12-24',
    responsible: 'ny-organisation',
    email: 'cykel@example.org',
    organisations: 'Cykelrådet\r\nBiblioteket\n\n biblioteket ',
    meeting: november.slug,
  });
  expect(answer.headers.get('location')).toBe(`${HERE}/1?klart=sparad`);
  expect((await app.get(`${HERE}/1?klart=sparad`)).text).toContain('Uppföljningen är sparad.');
  const [one] = await listFollowUps(app.context.db, { shown: true });
  expect([one!.what, one!.who, one!.when_text, one!.due_on, one!.meeting_slug]).toEqual([
    'ring skolan',
    'Cykelrådet',
    'före jul',
    '2026-12-24',
    november.slug,
  ]);
  expect(one!.organisations.map(({ name }) => name)).toEqual(['Biblioteket', 'Cykelrådet']);
  expect(await addressOf(1)).toEqual({ name: 'Cykelrådet', email: 'cykel@example.org' });
  expect(await agendaOf(app, december.id)).toEqual(['Uppföljning: ring skolan (Cykelrådet)']);
  expect((await app.get('/uppfoljningar')).text).toContain('ring skolan');
  expect((await app.get('/uppfoljningar')).text).not.toContain('@example.org');
});

it.each([
  [{ what: '' }, 'what', 'Skriv vad som ska göras.'],
  [{ what: 'x'.repeat(501) }, 'what', 'Texten är för lång.'],
  [{ who: 'x'.repeat(201) }, 'who', 'Texten är för lång.'],
  [{ due_on: '2027-02-30' }, 'due_on', 'Skriv datumet så här: 2027-01-19.'],
  [{ due_on: '19 jan' }, 'due_on', 'Skriv datumet så här'],
  [{ responsible: 'person-x' }, 'responsible', 'Välj i listan.'],
  [{ responsible: 'ny-person' }, 'who', 'Skriv vem det är'],
  [{ email: 'a@example.org' }, 'responsible', 'Välj vem adressen hör till.'],
  [
    { responsible: 'organisation-1', email: 'a@example.org, b@example.org' },
    'email',
    'Skriv en e-postadress',
  ],
  [{ organisations: 'x'.repeat(121) }, 'organisations', 'Ett namn får ha'],
  [{ organisations: 'x\n'.repeat(51) }, 'organisations', 'Högst 50'],
])('refuses %o beside its field, here and when it is edited', async (fields, name, fault) => {
  await addFollowUp(app);
  const before = app.bytes();
  for (const path of [HERE, `${HERE}/1`]) {
    const answer = await app.post(path, { ...sound, ...fields });
    expect([answer.status, answer.text.includes(`id="f-${name}-error">${fault}`)]).toEqual([422, true]);
  }
  expect(app.bytes().equals(before)).toBe(true);
});

it.each([
  [{ responsible: 'person-99' }, 409],
  [{ responsible: 'organisation-99', email: 'a@example.org' }, 409],
  [{ proposal: '99' }, 404],
  [{ proposal: 'x' }, 404],
  [{ meeting: '2099-01-01' }, 404],
])('makes nothing of %o, which does not exist', async (fields, status) => {
  const answer = await app.post(HERE, { ...sound, ...fields } as Record<string, string>);
  expect([answer.status, await listFollowUps(app.context.db)]).toEqual([status, []]);
});

it('writes an address to whom it was shown for, and never to somebody else', async () => {
  const rad = await addOrganisation(app, 'Rådet', 'radet@example.org');
  const ebba = await addPerson(app, 'Ebba Provén', null);
  await addFollowUp(app, { organisation_id: rad });
  const save = (fields: Record<string, string>) => app.post(`${HERE}/1`, { ...sound, ...fields });
  await save({ responsible: `organisation-${rad}`, email: 'ny@example.org' });
  expect(await addressOf(1)).toEqual({ name: 'Rådet', email: 'ny@example.org' });
  await save({ responsible: `person-${ebba}`, email: 'ny@example.org' });
  expect(await addressOf(1)).toEqual({ name: 'Ebba Provén', email: null });
  await save({ responsible: `organisation-${rad}`, email: '' });
  expect(await addressOf(1)).toEqual({ name: 'Rådet', email: 'ny@example.org' });
  await save({ responsible: `organisation-${rad}`, email: '' });
  expect(await addressOf(1)).toEqual({ name: 'Rådet', email: null });
});

it('keeps what the secretary has heard, once, with the meeting where it was told', async () => {
  await addFollowUp(app);
  const say = (fields: Record<string, string>) => app.post(`${HERE}/1/lage`, fields);
  expect((await say({ state: 'postponed', answer: 'Sjukdom.', meeting: november.slug })).status).toBe(303);
  await say({ state: 'postponed', answer: 'Sjukdom.', meeting: november.slug });
  const { trail, state } = await getFollowUp(app.context.db, 1);
  expect([state, trail.map((one) => [one.state, one.answer, one.meeting_slug, one.by_link])]).toEqual([
    'postponed',
    [['postponed', 'Sjukdom.', november.slug, 0]],
  ]);
  const wrong = await say({ state: 'constructor', answer: 'x'.repeat(301) });
  expect([
    wrong.status,
    wrong.text.includes('Välj läge i listan.'),
    wrong.text.includes('Texten är för lång.'),
  ]).toEqual([422, true, true]);
});

it('strikes a sentence everywhere, and leaves that it was said', async () => {
  await addFollowUp(app);
  await app.post(`${HERE}/1/lage`, { state: 'ongoing', answer: 'Kalle är sjuk' });
  await app.post(`${HERE}/1/handelser/1/strykning`);
  const { answer, trail } = await getFollowUp(app.context.db, 1);
  expect([answer, trail.map((one) => [one.state, one.answer])]).toEqual(['', [['ongoing', '']]]);
  expect(await agendaOf(app, december.id)).toEqual(['Uppföljning: undersök hälsodag – pågår']);
  for (const page of ['/uppfoljningar', `/moten/${december.slug}`, HERE])
    expect((await app.get(page)).text).not.toContain('Kalle');
});

it('asks before it removes, and takes it off the coming agenda', async () => {
  await addFollowUp(app);
  await app.post(`${HERE}/1`, sound);
  const before = app.bytes();
  expect((await app.get(`${HERE}/1/borttagning`)).text).toContain('Det går inte att ångra.');
  expect(app.bytes().equals(before)).toBe(true);
  expect((await app.post(`${HERE}/1/borttagning`)).headers.get('location')).toBe(`${HERE}?klart=borttagen`);
  expect([await listFollowUps(app.context.db), await agendaOf(app, december.id)]).toEqual([[], []]);
  for (const path of ['/1', '/1/borttagning', '/0', '/x', '/1e3'])
    expect((await app.get(HERE + path)).status).toBe(404);
});

it('leaves a trace of each change, without names and addresses', async () => {
  await app.post(HERE, { ...sound, who: 'Ebba Provén', responsible: 'ny-person', email: 'ebba@example.org' });
  await app.post(`${HERE}/1/lage`, { state: 'done', answer: 'Ebba ringde' });
  await app.post(`${HERE}/1/lank`);
  await app.post(`${HERE}/1/borttagning`);
  const events = await app.context.db
    .selectFrom('audit_event')
    .select(['action', 'object', 'detail'])
    .execute();
  expect(events.filter(({ object }) => object.startsWith('follow-up'))).toEqual(
    ['created', 'reported', 'link renewed', 'removed'].map((what) => ({
      action: `follow-up ${what}`,
      object: 'follow-up 1',
      detail: null,
    })),
  );
});
