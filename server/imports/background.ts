import type { Context } from '../context.ts';
import { Refused } from '../shared/failures.ts';

export interface Progress {
  what: 'reading' | 'storing';
  done: number;
  total: number;
}

/** What this process works with now, by run. */
const underWay = new WeakMap<Context, Map<number, Progress>>();

function workOf(context: Context): Map<number, Progress> {
  const known = underWay.get(context) ?? new Map<number, Progress>();
  underWay.set(context, known);
  return known;
}

export function progressOf(context: Context, runId: number): Progress | undefined {
  return workOf(context).get(runId);
}

/** Only one thing at a time with each run; the page asks how far it has come. */
export function inBackground(
  context: Context,
  runId: number,
  progress: Progress,
  work: (progress: Progress) => Promise<void>,
): void {
  const all = workOf(context);
  if (all.has(runId)) throw new Refused('Inläsningen arbetar redan. Vänta tills den är klar.');
  if (!progress.total) return;
  all.set(runId, progress);
  void work(progress)
    .catch((error: unknown) =>
      context.log.error('import', { error: String((error as Error)?.stack ?? error) }),
    )
    .finally(() => all.delete(runId));
}
