import { afterEach, beforeEach, expect, it } from 'vitest';
import { transaction } from '../../server/context.ts';
import { findLatestRevision, listRevisions } from '../../server/minutes/queries.ts';
import { type TestApp } from '../support/app.ts';
import { formOf, startWithAgenda, type Fields } from '../support/minutes.ts';

const PATH = '/admin/moten/2026-10-19/anteckningar';
let app: TestApp;
let meetingId: number;

beforeEach(async () => ({ app, meetingId } = await startWithAgenda()));
afterEach(() => app.close());

const latest = async () => (await findLatestRevision(app.context.db, meetingId))?.content;
const headings = async () => (await latest())!.sections.map(({ id, heading }) => `${id} ${heading}`);

async function press(button: string, changes: Fields = {}) {
  return app.post(PATH, { ...formOf(await app.get(PATH)), ...changes, do: button });
}

it('drafts from the agenda, and stores nothing until the first save', async () => {
  const page = await app.get(PATH);
  expect(page.status).toBe(200);
  expect(await latest()).toBeUndefined();
  expect(await app.context.db.selectFrom('minutes').selectAll().execute()).toEqual([]);
  const saved = await app.post(PATH, { ...formOf(page), do: 'save' });
  expect([saved.status, saved.headers.get('location')]).toEqual([303, `${PATH}?klart=sparat`]);
  const text = { level: 1, speakers: [], markdown: '' };
  expect(await latest()).toEqual({
    summary: '',
    sections: [
      { ...text, id: 'avsnitt-1', heading: 'Välkommen', kind: 'text' },
      {
        ...text,
        id: 'avsnitt-2',
        heading: 'Läxhjälp',
        kind: 'talk',
        speakers: [{ name: 'Ebba Provén', role: 'rektor', organisation: 'Exempelskolan' }],
      },
      { ...text, id: 'avsnitt-3', heading: 'Övriga frågor', kind: 'other-business' },
      {
        ...text,
        id: 'avsnitt-4',
        heading: 'Uppskjutna punkter',
        kind: 'postponed',
        markdown: '- Cykelbanan',
      },
    ],
    upcoming: null,
    attendance: null,
    unplaced: '',
    upcomingText: '',
    closing: 'Väl mött!',
    corrections: [],
  });
});

it('makes a revision of each save that changes something, and none of others', async () => {
  await press('save');
  await press('save');
  await press('save', { 's1-markdown': 'Många kom.\r\n\r\n<b>Ebba</b> & "co"', note: 'första texten' });
  await press('save');
  const revisions = await listRevisions(app.context.db, meetingId);
  expect(revisions.map(({ number, note, who }) => [number, note, who])).toEqual([
    [2, 'första texten', 'Sanna Sekreterare'],
    [1, '', 'Sanna Sekreterare'],
  ]);
  expect((await latest())!.sections[1]!.markdown).toBe('Många kom.\n\n<b>Ebba</b> & "co"');
});

it('moves, adds, removes and splits sections, keeps what is typed, and never uses an id twice', async () => {
  expect((await press('move-up:1', { 's0-markdown': 'skrivet' })).headers.get('location')).toBe(
    `${PATH}?klart=sparat#avsnitt-2`,
  );
  expect(await headings()).toEqual([
    'avsnitt-2 Läxhjälp',
    'avsnitt-1 Välkommen',
    'avsnitt-3 Övriga frågor',
    'avsnitt-4 Uppskjutna punkter',
  ]);
  expect((await latest())!.sections[1]!.markdown).toBe('skrivet');
  await press('move-down:3');
  await press('move-up:0');
  await press('remove:3');
  await press('add:0', { 's2-heading': 'Frågor' });
  expect(await headings()).toEqual([
    'avsnitt-5 ',
    'avsnitt-2 Läxhjälp',
    'avsnitt-1 Välkommen',
    'avsnitt-3 Frågor',
  ]);
  await press('remove:0');
  await press('split:0', { 's0-markdown': 'Först.\n## Stöd ##\nSedan.\n```\n## kod\n```\n### Mer\nSist.' });
  expect(await headings()).toEqual([
    'avsnitt-2 Läxhjälp',
    'avsnitt-6 Stöd',
    'avsnitt-7 Mer',
    'avsnitt-1 Välkommen',
    'avsnitt-3 Frågor',
  ]);
  expect((await latest())!.sections.slice(0, 3).map(({ markdown }) => markdown)).toEqual([
    'Först.',
    'Sedan.\n```\n## kod\n```',
    'Sist.',
  ]);
});

it('shows the preview without saving, and gives the form back whole', async () => {
  const typed = {
    ...formOf(await app.get(PATH)),
    's1-markdown': 'Rad ett\n\n- **fet**\n<script>alert(1)</script>',
    's1-speakers': 'Ebba "Ebb" <Provén>',
  };
  const preview = await app.post(`${PATH}/forhandsvisning`, typed);
  expect(preview.status).toBe(200);
  expect(preview.text).toContain('<li><strong>fet</strong>');
  expect(preview.text).not.toContain('<script>alert');
  expect(await latest()).toBeUndefined();
  const back = await app.post(PATH, { ...formOf(preview), do: 'continue' });
  expect(back.status).toBe(200);
  expect(formOf(back)).toEqual(typed);
  expect(await latest()).toBeUndefined();
});

it('keeps names with commas as they were when nobody touches them', async () => {
  await press('save');
  const row = await app.context.db.selectFrom('minutes_revision').selectAll().executeTakeFirstOrThrow();
  const speakers = [
    { name: 'Ebba Provén', role: 'rektor, lärare', organisation: 'Skolan, norr' },
    { name: 'Nils Utan', role: null, organisation: 'Föreningen' },
  ];
  const content = JSON.parse(row.content) as { sections: { speakers: unknown }[] };
  content.sections[0]!.speakers = speakers;
  await transaction(app.context, (trx) =>
    trx
      .updateTable('minutes_revision')
      .set({ content: JSON.stringify(content) })
      .execute(),
  );
  await press('save', { 's2-heading': 'Annat' });
  expect((await latest())!.sections[0]!.speakers).toEqual(speakers);
  await press('save', { 's0-speakers': 'Ny Person, boende\n\n Två Person , chef, ekonom , Kommunen' });
  expect((await latest())!.sections[0]!.speakers).toEqual([
    { name: 'Ny Person', role: 'boende', organisation: null },
    { name: 'Två Person', role: 'chef, ekonom', organisation: 'Kommunen' },
  ]);
});

it('says that there are no revisions yet', async () => {
  const list = await app.get(`${PATH}/versioner`);
  expect([list.status, list.text.includes('Inget är sparat än.')]).toEqual([200, true]);
});

it('brings an old text back as a new revision', async () => {
  await press('save', { 's0-markdown': 'gammal' });
  await press('save', { 's0-markdown': 'ny' });
  expect((await app.get(`${PATH}/versioner/1`)).text).toContain('<p>gammal</p>');
  expect((await app.post(`${PATH}/versioner/1/aterstallning`)).headers.get('location')).toBe(
    `${PATH}?klart=aterstallt`,
  );
  expect((await latest())!.sections[0]!.markdown).toBe('gammal');
  expect((await listRevisions(app.context.db, meetingId)).map(({ note }) => note)).toEqual([
    'Återställd från version 1',
    '',
    '',
  ]);
  expect((await app.post(`${PATH}/versioner/9/aterstallning`)).status).toBe(404);
});
