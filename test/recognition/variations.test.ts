import { isDeepStrictEqual } from 'node:util';
import { expect, it } from 'vitest';
import { recognise } from '../../server/recognition/recognise.ts';
import { QUESTIONS, SHAPES, SPEAKERS } from './more-variations.ts';
import { COMING, FACTS, TITLES, type Variation } from './variations.ts';

/** The same fields of what was recognised as the variation speaks of. */
function recognised({ text, year, want }: Variation): unknown {
  const [meeting] = recognise({ file: 'x', text, format: 'text' }, year ? { year } : {}).meetings;
  if (!meeting) return 'no meeting';
  const { uncertain } = meeting;
  return like(want, { ...meeting, uncertain: [...new Set(uncertain.map(({ field }) => field))] });
}

function like(shape: unknown, value: unknown): unknown {
  if (Array.isArray(shape) && Array.isArray(value))
    return value.map((one, index) => (index in shape ? like(shape[index], one) : one));
  if (typeof shape !== 'object' || shape === null || typeof value !== 'object' || value === null)
    return value;
  const fields = value as Record<string, unknown>;
  return Object.fromEntries(Object.entries(shape).map(([key, inner]) => [key, like(inner, fields[key])]));
}

const all = Object.entries({ TITLES, FACTS, COMING, QUESTIONS, SPEAKERS, SHAPES });

it.each(all)('reads %s as their words say', (form, variations) => {
  expect(variations.length).toBeGreaterThanOrEqual(10);
  const right = variations.filter((one) => isDeepStrictEqual(recognised(one), one.want));
  console.log(`${form}: ${right.length} av ${variations.length}`);
  for (const one of variations) expect.soft(recognised(one), one.name).toEqual(one.want);
});
