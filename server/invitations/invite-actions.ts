import type { Trx } from '../../db/schema.ts';
import { recordAudit } from '../audit/queries.ts';
import { transaction, type Context } from '../context.ts';
import { enqueue, listAboutMeeting, type NewMail } from '../mail/outbox.ts';
import { stopMails } from '../mail/stop-queries.ts';
import type { Meeting } from '../meetings/meeting.ts';
import { getMeeting } from '../meetings/queries.ts';
import { getSettings } from '../settings/queries.ts';
import { NotFound, Refused } from '../shared/failures.ts';
import { dateIn } from '../shared/time.ts';
import { canBeNudged, invitationDue, isOpen } from './invite.ts';
import { invitationLetter, reminderLetter } from './letter.ts';
import { aboutOf, mailTo } from './mail-actions.ts';
import { listInvitees, updateAppearance, type Invitee, type Said } from './queries.ts';

/** The meeting whose speakers are asked, and by whom. */
export interface Desk {
  slug: string;
  userId: number;
}

type Reached = Invitee & { email: string };
interface Letter {
  person: Reached;
  mail: NewMail;
}

export function itemOf(meeting: Meeting, { agenda_item_id }: Pick<Invitee, 'agenda_item_id'>) {
  return meeting.items.find(({ id }) => id === agenda_item_id)!;
}

/** Who of the meeting has not had the link, or only with another day or place. */
export async function listInvitable(context: Context, meeting: Meeting): Promise<Invitee[]> {
  const people = await listInvitees(context.db, meeting.id);
  return people.filter((person) => invitationDue(person, itemOf(meeting, person), meeting));
}

/** Mails the link to these people; who has it already gets nothing new. Returns the names. */
export async function invite(
  context: Context,
  { slug, userId }: Desk,
  { ids, line }: { ids: readonly number[]; line: string },
): Promise<string[]> {
  const meeting = await openMeeting(context, slug);
  const people = (await listInvitable(context, meeting)).filter(({ id }) => ids.includes(id));
  const letters: Letter[] = [];
  for (const person of people.filter(isReached)) {
    const about = await aboutOf(context, person, itemOf(meeting, person), meeting);
    const letter = invitationLetter(about, { line, agreed: person.answer === 'yes' });
    letters.push({ person, mail: await mailTo(context, { invitee: person, about }, 'speaker', letter) });
  }
  const said = { invited_at: context.now(), invited_revision: meeting.revision, nudged_at: null };
  return send(context, { meeting, userId, action: 'speakers invited', said }, letters);
}

/** Asks those again who have not answered, at most once a day. Returns the names. */
export async function nudge(context: Context, { slug, userId }: Desk): Promise<string[]> {
  const meeting = await openMeeting(context, slug);
  const { zone } = await getSettings(context.db);
  const now = context.now();
  const today = dateIn(zone, now);
  const people = (await listInvitees(context.db, meeting.id)).filter(
    (person) => itemOf(meeting, person).state !== 'postponed' && canBeNudged(person, zone, today),
  );
  const letters: Letter[] = [];
  for (const person of people.filter(isReached)) {
    const about = await aboutOf(context, person, itemOf(meeting, person), meeting);
    const letter = reminderLetter(about);
    letters.push({ person, mail: await mailTo(context, { invitee: person, about }, 'speaker', letter) });
  }
  const said = { nudged_at: now, invited_revision: meeting.revision };
  return send(context, { meeting, userId, action: 'speakers reminded', said }, letters);
}

interface Sending {
  meeting: Meeting;
  userId: number;
  action: string;
  said: Said;
}

/** All in one transaction; somebody who got the mail meanwhile is left out. */
function send(
  context: Context,
  { meeting, userId, action, said }: Sending,
  letters: Letter[],
): Promise<string[]> {
  return transaction(context, async (trx) => {
    if ((await getMeeting(trx, meeting.slug)).revision !== meeting.revision)
      throw new Refused('Mötet ändrades just nu. Läs igenom mejlet och skicka det igen.');
    const people = await listInvitees(trx, meeting.id);
    const now = new Map(people.map((person) => [person.id, person]));
    const fresh = letters.filter(({ person }) => isUnchanged(person, now.get(person.id)));
    for (const { person, mail } of fresh) {
      // Who has two items has a link for each.
      if (people.filter(({ speaker_id }) => speaker_id === person.speaker_id).length === 1)
        await stopWaiting(trx, meeting.id, person.speaker_id);
      await updateAppearance(trx, person.id, said);
      await enqueue(trx, mail);
    }
    const detail = fresh.map(({ person }) => person.id).join(' ');
    if (detail)
      await recordAudit(trx, { at: context.now(), userId, action, object: `meeting ${meeting.id}`, detail });
    return fresh.map(({ person }) => person.name);
  });
}

function isUnchanged(before: Invitee, now: Invitee | undefined): boolean {
  return (['answer', 'email', 'link_generation', 'invited_at', 'nudged_at'] as const).every(
    (field) => before[field] === now?.[field],
  );
}

/** Links that wait in the queue are old when a newer mail takes their place. */
export async function stopWaiting(trx: Trx, meetingId: number, speakerId: number): Promise<void> {
  const mails = await listAboutMeeting(trx, meetingId);
  const ids = mails
    .filter(
      ({ kind, state, speaker_id }) => kind === 'speaker' && state === 'queued' && speaker_id === speakerId,
    )
    .map(({ id }) => id);
  if (ids.length) await stopMails(trx, { ids }, 'Ett nyare mejl till samma person ersätter det här.');
}

async function openMeeting(context: Context, slug: string): Promise<Meeting> {
  const meeting = await getMeeting(context.db, slug);
  const today = dateIn((await getSettings(context.db)).zone, context.now());
  if (meeting.state === 'cancelled') throw new Refused('Mötet är inställt. Ingen kan bjudas in till det.');
  if (!isOpen(meeting, today)) throw new Refused('Mötet har redan varit.');
  return meeting;
}

function isReached(person: Invitee): person is Reached {
  return person.email !== null;
}

export async function getInvitee(trx: Trx, meeting: Meeting, id: number): Promise<Invitee> {
  const found = (await listInvitees(trx, meeting.id)).find((person) => person.id === id);
  if (!found) throw new NotFound('Personen finns inte längre på dagordningen.');
  return found;
}
