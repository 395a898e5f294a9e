import type { Settings } from '../settings/settings.ts';
import { addDays, dayAndMonth, daysBetween, mediumDate, monthName, weekday } from '../shared/time.ts';
import { boundsOf } from './term.ts';

export type Rule = Settings['rule'];

/** What the rule says before the calendar has had its say. */
export interface Slot {
  /** Undefined where a month has no such day. */
  date: string | undefined;
  /** "2028-02" */
  month: string;
  /** "tredje måndagen i februari" */
  why: string;
}

const ORDINALS = ['första', 'andra', 'tredje', 'fjärde', 'femte'];
export const FORTNIGHT = 14;

export function slotsOf(term: string, rule: Rule): Slot[] {
  return rule.kind === 'fortnightly' ? fortnights(term, rule) : months(term, rule);
}

/** "tredje måndagen", "varannan måndag från och med 10 januari 2028" */
export function ruleText(rule: Rule): string {
  if (rule.kind === 'fortnightly')
    return `varannan ${weekday(rule.first)} från och med ${mediumDate(rule.first)}`;
  return `${rule.week < 0 ? 'sista' : ORDINALS[rule.week - 1]} ${weekdayOf(rule)}en`;
}

function weekdayOf(rule: Rule): string {
  return weekday(`2024-01-0${rule.weekday}`);
}

function months(term: string, rule: Rule): Slot[] {
  const first = Number(boundsOf(term).from.slice(5, 7));
  return rule.months
    .filter((month) => month >= first && month < first + 6)
    .toSorted((one, other) => one - other)
    .map((month) => {
      const start = new Temporal.PlainDate(Number(term.slice(0, 4)), month, 1);
      const why = `${ruleText(rule)} i ${monthName(start.toString())}`;
      return { date: nthWeekday(start, rule), month: start.toString().slice(0, 7), why };
    });
}

function nthWeekday(start: Temporal.PlainDate, { week, weekday: day }: Rule): string | undefined {
  const first = start.add({ days: (day - start.dayOfWeek + 7) % 7 });
  const all = [0, 1, 2, 3, 4]
    .map((weeks) => first.add({ weeks }))
    .filter(({ month }) => month === start.month);
  return all.at(week < 0 ? week : week - 1)?.toString();
}

function fortnights(term: string, rule: Rule): Slot[] {
  const { from, to } = boundsOf(term);
  const gone = Math.max(0, Math.ceil(daysBetween(rule.first, from) / FORTNIGHT));
  const slots: Slot[] = [];
  for (let date = addDays(rule.first, gone * FORTNIGHT); date <= to; date = addDays(date, FORTNIGHT))
    if (rule.months.includes(Number(date.slice(5, 7))))
      slots.push({ date, month: date.slice(0, 7), why: ruleText(rule) });
  return slots;
}

/** "tredje måndagen i februari är 21 februari" */
export function slotText({ date, why }: Slot & { date: string }, rule: Rule): string {
  return rule.kind === 'fortnightly' ? `${why} ger ${dayAndMonth(date)}` : `${why} är ${dayAndMonth(date)}`;
}
