import type { Trx } from '../../db/schema.ts';
import { replaceAgenda } from '../agenda/queries.ts';
import { recordAudit } from '../audit/queries.ts';
import { transaction, type Context } from '../context.ts';
import { refreshMeetingIndex } from '../search/queries.ts';
import { getSettings } from '../settings/queries.ts';
import { dateIn } from '../shared/time.ts';
import { saveTheme, setMeetingThemes } from '../themes/queries.ts';
import { isSame, merged, otherChanges, valuesOf, type MeetingValues, type OtherChange } from './form.ts';
import type { Meeting } from './meeting.ts';
import { getMeeting } from './queries.ts';
import * as record from './record-queries.ts';

export interface Actor {
  /** Null on the command line. */
  id: number | null;
}

/** What came of a change: the address now, and whether subscribers should hear of it. */
export interface Changed {
  slug: string;
  tell: boolean;
}

export interface NewMeeting {
  dates: string[];
  theme: string;
}

/** Needs only a date: times, place, link and agenda come from the settings. */
export function createMeeting(context: Context, wish: NewMeeting, user: Actor): Promise<string> {
  return transaction(context, (trx) => addMeeting(trx, wish, user, context.now()));
}

/** The same, for several at once in one transaction. */
export async function addMeeting(
  trx: Trx,
  { dates, theme }: NewMeeting,
  user: Actor,
  now: string,
): Promise<string> {
  const { startTime, endTime, place, onlineLink, agendaSkeleton } = await getSettings(trx);
  const { id, slug } = await record.insertMeeting(
    trx,
    {
      dates,
      state: 'tentative',
      start_time: startTime || null,
      end_time: (startTime && endTime) || null,
      place,
      online: onlineLink,
      usual: 1,
      description: '',
      announced_at: null,
      imported_at: null,
    },
    now,
  );
  if (theme) await setMeetingThemes(trx, id, [{ id: await saveTheme(trx, theme, now), part: null }]);
  await replaceAgenda(trx, id, agendaSkeleton, now);
  await refreshMeetingIndex(trx, id);
  await recordAudit(trx, { at: now, userId: user.id, action: 'meeting created', object: `meeting ${id}` });
  return slug;
}

export type Edited = Changed | { conflict: OtherChange[]; values: MeetingValues; stored: MeetingValues };

/** `before` is what the form began with: what somebody else changed meanwhile is never overwritten. */
export function editMeeting(
  context: Context,
  slug: string,
  { before, values }: { before: Partial<MeetingValues>; values: MeetingValues },
  user: Actor,
): Promise<Edited> {
  return transaction(context, async (trx): Promise<Edited> => {
    const meeting = await getMeeting(trx, slug);
    const stored = valuesOf(meeting);
    if (isSame(stored, values)) return { slug, tell: false };
    const conflict = otherChanges(before, values, stored);
    if (conflict.length) return { conflict, values: merged(before, values, stored), stored };
    return saveEdit(trx, context, meeting, merged(before, values, stored), user);
  });
}

async function saveEdit(
  trx: Trx,
  context: Context,
  meeting: Meeting,
  values: MeetingValues,
  user: Actor,
): Promise<Changed> {
  const now = context.now();
  const stored = valuesOf(meeting);
  const moved = (['start', 'end', 'place', 'online'] as const).some((name) => stored[name] !== values[name]);
  const { start, end, place, online, description } = values;
  const change = { start_time: start || null, end_time: end || null, place, online, description };
  await record.updateMeeting(trx, meeting.id, { ...change, ...(moved && { usual: 0 as const }) }, now);
  await setMeetingThemes(trx, meeting.id, await themesOf(trx, values, now));
  if (moved) await record.raiseSequence(trx, meeting.id, now);
  return closing(trx, context, { meeting, user, action: 'meeting edited', tell: moved });
}

async function themesOf(trx: Trx, values: MeetingValues, now: string) {
  const named = [
    { title: values.theme, part: values.part },
    { title: values.theme2, part: values.part2 },
  ].filter(({ title }) => title);
  const themes: { id: number; part: string | null }[] = [];
  for (const { title, part } of named)
    themes.push({ id: await saveTheme(trx, title, now), part: part || null });
  return themes;
}

/** Audits, and says whether subscribers know the meeting and it is still to come. */
export async function closing(
  trx: Trx,
  context: Context,
  done: { meeting: Meeting; user: Actor; action: string; tell?: boolean; slug?: string; detail?: string },
): Promise<Changed> {
  const { meeting, user, action, tell = false, slug = meeting.slug, detail } = done;
  const at = context.now();
  const event = { at, userId: user.id, action, object: `meeting ${meeting.id}` };
  await recordAudit(trx, detail ? { ...event, detail } : event);
  await refreshMeetingIndex(trx, meeting.id);
  const { zone } = await getSettings(trx);
  const coming = meeting.date >= dateIn(zone, at);
  return { slug, tell: tell && coming && meeting.announced_at !== null };
}
