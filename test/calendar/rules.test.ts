import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const LAST = 55;

/** The number of a rule of the checklist -> why it asks for nothing yet. */
const DOES_NOT_APPLY: Record<number, string> = {
  48: 'Invitations say RSVP=FALSE and answers come by web link; no replies are read, so none can be read wrongly.',
};

it('has one test or one stated reason for each rule of the checklist', () => {
  const tested = readdirSync(import.meta.dirname)
    .filter((name) => /^rules-.*\.test\.ts$/.test(name))
    .flatMap((name) => [
      ...readFileSync(join(import.meta.dirname, name), 'utf8').matchAll(/^it\(\s*['"`](\d+): /gm),
    ])
    .map(([, number]) => Number(number));
  const covered = [...tested, ...Object.keys(DOES_NOT_APPLY).map(Number)].toSorted((a, b) => a - b);
  expect(covered).toEqual(Array.from({ length: LAST }, (_, index) => index + 1));
});

it('leaves out no rule that a test could hold in silence', () => {
  for (const file of readdirSync(import.meta.dirname).filter((name) => name.startsWith('rules-')))
    expect([
      file,
      /\b(?:it|test|describe)\.(?:skip|todo|only)/.test(
        readFileSync(join(import.meta.dirname, file), 'utf8'),
      ),
    ]).toEqual([file, false]);
});
