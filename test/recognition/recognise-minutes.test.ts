import { describe, expect, it } from 'vitest';
import { lostSentences } from '../../server/recognition/lost-sentences.ts';
import { recognise } from '../../server/recognition/recognise.ts';
import type { RecognisedMeeting } from '../../server/recognition/recognised.ts';

const minutes = `Byarådet i Höviken möte 8 november 2027

Tema: Vinterväg

Snöröjarna

Tyra Hittefors från Ladan berättade om plogning. Det tar tre timmar.

Vad behövs?

- Plog
- Sand

Vem skottar trappan?

– Den som vaknar först.

[Plogschema](#).

Halkfria

Bo Påfors visade broddar.

Övriga frågor

Julgranen

Granen kommer på fredag.

Kommande möten

- 13 december – tema gröt
- 17 januari – om sol – vi tittar ut.
- 14 februari/21 februari (ej klart)
- 1 mars-5 mars sportlov

Skicka förslag på teman till byn@example.org.
`;

function read(text: string): RecognisedMeeting {
  const [meeting] = recognise({ file: 'x', text, format: 'text' }).meetings;
  if (!meeting) throw new Error('inget möte');
  return meeting;
}

const outlineOf = (text: string) =>
  read(text).sections.map(({ level, kind, heading }) => `${level} ${kind} ${heading}`);

describe('minutes in plain text', () => {
  const outline = [
    '1 talk Snöröjarna',
    '2 text Vad behövs?',
    '1 talk Halkfria',
    '1 other-business Övriga frågor',
    '2 other-business Julgranen',
    '1 text Kommande möten',
  ];

  it('are read whole', () => {
    const meeting = read(minutes);
    expect(meeting).toMatchObject({
      kind: 'minutes',
      date: '2027-11-08',
      theme: 'Vinterväg',
      contact: 'byn@example.org',
      uncertain: [],
    });
    expect(outlineOf(minutes)).toEqual(outline);
    expect(meeting.upcoming).toEqual([
      { dates: ['2027-12-13'], status: 'confirmed', theme: 'gröt', speakers: [] },
      { dates: ['2028-01-17'], status: 'confirmed', theme: 'sol', speakers: [] },
      { dates: ['2028-02-14', '2028-02-21'], status: 'tentative', theme: null, speakers: [] },
    ]);
    expect(lostSentences(minutes, meeting)).toEqual([]);
  });

  it.for([
    ['decomposed letters', minutes.normalize('NFD')],
    ['a byte order mark and Windows line ends', `\ufeff${minutes.replaceAll('\n', '\r\n')}`],
    ['hard spaces', minutes.replaceAll(' 2027', '\u00a02027')],
    ['blank lines with spaces', minutes.replaceAll('\n\n', '\n  \n')],
    ['other bullets', minutes.replaceAll('\n- ', '\n• ')],
    ['three blank lines', minutes.replaceAll('\n\n', '\n\n\n\n')],
    [
      'colons behind headings',
      minutes.replace('Övriga frågor', 'Övriga frågor:').replace('Kommande möten', 'Kommande möten:'),
    ],
    ['capital headings', minutes.replace('Kommande möten', 'KOMMANDE MÖTEN')],
    ['no blank lines', minutes.replaceAll('\n\n', '\n')],
  ])('with %s give the same', ([, text = '']) => {
    expect(outlineOf(text).map((line) => line.toLowerCase())).toEqual(
      outline.map((line) => line.toLowerCase()),
    );
    expect(read(text).upcoming).toEqual(read(minutes).upcoming);
    expect(lostSentences(text, read(text))).toEqual([]);
  });

  it('keep what coming entries explain, and only that', () => {
    expect(read(minutes).sections.at(-1)?.markdown).toBe(
      '- 17 januari – vi tittar ut.\n- 1 mars-5 mars sportlov\n\nSkicka förslag på teman till byn@example.org.',
    );
  });

  it('make dead links text and name them', () => {
    const { deadLinks } = recognise({ file: 'x', text: minutes, format: 'text' });
    expect(deadLinks).toEqual([
      { field: 'link', why: 'Länken leder ingenstans.', source: '[Plogschema](#).' },
    ]);
    expect(read(minutes).sections[1]?.markdown).toBe(
      '- Plog\n- Sand\n\nVem skottar trappan?\n\n– Den som vaknar först.\n\nPlogschema.',
    );
  });

  it('list names without bullets as text', () => {
    const text =
      'Byarådets möte 8 november 2027\n\nNärvarande\nTyra Hittefors\nBo Påfors\nAda Dikt\n\nKommande möten\n- 13 december\n';
    expect(lostSentences(text, read(text))).toEqual([]);
    expect(read(text)).toMatchObject({ theme: null, upcoming: [{ dates: ['2027-12-13'] }] });
  });

  it('read a next meeting that stands in a sentence', () => {
    const text =
      'Byarådets möte 8 november 2027\n\nVi pratade om vägen.\n\nNästa möte är måndag 13 december 2027.\n';
    expect(read(text).upcoming.map(({ dates }) => dates)).toEqual([['2027-12-13']]);
  });

  it('mark moved items as postponed', () => {
    const text = `Byarådets möte 8 november 2027\n\nVägen\n\nVägen är hal.\n\nÖvriga rapporter som väntar\n\nTvå rapporter fick vänta. Dessa tar vi upp senare i vinter:\n\n- Bron\n- Båten\n`;
    expect(outlineOf(text).at(-1)).toBe('1 postponed Övriga rapporter som väntar');
  });
});

describe('minutes in other hands', () => {
  it('may number their headings', () => {
    const text =
      'Protokoll 2027-11-08\n\n1. Öppnande\n\nMötet öppnades.\n\n2. Vägen\n\nBo Påfors informerade om vägen.\n';
    expect(outlineOf(text)).toEqual(['1 text 1. Öppnande', '1 talk 2. Vägen']);
  });

  it('may have a heading for the next meeting alone', () => {
    const text =
      'Byarådets möte 8 november 2027\n\nVägen\n\nDen är hal.\n\nNästa möte\n\nVi ses måndag 13 december.\n';
    expect(read(text).upcoming.map(({ dates }) => dates)).toEqual([['2027-12-13']]);
    expect(read(text).sections.at(-1)).toMatchObject({
      heading: 'Nästa möte',
      markdown: 'Vi ses måndag 13 december.',
    });
  });

  it('may say time and place behind the date, which stays in the text', () => {
    const text = 'Byarådets möte 8 november 2027 kl. 18.00-20.00 i Ladan\n\nVi lagade bron.\n';
    expect(read(text)).toMatchObject({ date: '2027-11-08', start: '18:00', end: '20:00', theme: null });
    expect(lostSentences(text, read(text))).toEqual([]);
  });

  it('may come with lines that a mail program has broken', () => {
    const text =
      'Byarådets möte 8 november 2027\n\nBron\n\nTyra Hittefors från Ladan berättade om den nya bron som\nska byggas av virke från skogen bakom gamla kvarnen vid\nån. Den blir klar i maj.\n';
    expect(read(text).sections).toMatchObject([
      { heading: 'Bron', kind: 'talk', speakers: [{ organisation: 'Ladan' }] },
    ]);
    expect(read(text).sections[0]?.markdown.includes('\n')).toBe(false);
  });

  it('keep signs that Markdown would take for its own', () => {
    const text = 'Byarådets möte 8 november 2027\n\n# 4 hus *eller* <fler> räknades.\n';
    expect(read(text).sections[0]?.markdown).toBe('\\# 4 hus \\*eller\\* \\<fler> räknades.');
    expect(lostSentences(text, read(text))).toEqual([]);
  });

  it('name a coming date of 31 November as uncertain and keep its line', () => {
    const text = 'Byarådets möte 8 november 2027\n\nKommande möten\n\n- 31 november – om is\n- 13 december\n';
    const meeting = read(text);
    expect(meeting.uncertain).toEqual([
      { field: 'upcoming', why: 'Datumet finns inte i kalendern.', source: '31 november – om is' },
    ]);
    expect(meeting.sections[0]?.markdown).toBe('- 31 november – om is');
  });
});
