import { expect, it } from 'vitest';
import { listDoubles } from '../../server/speakers/doubles.ts';

it.each([
  ['Ebba Provén', 'Ebba Provén', true],
  ['Ebba Provén', 'ebba  provén', true],
  ['Ebba Provén', 'Ebba Proven', true],
  ['Ebba Provén', 'Provén, Ebba', true],
  ['Ebba Provén', 'Ebba Provéen', true],
  ['Ebba Provén', 'Eba Provén', true],
  ['Ebba Provén', 'Ebbe Provén', true],
  ['Anna-Karin Nilsson', 'Anna Karin Nilsson', true],
  ['Ebba Provén', 'Ebba Nejd', false],
  ['Ebba Provén', 'Olle Provén', false],
  ['Ebba Provén', 'Ebba', false],
  ['Ebba Provén', 'Ebbo Proven-Ek', false],
  ['Bo Ek', 'Bo Ed', false],
  ['Bo Ek', 'Ek Bo', true],
  ['Förening 1', 'Förening 2', false],
  ['', '', false],
  ['-', '!', false],
])('"%s" and "%s": %s', (one, other, expected) => {
  const pairs = listDoubles([
    { id: 1, name: one },
    { id: 2, name: other },
  ]);
  expect(pairs.map((pair) => [pair.one.id, pair.other.id])).toEqual(expected ? [[1, 2]] : []);
});

it('reads 0, 1 and 500 entries, and ends where nobody reads on', () => {
  expect(listDoubles([])).toEqual([]);
  expect(listDoubles([{ id: 1, name: 'Ebba Provén' }])).toEqual([]);
  const many = Array.from({ length: 500 }, (_, id) => ({ id, name: 'Ebba Provén' }));
  const begun = performance.now();
  expect(listDoubles(many)).toHaveLength(50);
  const different = Array.from({ length: 500 }, (_, id) => ({
    id,
    name: `${id.toString(36).repeat(4)} person`,
  }));
  expect(listDoubles(different)).toEqual([]);
  expect(performance.now() - begun).toBeLessThan(2000);
});
