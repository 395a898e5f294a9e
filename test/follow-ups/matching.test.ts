import { expect, it } from 'vitest';
import { matchLines } from '../../server/follow-ups/matching.ts';

const COUNT = 1000;
/** Sixty letters that follow each other in another way for each number. */
const words = (number: number, step: number) =>
  Array.from({ length: 60 }, (_, at) => String.fromCharCode(97 + ((number * 7 + at * at * step) % 25))).join(
    '',
  );
const all = <T>(make: (number: number) => T) => Array.from({ length: COUNT }, (_, number) => make(number));

it('holds a thousand lines against a thousand others in a moment', () => {
  const known = all((id) => ({
    id,
    source_key: `k${id}`,
    section_id: 'avsnitt-1',
    who: '',
    what: words(id, 1),
    free: false,
  }));
  const lines = all((id) => ({
    key: `l${id}`,
    sectionId: 'avsnitt-2',
    who: '',
    what: words(id, 3),
    whenText: '',
    dueOn: null,
  }));
  const start = performance.now();
  const { kept, added, gone } = matchLines(known, lines);
  expect([kept.length + added.length, kept.length + gone.length]).toEqual([COUNT, COUNT]);
  expect(performance.now() - start).toBeLessThan(4000);
});
