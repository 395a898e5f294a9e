import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const LAST = 47;

/** The number of a rule of the checklist -> why there is nothing to test. */
const WAITING: Record<number, string> = {
  37: 'No bounces are read yet, so each mail needs no sender of its own: they go to MAIL_FROM, where a person reads them.',
  38: 'No bounces are read yet. A refusal while the mail is handed over is, and is shown with its reason.',
  39: 'No bounces are read yet. An address that is refused at once gets nothing more until it is confirmed anew.',
  40: 'No bounces or replies are read yet, so a forged one has no effect.',
  41: 'Answers come by web link. Invitations say RSVP=FALSE, and no mailbox is read yet.',
};

const files = readdirSync(import.meta.dirname)
  .filter((name) => /^rules-.*\.test\.ts$/.test(name))
  .map((name) => readFileSync(join(import.meta.dirname, name), 'utf8'));

it('has one test or one stated reason for each rule of the checklist', () => {
  const tested = files.flatMap((text) => [...text.matchAll(/^it\(\s*['"`](\d+): /gm)]);
  const numbers = tested.map(([, number]) => Number(number));
  const covered = [...numbers, ...Object.keys(WAITING).map(Number)].toSorted((a, b) => a - b);
  expect(covered).toEqual(Array.from({ length: LAST }, (_, index) => index + 1));
});

it('leaves out no rule in silence', () => {
  expect(files.filter((text) => /\b(?:it|test|describe)\.(?:skip|todo|only)/.test(text))).toEqual([]);
});
