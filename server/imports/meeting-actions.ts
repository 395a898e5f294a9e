import type { Trx } from '../../db/schema.ts';
import { insertItem } from '../agenda/queries.ts';
import type { Meeting } from '../meetings/meeting.ts';
import { getMeetingById } from '../meetings/queries.ts';
import { insertMeeting, raiseSequence, updateMeeting } from '../meetings/record-queries.ts';
import { refreshMeetingIndex, refreshThemeIndex } from '../search/queries.ts';
import type { Settings } from '../settings/settings.ts';
import { nameKey } from '../shared/slug.ts';
import { planThemes } from '../themes/planning-queries.ts';
import type { ImportedItem } from './announcement.ts';
import { completion, isUntouched, type Wanted } from './completion.ts';
import type { Filled } from './batch-queries.ts';
import { findMeetingOn } from './queries.ts';

/** One import under way. `differences` gathers what a person had written and the source says otherwise. */
export interface Import {
  trx: Trx;
  now: string;
  today: string;
  settings: Settings;
  differences: string[];
  /** What was put into meetings that were there before. */
  filled: Filled[];
}

export interface MeetingSource extends Wanted {
  dates: string[];
  state: 'confirmed' | 'tentative';
  theme: string | null;
  items: ImportedItem[];
}

/** Completes the meeting that has one of the dates, or makes it. */
export async function saveMeeting(
  work: Import,
  { dates, state, theme, items, ...wanted }: MeetingSource,
): Promise<Meeting> {
  const meeting = await findOrInsert(work, dates, state);
  await complete(work, meeting, wanted);
  await giveTheme(work, meeting, theme);
  if (items.length && !meeting.items.length) await addAgenda(work, meeting.id, items);
  await refreshMeetingIndex(work.trx, meeting.id);
  return getMeetingById(work.trx, meeting.id);
}

/** The source has shown the agenda already. */
async function addAgenda(
  { trx, now, filled }: Import,
  meetingId: number,
  items: ImportedItem[],
): Promise<void> {
  const meeting = await getMeetingById(trx, meetingId);
  const ids: number[] = [];
  for (const item of items) ids.push(await insertItem(trx, meetingId, withConsent(item), now));
  filled.push({
    meeting_id: meetingId,
    field: 'items',
    before: meeting.shown_at,
    after: JSON.stringify(ids),
  });
  const marks = isUntouched(meeting) ? { shown_at: now, imported_at: now } : { shown_at: now };
  await updateMeeting(trx, meetingId, marks, now);
}

/** Who stands in a text that was already public has said yes. */
function withConsent(item: ImportedItem) {
  return { ...item, speakers: item.speakers.map((speaker) => ({ ...speaker, answer: 'yes' as const })) };
}

async function findOrInsert(
  work: Import,
  dates: string[],
  state: 'confirmed' | 'tentative',
): Promise<Meeting> {
  const known = await findMeetingOn(work.trx, dates);
  const id = known ?? (await insertMeeting(work.trx, freshMeeting(work, dates, state), work.now)).id;
  return getMeetingById(work.trx, id);
}

/** A past meeting keeps what the source does not say unknown; a coming one gets what is usual, marked so. */
function freshMeeting({ settings, today, now }: Import, dates: string[], state: 'confirmed' | 'tentative') {
  const told = { dates, state, description: '', announced_at: null, imported_at: now };
  if (dates.every((date) => date < today)) {
    return { ...told, start_time: null, end_time: null, place: '', online: '', usual: 0 as const };
  }
  const { startTime, endTime, place, onlineLink } = settings;
  return { ...told, start_time: startTime, end_time: endTime, place, online: onlineLink, usual: 1 as const };
}

async function complete(work: Import, meeting: Meeting, wanted: Wanted): Promise<void> {
  const { changes, differences } = completion(meeting, wanted);
  work.differences.push(...differences);
  const fields = Object.keys(changes);
  if (!fields.length) return;
  for (const field of fields as (keyof Wanted)[])
    work.filled.push({
      meeting_id: meeting.id,
      field,
      before: meeting[field],
      after: changes[field] ?? null,
    });
  const timeOrPlace = fields.some((field) => field !== 'description');
  const marks = {
    ...(timeOrPlace && { usual: 0 as const }),
    ...(isUntouched(meeting) && { imported_at: work.now }),
  };
  await updateMeeting(work.trx, meeting.id, { ...changes, ...marks }, work.now);
  if (timeOrPlace && meeting.created_at !== work.now) await raiseSequence(work.trx, meeting.id, work.now);
}

async function giveTheme(work: Import, meeting: Meeting, theme: string | null): Promise<void> {
  if (!theme) return;
  const title = theme[0]!.toLocaleUpperCase('sv') + theme.slice(1);
  if (meeting.themes.some((one) => nameKey(one.title) === nameKey(title))) return;
  if (meeting.themes[0]) {
    work.differences.push(`Temat är "${meeting.themes[0].title}" och blev inte "${title}".`);
    return;
  }
  const of = { id: meeting.id, coming: meeting.date >= work.today };
  const { added } = await planThemes(work.trx, of, [{ title, part: null }], work.now);
  for (const id of added) {
    work.filled.push({ meeting_id: meeting.id, field: 'theme', before: null, after: String(id) });
    await refreshThemeIndex(work.trx, id);
  }
}
