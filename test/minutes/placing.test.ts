import { afterEach, beforeEach, expect, it } from 'vitest';
import type { MinutesSection } from '../../server/minutes/minutes.ts';
import { movePlaced, placePasted, placeWhole, unplacedParts } from '../../server/minutes/placing.ts';
import { findLatestRevision } from '../../server/minutes/queries.ts';
import type { TestApp } from '../support/app.ts';
import { formOf, startWithAgenda } from '../support/minutes.ts';
import { randomFrom } from '../support/faulty-smtp.ts';

const section = (heading: string, kind: MinutesSection['kind'] = 'text', markdown = ''): MinutesSection => ({
  id: `avsnitt-${heading.length}`,
  heading,
  level: 1,
  kind,
  speakers: [],
  markdown,
});
const AGENDA = [section('Välkommen'), section('Läxhjälp'), section('Övriga frågor', 'other-business')];
const placed = (text: string, sections = AGENDA) => {
  const result = placePasted({ sections, unplaced: '' }, text);
  return [...result.sections.map(({ heading, markdown }) => `${heading}=${markdown}`), result.unplaced];
};

it.each([
  ['# Välkommen\nHej.\n\n# Läxhjälp\n\nBra.', ['Välkommen=Hej.', 'Läxhjälp=Bra.', 'Övriga frågor=', '']],
  [
    'Den 19 oktober\n\n2. LÄXHJÄLP:\nBra.',
    ['Välkommen=', 'Läxhjälp=Bra.', 'Övriga frågor=', 'Den 19 oktober'],
  ],
  ['**Läxhjälp**\nBra.', ['Välkommen=', 'Läxhjälp=Bra.', 'Övriga frågor=', '']],
  [
    '## Läxhjälp, Ebba Provén\nBra.',
    ['Välkommen=', 'Läxhjälp=**Läxhjälp, Ebba Provén**\n\nBra.', 'Övriga frågor=', ''],
  ],
  ['Övrigt\nKaffe.', ['Välkommen=', 'Läxhjälp=', 'Övriga frågor=**Övrigt**\n\nKaffe.', '']],
  [
    '# Läxhjälp\nA\n## Frågor\nB\n# Budget\nC',
    ['Välkommen=', 'Läxhjälp=A\n## Frågor\nB', 'Övriga frågor=', '# Budget\nC'],
  ],
  ['Läxhjälp är bra.', ['Välkommen=', 'Läxhjälp=', 'Övriga frågor=', 'Läxhjälp är bra.']],
])('places %j', (text, expected) => {
  expect(placed(text)).toEqual(expected);
});

it('makes sections of the headings when there are none, and one of a text without', () => {
  expect(placed('Först.\n# Ett\nA\n# Två', [])).toEqual(['=Först.', 'Ett=A', 'Två=', '']);
  expect(placed('Bara text.\n\nMer.', [])).toEqual(['=Bara text.\n\nMer.', '']);
});

it('puts everything in one section when that is wanted, and keeps what is written', () => {
  const sections = [...AGENDA, section('Skrivet', 'text', 'kvar')];
  const result = placeWhole({ sections, unplaced: 'förr' }, '# Läxhjälp\nBra.');
  expect([result.sections.map(({ markdown }) => markdown), result.unplaced]).toEqual([
    ['kvar', '# Läxhjälp\nBra.'],
    'förr',
  ]);
});

const words = (text: string) => (text.toLowerCase().match(/\p{L}+/gu) ?? []).sort();

it('loses no word of 500 random documents, with or without an agenda', () => {
  const random = randomFrom(7);
  const lines = [
    '# Läxhjälp',
    'Välkommen',
    '## Frågor',
    '**Övrigt**',
    '3. Läxhjälp:',
    '# Läxhjälp – mer',
    '',
    '',
    '- punkt',
    'Vanlig text.',
    '| a | b |',
    '```',
    '→ Rådet: gör',
    '#',
    '####### sju',
    '  # Indragen',
    '# Budget',
  ];
  for (let round = 0; round < 500; round++) {
    const text = Array.from(
      { length: 1 + Math.floor(random() * 14) },
      () => lines[Math.floor(random() * lines.length)]!,
    ).join('\n');
    const before = round % 2 ? AGENDA : [];
    const { sections, unplaced } = placePasted({ sections: before, unplaced: 'förr' }, text);
    const all = [...sections.flatMap(({ heading, markdown }) => [heading, markdown]), unplaced].join('\n');
    const left = words(all);
    for (const word of new Set(words(text)))
      expect(left, `${word} of ${JSON.stringify(text)}`).toContain(word);
    const body = words(
      text
        .split('\n')
        .filter((line) => /text|punkt|\||→/.test(line))
        .join('\n'),
    );
    for (const word of new Set(body))
      expect(left.filter((one) => one === word).length).toBeGreaterThanOrEqual(
        body.filter((one) => one === word).length,
      );
    expect(unplaced.startsWith('förr')).toBe(true);
    const parts = unplacedParts(unplaced);
    expect(words(parts.map((part) => part.text).join('\n'))).toEqual(words(unplaced));
    const moved = movePlaced({ sections, unplaced }, () => 'new');
    expect(moved.unplaced).toBe('');
    expect(words(moved.sections.flatMap(({ heading, markdown }) => [heading, markdown]).join('\n'))).toEqual(
      left,
    );
  }
});

const PATH = '/admin/moten/2026-10-19/anteckningar';
let app: TestApp;
let meetingId: number;
beforeEach(async () => ({ app, meetingId } = await startWithAgenda()));
afterEach(() => app.close());
const latest = async () => (await findLatestRevision(app.context.db, meetingId))!.content;

it('takes a whole document in one box, and moves the rest with one choice each, without scripts', async () => {
  const text = 'Den 19 oktober\n\n# Läxhjälp\nMånga kom.\n\n# Budget\nPengar.';
  expect((await app.get(`${PATH}/klistra-in`)).status).toBe(200);
  const answer = await app.post(`${PATH}/klistra-in`, { text, how: 'sections' });
  expect([answer.status, answer.headers.get('location')]).toEqual([303, `${PATH}?klart=inklistrat`]);
  expect([(await latest()).sections[1]!.markdown, (await latest()).unplaced]).toEqual([
    'Många kom.',
    'Den 19 oktober\n\n# Budget\nPengar.',
  ]);
  const page = await app.get(PATH);
  expect(page.text).toContain('<legend>Oplacerat</legend>');
  const form = formOf(page);
  const [date, budget] = Object.keys(form).filter((name) => name.startsWith('move-'));
  const moved = await app.post(PATH, { ...form, [date!]: '0', [budget!]: 'new', do: 'place' });
  expect(moved.status).toBe(303);
  const { sections, unplaced } = await latest();
  expect(unplaced).toBe('');
  expect(sections.map(({ id, heading, markdown }) => [id, heading, markdown])).toEqual([
    ['avsnitt-1', 'Välkommen', 'Den 19 oktober'],
    ['avsnitt-2', 'Läxhjälp', 'Många kom.'],
    ['avsnitt-3', 'Övriga frågor', ''],
    ['avsnitt-4', 'Uppskjutna punkter', '- Cykelbanan'],
    ['avsnitt-5', 'Budget', 'Pengar.'],
  ]);
  expect((await app.get(PATH)).text).not.toContain('<legend>Oplacerat</legend>');
});

it('keeps a text that is empty or too long in the box', async () => {
  expect((await app.post(`${PATH}/klistra-in`, {})).status).toBe(422);
  const long = `Slut${'å'.repeat(100_001)}`;
  const refused = await app.post(`${PATH}/klistra-in`, { text: long });
  expect([refused.status, refused.text.includes(long), refused.text.includes('Texten är för lång')]).toEqual([
    422,
    true,
    true,
  ]);
  expect(await findLatestRevision(app.context.db, meetingId)).toBeUndefined();
});

it('takes 10,000 lines', async () => {
  const text = `# Läxhjälp\n${'en rad\n'.repeat(10_000)}`;
  expect((await app.post(`${PATH}/klistra-in`, { text })).status).toBe(303);
  expect((await latest()).sections[1]!.markdown.split('\n')).toHaveLength(10_000);
  expect((await app.get(PATH)).status).toBe(200);
});
