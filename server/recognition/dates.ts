const MONTHS = ['jan', 'feb', 'mar', 'apr', 'maj', 'jun', 'jul', 'aug', 'sep', 'okt', 'nov', 'dec'];
const WEEKDAYS = ['måndag', 'tisdag', 'onsdag', 'torsdag', 'fredag', 'lördag', 'söndag'];

const MONTH =
  '(januari|jan|februari|febr?|mars|mar|april|apr|maj|juni|jun|juli|jul|augusti|aug|september|sept?|oktober|okt|november|nov|december|dec)(?!\\p{L})\\.?';
const WEEKDAY = '(?:((?:mån|tis|ons|tors|fre|lör|sön)(?:dag)?)(?:en)?\\.?,? +)?';
const DAY = `(?<![\\d.:-])${WEEKDAY}(?:den +)?(\\d{1,2})`;
const WORDS = new RegExp(`${DAY}(?::?[ae])? +${MONTH}(?:,? +(\\d{4})(?!\\d))?`, 'giu');
const ISO = new RegExp(`${WEEKDAY}(?<![\\d-])(\\d{4})-(\\d{2})-(\\d{2})(?![\\d-])`, 'giu');
const SLASH = new RegExp(`${DAY}/(\\d{1,2})(?:[ -/](\\d{4}))?(?![\\d/])`, 'giu');
const PERIOD_END = new RegExp(`^ *(?:-|–|—|till|t\\.o\\.m\\.) *(?:den +)?\\d{1,2} +${MONTH}`, 'iu');
const PERIOD_START = /\d ?[-–—] ?$/u;

export type DateMention = {
  day: number;
  month: number;
  year: number | null;
  weekday: number | null;
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
  ];
  return found.filter((date) => isPossible(date) && !isPeriod(text, date)).sort((a, b) => a.from - b.from);
}

type Parts = Pick<DateMention, 'day' | 'month' | 'year' | 'weekday'>;

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

function slashDate([, weekday, day, month, year]: (string | undefined)[]): Parts {
  return {
    day: Number(day),
    month: Number(month),
    year: year ? Number(year) : null,
    weekday: weekdayNumber(weekday),
  };
}

function monthNumber(word = ''): number {
  return MONTHS.indexOf(word.slice(0, 3).toLowerCase()) + 1;
}

function weekdayNumber(word: string | undefined): number | null {
  if (word === undefined) return null;
  return WEEKDAYS.findIndex((weekday) => weekday.startsWith(word.toLowerCase())) + 1;
}

function isPossible({ day, month, year }: DateMention): boolean {
  return (
    day >= 1 && day <= 31 && month >= 1 && month <= 12 && (year === null || (year >= 1900 && year < 2200))
  );
}

function isPeriod(text: string, { from, to }: DateMention): boolean {
  return PERIOD_END.test(text.slice(to, to + 40)) || isPeriodEnd(text, from);
}

function isPeriodEnd(text: string, from: number): boolean {
  const before = text.slice(Math.max(0, from - 30), from);
  return PERIOD_START.test(before) || new RegExp(`\\d +${MONTH}(?: \\d{4})? ?[-–—] ?$`, 'iu').test(before);
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
