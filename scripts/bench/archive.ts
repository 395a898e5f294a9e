import { addDays, longDate } from '../../server/shared/time.ts';
import { SHAPES, type Text } from './documents.ts';

const FIRST = ['Tuva', 'Torvald', 'Ylva', 'Nils', 'Sahra', 'Bror', 'Hedda', 'Amina', 'Linnea', 'Göran'];
const LAST = [
  'Påhittsson',
  'Låtsasberg',
  'Provlund',
  'Testgård',
  'Diktsson',
  'Ekfiktiv',
  'Sagolund',
  'Hittefors',
];
const PLACES = [
  'Fyrhuset',
  'Lyktan',
  'Ritkontoret Linjen',
  'Nattugglorna',
  'Seniorförbundet Ljuset',
  'Läshörnan',
];
const THINGS = ['bänkar', 'läxhjälp', 'grannstöd', 'sommarjobb', 'odling', 'trygghet', 'lek', 'språk'];
const FIRST_DAY = '2015-01-05';

const pick = <T>(list: readonly T[], index: number): T => list[index % list.length]!;

/** Ten years of made-up minutes, one each week, in every shape a group has kept them in. */
export function* archive(count: number): Generator<{ name: string; bytes: Buffer }> {
  const shapes = Object.entries(SHAPES);
  for (let index = 0; index < count; index++) {
    const [ending, shape] = pick(shapes, index);
    yield { name: `${String(index).padStart(3, '0')}.${ending}`, bytes: shape(textOf(index)) };
  }
}

function textOf(index: number): Text {
  const day = addDays(FIRST_DAY, index * 7);
  const talk = (nth: number) => {
    const name = `${pick(FIRST, index + nth)} ${pick(LAST, index * 3 + nth)}`;
    return {
      heading: `${pick(PLACES, index + nth)} och ${pick(THINGS, index + nth)}`,
      lines: [
        `${name} från ${pick(PLACES, index + nth)} berättade om ${pick(THINGS, index + nth)} i stadsdelen, om dem som kommer och om det som de lärde sig under året.`,
        ...Array.from(
          { length: 6 },
          (_, row) =>
            `De började med ${row + 3} personer och är nu ${row * 7 + index}. Det som fungerar bäst är att dricka kaffe först och prata sedan, säger de som var med från början.`,
        ),
        'Hur får man vara med?',
        '– Man kommer bara dit.',
      ],
      items: ['En kväll i veckan', 'Soppa och högläsning'],
    };
  };
  return {
    title: `Öppen utvecklingsgrupp ${longDate(day).replace(/^\S+ /, '')}`,
    theme: `${pick(THINGS, index)} i stadsdelen`,
    parts: [
      talk(0),
      talk(1),
      { heading: 'Övriga frågor', lines: ['Städdagen är den första lördagen i maj.'], items: [] },
    ],
    coming: `${longDate(addDays(day, 7)).replace(/^\S+ /, '')} – om ${pick(THINGS, index + 1)} i stadsdelen`,
  };
}
