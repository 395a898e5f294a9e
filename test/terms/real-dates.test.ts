import { existsSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { DEFAULT_SETTINGS } from '../../server/settings/settings.ts';
import { termOf } from '../../server/shared/time.ts';
import { planTerm, proposalsOf } from '../../server/terms/planner.ts';

const file = new URL('../../../shared/data/meetings.json', import.meta.url);
const isThere = existsSync(file);
if (!isThere) console.log('De riktiga datumen finns inte bredvid projektet; testet av dem hoppas över.');

it.skipIf(!isThere)('foresees nearly all dates of a real group', () => {
  const meetings = JSON.parse(readFileSync(file, 'utf8')) as { date: string }[];
  const since = meetings.map(({ date }) => date).filter((date) => date >= '2019');
  const named = (date: string) =>
    proposalsOf(planTerm(termOf(date), DEFAULT_SETTINGS)).flatMap((proposal) => [
      proposal.date,
      proposal.movedFrom,
      ...proposal.alternatives,
    ]);
  const foreseen = since.filter((date) => named(date).includes(date));
  console.log(`${foreseen.length} av ${since.length} riktiga datum är föreslagna eller nämnda.`);
  expect(since.length).toBe(31);
  expect(foreseen.length).toBeGreaterThanOrEqual(27);
});
