import { findDates, isoOf } from '../recognition/dates.ts';

const SEASON = '(?:vår|höst|sommar|vinter|termin)(?:en)?';
const WEEKDAY = '(?:mån|tis|ons|tors|fre|lör|sön)dag';
const MONTH = '(?:jan|feb|mars|apr|maj|juni|juli|aug|sep|okt|nov|dec)\\p{L}*';
const HOLIDAY = '(?:jul|nyår|påsk|midsommar|pingst|semester|lov|sportlov|höstlov)\\p{L}*';
/** What a point in time may be said to be, beside a date. */
const POINT = `(?:${SEASON}|${WEEKDAY}|${MONTH}|${HOLIDAY}|årsskiftet|året|mötet|möte|veckan?|månaden?|terminsstart\\p{L}*|dagar|morgon|år|idag|\\d)`;
const BEGINS = new RegExp(
  `^(?:(?:före|innan|senast|tills?|inom|under|efter|vid|kring|runt|omkring) \\P{C}*?(?<!\\p{L})${POINT}|i (?:början|mitten|slutet) av|(?:i|på|den|nästa|denna|kommande|till och med) ${POINT}|(?:v\\.?|vecka) ?\\d|${SEASON}(?!\\p{L})|${WEEKDAY}|(?:snarast|omgående|löpande|genast|så snart|nästa|deadline|asap)(?!\\p{L})|\\d{1,2}[ /:.]|\\d{4}-\\d\\d)`,
  'iu',
);
const TAIL = /^(.*\S) ((?:före|innan|senast|till|inom|under|efter|vid) .+)$/iu;
const BRACKETS = /^(.*\S) ?\((.+)\)$/u;

/** "före 19 jan", "under våren", "till mötet 16 mars". */
export function isWhen(text: string): boolean {
  return BEGINS.test(text);
}

/** "Rådet före 19 jan" -> ["Rådet", "före 19 jan"]; undefined when it does not end in a time. */
export function splitTail(text: string): [string, string] | undefined {
  const [, named, inside] = BRACKETS.exec(text) ?? [];
  if (named && inside && isWhen(inside)) return [named, inside];
  for (let [, before, when] = TAIL.exec(text) ?? []; before && when;) {
    if (isWhen(when)) return [before, when];
    [, before, when] = TAIL.exec(before) ?? [];
  }
  return undefined;
}

/** The one date in the words; without a year the first such date after `after`. */
export function dueOn(words: string, after: string): string | undefined {
  const [date, ...more] = findDates(words);
  if (!date || more.length) return undefined;
  const { year, month, day } = date;
  if (year) return isoOf(year, month, day) ?? undefined;
  const first = Number(after.slice(0, 4));
  // Eight years may lie between two 29 February.
  for (let one = first; one <= first + 8; one++) {
    const found = isoOf(one, month, day);
    if (found && found > after) return found;
  }
  return undefined;
}
