import { daysBetween } from '../shared/time.ts';
import { cellsOf, type Cell, type CellName } from './cells.ts';
import { nextStep, type NextStep, type Plan, type Progress } from './next-step.ts';

export interface Row extends Progress {
  step: NextStep | undefined;
  cells: Record<CellName, Cell>;
}

/** What the overview shows of each meeting to come; the term's own page has them all. */
export const OVERVIEW_CELLS: readonly CellName[] = ['theme', 'speakers', 'agenda', 'announcement', 'mail'];

export function rowOf(progress: Progress, plan: Plan): Row {
  return { ...progress, step: nextStep(progress, plan), cells: cellsOf(progress, plan) };
}

/** "för två dagar sedan" as far as plain numbers go. */
export function lateness(due: string, today: string): string {
  const days = daysBetween(due, today);
  return days === 1 ? 'i går' : `för ${days} dagar sedan`;
}

export function greeting(hour: number): string {
  if (hour < 5 || hour >= 18) return 'God kväll';
  return hour < 10 ? 'God morgon' : hour < 12 ? 'God förmiddag' : 'God eftermiddag';
}
