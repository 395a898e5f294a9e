import type { Trx } from '../../db/schema.ts';
import { planProposalsOfTheme } from '../proposals/trail-queries.ts';
import { takeFromBacklog } from './backlog-queries.ts';
import { saveTheme, setMeetingThemes } from './queries.ts';

export interface WantedTheme {
  title: string;
  part: string | null;
}

/**
 * Gives a meeting its themes. What is new to it leaves the backlog, and what was proposed about it is planned when the
 * meeting is still to come; what is taken off goes back to the backlog if it came from there. Returns what is new.
 */
export async function planThemes(
  trx: Trx,
  meeting: { id: number; coming: boolean },
  wanted: readonly WantedTheme[],
  now: string,
): Promise<number[]> {
  const before = await trx
    .selectFrom('meeting_theme')
    .select(['theme_id', 'backlog_at'])
    .where('meeting_id', '=', meeting.id)
    .execute();
  const themes = new Map<number, { id: number; part: string | null; backlog_at: string | null }>();
  for (const { title, part } of wanted) {
    const id = await saveTheme(trx, title, now);
    const kept = before.find(({ theme_id }) => theme_id === id);
    const backlog_at = kept ? kept.backlog_at : await takeFromBacklog(trx, id);
    if (!themes.has(id)) themes.set(id, { id, part, backlog_at });
  }
  await setMeetingThemes(trx, meeting.id, [...themes.values()]);
  for (const { theme_id, backlog_at } of before)
    if (backlog_at && !themes.has(theme_id)) await giveBack(trx, theme_id, backlog_at);
  const added = [...themes.keys()].filter((id) => !before.some(({ theme_id }) => theme_id === id));
  if (meeting.coming) for (const id of added) await planProposalsOfTheme(trx, id, meeting.id, now);
  return added;
}

/** Another meeting that has the theme remembers from now on that it came from the backlog. */
async function giveBack(trx: Trx, themeId: number, backlog_at: string): Promise<void> {
  const other = await trx
    .selectFrom('meeting_theme')
    .select('meeting_id')
    .where('theme_id', '=', themeId)
    .limit(1)
    .executeTakeFirst();
  if (other)
    await trx
      .updateTable('meeting_theme')
      .set({ backlog_at })
      .where('theme_id', '=', themeId)
      .where('meeting_id', '=', other.meeting_id)
      .execute();
  else await trx.updateTable('theme').set({ backlog_at }).where('id', '=', themeId).execute();
}

export async function setPart(trx: Trx, meetingId: number, themeId: number, part: string): Promise<void> {
  await trx
    .updateTable('meeting_theme')
    .set({ part })
    .where('meeting_id', '=', meetingId)
    .where('theme_id', '=', themeId)
    .execute();
}
