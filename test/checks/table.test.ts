import { expect, it } from 'vitest';
import { checkMinutes } from '../../server/checks/check-minutes.ts';
import { FINDINGS } from './findings.ts';
import { KNOWN, oneSection } from './known.ts';
import { LOOK_ALIKES } from './look-alikes.ts';
import { MORE_FINDINGS, MORE_LOOK_ALIKES } from './more-findings.ts';

interface Row {
  text: string;
  wanted: string[];
}

/** "«name:Kalle» bor här" -> the text without marks, and what is to be found in it. */
function readRow(rule: string, marked: string): Row {
  const wanted: string[] = [];
  let text = '';
  for (const [, before, found, words] of marked.matchAll(/([^«]*)(?:«(?:([a-z-]+):)?([^»]*)»)?/g)) {
    text += before;
    if (words === undefined) continue;
    wanted.push(`${found ?? rule} ${text.length} ${words}`);
    text += words;
  }
  return { text, wanted: wanted.toSorted() };
}

function foundIn(text: string): string[] {
  return checkMinutes(oneSection(text), KNOWN)
    .filter(({ blocks }) => blocks)
    .map(({ rule, from, words }) => `${rule} ${from} ${words}`)
    .toSorted();
}

const rowsOf = (...tables: Record<string, string[]>[]): Row[] =>
  tables.flatMap((table) =>
    Object.entries(table).flatMap(([rule, rows]) => rows.map((row) => readRow(rule, row))),
  );

it('finds all that the table holds, at its place, and nothing in what only looks like it', () => {
  const findings = rowsOf(FINDINGS, MORE_FINDINGS);
  const harmless = rowsOf(LOOK_ALIKES, MORE_LOOK_ALIKES);
  const all = [...findings, ...harmless].map(({ text, wanted }) => ({ text, wanted, found: foundIn(text) }));
  const missed = all.flatMap(({ text, wanted, found }) =>
    wanted.filter((one) => !found.includes(one)).map((one) => `${one} | ${text}`),
  );
  const wrong = all.flatMap(({ text, wanted, found }) =>
    found.filter((one) => !wanted.includes(one)).map((one) => `${one} | ${text}`),
  );
  const count = findings.reduce((sum, { wanted }) => sum + wanted.length, 0);
  console.log(
    `${count} fynd och ${harmless.length} harmlösa: ${missed.length} missade, ${wrong.length} falska`,
  );
  expect({ missed, wrong }).toEqual({ missed: [], wrong: [] });
  expect(findings.every(({ wanted }) => wanted.length > 0)).toBe(true);
});
