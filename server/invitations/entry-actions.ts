import type { Db, Trx } from '../../db/schema.ts';
import { transaction, type Context } from '../context.ts';
import { hasEntry, hasLeft, mailsTo, type EarlierMail } from '../mail/audience.ts';
import { enqueue, listAboutMeeting, type NewMail } from '../mail/outbox.ts';
import { stopMails } from '../mail/stop-queries.ts';
import { isUndecided, type Meeting } from '../meetings/meeting.ts';
import { listMeetings } from '../meetings/queries.ts';
import { raiseEntrySequence } from '../meetings/record-queries.ts';
import { findByEmail } from '../subscribers/queries.ts';
import { emailKey } from '../shared/email-address.ts';
import { farewellLetter, thanksLetter } from './letter.ts';
import { aboutOf, entryFor, mailTo } from './mail-actions.ts';
import { findInvitee, findMeetingIdOfItem, listIdsOfItem, type Invitee } from './queries.ts';

/** What becomes of the person's own calendar entry; composed before the transaction that stores the answer. */
export interface EntryPlan {
  mail: NewMail | undefined;
  /** Waiting mails that say what is true no longer. */
  stopped: number[];
  /** The entry comes after a CANCEL, or is one. */
  raises: boolean;
}

const NOTHING: EntryPlan = { mail: undefined, stopped: [], raises: false };

interface Own {
  mails: EarlierMail[];
  /** The invitation of the subscription gave the entry, or would. */
  isSubscribed: boolean;
}

async function ownMails(db: Db, { speaker_id, email }: Invitee, meetingId: number): Promise<Own> {
  const found = email ? await findByEmail(db, emailKey(email)) : undefined;
  const subscriberId = found?.state === 'confirmed' ? found.id : null;
  const mails = mailsTo({ subscriberId, speakerId: speaker_id }, await listAboutMeeting(db, meetingId));
  const bySubscription = mails.some(
    (mail) => mail.kind === 'announcement' && mail.method === 'REQUEST' && hasLeft(mail),
  );
  return { mails, isSubscribed: subscriberId !== null && bySubscription };
}

/** The person comes: thanks, and the entry unless the calendar has it. `before` is what was answered so far. */
export async function planWelcome(
  context: Context,
  invitee: Invitee,
  meeting: Meeting,
  before: { answered: boolean },
): Promise<EntryPlan> {
  const person = addressed(invitee);
  if (!person) return NOTHING;
  const { mails } = await ownMails(context.db, invitee, meeting.id);
  const isAsked = before.answered || othersOf(invitee, meeting).length > 0;
  const stopped = waiting(
    mails,
    (mail) =>
      (mail.kind === 'speaker-entry' && mail.method === 'CANCEL') || (mail.kind === 'speaker' && !isAsked),
  );
  const isThere = isUpToDate(mails, meeting);
  const open = isUndecided(meeting);
  if (before.answered && (isThere || open)) return { ...NOTHING, stopped };
  const entry = !isThere && !open;
  const raises = entry && mails.some((mail) => mail.method === 'CANCEL' && hasLeft(mail));
  const asTold = changedNow(context, meeting, raises);
  const about = await aboutOf(context, invitee, itemOf(meeting, invitee), asTold);
  const addressee = { invitee: person, about };
  const letter = thanksLetter(about, { entry, open });
  const calendar = entry ? entryFor(context, addressee, 'REQUEST') : undefined;
  return { mail: await mailTo(context, addressee, 'speaker-entry', letter, calendar), stopped, raises };
}

/** The person does not come: the entry goes, unless the subscription gave it or another item of the meeting needs it. */
export async function planFarewell(context: Context, invitee: Invitee, meeting: Meeting): Promise<EntryPlan> {
  const others = othersOf(invitee, meeting);
  if (others.some(({ answer }) => answer === 'yes')) return NOTHING;
  const person = addressed(invitee);
  const { mails, isSubscribed } = await ownMails(context.db, invitee, meeting.id);
  const stopped = waiting(
    mails,
    (mail) =>
      mail.kind === 'speaker-entry' ||
      (mail.kind === 'speaker' && !others.length) ||
      (mail.subscriber_id === null && isRequest(mail)),
  );
  if (!person || !hasEntry(mails) || isSubscribed || meeting.state === 'cancelled')
    return { ...NOTHING, stopped };
  const asTold = changedNow(context, meeting, true);
  const about = await aboutOf(context, invitee, itemOf(meeting, invitee), asTold);
  const addressee = { invitee: person, about };
  const calendar = entryFor(context, addressee, 'CANCEL');
  const mail = await mailTo(context, addressee, 'speaker-entry', farewellLetter(about), calendar);
  return { mail, stopped, raises: true };
}

/** In the transaction that stores the answer. */
export async function storePlan(
  trx: Trx,
  { mail, stopped, raises }: EntryPlan,
  meetingId: number,
  now: string,
): Promise<void> {
  if (stopped.length) await stopMails(trx, { ids: stopped }, 'Svaret är ändrat.');
  if (raises) await raiseEntrySequence(trx, meetingId, now);
  if (mail) await enqueue(trx, mail);
}

/** The secretary has taken somebody off the agenda, or has heard a no: the calendar hears of it too. */
export async function endEntry(
  context: Context,
  { itemId, id }: { itemId: number; id: number },
): Promise<void> {
  const invitee = await findInvitee(context.db, id);
  if (invitee?.agenda_item_id !== itemId) return;
  const meetingId = await findMeetingIdOfItem(context.db, itemId);
  const [meeting] = meetingId ? await listMeetings(context.db, { ids: [meetingId] }) : [];
  if (!meeting) return;
  const plan = await planFarewell(context, invitee, meeting);
  if (plan.mail || plan.stopped.length)
    await transaction(context, (trx) => storePlan(trx, plan, meeting.id, context.now()));
}

/** The same for all of an item that is taken away or moved. */
export async function endEntriesOf(context: Context, itemId: number): Promise<void> {
  for (const id of await listIdsOfItem(context.db, itemId)) await endEntry(context, { itemId, id });
}

function addressed(invitee: Invitee): (Invitee & { email: string }) | undefined {
  const { email } = invitee;
  return email ? { ...invitee, email } : undefined;
}

/** The same person in something else on the same agenda. */
function othersOf({ id, speaker_id }: Invitee, { items }: Meeting) {
  const all = items.filter(({ state }) => state !== 'postponed').flatMap(({ speakers }) => speakers);
  return all.filter((one) => one.id !== id && one.speaker_id === speaker_id);
}

/** The calendar shows the meeting as it stands, or will when the queue is empty. */
function isUpToDate(mails: EarlierMail[], { revision }: Meeting): boolean {
  const last = mails.filter((mail) => mail.method && (hasLeft(mail) || mail.state === 'queued')).at(-1);
  return last?.method === 'REQUEST' && last.meeting_revision === revision;
}

function isRequest({ method }: EarlierMail): boolean {
  return method === 'REQUEST';
}

function waiting(mails: EarlierMail[], which: (mail: EarlierMail) => boolean): number[] {
  return mails.filter((mail) => mail.state === 'queued' && !hasLeft(mail) && which(mail)).map(({ id }) => id);
}

function itemOf(meeting: Meeting, { agenda_item_id }: Invitee) {
  return meeting.items.find(({ id }) => id === agenda_item_id)!;
}

/** As it will be when the answer is stored. */
function changedNow(context: Context, meeting: Meeting, raises: boolean): Meeting {
  const changed_at = context.now();
  const dates = meeting.dates.map((date) =>
    raises && date.leading ? { ...date, sequence: date.sequence + 1, changed_at } : date,
  );
  return { ...meeting, changed_at, dates };
}
