import type { Settings } from '../settings/settings.ts';
import { addDays, dayAndMonth, termOf } from '../shared/time.ts';
import { holidayOn, isSqueezeDay } from './holidays.ts';
import { slotText, slotsOf, type Slot } from './rule.ts';
import { schoolBreakOn } from './school-breaks.ts';

export type PlanSettings = Pick<Settings, 'rule' | 'schoolBreaks' | 'schoolBreaksMove'>;

export interface Proposal {
  date: string;
  /** The rule's own date, when the calendar is against it. */
  movedFrom: string | null;
  /** The nearest free same weekday before and after `date`. */
  alternatives: string[];
  reasons: string[];
  warnings: string[];
}

/** A date of the rule; without a proposal when no day near it is free. */
export interface Planned {
  slot: Slot;
  proposal: Proposal | undefined;
  /** Why there is no proposal. */
  reasons: string[];
}

interface Clash {
  kind: 'holiday' | 'break';
  text: string;
}

const WEEKS_AROUND = 8;

/** What the rule gives, moved off holidays and, if the settings say so, off school breaks. */
export function planTerm(term: string, settings: PlanSettings): Planned[] {
  const slots = slotsOf(term, settings.rule);
  const taken = new Set(slots.flatMap(({ date }) => date ?? []));
  const chosen = slots.map((slot) => {
    const date = slot.date && placeOf(slot as Slot & { date: string }, settings, taken);
    if (date) taken.add(date);
    return { slot, date };
  });
  return chosen.map(({ slot, date }) =>
    date
      ? { slot, proposal: proposalFor(slot as Slot & { date: string }, date, settings, taken), reasons: [] }
      : { slot, proposal: undefined, reasons: whyNot(slot, settings) },
  );
}

/** The dates alone, in order. */
export function proposalsOf(plan: readonly Pick<Planned, 'proposal'>[]): Proposal[] {
  return plan.flatMap(({ proposal }) => proposal ?? []).sort((a, b) => (a.date < b.date ? -1 : 1));
}

/** What speaks against a day without ruling it out. */
export function warningsFor(date: string, settings: PlanSettings): string[] {
  const lov = settings.schoolBreaksMove ? undefined : schoolBreakOn(date, settings.schoolBreaks);
  return [
    ...(lov ? [`${dayAndMonth(date)} är ${lov.name}`] : []),
    ...(isSqueezeDay(date) ? [`${dayAndMonth(date)} är klämdag`] : []),
  ];
}

function clashOn(date: string, { schoolBreaks, schoolBreaksMove }: PlanSettings): Clash | undefined {
  const holiday = holidayOn(date);
  if (holiday) return { kind: 'holiday', text: `${dayAndMonth(date)} är ${holiday.name}` };
  const lov = schoolBreaksMove ? schoolBreakOn(date, schoolBreaks) : undefined;
  return lov && { kind: 'break', text: `${dayAndMonth(date)} är ${lov.name}` };
}

/** Where a date may go: within its month, or halfway to the next one in its term. Later first for holidays, earlier for breaks. */
function rangeOf(slot: Slot & { date: string }, { rule }: PlanSettings, first: 1 | -1): string[] {
  const weeks = rule.kind === 'fortnightly' ? [1] : [1, 2, 3, 4];
  return weeks
    .flatMap((count) => [addDays(slot.date, first * count * 7), addDays(slot.date, -first * count * 7)])
    .filter((date) =>
      rule.kind === 'fortnightly' ? termOf(date) === termOf(slot.date) : date.startsWith(slot.month),
    );
}

function placeOf(slot: Slot & { date: string }, settings: PlanSettings, taken: ReadonlySet<string>) {
  const clash = clashOn(slot.date, settings);
  if (!clash) return slot.date;
  const range = rangeOf(slot, settings, clash.kind === 'holiday' ? 1 : -1);
  return range.find((date) => !taken.has(date) && !clashOn(date, settings));
}

function proposalFor(
  slot: Slot & { date: string },
  date: string,
  settings: PlanSettings,
  taken: ReadonlySet<string>,
): Proposal {
  const moved = date !== slot.date;
  return {
    date,
    movedFrom: moved ? slot.date : null,
    alternatives: [-1, 1].flatMap((side) => nearestFree(date, side, settings, taken) ?? []),
    reasons: moved ? [slotText(slot, settings.rule), ...against(slot, settings, date)] : [slot.why],
    warnings: warningsFor(date, settings),
  };
}

/** Each day that was tried, as near as the one that was taken, and what is wrong with it. */
function against(slot: Slot & { date: string }, settings: PlanSettings, date?: string): string[] {
  const first = clashOn(slot.date, settings)?.kind === 'break' ? -1 : 1;
  const near = date
    ? rangeOf(slot, settings, first).filter(
        (other) => weeksApart(slot.date, other) <= weeksApart(slot.date, date),
      )
    : rangeOf(slot, settings, first);
  return [slot.date, ...near].flatMap((day) => clashOn(day, settings)?.text ?? []);
}

function weeksApart(one: string, other: string): number {
  return Math.abs(Temporal.PlainDate.from(one).until(other).days / 7);
}

function nearestFree(date: string, side: number, settings: PlanSettings, taken: ReadonlySet<string>) {
  return Array.from({ length: WEEKS_AROUND }, (_, index) => addDays(date, side * 7 * (index + 1))).find(
    (day) => !taken.has(day) && !clashOn(day, settings),
  );
}

function whyNot(slot: Slot, settings: PlanSettings): string[] {
  if (!slot.date) return [`månaden har ingen ${slot.why.split(' i ')[0]!.replace(/en$/, '')}`];
  const dated = slot as Slot & { date: string };
  return [slotText(dated, settings.rule), ...against(dated, settings)];
}
