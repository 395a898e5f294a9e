import type { Block } from './blocks.ts';
import type { DateMention, Term } from './dates.ts';
import { findDates } from './dates.ts';
import { plainText } from './inline-markdown.ts';
import type { Uncertainty, UpcomingMeeting } from './recognised.ts';
import { readEntry } from './upcoming-entry.ts';
import { daysOn } from './upcoming-line.ts';
import type { Entry } from './upcoming-entry.ts';
import { firstAfter, resolveDate, weekdayDoubt } from './years.ts';

export type Own = {
  date: string | null;
  mention: DateMention | null;
  term: Term | null;
  published?: string;
  year?: number;
};
export type Upcoming = { meetings: UpcomingMeeting[]; rest: Block[]; uncertain: Uncertainty[] };

export function readUpcoming(heading: string, blocks: Block[], own: Own): Upcoming {
  const result: Upcoming = { meetings: [], rest: [], uncertain: [] };
  const tentative = /preliminär/i.test(heading);
  const leftOf = (line: string) => {
    if (/^nästa /i.test(heading) && !readEntry(line)) addAnnounced(`${heading}: ${line}`, own, result);
    return readLine(line, own, tentative, result);
  };
  for (const block of blocks.flatMap(eachDay)) {
    if (block.kind === 'list') {
      const items = block.items.map(leftOf).filter((item) => item !== '');
      if (items.length > 0) result.rest.push({ ...block, items });
    } else {
      const text = block.kind === 'paragraph' ? leftOf(block.text) : block.text;
      if (text !== '') result.rest.push({ ...block, text });
    }
  }
  return result;
}

/** Several days on one line are as many lines. */
function eachDay(block: Block): Block[] {
  const days = block.kind === 'paragraph' ? daysOn(plainText(block.text)) : [];
  return days.length > 1 ? days.map((text) => ({ kind: 'paragraph', text })) : [block];
}

function readLine(line: string, own: Own, tentative: boolean, result: Upcoming): string {
  const entry = readEntry(line);
  if (!entry) {
    addAnnounced(line, own, result);
    return line;
  }
  const dates = resolveAll(entry, own, line, result);
  if (dates === null) return line;
  if (entry.others.length) return addSeveral(entry, [...dates], { own, tentative, line }, result);
  const { theme, speakers } = entry;
  if (dates.length === 0) return theme === null ? '' : line;
  result.meetings.push({
    dates,
    status: tentative || entry.tentative ? 'tentative' : 'confirmed',
    theme,
    speakers,
  });
  return entry.left;
}

function addSeveral(
  entry: Entry,
  first: string[],
  { own, tentative, line }: { own: Own; tentative: boolean; line: string },
  result: Upcoming,
): string {
  const status = tentative || entry.tentative ? 'tentative' : 'confirmed';
  const each = entry.others.map((day) => resolveAll({ ...entry, dates: [day] }, own, line, result));
  for (const dates of [first, ...each])
    if (dates?.length) result.meetings.push({ dates, status, theme: null, speakers: [] });
  return each.includes(null) ? line : entry.left;
}

function resolveAll(entry: Entry, own: Own, line: string, result: Upcoming): string[] | null {
  const others = entry.dates.filter((mention) => !isOwn(mention, own));
  const dates: string[] = [];
  for (const mention of others) {
    const { date, why } = resolveUpcoming(mention, own);
    if (why !== null) result.uncertain.push({ field: 'upcoming', why, source: plainText(line) });
    if (date === null) return null;
    dates.push(date);
  }
  return dates;
}

function isOwn(mention: DateMention, own: Own): boolean {
  if (mention.year !== null && own.date !== null && !own.date.startsWith(String(mention.year))) return false;
  return own.mention !== null && mention.day === own.mention.day && mention.month === own.mention.month;
}

function resolveUpcoming(mention: DateMention, own: Own): { date: string | null; why: string | null } {
  if (mention.year !== null) return resolveDate(mention, { term: null });
  if (own.date === null) return resolveDate(mention, { term: own.term });
  const date = firstAfter(mention, own.date);
  if (date === null) return { date, why: 'Datumet finns inte i kalendern.' };
  return { date, why: weekdayDoubt(mention, date) };
}

const NEXT_MEETING =
  /(?<!\p{L})(?:nästa (?:möte|träff|gång)|vi (?:ses|träffas) (?:igen|nästa gång))(?!\p{L})/iu;

export function announcesNext(line: string): boolean {
  return NEXT_MEETING.test(line) && findDates(line).length === 1;
}

export function addAnnounced(line: string, own: Own, result: Upcoming): void {
  const text = plainText(line);
  const [mention] = announcesNext(text) ? findDates(text) : [];
  if (!mention || isOwn(mention, own)) return;
  const { date, why } = resolveUpcoming(mention, own);
  if (why !== null) result.uncertain.push({ field: 'upcoming', why, source: text });
  if (date !== null && !result.meetings.some(({ dates }) => dates.includes(date))) {
    result.meetings.push({ dates: [date], status: 'confirmed', theme: null, speakers: [] });
  }
}
