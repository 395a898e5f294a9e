import type { Trx } from '../../db/schema.ts';
import { retellOrigins } from '../carry-over/origin-queries.ts';
import { followItem } from '../carry-over/proposal-queries.ts';
import { transaction, type Context } from '../context.ts';
import { getSettings } from '../settings/queries.ts';
import { NotFound, Refused } from '../shared/failures.ts';
import { dateIn } from '../shared/time.ts';
import { replanMeeting, unplanMeeting } from '../themes/planning-queries.ts';
import { closing, type Actor, type Changed } from './actions.ts';
import {
  assertCanBeAnnounced,
  assertCanBeCancelled,
  assertCanBeHeld,
  assertCanMove,
  assertDateIsOpen,
  type Meeting,
} from './meeting.ts';
import { getMeeting } from './queries.ts';
import * as record from './record-queries.ts';

interface Work {
  trx: Trx;
  meeting: Meeting;
  today: string;
  now: string;
}

/** One verb in one transaction; `undefined` from the verb means that it was done already. */
function verb(
  context: Context,
  slug: string,
  user: Actor,
  action: string,
  work: (at: Work) => Promise<{ tell?: boolean; slug?: string; detail?: string } | undefined>,
): Promise<Changed> {
  return transaction(context, async (trx) => {
    const meeting = await getMeeting(trx, slug);
    const now = context.now();
    const today = dateIn((await getSettings(trx)).zone, now);
    const done = await retellOrigins(trx, meeting, { userId: user.id, now }, () =>
      work({ trx, meeting, today, now }),
    );
    return done ? closing(trx, context, { meeting, user, action, ...done }) : { slug, tell: false };
  });
}

/** Confirms, and shows agenda and speakers to everybody. The mail is a matter of its own. */
export function announceMeeting(context: Context, slug: string, user: Actor): Promise<Changed> {
  return verb(context, slug, user, 'meeting announced', async ({ trx, meeting, today, now }) => {
    if (meeting.announced_at && meeting.state === 'confirmed') return undefined;
    assertCanBeAnnounced(meeting, today);
    const announced_at = meeting.announced_at ?? now;
    await record.updateMeeting(trx, meeting.id, { state: 'confirmed', announced_at }, now);
    if (meeting.state !== 'confirmed') await record.raiseSequence(trx, meeting.id, now);
    return {};
  });
}

/** The leading date moves; the calendar entry keeps its UID. */
export function moveMeeting(context: Context, slug: string, date: string, user: Actor): Promise<Changed> {
  return verb(context, slug, user, 'meeting moved', async ({ trx, meeting, now }) => {
    if (meeting.date === date) return undefined;
    assertCanMove(meeting);
    if (meeting.dates.some((one) => one.date === date))
      throw new Refused('Datumet är redan ett av mötets möjliga datum. Välj det i listan i stället.');
    const moved = await record.moveMeeting(trx, meeting.id, date, now);
    return { slug: moved, tell: true, detail: `${meeting.date} to ${date}` };
  });
}

export function addCandidateDate(
  context: Context,
  slug: string,
  date: string,
  user: Actor,
): Promise<Changed> {
  return verb(context, slug, user, 'date added', (work) => addDate(work, date));
}

/** The same inside a transaction that does more; undefined when the date is there already. */
export async function addDate(
  { trx, meeting, now }: Pick<Work, 'trx' | 'meeting' | 'now'>,
  date: string,
): Promise<{ detail: string } | undefined> {
  if (meeting.dates.some((one) => one.date === date && one.state === 'open')) return undefined;
  assertDateIsOpen(meeting);
  if (meeting.dates.some((one) => one.date === date))
    throw new Refused('Det datumet utgår redan. Välj det i listan om det ska gälla igen.');
  await record.insertCandidateDate(trx, meeting.id, date, now);
  await record.updateMeeting(trx, meeting.id, {}, now);
  return { detail: date };
}

/** The others then read "Utgår". */
export function decideDate(context: Context, slug: string, dateId: number, user: Actor): Promise<Changed> {
  return verb(context, slug, user, 'date decided', (work) => chooseDate(work, dateId));
}

/** The same inside a transaction that does more; undefined when the date is decided already. */
export async function chooseDate(
  { trx, meeting, now }: Pick<Work, 'trx' | 'meeting' | 'now'>,
  dateId: number,
): Promise<{ slug: string; tell: true; detail: string } | undefined> {
  const chosen = meeting.dates.find(({ id }) => id === dateId);
  if (!chosen) throw new NotFound('Datumet finns inte.');
  const open = meeting.dates.filter(({ state }) => state === 'open');
  if (open.length === 1 && chosen.leading) return undefined;
  assertCanMove(meeting);
  return { slug: await record.decideDate(trx, meeting, chosen, now), tell: true, detail: chosen.date };
}

export function cancelMeeting(context: Context, slug: string, reason: string, user: Actor): Promise<Changed> {
  return verb(context, slug, user, 'meeting cancelled', async ({ trx, meeting, today, now }) => {
    if (meeting.state === 'cancelled' && meeting.cancelled_reason === reason) return undefined;
    assertCanBeCancelled(meeting, today);
    await record.updateMeeting(trx, meeting.id, { state: 'cancelled', cancelled_reason: reason }, now);
    if (meeting.state !== 'cancelled') {
      await record.raiseSequence(trx, meeting.id, now);
      await unplanMeeting(trx, meeting, now);
    }
    return { tell: meeting.state !== 'cancelled' };
  });
}

/** Takes the cancelling back. */
export function reviveMeeting(context: Context, slug: string, user: Actor): Promise<Changed> {
  return verb(context, slug, user, 'meeting revived', async ({ trx, meeting, now }) => {
    if (meeting.state !== 'cancelled') return undefined;
    const state = meeting.announced_at ? 'confirmed' : 'tentative';
    await record.updateMeeting(trx, meeting.id, { state, cancelled_reason: null }, now);
    await record.raiseSequence(trx, meeting.id, now);
    await replanMeeting(trx, meeting, now);
    for (const item of meeting.items) await followItem(trx, item, [meeting.id], meeting.id, now);
    return { tell: true };
  });
}

export function holdMeeting(context: Context, slug: string, user: Actor): Promise<Changed> {
  return verb(context, slug, user, 'meeting held', async ({ trx, meeting, today, now }) => {
    if (meeting.state === 'held') return undefined;
    assertCanBeHeld(meeting, today);
    await record.setHeld(trx, meeting.id, true, now);
    return {};
  });
}

/** Shows agenda and speakers before the announcement. */
export function showNow(context: Context, slug: string, user: Actor): Promise<Changed> {
  return verb(context, slug, user, 'agenda shown', async ({ trx, meeting, now }) => {
    if (meeting.shown_at) return undefined;
    await record.updateMeeting(trx, meeting.id, { shown_at: now }, now);
    return {};
  });
}
