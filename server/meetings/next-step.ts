import { deadlinesOf, type Deadline } from './deadlines.ts';
import type { Plan, Progress } from './meeting-rules.ts';

export { dueBefore, hasAgenda, waiting, type Plan, type Progress } from './meeting-rules.ts';

export type NextStep = Deadline;

/** The first thing that can be done for a meeting now. */
export function nextStep(progress: Progress, plan: Plan): NextStep | undefined {
  return deadlinesOf(progress, plan).find(({ from }) => from <= plan.today);
}
