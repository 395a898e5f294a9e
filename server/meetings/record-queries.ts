import { randomUUID } from 'node:crypto';
import type { Db, Trx } from '../../db/schema.ts';
import type { MeetingState } from '../../db/tables/meetings.ts';
import { leaveAddress, listFormerAddresses } from '../addresses/queries.ts';
import { freeSlug } from '../shared/slug.ts';
import type { CandidateDate, Meeting } from './meeting.ts';

export interface NewMeeting {
  /** The first one leads. */
  dates: string[];
  state: MeetingState;
  start_time: string | null;
  end_time: string | null;
  place: string;
  online: string;
  usual: 0 | 1;
  description: string;
  announced_at: string | null;
  imported_at: string | null;
}

export interface MeetingChange {
  state?: MeetingState;
  start_time?: string | null;
  end_time?: string | null;
  place?: string;
  online?: string;
  usual?: 0 | 1;
  description?: string;
  cancelled_reason?: string | null;
  announced_at?: string | null;
  shown_at?: string | null;
  imported_at?: string | null;
}

export async function insertMeeting(
  trx: Trx,
  { dates, ...meeting }: NewMeeting,
  now: string,
): Promise<{ id: number; slug: string }> {
  const slug = await addressFor(trx, dates[0]!);
  const row = { ...meeting, slug, created_at: now, changed_at: now };
  const { id } = await trx.insertInto('meeting').values(row).returning('id').executeTakeFirstOrThrow();
  for (const [index, date] of dates.entries()) await insertDate(trx, id, date, index === 0 ? 1 : 0, now);
  return { id, slug };
}

/** A second date that the meeting may fall on. */
export function insertCandidateDate(trx: Trx, meetingId: number, date: string, now: string): Promise<void> {
  return insertDate(trx, meetingId, date, 0, now);
}

async function insertDate(
  trx: Trx,
  meeting_id: number,
  date: string,
  leading: 0 | 1,
  now: string,
): Promise<void> {
  const row = { meeting_id, date, leading, state: 'open', uid: randomUUID(), changed_at: now } as const;
  await trx.insertInto('candidate_date').values(row).execute();
}

/** Writes the fields and the instant of the change; what calendars must notice needs `raiseSequence` too. */
export async function updateMeeting(
  trx: Trx,
  meetingId: number,
  change: MeetingChange,
  now: string,
): Promise<void> {
  await trx
    .updateTable('meeting')
    .set({ ...change, changed_at: now })
    .where('id', '=', meetingId)
    .execute();
  await trx
    .updateTable('candidate_date')
    .set({ changed_at: now })
    .where('meeting_id', '=', meetingId)
    .execute();
}

/** After a change of date, time, place or state. */
export async function raiseSequence(trx: Trx, meetingId: number, now: string): Promise<void> {
  await trx
    .updateTable('candidate_date')
    .set((eb) => ({ sequence: eb('sequence', '+', 1), changed_at: now }))
    .where('meeting_id', '=', meetingId)
    .execute();
  await raiseRevision(trx, meetingId, now);
}

/** "Hållet" or, taken back, confirmed. */
export async function setHeld(trx: Trx, meetingId: number, held: boolean, now: string): Promise<void> {
  await updateMeeting(trx, meetingId, { state: held ? 'held' : 'confirmed' }, now);
  await raiseSequence(trx, meetingId, now);
}

/** Of the entry alone, when one person's is taken away or comes back (RFC 5546 2.1.4); nothing that is told is new. */
export async function raiseEntrySequence(trx: Trx, meetingId: number, now: string): Promise<void> {
  await trx
    .updateTable('candidate_date')
    .set((eb) => ({ sequence: eb('sequence', '+', 1), changed_at: now }))
    .where('meeting_id', '=', meetingId)
    .where('leading', '=', 1)
    .execute();
}

/** What is told about the meeting is new, though calendars need not move anything. */
export async function raiseRevision(trx: Trx, meetingId: number, now: string): Promise<void> {
  await trx
    .updateTable('meeting')
    .set((eb) => ({ revision: eb('revision', '+', 1), changed_at: now }))
    .where('id', '=', meetingId)
    .execute();
}

/** The leading date becomes `date`, under the same UID; the old address leads to the new one. Returns it. */
export async function moveMeeting(trx: Trx, meetingId: number, date: string, now: string): Promise<string> {
  await trx
    .updateTable('candidate_date')
    .set({ date })
    .where('meeting_id', '=', meetingId)
    .where('leading', '=', 1)
    .execute();
  await raiseSequence(trx, meetingId, now);
  return readdress(trx, meetingId, date, now);
}

/**
 * One date is chosen, the others fall away. Returns the meeting's address.
 * An announced meeting keeps the UID that people have by mail: its entry takes the chosen date, and that date's own
 * entry falls away on the former one.
 */
export async function decideDate(
  trx: Trx,
  meeting: Pick<Meeting, 'id' | 'announced_at' | 'dates'>,
  chosen: CandidateDate,
  now: string,
): Promise<string> {
  const ofMeeting = trx.updateTable('candidate_date').where('meeting_id', '=', meeting.id);
  const leading = meeting.dates.find((date) => date.leading === 1);
  const kept = (meeting.announced_at && leading) || chosen;
  if (kept !== chosen) {
    await ofMeeting.set({ date: kept.date }).where('id', '=', chosen.id).execute();
    await ofMeeting.set({ date: chosen.date }).where('id', '=', kept.id).execute();
  }
  await ofMeeting.set({ leading: 0 }).execute();
  await ofMeeting.set({ state: 'dropped' }).where('id', '!=', kept.id).execute();
  await ofMeeting.set({ leading: 1, state: 'open' }).where('id', '=', kept.id).execute();
  await raiseSequence(trx, meeting.id, now);
  return readdress(trx, meeting.id, chosen.date, now);
}

async function readdress(trx: Trx, meetingId: number, date: string, now: string): Promise<string> {
  const { slug: old } = await trx
    .selectFrom('meeting')
    .select('slug')
    .where('id', '=', meetingId)
    .executeTakeFirstOrThrow();
  if (old.slice(0, 10) === date) return old;
  const slug = await addressFor(trx, date, meetingId);
  await trx.updateTable('meeting').set({ slug }).where('id', '=', meetingId).execute();
  await leaveAddress(trx, 'meeting', { old, slug, id: meetingId }, now);
  return slug;
}

/** An address that no other meeting has or had; a meeting may come back to its own. */
async function addressFor(db: Db, date: string, meetingId = 0): Promise<string> {
  const now = await db.selectFrom('meeting').select('slug').where('slug', 'like', `${date}%`).execute();
  const former = await listFormerAddresses(db, 'meeting', meetingId);
  return freeSlug(date, new Set([...now.map(({ slug }) => slug), ...former]));
}
