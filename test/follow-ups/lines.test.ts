import { expect, it } from 'vitest';
import { readLine } from '../../server/follow-ups/line.ts';
import type { MinutesSection } from '../../server/minutes/minutes.ts';
import { findLines } from '../../server/follow-ups/minutes-lines.ts';

const MEETING = '2026-11-16';

/** Line, who, when in words, the date, what. */
const LINES: [string, string, string, string | null, string][] = [
  ['→ Rådet, före 19 jan: ring skolan', 'Rådet', 'före 19 jan', '2027-01-19', 'ring skolan'],
  ['-> Rådet, före 19 jan: ring skolan', 'Rådet', 'före 19 jan', '2027-01-19', 'ring skolan'],
  ['=> Rådet, före 19 jan: ring skolan', 'Rådet', 'före 19 jan', '2027-01-19', 'ring skolan'],
  ['--> Rådet: ring skolan', 'Rådet', '', null, 'ring skolan'],
  ['→Rådet: ring skolan', 'Rådet', '', null, 'ring skolan'],
  ['   → Rådet: ring skolan', 'Rådet', '', null, 'ring skolan'],
  ['- → Rådet: ring skolan', 'Rådet', '', null, 'ring skolan'],
  ['* -> Rådet: ring skolan', 'Rådet', '', null, 'ring skolan'],
  ['• → Rådet: ring skolan', 'Rådet', '', null, 'ring skolan'],
  ['2. → Rådet: ring skolan', 'Rådet', '', null, 'ring skolan'],
  ['→ ring skolan', '', '', null, 'ring skolan'],
  ['→ ring skolan.', '', '', null, 'ring skolan'],
  ['→ före 19 jan: ring skolan', '', 'före 19 jan', '2027-01-19', 'ring skolan'],
  ['→ Rådet, senast 19 januari: ring', 'Rådet', 'senast 19 januari', '2027-01-19', 'ring'],
  ['→ Rådet, senast den 19:e januari: ring', 'Rådet', 'senast den 19:e januari', '2027-01-19', 'ring'],
  ['→ Rådet, senast 19 januari 2028: ring', 'Rådet', 'senast 19 januari 2028', '2028-01-19', 'ring'],
  ['→ Rådet, 2027-01-19: ring', 'Rådet', '2027-01-19', '2027-01-19', 'ring'],
  ['→ Rådet, 19/1: ring', 'Rådet', '19/1', '2027-01-19', 'ring'],
  ['→ Rådet (före 19 jan): ring', 'Rådet', 'före 19 jan', '2027-01-19', 'ring'],
  ['→ Rådet före 19 jan: ring', 'Rådet', 'före 19 jan', '2027-01-19', 'ring'],
  ['→ Rådet till mötet 16 mars: ring', 'Rådet', 'till mötet 16 mars', '2027-03-16', 'ring'],
  ['→ Rådet, till mötet 16 mars: ring', 'Rådet', 'till mötet 16 mars', '2027-03-16', 'ring'],
  [
    '→ Rådet, måndag 18 januari kl. 13.30: ring',
    'Rådet',
    'måndag 18 januari kl. 13.30',
    '2027-01-18',
    'ring',
  ],
  ['→ Rådet, före 17 nov: ring', 'Rådet', 'före 17 nov', '2026-11-17', 'ring'],
  ['→ Rådet, före 16 nov: ring', 'Rådet', 'före 16 nov', '2027-11-16', 'ring'],
  ['→ Rådet, före 21 dec: ring', 'Rådet', 'före 21 dec', '2026-12-21', 'ring'],
  ['→ Rådet, 29 feb: ring', 'Rådet', '29 feb', '2028-02-29', 'ring'],
  ['→ Rådet, 30 feb: ring', 'Rådet', '30 feb', null, 'ring'],
  ['→ Rådet, 19 eller 20 jan eller 3 feb: ring', 'Rådet', '19 eller 20 jan eller 3 feb', null, 'ring'],
  ['→ Rådet, innan jul: ring', 'Rådet', 'innan jul', null, 'ring'],
  ['→ Rådet, under våren: ring', 'Rådet', 'under våren', null, 'ring'],
  ['→ Rådet under hösten: ring', 'Rådet', 'under hösten', null, 'ring'],
  ['→ Rådet, till nästa möte: ring', 'Rådet', 'till nästa möte', null, 'ring'],
  ['→ Rådet, i januari: ring', 'Rådet', 'i januari', null, 'ring'],
  ['→ Rådet, vecka 8: ring', 'Rådet', 'vecka 8', null, 'ring'],
  ['→ Rådet, så snart som möjligt: ring', 'Rådet', 'så snart som möjligt', null, 'ring'],
  ['→ Rådet och biblioteket: ring', 'Rådet och biblioteket', '', null, 'ring'],
  ['→ Rådet, biblioteket, före 19 jan: ring', 'Rådet, biblioteket', 'före 19 jan', '2027-01-19', 'ring'],
  ['→ Bo Ek, till Anna: ring', 'Bo Ek, till Anna', '', null, 'ring'],
  ['→ Stöd till anhöriga: ring', 'Stöd till anhöriga', '', null, 'ring'],
  ['→ Barn- och ungdomsrådet: ring', 'Barn- och ungdomsrådet', '', null, 'ring'],
  [
    '→ **Rådet**, före 19 jan: ring [skolan](https://example.org)',
    'Rådet',
    'före 19 jan',
    '2027-01-19',
    'ring skolan',
  ],
  ['→ **Rådet:** ring `skolan`', 'Rådet', '', null, 'ring skolan'],
  ['→ Rådet: ring skolan, senast 19 januari', 'Rådet', 'senast 19 januari', '2027-01-19', 'ring skolan'],
  ['→ Rådet, före 19 jan – ring skolan', '', '', null, 'Rådet, före 19 jan – ring skolan'],
  ['→ ring skolan, före 19 jan', '', 'före 19 jan', '2027-01-19', 'ring skolan'],
  ['→ Rådet: ring skolan, biblioteket', 'Rådet', '', null, 'ring skolan, biblioteket'],
  ['→ Rådet: ring kl. 13:30 och fråga: går det?', 'Rådet', '', null, 'ring kl. 13:30 och fråga: går det?'],
  ['→ Träffas kl 13:30 på torget', '', '', null, 'Träffas kl 13:30 på torget'],
  ['→ Vad gör vi? Svaret är: inget', '', '', null, 'Vad gör vi? Svaret är: inget'],
  ['→ 1. januari öppnar huset', '', '', null, '1. januari öppnar huset'],
  ['→ <b>Rådet</b>: ring & fråga', '<b>Rådet</b>', '', null, 'ring & fråga'],
];

it.each(LINES)('%s', (line, who, whenText, dueOn, what) => {
  expect(readLine(line, MEETING)).toEqual({ who, whenText, dueOn, what });
});

it.each([
  'Rådet, före 19 jan: ring',
  'Vi gick A → B',
  '→',
  '→ ',
  '->',
  '→ …',
  '→ Rådet:',
  '→ Rådet: .',
  '→ https://example.org/mer',
  '→ [Läs mer](https://example.org)',
  '→ Läs mer: https://example.org/mer',
  '> → Rådet: ring',
  '[→ Rådet: ring](https://example.org)',
  '- - - >',
  '<- Rådet: ring',
])('no follow-up: %s', (line) => {
  expect(whats(line)).toEqual([]);
});

const section = (id: string, markdown: string): MinutesSection => ({
  id,
  heading: '',
  level: 1,
  kind: 'text',
  speakers: [],
  markdown,
});
const whats = (...texts: string[]) =>
  findLines({ sections: texts.map((text, index) => section(`avsnitt-${index + 1}`, text)) }, MEETING).map(
    ({ what }) => what,
  );

it.each([
  ['a fence', '```\n→ A: ett\n```\n\n→ B: två', ['två']],
  ['a fence with tildes', '~~~ text\n→ A: ett\n~~~', []],
  ['indented code', 'Text\n\n    → A: ett\n\n→ B: två', ['två']],
  ['a quote', '> Hon sa:\n> → A: ett\n\n→ B: två', ['två']],
  ['a quote that goes on without its mark', '> Hon sa:\n→ A: ett', []],
  ['a heading', '## → A: ett\n\n→ B: två', ['två']],
  ['a table', '| a | b |\n|---|---|\n| → A: ett | x |', []],
  ['a list', '- → A: ett\n- B: inte\n  - → C: tre', ['ett', 'tre']],
  ['lines of one paragraph', 'Vi sa:\n→ A: ett\n→ B: två\noch gick hem', ['ett', 'två']],
  ['an answer', 'Går det?\n\n– Ja.\n\n→ A: ett', ['ett']],
])('looks in %s as a reader would', (_name, text, expected) => {
  expect(whats(text)).toEqual(expected);
});

it('knows each line by its words, wherever they stand, and the same words twice apart', () => {
  const keys = (...texts: string[]) =>
    findLines({ sections: texts.map((text, index) => section(`avsnitt-${index}`, text)) }, MEETING).map(
      ({ key }) => key,
    );
  const [one, two] = keys('→ A: ett', '- -> A:  ETT');
  expect(one).not.toBe(two);
  expect(keys('Text.\n\n-> a: Ett', 'x', '→ A: ett')).toEqual([one, two]);
  expect(keys('→ A: två')).not.toContain(one);
});

it('reads a long and a strange line in no time', () => {
  const started = Date.now();
  for (const line of [
    `→ ${'a, '.repeat(60_000)}`,
    `→ ${'före '.repeat(40_000)}`,
    `→ ${':'.repeat(190_000)}`,
    `→${' '.repeat(190_000)}`,
    `→ ${'(före '.repeat(30_000)}`,
  ])
    readLine(line, MEETING);
  expect(Date.now() - started).toBeLessThan(1500);
});
