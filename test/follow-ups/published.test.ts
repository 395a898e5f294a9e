import { afterEach, beforeEach, expect, it } from 'vitest';
import { answerFollowUp } from '../../server/follow-ups/answer-actions.ts';
import { listFollowUps } from '../../server/follow-ups/queries.ts';
import { withdrawMinutes } from '../../server/minutes/publishing-actions.ts';
import { startApp, type TestApp } from '../support/app.ts';
import {
  LINE,
  NOVEMBER,
  addOrganisation,
  addPerson,
  agendaOf,
  linkOf,
  meetingOn,
  publish,
} from './support.ts';

let app: TestApp;
let november: { id: number; slug: string };
let december: { id: number; slug: string };
beforeEach(async () => {
  app = await startApp();
  await app.signIn();
  november = await meetingOn(app, NOVEMBER);
  december = await meetingOn(app, '2026-12-21');
});
afterEach(() => app.close());

const texts = async () =>
  (await listFollowUps(app.context.db, { shown: true })).map(({ id, who, what, when_text }) =>
    [id, who, when_text, what].join(' | '),
  );
const answer = async (id: number) =>
  answerFollowUp(app.context, (await linkOf(app, id)).split('/').pop()!, {
    state: 'ongoing',
    sentence: 'på gång',
  });
const write = (...parts: string[]) => publish(app, november.slug, ...parts);
const FIRST = '1 | Föreningsrådet | före 19 jan | undersök hälsodag';
const agenda = () => agendaOf(app, december.id);

it('makes nothing public of a draft', async () => {
  const path = `/admin/moten/${november.slug}/anteckningar`;
  const section = {
    's0-id': '',
    's0-heading': 'A',
    's0-markdown': `Text.\n\n${LINE}`,
    count: '1',
    base: '0',
  };
  expect((await app.post(path, { ...section, do: 'save' })).status).toBe(303);
  expect([await texts(), await agenda()]).toEqual([[], []]);
  for (const page of [path, `/admin/moten/${november.slug}/publicering`]) {
    const { text } = await app.get(page);
    expect(text).toContain('<strong>1 uppföljning:</strong>');
    expect(text).toContain('Vem: Föreningsrådet. När: före 19 jan (tisdag 19 januari 2027).');
  }
  const preview = await app.post(`${path}/forhandsvisning`, {
    ...section,
    's0-markdown': '-> A: ett\n-> B: två',
  });
  expect(preview.text).toContain('<strong>2 uppföljningar:</strong>');
});

it('makes one follow-up of each line, with its section, and the same ones when published anew', async () => {
  await write(`Text.\n\n${LINE}\n→ Biblioteket: ring skolan`, '→ fika');
  const all = [FIRST, '2 | Biblioteket |  | ring skolan', '3 |  |  | fika'];
  expect(await texts()).toEqual(all);
  const rows = await listFollowUps(app.context.db);
  expect(rows.map(({ section_id, due_on, state }) => [section_id, due_on, state])).toEqual([
    ['avsnitt-1', '2027-01-19', 'open'],
    ['avsnitt-1', null, 'open'],
    ['avsnitt-2', null, 'open'],
  ]);
  await write(`Text, rättad.\n\n${LINE}\n→ Biblioteket: ring skolan`, '→ fika');
  expect(await texts()).toEqual(all);
  await write('→ Biblioteket: ring skolan', `Text.\n\n${LINE}\n\n→ fika`);
  expect(await texts()).toEqual(all);
});

it('finds persons and organisations of the register', async () => {
  const rad = await addOrganisation(app, 'Föreningsrådet', null);
  const bibliotek = await addOrganisation(app, 'Biblioteket', null);
  const ebba = await addPerson(app, 'Ebba Provén', null);
  await write('→ föreningsrådet och Biblioteket: a\n→ Ebba Provén, Biblioteket, före jul: b\n→ Ebba: c');
  const rows = await listFollowUps(app.context.db);
  expect(
    rows.map((one) => [one.speaker_id, one.organisation_id, one.organisations.map(({ id }) => id)]),
  ).toEqual([
    [null, rad, [bibliotek, rad]],
    [ebba, bibliotek, [bibliotek]],
    [null, null, []],
  ]);
});

it.each([
  [
    'spelling',
    '→ Föreningsrådet, före 19 jan: undersöka hälsodag',
    'Föreningsrådet | före 19 jan | undersöka hälsodag',
  ],
  [
    'the time',
    '→ Föreningsrådet, före 20 jan: undersök hälsodag',
    'Föreningsrådet | före 20 jan | undersök hälsodag',
  ],
  ['who', '→ Biblioteket, före 19 jan: undersök hälsodag', 'Biblioteket | före 19 jan | undersök hälsodag'],
  ['what', '→ Föreningsrådet: ring kommunen', 'Föreningsrådet |  | ring kommunen'],
  ['everything', '→ Biblioteket: ring kommunen', 'Biblioteket |  | ring kommunen'],
])('a line whose %s is changed changes its follow-up and its agenda item', async (_name, line, expected) => {
  await write(LINE);
  await write(line);
  expect(await texts()).toEqual([`1 | ${expected}`]);
  const [who, , what] = expected.split(' | ');
  expect(await agenda()).toEqual([`Uppföljning: ${what} (${who})`]);
});

it('leaves one that was answered as it was answered, when its line is mended or goes', async () => {
  await write(LINE);
  await answer(1);
  await write('→ Föreningsrådet, före 20 jan: undersöka hälsodag');
  expect(await texts()).toEqual([FIRST]);
  await write('→ Föreningsrådet: boka buss');
  expect(await texts()).toEqual([FIRST, '2 | Föreningsrådet |  | boka buss']);
  await write('Inget.');
  expect(await texts()).toEqual([FIRST]);
});

it('leaves one that the secretary has changed', async () => {
  await write(LINE);
  app.clock.now = '2026-11-22T12:01:00.000Z';
  const saved = await app.post('/admin/uppfoljningar/1', { what: 'undersök en hälsodag', who: 'Rådet' });
  expect(saved.status).toBe(303);
  await write('Inget.');
  expect(await texts()).toEqual(['1 | Rådet |  | undersök en hälsodag']);
});

it('takes away one that nobody has answered with its line, and its agenda item; its link says so', async () => {
  await write(`${LINE}\n\n→ fika`);
  const link = await linkOf(app, 1);
  await write('→ fika');
  expect([await texts(), await agenda()]).toEqual([['2 |  |  | fika'], ['Uppföljning: fika']]);
  const gone = await app.get(link);
  expect([gone.status, gone.text.includes('Uppföljningen finns inte längre.')]).toEqual([404, true]);
});

it('makes nothing of the lines of old minutes that were imported, also when they are mended', async () => {
  const { slug } = await meetingOn(app, '2019-10-21', { imported_at: '2026-10-01T10:00:00.000Z' });
  await publish(app, slug, LINE);
  await publish(app, slug, `${LINE}!`);
  expect([await texts(), (await app.get(`/moten/${slug}`)).text.includes('undersök hälsodag!')]).toEqual([
    [],
    true,
  ]);
  const path = `/admin/moten/${slug}/publicering`;
  expect((await app.get(path)).text).not.toContain('1 uppföljning');
});

it('hides them while the minutes are withdrawn, and shows the same ones again', async () => {
  await write(LINE);
  await answer(1);
  const link = await linkOf(app, 1);
  await withdrawMinutes(app.context, november.slug, 'Fel möte.', 1);
  for (const path of ['/uppfoljningar', `/moten/${november.slug}`, `/moten/${december.slug}`])
    expect((await app.get(path)).text).not.toContain('hälsodag');
  expect([await texts(), await agenda(), (await app.get(link)).status]).toEqual([[], [], 404]);
  await write(LINE);
  expect(await texts()).toEqual([FIRST]);
  expect(await agenda()).toEqual(['Uppföljning: undersök hälsodag (Föreningsrådet) – pågår: på gång']);
});

it('prints the line as text, with how it stands beside it, whatever stands around it', async () => {
  await write(
    `Vi sa:\n${LINE}\noch gick.\n\n1. ett\n   - → <b>B</b>: två\n     mer om två\n2. tre\n\n\`\`\`\n→ C: kod\n\`\`\``,
  );
  const { text } = await app.get(`/moten/${november.slug}`);
  const article = /<article[^]*<\/article>/.exec(text)![0];
  expect(article).toContain(
    '<p class="follow-up">→ Föreningsrådet, före 19 jan: undersök hälsodag <a class="tag" href="#uppfoljning-1">Att göra</a></p>',
  );
  expect(article).toContain('<p class="follow-up">→ &lt;b&gt;B&lt;/b&gt;: två <a class="tag"');
  expect(article).toContain('<p>mer om två</p>\n<ol start="2">\n<li>tre</li>');
  expect(article).toContain('→ C: kod');
  expect(article).not.toMatch(/<pre><code>mer/);
  expect(await texts()).toHaveLength(2);
});
