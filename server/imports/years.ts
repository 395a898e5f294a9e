import { addDays } from '../shared/time.ts';
import type { Doubt } from './doubts.ts';
import { recognise } from '../recognition/recognise.ts';
import type { RecognisedMeeting } from '../recognition/recognised.ts';
import type { Undated } from './source.ts';

const OLDEST = 25;
const MOST_CHOICES = 6;
/** Longer texts would be read too many times. */
const LONGEST = 100_000;

/** Gives a date without a year the days that it can be: those of the years in which nothing speaks against the text. */
export function withChoices(
  doubts: readonly Doubt[],
  file: string,
  source: Undated | null,
  today: string,
): Doubt[] {
  if (!source || source.text.length > LONGEST) return [...doubts];
  return doubts.map((doubt) => {
    if (doubt.field !== 'date' || doubt.value) return doubt;
    const choices = daysOf(file, source, today);
    return choices.length <= MOST_CHOICES ? { ...doubt, choices } : doubt;
  });
}

/** An invitation may be of the coming year; what has been comes first, the newest before the others. */
function daysOf(file: string, source: Undated, today: string): string[] {
  const thisYear = Number(today.slice(0, 4));
  const years = Array.from({ length: OLDEST + 2 }, (_, index) => thisYear + 1 - index);
  const days = years.flatMap((year) => inYear(file, source, year)?.date ?? []);
  const coming = days.filter((day) => day > addDays(today, 1));
  return [...days.filter((day) => !coming.includes(day)), ...coming.toReversed()];
}

/** Undefined where the text does not fit the year. */
export function inYear(file: string, source: Undated, year: number): RecognisedMeeting | undefined {
  const [meeting] = recognise({ file, ...source }, { year }).meetings;
  return meeting?.date && !meeting.uncertain.some(({ field }) => field === 'date') ? meeting : undefined;
}
