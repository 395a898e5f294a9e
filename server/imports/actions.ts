import { createHash } from 'node:crypto';
import { transaction, type Context } from '../context.ts';
import type { Meeting } from '../meetings/meeting.ts';
import { getMeetingById } from '../meetings/queries.ts';
import { findLatestRevision, insertRevision } from '../minutes/queries.ts';
import { markHeld } from '../minutes/publishing-queries.ts';
import { getSettings } from '../settings/queries.ts';
import { dateIn } from '../shared/time.ts';
import { announcementParts } from './announcement.ts';
import type { Batch } from './batch-actions.ts';
import { lastIds, recordMade } from './batch-queries.ts';
import { saveMeeting, type Import } from './meeting-actions.ts';
import { minutesContentOf } from './minutes-content.ts';
import { publishImported } from './publishing-actions.ts';
import { storeOrigin } from './origin-actions.ts';
import { NOWHERE, type Origin } from './source.ts';
import * as queries from './queries.ts';
import type { RecognisedMeeting } from '../recognition/recognised.ts';
import { upcomingText } from '../recognition/upcoming-notes.ts';

export interface ImportOptions {
  publish: boolean;
  /** Why the text needs no more review. */
  reviewed: string | undefined;
  /** What is made belongs to this batch, so that it can be undone as a whole. */
  batch?: Batch;
  /** Of the text as it was recognised, where a person has settled something since. */
  key?: string;
  /** Its addresses lead to the meeting from now on. */
  origin?: Origin;
}

export interface ImportResult {
  slug: string;
  unchanged: boolean;
  published: boolean;
  /** Why the minutes stay a draft: what the check found, one line each. */
  blocked: string[];
  /** What a person had written, and the source says otherwise. */
  differences: string[];
  /** Addresses of the coming meetings that the source names. */
  upcoming: string[];
  /** Titles of the links that stand among the meeting's documents now. */
  documents: string[];
}

export type DatedMeeting = RecognisedMeeting & { date: string };

/** Stores one recognised meeting. The same text again changes nothing; nothing is mailed. */
export async function importMeeting(
  context: Context,
  meeting: DatedMeeting,
  options: ImportOptions,
): Promise<ImportResult> {
  const now = context.now();
  return transaction(context, async (trx) => {
    const settings = await getSettings(trx);
    const today = dateIn(settings.zone, now);
    const work: Import = { trx, now, today, settings, differences: [], filled: [] };
    const before = await lastIds(trx);
    const key = options.key ?? importKey(meeting);
    const earlier = await queries.findImport(trx, key);
    const stored = earlier
      ? await getMeetingById(trx, earlier.meeting_id)
      : await storeMeeting(work, meeting);
    const upcoming = earlier ? [] : await storeUpcoming(work, meeting);
    const asked = meeting.kind === 'minutes' && options.publish;
    const { published, blocked } = asked
      ? await publishImported(context, work, stored.id, options.reviewed)
      : { published: false, blocked: [] };
    const batchId = !earlier || published ? await options.batch?.open(trx) : undefined;
    if (!earlier) await queries.recordImport(trx, { key, meetingId: stored.id, batchId }, meeting, now);
    const documents = earlier ? [] : await storeOrigin(work, options.origin ?? NOWHERE, stored.id, batchId);
    if (batchId) await recordMade(trx, batchId, before, { filled: work.filled, touched: stored.id });
    return {
      slug: stored.slug,
      unchanged: Boolean(earlier) && !published,
      published,
      blocked,
      differences: work.differences,
      upcoming,
      documents,
    };
  });
}

/** The recognised text, wherever the file lies. */
export function importKey({ file: _file, uncertain: _uncertain, ...recognised }: RecognisedMeeting): string {
  return createHash('sha256').update(JSON.stringify(recognised)).digest('base64url');
}

async function storeMeeting(work: Import, meeting: DatedMeeting): Promise<Meeting> {
  const { description, items } =
    meeting.kind === 'announcement' ? announcementParts(meeting) : { description: '', items: [] };
  const stored = await saveMeeting(work, {
    dates: [meeting.date],
    state: 'confirmed',
    start_time: meeting.start,
    end_time: meeting.end,
    place: meeting.place ?? '',
    online: meeting.online ?? '',
    theme: meeting.theme,
    description,
    items,
  });
  if (meeting.kind === 'minutes') await storeMinutes(work, stored.id, meeting);
  return stored;
}

async function storeMinutes(work: Import, meetingId: number, meeting: RecognisedMeeting): Promise<void> {
  if (await findLatestRevision(work.trx, meetingId)) {
    work.differences.push('Mötet har redan minnesanteckningar. De är orörda.');
    return;
  }
  const by = { userId: null, note: 'Importerad', now: work.now };
  const id = await insertRevision(work.trx, meetingId, minutesContentOf(meeting), by);
  const { state } = await getMeetingById(work.trx, meetingId);
  work.filled.push({ meeting_id: meetingId, field: 'minutes', before: state, after: String(id) });
  await markHeld(work.trx, meetingId);
}

async function storeUpcoming(work: Import, meeting: RecognisedMeeting): Promise<string[]> {
  const { notes } = upcomingText(meeting);
  const slugs: string[] = [];
  for (const [index, { dates, status, theme, speakers }] of meeting.upcoming.entries()) {
    const unsaid = { start_time: null, end_time: null, place: '', online: '' };
    const items = speakers.length ? [{ title: theme ?? 'Dagens tema', kind: 'talk' as const, speakers }] : [];
    const saved = await saveMeeting(work, {
      ...unsaid,
      dates,
      state: status,
      theme,
      items,
      description: notes[index] ?? '',
    });
    slugs.push(saved.slug);
  }
  return slugs;
}
