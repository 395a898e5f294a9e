const MONTHS = ['jan', 'feb', 'mar', 'apr', 'maj', 'jun', 'jul', 'aug', 'sep', 'okt', 'nov', 'dec'];
const ENGLISH: Record<string, string> = { may: 'maj', oct: 'okt' };
const WEEKDAYS = ['måndag', 'tisdag', 'onsdag', 'torsdag', 'fredag', 'lördag', 'söndag'];

export const MONTH =
  '(januari|january|jan|februari|february|febr?|mars|march|mar|april|apr|maj|may|juni|june|jun|juli|july|jul|augusti|august|aug|september|sept?|oktober|october|okt|oct|november|nov|december|dec)(?!\\p{L})\\.?';
const WEEKDAY = '(?:((?:mån|tis|ons|tors|fre|lör|sön)(?:dag)?)(?:en)?\\.?,? +)?';
const DAY = `(?<![\\d.:-])${WEEKDAY}(?:den +)?(\\d{1,2})`;
const WORDS = new RegExp(`${DAY}(?::?[ae])? +${MONTH}(?:,? +(\\d{4})(?!\\d))?`, 'giu');
const ISO = new RegExp(`${WEEKDAY}(?<![\\d-])(\\d{4})-(\\d{2})-(\\d{2})(?![\\d-])`, 'giu');
const SLASH = new RegExp(`${DAY}/(\\d{1,2})(?:[ -/](\\d{4})|-(\\d{2})(?![\\d.:-]))?(?![\\d/])`, 'giu');
const DOTS = new RegExp(`${DAY}\\.(\\d{1,2})\\.(\\d{4})(?![.\\d])`, 'giu');
const FIGURES = /(?<![\d-])((?:19|20)?\d{2})([01]\d)([0-3]\d)(?![\d-])/g;
const COUNTED = new RegExp(
  `(?:den +)?(första|andra|tredje|fjärde|sista) +(${WEEKDAYS.join('|')})en +i +${MONTH}(?: +(\\d{4})(?!\\d))?`,
  'giu',
);
const COUNTS = ['första', 'andra', 'tredje', 'fjärde'];
const PERIOD_END = new RegExp(`^ *(?:-|–|—|till|t\\.o\\.m\\.) *(?:den +)?\\d{1,2} +${MONTH}`, 'iu');
const PERIOD_START = /\d ?[-–—] ?$/u;

export type DateMention = {
  day: number;
  month: number;
  year: number | null;
  weekday: number | null;
  /** "the second Monday" has no day of its own: 1 to 4, or -1 for the last. */
  count?: number;
  from: number;
  to: number;
  text: string;
};

export type Term = { season: 'spring' | 'autumn'; year: number | null };

export function findDates(text: string): DateMention[] {
  const found = [
    ...matches(text, WORDS, wordsDate),
    ...matches(text, ISO, isoDate),
    ...matches(text, SLASH, slashDate),
    ...matches(text, DOTS, slashDate),
    ...matches(text, COUNTED, countedDate),
  ];
  return found.filter((date) => isPossible(date) && !isPeriod(text, date)).sort((a, b) => a.from - b.from);
}

type Parts = Pick<DateMention, 'day' | 'month' | 'year' | 'weekday' | 'count'>;

function matches(
  text: string,
  pattern: RegExp,
  parts: (groups: (string | undefined)[]) => Parts,
): DateMention[] {
  return [...text.matchAll(pattern)].map((match) => ({
    ...parts(match),
    from: match.index,
    to: match.index + match[0].length,
    text: match[0],
  }));
}

function wordsDate([, weekday, day, month, year]: (string | undefined)[]): Parts {
  return {
    day: Number(day),
    month: monthNumber(month),
    year: year ? Number(year) : null,
    weekday: weekdayNumber(weekday),
  };
}

function isoDate([, weekday, year, month, day]: (string | undefined)[]): Parts {
  return { day: Number(day), month: Number(month), year: Number(year), weekday: weekdayNumber(weekday) };
}

function slashDate([, weekday, day, month, year, shortYear]: (string | undefined)[]): Parts {
  return {
    day: Number(day),
    month: Number(month),
    year: year ? Number(year) : shortYear ? 2000 + Number(shortYear) : null,
    weekday: weekdayNumber(weekday),
  };
}

function countedDate([, count = '', weekday, month, year]: (string | undefined)[]): Parts {
  return {
    day: 0,
    count: COUNTS.indexOf(count.toLowerCase()) + 1 || -1,
    month: monthNumber(month),
    year: year ? Number(year) : null,
    weekday: weekdayNumber(weekday),
  };
}

/** "161017": only where a date is expected, as other numbers look alike. */
export function findFigures(text: string): DateMention | undefined {
  return matches(text, FIGURES, ([, year, month, day]) => ({
    day: Number(day),
    month: Number(month),
    year: Number(year) < 100 ? 2000 + Number(year) : Number(year),
    weekday: null,
  })).find(isPossible);
}

function monthNumber(word = ''): number {
  const start = word.slice(0, 3).toLowerCase();
  return MONTHS.indexOf(ENGLISH[start] ?? start) + 1;
}

function weekdayNumber(word: string | undefined): number | null {
  if (word === undefined) return null;
  return WEEKDAYS.findIndex((weekday) => weekday.startsWith(word.toLowerCase())) + 1;
}

function isPossible({ day, count, month, year }: DateMention): boolean {
  return (
    (count !== undefined || (day >= 1 && day <= 31)) &&
    month >= 1 &&
    month <= 12 &&
    (year === null || (year >= 1900 && year < 2200))
  );
}

function isPeriod(text: string, { from, to }: DateMention): boolean {
  return PERIOD_END.test(text.slice(to, to + 40)) || isPeriodEnd(text, from);
}

function isPeriodEnd(text: string, from: number): boolean {
  const before = text.slice(Math.max(0, from - 30), from);
  return PERIOD_START.test(before) || new RegExp(`\\d +${MONTH}(?: \\d{4})? ?[-–—] ?$`, 'iu').test(before);
}

/** Null when the month has no such day. */
export function dayIn(year: number, { month, day, count, weekday }: DateMention): string | null {
  if (count === undefined || weekday === null) return isoOf(year, month, day);
  const monthsEnd = new Date(Date.UTC(year, month, 0));
  if (count < 0)
    return isoOf(year, month, monthsEnd.getUTCDate() - (((monthsEnd.getUTCDay() || 7) - weekday + 7) % 7));
  const first = new Date(Date.UTC(year, month - 1, 1)).getUTCDay() || 7;
  return isoOf(year, month, 1 + ((weekday - first + 7) % 7) + (count - 1) * 7);
}

export function isoOf(year: number, month: number, day: number): string | null {
  const date = new Date(Date.UTC(year, month - 1, day));
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return null;
  return date.toISOString().slice(0, 10);
}

export function weekdayOf(iso: string): number {
  return new Date(`${iso}T00:00:00Z`).getUTCDay() || 7;
}

export function weekdayName(weekday: number): string {
  return WEEKDAYS[weekday - 1] ?? '';
}

export function findTerm(text: string): Term | null {
  const match =
    /(?<!\p{L})(?:(vår|höst)(?:en|ens|terminen|terminens)?|([vh]t))[ -]?(\d{4})?(?![\p{L}\d])/iu.exec(text);
  if (!match) return null;
  const spring = (match[1] ?? match[2] ?? '').toLowerCase().startsWith('v');
  return { season: spring ? 'spring' : 'autumn', year: match[3] ? Number(match[3]) : null };
}
