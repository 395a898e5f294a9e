import type { Trx } from '../../db/schema.ts';
import { recordAudit } from '../audit/queries.ts';
import { transaction, type Context } from '../context.ts';
import { followPublished, followWithdrawn } from '../follow-ups/published-actions.ts';
import { meetingTitle, type Meeting } from '../meetings/meeting.ts';
import { getMeeting, listMeetings } from '../meetings/queries.ts';
import { refreshMeetingIndex } from '../search/queries.ts';
import { getSettings } from '../settings/queries.ts';
import { NotFound, Refused } from '../shared/failures.ts';
import { addDays, dateIn } from '../shared/time.ts';
import { leftToSettle, type Gate } from './gate.ts';
import { READ_ANEW, gateFor, recordCheck } from './gate-actions.ts';
import { assertCanBePublished, sameContent, type MinutesContent, type UpcomingMeeting } from './minutes.ts';
import * as publishing from './publishing-queries.ts';
import * as queries from './queries.ts';
import { spellOutSections } from './quick-marks.ts';

const MOST_UPCOMING = 12;

/** Coming meetings as the plan says now; frozen into the text at publication. */
export async function listUpcoming(
  db: Context['db'],
  meeting: Pick<Meeting, 'date'>,
): Promise<UpcomingMeeting[]> {
  const after = await listMeetings(db, { from: addDays(meeting.date, 1) });
  return after
    .filter(({ state }) => state === 'confirmed' || state === 'tentative')
    .slice(0, MOST_UPCOMING)
    .map((coming) => ({
      dates: coming.dates.filter(({ state }) => state === 'open').map(({ date }) => date),
      status: coming.state === 'confirmed' ? ('confirmed' as const) : ('tentative' as const),
      theme: coming.themes.length ? meetingTitle(coming) : null,
      note: '',
    }));
}

/** Publishes the revision that was reviewed, and no other, with the summary as typed last. The gate when it is closed. */
export function publishMinutes(
  context: Context,
  slug: string,
  number: number,
  userId: number,
  summary?: string,
): Promise<Gate | undefined> {
  return transaction(context, async (trx) => {
    const { meeting, latest: before, minutes, today } = await open(context, trx, slug);
    if (minutes.public_revision_id === before.id) return undefined;
    if (minutes.public_revision_id)
      throw new Refused('Minnesanteckningarna är redan publicerade. Välj hur ändringen ska visas.');
    assertReviewed(before, number);
    const by = { userId, now: context.now() };
    const latest = await withSummary(trx, before, summary, by);
    assertCanBePublished(meeting, latest.content, today);
    const gate = await gateFor({ db: trx, config: context.config }, meeting, latest.content);
    if (leftToSettle(gate)) return gate;
    const id = await freeze(trx, meeting, latest, by);
    await queries.publishRevision(trx, meeting.id, id, by.now);
    if (meeting.date <= today) await publishing.markHeld(trx, meeting.id);
    await recordCheck(trx, latest, gate, by);
    await afterChange(trx, meeting, latest.content, { at: by.now, userId, action: 'minutes published' });
    return undefined;
  });
}

async function withSummary(
  trx: Trx,
  latest: queries.Revision,
  summary: string | undefined,
  by: { userId: number; now: string },
): Promise<queries.Revision> {
  if (summary === undefined || summary === latest.content.summary) return latest;
  const content = { ...latest.content, summary };
  await queries.insertRevision(trx, latest.meeting_id, content, { ...by, note: 'Kort sagt' });
  return (await queries.findLatestRevision(trx, latest.meeting_id))!;
}

/** As the review showed it: the quick notes in words, and the coming meetings as the plan says now. */
async function freeze(
  trx: Trx,
  meeting: Meeting,
  latest: queries.Revision,
  by: { userId: number; now: string },
): Promise<number> {
  const upcoming = latest.content.upcoming ?? (await listUpcoming(trx, meeting));
  const content = spellOutSections({ ...latest.content, upcoming });
  if (sameContent(content, latest.content)) return latest.id;
  const note = 'Kommande möten ifyllda vid publiceringen';
  return queries.insertRevision(trx, meeting.id, content, { ...by, note });
}

interface Mending {
  number: number;
  /** The dated note; "" for a quiet change. */
  correction: string;
  summary?: string | undefined;
}

/** The latest text becomes the public one: quietly, or with a dated note of what was wrong. The gate when it is closed. */
export function mendMinutes(
  context: Context,
  slug: string,
  { number, correction, summary }: Mending,
  userId: number,
): Promise<Gate | undefined> {
  return transaction(context, async (trx) => {
    const { meeting, latest: before, minutes, today } = await open(context, trx, slug);
    if (!minutes.public_revision_id) throw new Refused('Minnesanteckningarna är inte publicerade.');
    if (minutes.public_revision_id === before.id && !correction) return undefined;
    assertReviewed(before, number);
    const now = context.now();
    const latest = await withSummary(trx, before, summary, { userId, now });
    const corrections = correction
      ? [...latest.content.corrections, { date: today, text: correction }]
      : latest.content.corrections;
    const content = { ...latest.content, corrections };
    const gate = await gateFor({ db: trx, config: context.config }, meeting, content);
    if (leftToSettle(gate)) return gate;
    const id = correction
      ? await queries.insertRevision(trx, meeting.id, content, { userId, note: 'Rättelse', now })
      : latest.id;
    await queries.mendPublicRevision(trx, meeting.id, id, now);
    await recordCheck(trx, latest, gate, { userId, now });
    await afterChange(trx, meeting, content, {
      at: now,
      userId,
      action: correction ? 'minutes corrected' : 'minutes mended',
    });
    return undefined;
  });
}

/** Takes the text away from the public at once; the draft stays. */
export function withdrawMinutes(
  context: Context,
  slug: string,
  reason: string,
  userId: number,
): Promise<void> {
  return transaction(context, async (trx) => {
    const { meeting, minutes } = await open(context, trx, slug);
    if (!minutes.public_revision_id) return;
    await publishing.withdrawMinutes(trx, meeting.id, reason);
    await queries.replaceMinutesOrganisations(trx, meeting.id, []);
    await followWithdrawn(trx, meeting.id, context.now());
    await refreshMeetingIndex(trx, meeting.id);
    await recordAudit(trx, {
      at: context.now(),
      userId,
      action: 'minutes withdrawn',
      object: `meeting ${meeting.id}`,
    });
  });
}

async function open(context: Context, trx: Trx, slug: string) {
  const meeting = await getMeeting(trx, slug);
  const [latest, minutes] = [
    await queries.findLatestRevision(trx, meeting.id),
    await queries.findMinutes(trx, meeting.id),
  ];
  if (!latest || !minutes) throw new NotFound('Det finns inga minnesanteckningar än.');
  const { zone } = await getSettings(trx);
  return { meeting, latest, minutes, today: dateIn(zone, context.now()) };
}

function assertReviewed(latest: queries.Revision, number: number): void {
  if (latest.number !== number) throw new Refused(READ_ANEW);
}

interface Event {
  at: string;
  userId: number;
  action: string;
}

async function afterChange(trx: Trx, meeting: Meeting, content: MinutesContent, event: Event): Promise<void> {
  await queries.linkMinutesOrganisations(trx, meeting.id, content, event.at);
  await followPublished(trx, meeting, content, event.at);
  await refreshMeetingIndex(trx, meeting.id);
  await recordAudit(trx, { ...event, object: `meeting ${meeting.id}` });
}
