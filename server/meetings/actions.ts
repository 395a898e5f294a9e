import type { Trx } from '../../db/schema.ts';
import { replaceAgenda } from '../agenda/queries.ts';
import { recordAudit } from '../audit/queries.ts';
import { transaction, type Context } from '../context.ts';
import { bringToNextAgenda } from '../follow-ups/agenda-actions.ts';
import { hasEntriesOf } from '../mail/outbox.ts';
import { refreshMeetingIndex } from '../search/queries.ts';
import { getSettings } from '../settings/queries.ts';
import { dateIn } from '../shared/time.ts';
import {
  forgetLoneParts,
  planThemes,
  unplanProposals,
  type WantedTheme,
} from '../themes/planning-queries.ts';
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
  const { startTime, endTime, place, onlineLink, agendaSkeleton, zone } = await getSettings(trx);
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
  const coming = dates[0]! >= dateIn(zone, now);
  if (theme) await planThemes(trx, { id, coming }, [{ title: theme, part: null }], now);
  await replaceAgenda(trx, id, agendaSkeleton, now);
  await bringToNextAgenda(trx, now);
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
  const { zone } = await getSettings(trx);
  const of = { id: meeting.id, coming: meeting.date >= dateIn(zone, now) };
  const { removed } = await planThemes(trx, of, themesOf(values), now);
  if (of.coming) await unplanProposals(trx, of.id, removed, now);
  for (const id of await forgetLoneParts(trx, removed)) {
    await record.updateMeeting(trx, id, {}, now);
    await refreshMeetingIndex(trx, id);
  }
  if (moved) await record.raiseSequence(trx, meeting.id, now);
  return closing(trx, context, { meeting, user, action: 'meeting edited', tell: moved });
}

export function themesOf(values: Pick<MeetingValues, 'theme' | 'part' | 'theme2' | 'part2'>): WantedTheme[] {
  return [
    { title: values.theme, part: values.part || null },
    { title: values.theme2, part: values.part2 || null },
  ].filter(({ title }) => title);
}

/** Audits, and says whether people know the meeting, by the invitation or as its speakers, and it is still to come. */
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
  const known = meeting.announced_at !== null || (await hasEntriesOf(trx, meeting.id));
  return { slug, tell: tell && coming && known };
}
