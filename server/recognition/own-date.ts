import type { DateMention, Term } from './dates.ts';
import { findTerm } from './dates.ts';
import type { Facts } from './facts.ts';
import { knownHeading } from './known-headings.ts';
import type { Uncertainty } from './recognised.ts';
import type { Part } from './sections.ts';
import type { Title } from './title.ts';
import type { Own } from './upcoming.ts';
import { resolveDate } from './years.ts';

export type DateOptions = { year?: number; published?: string };

export function ownDate(
  title: Title,
  facts: Facts,
  parts: Part[],
  options: DateOptions,
): { own: Own; uncertain: Uncertainty[] } {
  const mention = mergedDate(title.date, facts.date);
  const term = termIn(parts);
  if (mention === null) {
    const uncertain = [{ field: 'date', why: 'Mötets datum står inte i texten.', source: title.text }];
    return { own: { date: null, mention, term, ...options }, uncertain };
  }
  const { date, why } = resolveDate(mention, { term, ...options });
  const source = title.date ? title.text : facts.dateLine;
  const uncertain = why === null ? [] : [{ field: 'date', why, source }];
  if (title.date && facts.date && !isSameDay(title.date, facts.date)) {
    uncertain.push({
      field: 'date',
      why: 'Rubriken och raden med tiden har olika datum.',
      source: facts.dateLine,
    });
  }
  return { own: { date, mention, term, ...options }, uncertain };
}

function mergedDate(inTitle: DateMention | null, inFacts: DateMention | null): DateMention | null {
  if (!inTitle || !inFacts || !isSameDay(inTitle, inFacts)) return inTitle ?? inFacts;
  return { ...inTitle, year: inTitle.year ?? inFacts.year, weekday: inTitle.weekday ?? inFacts.weekday };
}

function isSameDay(one: DateMention, other: DateMention): boolean {
  return one.day === other.day && one.month === other.month;
}

function termIn(parts: Part[]): Term | null {
  const heading = parts.find(
    (part) => part.heading !== null && knownHeading(part.heading) === 'upcoming',
  )?.heading;
  return heading ? findTerm(heading) : null;
}
