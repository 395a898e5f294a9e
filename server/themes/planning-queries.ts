import type { Trx } from '../../db/schema.ts';
import { moveProposal, planProposalsOfTheme } from '../proposals/trail-queries.ts';
import { putInBacklog, takeFromBacklog } from './backlog-queries.ts';
import { saveTheme, setMeetingThemes } from './queries.ts';

export interface WantedTheme {
  title: string;
  part: string | null;
}

/** The ids of the themes that a meeting has got and lost. */
export interface ThemeChange {
  added: number[];
  removed: number[];
}

/**
 * Gives a meeting its themes. When it is still to come, what is new to it leaves the backlog, and what was proposed
 * about it is planned; what is taken off goes back to the backlog if it came from there. When all meetings of one change
 * have their themes, `unplanProposals` takes care of what was removed.
 */
export async function planThemes(
  trx: Trx,
  meeting: { id: number; coming: boolean },
  wanted: readonly WantedTheme[],
  now: string,
): Promise<ThemeChange> {
  const before = await trx
    .selectFrom('meeting_theme')
    .select(['theme_id', 'backlog_at'])
    .where('meeting_id', '=', meeting.id)
    .execute();
  const themes = new Map<number, { id: number; part: string | null; backlog_at: string | null }>();
  for (const { title, part } of wanted) {
    const id = await saveTheme(trx, title, now);
    const kept = before.find(({ theme_id }) => theme_id === id);
    const backlog_at = kept ? kept.backlog_at : meeting.coming ? await takeFromBacklog(trx, id) : null;
    if (!themes.has(id)) themes.set(id, { id, part, backlog_at });
  }
  await setMeetingThemes(trx, meeting.id, [...themes.values()]);
  const gone = before.filter(({ theme_id }) => !themes.has(theme_id));
  for (const { theme_id, backlog_at } of gone) if (backlog_at) await giveBack(trx, theme_id, backlog_at);
  const added = [...themes.keys()].filter((id) => !before.some(({ theme_id }) => theme_id === id));
  if (meeting.coming) for (const id of added) await planProposalsOfTheme(trx, id, meeting.id, now);
  return { added, removed: gone.map(({ theme_id }) => theme_id) };
}

/** What was planned for a meeting that has lost the theme waits again, unless another meeting has it. */
export async function unplanProposals(
  trx: Trx,
  meetingId: number,
  themeIds: readonly number[],
  now: string,
): Promise<void> {
  if (!themeIds.length) return;
  await unplan(trx, meetingId, themeIds, now);
}

/** Undefined stands for every theme, and none. Returns the themes of what waits again. */
async function unplan(
  trx: Trx,
  meetingId: number,
  themeIds: readonly number[] | undefined,
  now: string,
): Promise<number[]> {
  const waits: number[] = [];
  const proposals = await trx
    .selectFrom('proposal')
    .select(['id', 'theme_id'])
    .$if(themeIds !== undefined, (query) => query.where('theme_id', 'in', themeIds!))
    .where('same_as_id', 'is', null)
    .where('state', '=', 'planned')
    .execute();
  for (const { id, theme_id } of proposals) {
    const trail = await trx
      .selectFrom('proposal_event')
      .select(['state', 'meeting_id'])
      .where('proposal_id', '=', id)
      .orderBy('at', 'desc')
      .orderBy('id', 'desc')
      .execute();
    if (trail[0]?.meeting_id !== meetingId) continue;
    const other = theme_id === null ? undefined : await findComingMeeting(trx, theme_id);
    const waiting = trail.some(({ state }) => state === 'discussed') ? 'discussed' : 'received';
    await moveProposal(trx, other ? { id, state: 'planned', meetingId: other } : { id, state: waiting }, now);
    if (!other && theme_id !== null) waits.push(theme_id);
  }
  return waits;
}

/**
 * The meeting is cancelled: what was planned for it waits again, and its themes wait in the backlog if they came from there or
 * somebody proposed them, unless another coming meeting has them.
 */
export async function unplanMeeting(
  trx: Trx,
  { id, themes }: { id: number; themes: readonly { id: number }[] },
  now: string,
): Promise<void> {
  const proposed = await unplan(trx, id, undefined, now);
  for (const { id: themeId } of themes) {
    const since = await cameFromBacklog(trx, id, themeId);
    if ((since || proposed.includes(themeId)) && !(await findComingMeeting(trx, themeId)))
      await putInBacklog(trx, themeId, since ?? now);
  }
}

/** It will be after all; a theme that another meeting has taken meanwhile stays there. */
export async function replanMeeting(
  trx: Trx,
  { id, themes }: { id: number; themes: readonly { id: number }[] },
  now: string,
): Promise<void> {
  for (const { id: themeId } of themes) {
    if ((await findComingMeeting(trx, themeId)) !== id) continue;
    await takeFromBacklog(trx, themeId);
    await planProposalsOfTheme(trx, themeId, id, now);
  }
}

async function cameFromBacklog(trx: Trx, meetingId: number, themeId: number): Promise<string | null> {
  const row = await trx
    .selectFrom('meeting_theme')
    .select('backlog_at')
    .where('meeting_id', '=', meetingId)
    .where('theme_id', '=', themeId)
    .executeTakeFirst();
  return row?.backlog_at ?? null;
}

/** A theme that was split and is left at one meeting is no part any more. Returns the meetings whose title changed. */
export async function forgetLoneParts(trx: Trx, themeIds: readonly number[]): Promise<number[]> {
  const changed: number[] = [];
  for (const themeId of themeIds) {
    const holders = await trx
      .selectFrom('meeting_theme')
      .innerJoin('meeting', 'meeting.id', 'meeting_theme.meeting_id')
      .select(['meeting.id', 'meeting_theme.part', 'meeting.state'])
      .where('meeting_theme.theme_id', '=', themeId)
      .where('meeting.state', '!=', 'cancelled')
      .execute();
    const [lone] = holders;
    if (holders.length !== 1 || !lone || lone.state === 'held' || !/^del \d+$/i.test(lone.part ?? ''))
      continue;
    await setPart(trx, lone.id, themeId, null);
    changed.push(lone.id);
  }
  return changed;
}

async function findComingMeeting(trx: Trx, themeId: number): Promise<number | undefined> {
  const row = await trx
    .selectFrom('meeting_theme')
    .innerJoin('meeting', 'meeting.id', 'meeting_theme.meeting_id')
    .innerJoin('candidate_date', 'candidate_date.meeting_id', 'meeting.id')
    .select('meeting.id')
    .where('meeting_theme.theme_id', '=', themeId)
    .where('meeting.state', 'in', ['tentative', 'confirmed'])
    .where('meeting.imported_at', 'is', null)
    .where('candidate_date.leading', '=', 1)
    .orderBy('candidate_date.date', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.id;
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

export async function setPart(
  trx: Trx,
  meetingId: number,
  themeId: number,
  part: string | null,
): Promise<void> {
  await trx
    .updateTable('meeting_theme')
    .set({ part })
    .where('meeting_id', '=', meetingId)
    .where('theme_id', '=', themeId)
    .execute();
}
