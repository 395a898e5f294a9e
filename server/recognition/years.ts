import type { DateMention, Term } from './dates.ts';
import { dayIn, weekdayName, weekdayOf } from './dates.ts';

export type YearSources = { term: Term | null; published?: string; year?: number };
export type ResolvedDate = { date: string | null; why: string | null };

export function resolveDate(mention: DateMention, sources: YearSources): ResolvedDate {
  if (mention.year !== null) return withGivenYear(mention, mention.year);
  const years = candidateYears(mention, sources);
  const dates = years.map((year) => dayIn(year, mention)).filter((date) => date !== null);
  const fitting = dates.find((date) => agrees(mention, date));
  if (fitting !== undefined) return { date: fitting, why: null };
  return { date: null, why: years.length === 0 ? noYear(mention) : fitsNoYear(mention, years) };
}

function withGivenYear(mention: DateMention, year: number): ResolvedDate {
  const date = dayIn(year, mention);
  if (date === null) return { date: null, why: 'Datumet finns inte i kalendern.' };
  return { date, why: weekdayDoubt(mention, date) };
}

export function weekdayDoubt(mention: DateMention, date: string): string | null {
  if (agrees(mention, date)) return null;
  return `${date} är en ${weekdayName(weekdayOf(date))}, men i texten står ${weekdayName(mention.weekday ?? 0)}.`;
}

function agrees(mention: DateMention, date: string): boolean {
  return mention.weekday === null || mention.weekday === weekdayOf(date);
}

function candidateYears(mention: DateMention, { term, published, year }: YearSources): number[] {
  const years: number[] = [];
  if (term?.year) years.push(yearBeforeTerm(mention, term.season, term.year));
  if (published !== undefined) years.push(nearestYear(mention, published));
  if (year !== undefined) years.push(year);
  return years;
}

// The heading names the term of the coming dates; the meeting itself lies in that term or before it.
function yearBeforeTerm(mention: DateMention, season: Term['season'], year: number): number {
  return season === 'spring' && mention.month > 6 ? year - 1 : year;
}

function nearestYear(mention: DateMention, published: string): number {
  const year = Number(published.slice(0, 4));
  const distance = (candidate: number) =>
    Math.abs(Date.UTC(candidate, mention.month - 1, mention.day || 15) - Date.parse(published.slice(0, 10)));
  return [year, year - 1, year + 1].reduce((best, next) => (distance(next) < distance(best) ? next : best));
}

function noYear(mention: DateMention): string {
  if (mention.weekday === null) return 'Året står inte i texten.';
  return `Året står inte i texten, och ${weekdayName(mention.weekday)} räcker inte för att avgöra det.`;
}

function fitsNoYear(mention: DateMention, years: number[]): string {
  const weekday = mention.weekday === null ? '' : ` på en ${weekdayName(mention.weekday)}`;
  return `Datumet finns inte${weekday} ${[...new Set(years)].join(' eller ')}.`;
}

export function firstAfter(mention: DateMention, own: string): string | null {
  const year = Number(own.slice(0, 4));
  for (let candidate = year; candidate <= year + 8; candidate += 1) {
    const date = dayIn(candidate, mention);
    if (date !== null && date > own) return date;
  }
  return null;
}
