import { addDays } from '../shared/time.ts';
import { easterSunday } from './holidays.ts';

export interface SchoolBreak {
  /** As it stands inside a sentence. */
  name: string;
  from: string;
  to: string;
}

/** The breaks of a year: those of the table, and the usual weeks of what the table has no dates for that year. */
export function schoolBreaksOf(year: number, table: readonly SchoolBreak[]): SchoolBreak[] {
  const ofYear = table.filter(({ from, to }) => from.slice(0, 4) <= `${year}` && to.slice(0, 4) >= `${year}`);
  const known = (kind: string) =>
    table.some(({ name, from }) => name.toLowerCase().includes(kind) && from.startsWith(`${year}-`));
  const usual = [
    { kind: 'sportlov', name: 'sportlov (vecka 8)', ...week(mondayOfWeek(year, 8)) },
    { kind: 'påsklov', name: 'påsklov', ...week(addDays(easterSunday(year), -6)) },
    { kind: 'höstlov', name: 'höstlov (vecka 44)', ...week(mondayOfWeek(year, 44)) },
  ].filter(({ kind }) => !known(kind));
  return [...ofYear, ...usual.map(({ name, from, to }) => ({ name, from, to }))];
}

export function schoolBreakOn(date: string, table: readonly SchoolBreak[]): SchoolBreak | undefined {
  return schoolBreaksOf(Number(date.slice(0, 4)), table).find(({ from, to }) => from <= date && date <= to);
}

function week(monday: string): { from: string; to: string } {
  return { from: monday, to: addDays(monday, 6) };
}

/** ISO 8601: the week with 4 January in it is the first. */
function mondayOfWeek(year: number, number: number): string {
  const fourth = Temporal.PlainDate.from(`${year}-01-04`);
  return fourth.add({ days: 1 - fourth.dayOfWeek + (number - 1) * 7 }).toString();
}
