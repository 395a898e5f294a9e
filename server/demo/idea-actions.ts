import type { Trx } from '../../db/schema.ts';
import { later } from '../shared/time.ts';
import { putInBacklog } from '../themes/backlog-queries.ts';
import { saveTheme } from '../themes/queries.ts';
import { IDEAS } from './content/ideas.ts';

/** Themes that wait for a meeting, each since some months. */
export async function fillIdeas(trx: Trx, now: string): Promise<void> {
  for (const { title, note, months } of IDEAS) {
    const at = later(now, { days: -30 * months });
    await putInBacklog(trx, await saveTheme(trx, title, at), at, note);
  }
}
