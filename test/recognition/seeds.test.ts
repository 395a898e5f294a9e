import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { lostSentences } from '../../server/recognition/lost-sentences.ts';
import { recognise } from '../../server/recognition/recognise.ts';
import type { Recognition } from '../../server/recognition/recognised.ts';

const folder = new URL('../../../shared/seeds/', import.meta.url);
const isThere = existsSync(folder);
const files = isThere ? readdirSync(folder) : [];
if (!isThere) console.log('De riktiga texterna finns inte bredvid projektet; testerna av dem hoppas över.');

describe('the minutes of 2019', () => {
  it.skipIf(!isThere)('give date, theme, talks and coming dates', () => {
    const [meeting] = read('000').meetings;
    expect(meeting).toMatchObject({
      kind: 'minutes',
      date: '2019-10-21',
      theme: 'Områdesarbete',
      uncertain: [],
    });
    expect(talks('000')).toEqual([
      ['DrottningH', 'Arne Gunnarsson'],
      ['Plantera Plantära', 'Nadia Zaoujan (Plantera Plantära-kontoret)'],
      ['Adolfsberg', 'Ivan Kuzhikov, Victoria Bradic, Vanjuska Ivanov'],
    ]);
    expect(meeting?.upcoming.map(({ dates, theme }) => [dates, theme])).toEqual([
      [['2019-11-18'], 'samsjuklighet (missbruk/psykisk ohälsa)'],
      [['2019-12-16'], 'föreningarnas förutsättningar'],
    ]);
  });

  it.skipIf(!isThere)('keep their questions, answers and subheads in order', () => {
    const sections = read('000').meetings[0]?.sections ?? [];
    expect(
      sections.map(({ level, questions }) => [level, questions.map(({ answers }) => answers.length)]),
    ).toEqual([
      [1, []],
      [2, []],
      [2, []],
      [2, []],
      [2, []],
      [2, [1, 1, 1, 1]],
      [1, [2]],
      [1, [1]],
    ]);
    expect(sections.flatMap(({ speakers }) => speakers)).toHaveLength(5);
  });

  it.skipIf(!isThere)('name their dead links, which become text', () => {
    const { meetings, deadLinks } = read('000');
    expect(deadLinks.map(({ field }) => field)).toEqual(['link', 'link', 'link', 'link']);
    expect(meetings[0]?.sections.filter(({ markdown }) => markdown.includes(']('))).toEqual([]);
  });
});

describe('the minutes of 2022', () => {
  it.skipIf(!isThere)('give theme, talks, other business, postponed items and contact', () => {
    const [meeting] = read('002').meetings;
    expect(meeting).toMatchObject({
      kind: 'minutes',
      date: '2022-02-21',
      theme: 'Delaktighet och samskapande med ungdomar',
      contact: 'david.bergstrom@helsingborg.se',
      uncertain: [],
    });
    expect(talks('002').map(([, speakers]) => speakers)).toEqual([
      'Gunilla Christiansson',
      'Christer Hagström',
      'Nadine Flatt (Framtidsverkstaden)',
      'Alexander Ström (Fryshuset)',
    ]);
    expect(meeting?.upcoming.flatMap(({ dates }) => dates)).toEqual([
      '2022-03-21',
      '2022-04-25',
      '2022-05-16',
    ]);
  });

  it.skipIf(!isThere)('have ten sections', () => {
    const sections = read('002').meetings[0]?.sections ?? [];
    expect(sections.map(({ level, kind, speakers }) => `${level} ${kind} ${speakers.length}`)).toEqual([
      '1 text 0',
      '1 talk 1',
      '1 talk 1',
      '1 talk 1',
      '1 talk 1',
      '1 postponed 0',
      '1 other-business 0',
      '2 other-business 2',
      '2 other-business 0',
      '1 text 0',
    ]);
  });
});

it.skipIf(!isThere).for(['000', '002'])('%s loses no sentence', (start) => {
  const [meeting] = read(start).meetings;
  expect(meeting && lostSentences(textOf(start), meeting)).toEqual([]);
});

it.skipIf(!isThere).for(['001', '003', '004'])('%s is no meeting', (start) => {
  expect(read(start)).toMatchObject({ meetings: [], reason: expect.stringContaining('möte') as unknown });
});

function read(start: string): Recognition {
  return recognise({ file: `${start}.txt`, text: textOf(start), format: 'text' });
}

function textOf(start: string): string {
  const file = files.find((name) => name.startsWith(start)) ?? '';
  return readFileSync(new URL(file, folder), 'utf8');
}

function talks(start: string): [string | null, string][] {
  const sections = read(start).meetings[0]?.sections ?? [];
  return sections
    .filter(({ kind }) => kind === 'talk')
    .map(({ heading, speakers }) => [
      heading,
      speakers
        .map(({ name, organisation }) => (organisation ? `${name} (${organisation})` : name))
        .join(', '),
    ]);
}
