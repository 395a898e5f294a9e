import { afterEach, beforeEach, expect, it } from 'vitest';
import { transaction } from '../../server/context.ts';
import { insertRevision, publishRevision } from '../../server/minutes/queries.ts';
import { EMPTY_MINUTES, type MinutesSection } from '../../server/minutes/minutes.ts';
import { refreshMeetingIndex } from '../../server/search/queries.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { publish } from '../support/archive.ts';
import { makeMeeting } from '../support/minutes.ts';

const NOW = '2026-11-01T10:00:00.000Z';
let app: TestApp;
beforeEach(async () => (app = await startApp()));
afterEach(() => app.close());

const search = (query: string, rest = '') => app.get(`/sok?q=${encodeURIComponent(query)}${rest}`);
const addresses = (text: string) =>
  [...text.matchAll(/<h2><a href="([^"]*)"/g)].map(([, address]) => address);
const found = async (query: string) => addresses((await search(query)).text);

async function publishSections(slug: { id: number }, markdowns: string[]): Promise<void> {
  const sections = markdowns.map((markdown, index): MinutesSection => {
    return {
      id: `avsnitt-${index + 1}`,
      heading: `Del ${index + 1}`,
      level: 1,
      kind: 'text',
      speakers: [],
      markdown,
    };
  });
  await transaction(app.context, async (trx) => {
    const by = { userId: null, note: '', now: NOW };
    const id = await insertRevision(trx, slug.id, { ...EMPTY_MINUTES, sections }, by);
    await publishRevision(trx, slug.id, id, NOW);
    await refreshMeetingIndex(trx, slug.id);
  });
}

it('finds sections, meetings, themes and people by the beginnings of all words', async () => {
  const ebba = { name: 'Ebba Provén', role: 'rektor', organisation: 'Exempelskolan', answer: 'yes' as const };
  const items = [{ title: 'Läxhjälp i bibliotek', kind: 'talk' as const, speakers: [ebba] }];
  const meeting = await makeMeeting(app.context, {
    date: '2026-10-19',
    theme: 'Skolan mitt i byn',
    announced_at: NOW,
    items,
  });
  await publishSections(meeting, ['Vi talade om **bostäder** och <skulder>.', 'Annat & mer']);
  expect(await found('bost')).toEqual(['/moten/2026-10-19#avsnitt-1']);
  expect(await found('BOSTÄDER skuld')).toEqual(['/moten/2026-10-19#avsnitt-1']);
  expect(await found('bostäder saknas')).toEqual([]);
  expect(await found('provén')).toEqual(['/moten/2026-10-19']);
  expect(new Set(await found('exempelsk'))).toEqual(
    new Set(['/moten/2026-10-19', '/organisationer/exempelskolan']),
  );
  expect(new Set(await found('skolan mitt'))).toEqual(
    new Set(['/moten/2026-10-19', '/teman/skolan-mitt-i-byn']),
  );
  expect((await search('skuld')).text).toContain('Vi talade om bostäder och &lt;<mark>skulder</mark>&gt;.');
});

it('keeps å, ä and ö as letters of their own, and forgives those who type without', async () => {
  const meeting = await makeMeeting(app.context, { date: '2026-10-19' });
  await publishSections(meeting, ['får', 'far']);
  expect([await found('far'), await found('får')]).toEqual([
    ['/moten/2026-10-19#avsnitt-2', '/moten/2026-10-19#avsnitt-1'],
    ['/moten/2026-10-19#avsnitt-1'],
  ]);
});

it.each([
  '"',
  "'",
  '*',
  '(',
  ')',
  '^',
  '%',
  '_',
  '\\',
  '-',
  '🙂',
  '" OR "',
  'NEAR(a b)',
  'AND',
  'OR NOT',
  'title:x',
  '{a b}:c',
  'a*b*',
  'ord\u0000ord',
  '\u0001mark\u0002',
  '<script>alert(1)</script>',
  "'; drop table search; --",
  'ö'.repeat(2000),
  'o'.repeat(10_000),
  'ord '.repeat(2500),
  '\ud800',
  '((((((((',
  '日本語',
  'e\u0301',
  '1 2 3',
  '   ',
  '',
])('never fails on %j', async (query) => {
  const meeting = await makeMeeting(app.context, { date: '2026-10-19' });
  await publishSections(meeting, ['Helt vanlig text']);
  const answer = await app.get(`/sok?${new URLSearchParams({ q: query }).toString()}`);
  expect(answer.status).toBe(200);
  expect(answer.text).toContain('<h1>Sök</h1>');
  expect(answer.text).not.toContain('<script>alert');
  expect(addresses(answer.text)).toEqual([]);
});

it.each(['?q=a&q=b', '?q[x]=1', '?visa=99999', '?q=text&visa=-1', '?q=%ff%fe', '?visa=2', ''])(
  'answers /sok%s',
  async (rest) => {
    expect((await app.get(`/sok${rest}`)).status).toBe(200);
  },
);

it('says kindly that nothing is found, with hints', async () => {
  const { text } = await search('<b>finnsinte');
  expect(text).toContain('Vi hittar inget om ”&lt;b&gt;finnsinte”.');
  expect(text).toContain('Skriv bara början av ordet');
  expect((await search('***')).text).toContain('Skriv minst ett ord');
});

it('shows twenty of many, and more on demand, quickly', async () => {
  const meeting = await makeMeeting(app.context, { date: '2026-10-19' });
  const words = 'Samverkan mellan skola och förening gav resultat i området under hösten. '.repeat(20);
  await publishSections(
    meeting,
    Array.from({ length: 2000 }, (_, index) => `${words} gemensamt ${index}`),
  );
  const first = await search('gemensamt');
  expect(addresses(first.text).length).toBe(20);
  expect(/href="(\/sok\?[^"#]*)#fler"/.exec(first.text)![1]).toBe('/sok?q=gemensamt&amp;visa=2');
  expect(addresses((await search('gemensamt', '&visa=2')).text).length).toBe(40);
  expect(addresses((await search('gemensamt', '&visa=10')).text).length).toBe(200);
  const times: number[] = [];
  for (const query of ['gemensamt 1999', 'sam', 'resultat hösten', 'ge', 'området 7']) {
    const begun = performance.now();
    await search(query);
    times.push(performance.now() - begun);
  }
  expect(times.toSorted((a, b) => a - b)[2]).toBeLessThan(50);
});

it('counts one hit as one', async () => {
  const meeting = await makeMeeting(app.context, { date: '2026-10-19' });
  await publishSections(meeting, ['enda']);
  expect((await search('enda')).text).toContain('1 träff på');
});

it('knows nothing that is not public', async () => {
  await app.signIn();
  const speaker = (name: string, answer: 'waiting' | 'no' | 'yes') => ({
    name,
    role: 'kanarieroll',
    organisation: `Org ${name}`,
    answer,
  });
  const speakers = [speaker('Kanariewaiting', 'waiting'), speaker('Kanarieno', 'no')];
  const items = [
    { title: 'Kanariepunkt', kind: 'talk' as const, speakers: [...speakers, speaker('Kanarieyes', 'yes')] },
  ];
  const hidden = await makeMeeting(app.context, { date: '2026-12-21', items });
  await app.post(`/admin/moten/${hidden.slug}/anteckningar`, {
    base: '0',
    count: '1',
    summary: 'kanariesagt',
    's0-markdown': 'kanarietext',
  });
  const index = async () => JSON.stringify(await app.context.db.selectFrom('search').selectAll().execute());
  expect((await index()).match(/kanarie\w*/gi)).toBeNull();
  expect(await found('kanarie')).toEqual([]);
  await transaction(app.context, async (trx) => {
    await trx.updateTable('meeting').set({ announced_at: NOW }).where('id', '=', hidden.id).execute();
    await refreshMeetingIndex(trx, hidden.id);
  });
  expect([...new Set((await index()).match(/kanarie\w*/gi))].toSorted()).toEqual([
    'Kanariepunkt',
    'Kanarieyes',
    'kanarieroll',
    'kanarieyes',
  ]);
});

it('follows the meeting when the secretary announces it', async () => {
  await app.signIn();
  await makeMeeting(app.context, { date: '2026-12-21', items: [{ title: 'Trädgårdar', kind: 'talk' }] });
  expect(await found('trädgårdar')).toEqual([]);
  expect((await app.post('/admin/moten/2026-12-21/inbjudan')).status).toBe(303);
  expect(await found('trädgårdar')).toEqual(['/moten/2026-12-21']);
});

it('finds what public minutes say of coming meetings', async () => {
  const meeting = await makeMeeting(app.context, { date: '2026-10-19' });
  await publish(app.context, meeting.id, {
    upcomingText: 'Välkomna till **loppmarknaden**!',
    upcoming: [
      { dates: ['2026-12-21'], status: 'tentative', theme: 'Cykelvägar', note: 'Med studiebesök' },
      { dates: ['2027-01-18'], status: 'tentative', theme: null, note: '' },
    ],
  });
  for (const query of ['loppmarknaden', 'cykelvägar', 'studiebesök'])
    expect([query, await found(query)]).toEqual([query, ['/moten/2026-10-19']]);
  await app.context.db.updateTable('minutes').set({ public_revision_id: null }).execute();
  await transaction(app.context, (trx) => refreshMeetingIndex(trx, meeting.id));
  for (const query of ['loppmarknaden', 'cykelvägar', 'studiebesök']) expect(await found(query)).toEqual([]);
});
