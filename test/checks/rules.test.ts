import { expect, it } from 'vitest';
import { checkMinutes } from '../../server/checks/check-minutes.ts';
import { withRemedy, type Finding, type Known } from '../../server/checks/finding.ts';
import { EMPTY_MINUTES, type MinutesContent } from '../../server/minutes/minutes.ts';
import { KNOWN, oneSection } from './known.ts';

const found = (text: string, known: Known = KNOWN): Finding[] => checkMinutes(oneSection(text), known);
const rules = (text: string): string[] => found(text).map(({ rule, words }) => `${rule} ${words}`);
const mended = (text: string, known?: Known): Record<string, string> =>
  Object.fromEntries(
    found(text, known).flatMap((one) =>
      one.remedies.map((remedy) => [remedy.label, withRemedy(text, one, remedy)]),
    ),
  );

it('offers what can be written instead of a name, with its capital, its s and its marks', () => {
  const known = { ...KNOWN, people: [{ name: 'Lisa Persson', role: 'rektor', organisation: 'Byskolan' }] };
  expect(mended('Vi tackar **Lisa** Persson. Hej!', known)).toEqual({
    'Skriv ”en rektor”': 'Vi tackar **en rektor**. Hej!',
    'Skriv ”en person från Byskolan”': 'Vi tackar **en person från Byskolan**. Hej!',
    'Skriv ”en deltagare”': 'Vi tackar **en deltagare**. Hej!',
    'Skriv ”L.P.”': 'Vi tackar **L.P.**. Hej!',
  });
  expect(Object.values(mended('Klart. Kalle Svenssons idé.'))).toEqual([
    'Klart. En deltagares idé.',
    'Klart. K.S. idé.',
  ]);
  expect(Object.values(mended('Vi hörde rektor Birgitta Nilsson tala.'))).toEqual([
    'Vi hörde rektor  tala.',
    'Vi hörde rektor en deltagare tala.',
    'Vi hörde rektor B.N. tala.',
  ]);
});

it('offers the way out of the other findings, and what it does settles them', () => {
  const texts = [
    'Ring 070-123 45 67 nu.',
    'Hen har 811218-9876 i passet.',
    'Skriv till kalle@example.se nu.',
    'Hon bor på Storgatan 4 här.',
    'Anna Berg kom. Ali Hassan är sjukskriven. Slut.',
    'Anna Berg berättade om sin depression.',
    'Kalle Svensson kom.',
  ];
  const left = texts.flatMap((text) =>
    Object.values(mended(text)).filter((one) => found(one).some(({ blocks }) => blocks)),
  );
  expect(left).toEqual([]);
  expect(texts.map((text) => Object.values(mended(text))[0])).toEqual([
    'Ring  nu.',
    'Hen har  i passet.',
    'Skriv till gemensam@example.org nu.',
    'Hon bor på en adress i staden här.',
    'Anna Berg kom. Slut.',
    'Anna Berg berättade om en egen erfarenhet.',
    'En deltagare kom.',
  ]);
});

it('knows a finding again when the text around it changed, and another person as another finding', () => {
  const key = (text: string): string[] => found(text).map((one) => one.key);
  expect(key('Kalle Svensson kom sent.')).toEqual(key('## Fika\n\nSedan gick **Kalle Svensson** hem.'));
  expect(key('Anna Berg är sjukskriven.')).not.toEqual(key('Ali Hassan är sjukskriven.'));
  expect(new Set(key('Anna Berg är sjukskriven. Ali Hassan är sjukskriven.')).size).toBe(2);
  expect(found('Hen har 811218-9876.')[0]!.key).not.toContain('811218');
});

it('reads every text that everybody will read', () => {
  const content: MinutesContent = {
    ...EMPTY_MINUTES,
    summary: 'Kalle kom.',
    closing: 'Ring 070-123 45 67.',
    upcomingText: 'Fatima kommer.',
    upcoming: [{ dates: ['2026-12-01'], status: 'confirmed', theme: null, note: 'med Sven Ek' }],
    corrections: [{ date: '2026-11-01', text: 'Olle Ek sade det.' }],
    attendance: { room: 1, digital: 0, organisations: ['Vi med a@example.se'] },
    unplaced: 'Lotta Ek',
    sections: [
      {
        id: 'avsnitt-3',
        heading: 'Samtal med Petra Ek',
        level: 1,
        kind: 'talk',
        speakers: [
          { name: 'Anna Berg', role: 'lärare', organisation: 'Kalleskolan' },
          { name: 'Zlopa Vrinnevi', role: null, organisation: 'Petra Förlag' },
        ],
        markdown: 'F: Kom Ahmed Ek?\n\n– Ja, sa Kalle Ek.',
      },
    ],
  };
  expect(checkMinutes(content, KNOWN).map(({ field, words }) => `${field} ${words}`)).toEqual([
    'rattelse-0 Olle Ek',
    'summary Kalle',
    'organisations a@example.se',
    'avsnitt-3:heading Petra Ek',
    'avsnitt-3:speakers Zlopa Vrinnevi',
    'avsnitt-3:markdown Ahmed Ek',
    'avsnitt-3:markdown Kalle Ek',
    'upcomingText Fatima',
    'kommande-0 Sven Ek',
    'closing 070-123 45 67',
  ]);
});

it('gives advice about links, headings, sentences and abbreviations, and lets good ones be', () => {
  expect(rules('Läs [här](https://example.org/) och [mer info](/moten/2026-10-19).')).toEqual([
    'link-text här',
    'link-text mer info',
  ]);
  expect(rules('[Stadens sida](https://example.org/), [ett möte](/moten/2026-10-19).')).toEqual([]);
  expect(rules('[Appen](#) och [mötet](/moten/1999-01-01).')).toEqual([
    'dead-link [Appen](#)',
    'dead-link [mötet](/moten/1999-01-01)',
  ]);
  expect(rules('## A\n\n#### B\n\n### C\n\n#### D')).toEqual(['heading-order #### B']);
  expect(Object.values(mended('## A\n\n#### B'))).toEqual(['## A\n\n### B']);
  const words = (count: number): string => `Vi${' bil'.repeat(count - 1)}.`;
  expect(rules(`${words(25)} ${words(26)}`)).toEqual([`long-sentence ${words(26)}`]);
  expect(rules('En SIP och en SIP. LVX (lag om vatten) gäller. AB och TV.')).toEqual(['abbreviation SIP']);
  expect(Object.values(mended('En SIP.'))).toEqual(['En samordnad individuell plan (SIP).']);
  expect(rules('En samordnad individuell plan (SIP). Sedan SIP.')).toEqual([]);
  expect(rules('Vad är QQQ?')).toEqual(['abbreviation QQQ']);
});

it('tells of a section that is hard to read, and not of an easy or a short one', () => {
  const hard =
    'Verksamhetsutvecklingen förutsätter samordningsinsatser mellan förvaltningarna och organisationerna. ';
  const easy = 'Vi var ute i dag. Det var kul att se er alla här. ';
  expect(rules(hard.repeat(9)).map((one) => one.split(' ')[0])).toEqual(['lix']);
  expect(rules(hard)).toEqual([]);
  expect(rules(easy.repeat(20))).toEqual([]);
});

it('never blocks for advice, and blocks for all else', () => {
  const both = found('[här](#) Kalle Svensson, 070-123 45 67, QQQ');
  expect(both.map(({ rule, blocks }) => `${rule} ${blocks}`)).toEqual([
    'dead-link false',
    'link-text false',
    'name true',
    'telephone true',
    'abbreviation false',
  ]);
});
