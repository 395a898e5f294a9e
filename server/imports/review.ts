import { longDate } from '../shared/time.ts';
import { isOpen, settledMeeting, type Doubt } from './doubts.ts';
import type { Find } from './find.ts';

const LEAST_YEAR = 1900;
const MOST_YEAR = 2099;

export interface Question {
  find: Find;
  index: number;
  doubt: Doubt;
}

export function questionsIn(finds: readonly Find[]): Question[] {
  return finds
    .filter(({ state }) => state === 'waiting')
    .flatMap((find) => {
      const open = find.doubts
        .map((doubt, index) => ({ find, index, doubt }))
        .filter(({ doubt }) => isOpen(doubt));
      // The year of the meeting gives the years of what is to come.
      const own = open.filter(({ doubt }) => doubt.field === 'date');
      return own.length && find.source ? own : open;
    });
}

/** "Minnesanteckningar måndag 19 oktober 2026" */
export function tellFind({ meeting, doubts }: Find): string {
  const { date, kind } = settledMeeting(meeting, doubts);
  const what = kind === 'minutes' ? 'Minnesanteckningar' : 'Inbjudan';
  return `${what} ${date ? longDate(date) : 'utan datum'}`;
}

export function isReady({ state, doubts, meeting }: Find): boolean {
  return state === 'waiting' && !doubts.some(isOpen) && settledMeeting(meeting, doubts).date !== null;
}

/** undefined when it is no year. */
export function readYear(text: string): number | null | undefined {
  if (!text) return null;
  const year = Number(text);
  return /^\d{4}$/.test(text) && year >= LEAST_YEAR && year <= MOST_YEAR ? year : undefined;
}
