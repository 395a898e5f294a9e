import { expect, it } from 'vitest';
import { COMMON_PARTS, NEVER_PART } from '../../server/search/common-words.ts';
import { splitCompound } from '../../server/search/compounds.ts';
import { slipsBetween, nearestWord } from '../../server/search/misspelling.ts';
import { stem } from '../../server/search/stem.ts';
import { distinctWords, fold, formsOf, tokenise, wordsOf } from '../../server/search/words.ts';

/** Words that belong together have one stem, and other words have others. */
const FAMILIES = [
  'ungdom ungdomen ungdoms ungdomar ungdomarna ungdomarnas',
  'skola skolan skolans skolor skolorna skolornas',
  'möte mötet mötets möten mötena mötens',
  'bostad bostaden bostads bostäder bostäderna bostädernas',
  'stad staden stadens städer städerna',
  'förening föreningen föreningens föreningar föreningarna',
  'projekt projektet projektets projekten',
  'aktivitet aktiviteten aktiviteter aktiviteterna',
  'område området områden områdena områdets',
  'trygghet trygg trygga trygghetens tryggare',
  'förälder föräldrar föräldrarna föräldrarnas föräldern',
  'kontor kontoret kontoren kontorens kontorets',
  'rektor rektorn rektorer rektorns',
  'bibliotek biblioteket biblioteken bibliotekets',
  'lärare läraren lärarna lärarnas lärares',
  'fråga frågan frågor frågorna',
  'kvinna kvinnan kvinnor kvinnornas kvinnors',
  'barn barnet barnen barnens',
  'artikel artikeln artiklar artiklarna',
  'plan planen planer planerna',
  'år året åren årets',
  'kafe kafeet kafeer',
  'barnbok barnböcker barnböckerna',
];

it('gives the forms of a word one stem, and different words different ones', () => {
  const stems = FAMILIES.map((family) => [...new Set(family.split(' ').map(stem))]);
  expect(stems.filter((found) => found.length > 1)).toEqual([]);
  expect(new Set(stems.flat()).size).toBe(FAMILIES.length);
});

it('follows the published algorithm where it says nothing else', () => {
  const published = {
    jakt: 'jakt',
    jaktkarl: 'jaktkarl',
    klostren: 'klostr',
    klockornas: 'klock',
    kloster: 'klost',
    friskt: 'frisk',
    kraftfullt: 'kraftfull',
    hjälplöst: 'hjälplös',
    vänlig: 'vän',
    löslig: 'lös',
  };
  expect(Object.keys(published).map((word) => [word, stem(word)])).toEqual(Object.entries(published));
});

const KNOWN = new Set(['framtid', 'medborgare', 'cykelbana', 'bana', 'kaffe', 'rosor'].map(stem));
const partsOf = (word: string) => splitCompound(word, (part) => KNOWN.has(part));

it.each([
  ['ungdomsprojekt', ['ungdom', 'projekt']],
  ['bostadsområdena', ['bostad', 'område']],
  ['gatukontoret', ['gata', 'kontor']],
  ['kyrkogård', ['kyrka', 'gård']],
  ['föräldramötet', ['förälder', 'möte']],
  ['barnomsorgen', ['barn', 'omsorg']],
  ['skolgården', ['skola', 'gård']],
  ['framtidsplaner', ['framtid', 'plan']],
  ['stadsdelsförvaltningen', ['stad', 'del', 'förvaltning']],
  ['bokråd', ['bok', 'råd']],
])('divides %s', (word, parts) => {
  expect(partsOf(word)).toEqual(parts.map(stem));
});

it.each(
  'tillsammans framtid lägenheter behandling kontroller personal samverkan utbildning information trygghet hemlösa demokratisk kommunikation resurser verksamhet föreningarna skolorna'.split(
    ' ',
  ),
)('leaves %s whole', (word) => {
  expect(partsOf(word)).toEqual([]);
});

it('lists no word both as a part and as never one', () => {
  expect([...COMMON_PARTS].filter((word) => NEVER_PART.has(word))).toEqual([]);
});

it('tells names by a capital inside a sentence, and takes none of them apart', () => {
  const tokens = tokenise('Ungdomsprojektet leds av Matbutik. ”Kyrkogården” sa Ylva.\n– Skolgård');
  expect(tokens.filter(({ name }) => name).map(({ word }) => word)).toEqual(['matbutik', 'ylva']);
  const words = wordsOf({
    title: 'Torgdagar',
    body: 'Vi mötte Anna Torgdagar.',
    people: 'Siv Ungdomshus',
    context: '',
  });
  expect([...distinctWords(words)]).toEqual([
    ['siv', false],
    ['ungdomshus', false],
    ['anna', false],
    ['torgdagar', false],
    ['vi', true],
    ['mötte', true],
  ]);
  expect(formsOf(words, () => ['del']).parts).toBe('del');
});

it('keeps where each word stands, whatever it is written with', () => {
  const text = 'På kafét: “Åsa-Lena” 2026!';
  const words = tokenise(text);
  expect(words.map(({ word }) => word)).toEqual(['på', 'kafet', 'åsa', 'lena', '2026']);
  expect(words.map(({ start, end }) => text.slice(start, end))).toEqual([
    'På',
    'kafét',
    'Åsa',
    'Lena',
    '2026',
  ]);
  expect(['åäö', 'får', 'abc'].map(fold)).toEqual(['aao', 'far', 'abc']);
});

it('counts slips, letters in the wrong order as one', () => {
  const slips = [
    ['trygghet', 'trygghet', 0],
    ['tryghet', 'trygghet', 1],
    ['trygghte', 'trygghet', 1],
    ['trgyghte', 'trygghet', 2],
    ['skola', 'kyrka', Infinity],
  ] as const;
  expect(slips.map(([one, other]) => slipsBetween(one, other, 2))).toEqual(slips.map(([, , count]) => count));
});

it('takes the nearest word, and of those as near the most common', () => {
  const of = (word: string, texts: number, plain = 1) => ({ word, texts, plain });
  expect(nearestWord('bilbotek', [of('bibliotek', 9), of('bilstöd', 50)])).toBe('bibliotek');
  expect(nearestWord('hyda', [of('hyra', 9), of('hylla', 90), of('hund', 80), of('hyde', 3)])).toBe('hyra');
  expect(nearestWord('sundstoget', [of('sundstorget', 2, 0)])).toBe('Sundstorget');
  expect(nearestWord('xy', [of('xyz', 2)])).toBeUndefined();
});
