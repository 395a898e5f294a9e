import { recordAudit } from '../audit/queries.ts';
import { transaction, type Context } from '../context.ts';
import { announceMeeting } from '../meetings/life-actions.ts';
import { getMeeting } from '../meetings/queries.ts';
import type { TemplateKind } from '../settings/mail-templates.ts';
import { Refused } from '../shared/failures.ts';
import { addDays, instantOf, later } from '../shared/time.ts';
import { standingToken } from '../shared/tokens.ts';
import { listConfirmed, type Subscriber } from '../subscribers/queries.ts';
import { audienceOf, superseded, type Member } from './audience.ts';
import { composeMail } from './compose.ts';
import { draftMailing } from './draft-actions.ts';
import { letterFor, type Draft } from './letter.ts';
import * as outbox from './outbox.ts';
import { getMailing, markMailingStopped, sendMailingNow } from './queries.ts';
import { messageIdOf } from './sender.ts';

export interface MailingRequest {
  kind: TemplateKind;
  slug: string;
  subject: string;
  text: string;
  /** Skips the holding time. */
  now?: boolean;
  userId: number | null;
}

export interface Queued {
  mailingId: number;
  /** How many mails this call added to the queue; 0 when everybody has theirs already. */
  added: number;
  notBefore: string;
}

/** An announcement also announces the meeting. Asking for the same mailing again adds only who has not got it. */
export async function queueMailing(context: Context, request: MailingRequest): Promise<Queued> {
  const { kind, slug, userId } = request;
  const before = await draftMailing(context, kind, slug);
  if (kind === 'announcement') await announceMeeting(context, slug, { id: userId });
  const meeting = await getMeeting(context.db, slug);
  const draft: Draft = { ...before, meeting, subject: request.subject, text: request.text };
  const now = context.now();
  const notBefore = request.now ? now : later(now, { minutes: draft.settings.schedule.holdingMinutes });
  const about = { meetingId: meeting.id, revision: meeting.revision, kind };
  const earlier = await outbox.listAboutMeeting(context.db, meeting.id);
  const reached = await outbox.listReached(context.db, about);
  const audience = audienceOf(kind, meeting.revision, await listConfirmed(context.db), earlier).filter(
    ({ person }) => !reached.has(person.id),
  );
  const mails: NewMail[] = [];
  for (const member of audience) mails.push(await mailFor(context, draft, member, now, notBefore));
  return store(context, { draft, about, mails, now, notBefore, userId });
}

type NewMail = outbox.NewMail & { subscriber_id: number };

async function mailFor(
  context: Context,
  draft: Draft,
  { person, method, earlier }: Member<Subscriber>,
  now: string,
  notBefore: string,
): Promise<NewMail> {
  const { meeting, sender, kind, baseUrl } = draft;
  const manageUrl = `${baseUrl}/prenumeration/${standingToken(context.key, 'subscription', person.id, person.link_generation)}`;
  const { letter, calendar } = letterFor(draft, {
    name: person.name,
    email: person.email,
    manageUrl,
    method,
  });
  const uid = meeting.dates.find(({ leading }) => leading === 1)!.uid;
  const ids = { uid, revision: meeting.revision, subscriberId: person.id, kind };
  const messageId = messageIdOf(ids, sender.domain);
  const to = { name: person.name, address: person.email };
  const unsubscribeUrl = `${manageUrl}/avsluta`;
  return {
    subscriber_id: person.id,
    recipient_name: person.name,
    recipient_address: person.email,
    kind,
    meeting_id: meeting.id,
    meeting_revision: meeting.revision,
    subject: letter.subject,
    message_id: messageId,
    raw: await composeMail({ sender, to, letter, messageId, date: now, earlier, unsubscribeUrl, calendar }),
    method: method ?? null,
    state: 'queued',
    not_before: notBefore,
    drop_after: kind === 'minutes' ? null : startOf(draft),
    created_at: now,
  };
}

/** A mail about a meeting is of no use once it has begun. */
function startOf({ meeting, settings }: Draft): string {
  return meeting.start_time
    ? instantOf(meeting.date, meeting.start_time, settings.zone)
    : instantOf(addDays(meeting.date, 1), '00:00', settings.zone);
}

interface Store {
  draft: Draft;
  about: { meetingId: number; revision: number; kind: TemplateKind };
  mails: NewMail[];
  now: string;
  notBefore: string;
  userId: number | null;
}

function store(context: Context, { draft, about, mails, now, notBefore, userId }: Store): Promise<Queued> {
  return transaction(context, async (trx) => {
    if ((await getMeeting(trx, draft.meeting.slug)).revision !== about.revision)
      throw new Refused('Mötet ändrades just nu. Läs igenom utskicket och skicka det igen.');
    const reached = await outbox.listReached(trx, about);
    const there = new Set((await listConfirmed(trx)).map(({ id }) => id));
    const fresh = mails.filter(
      ({ subscriber_id }) => there.has(subscriber_id) && !reached.has(subscriber_id),
    );
    const known = await outbox.findMailing(trx, about);
    if (known && !fresh.length) {
      if (notBefore === now) await sendMailingNow(trx, known.id, now);
      return { mailingId: known.id, added: 0, notBefore: notBefore === now ? now : known.not_before };
    }
    const stale = superseded(about.kind, about.revision, await outbox.listAboutMeeting(trx, about.meetingId));
    await outbox.stopMails(
      trx,
      { ids: stale.map(({ id }) => id) },
      'Ett nyare utskick om mötet ersätter det här.',
    );
    await markMailingStopped(trx, [...new Set(stale.flatMap(({ mailing_id }) => mailing_id ?? []))]);
    const mailingId = await outbox.insertMailing(trx, {
      kind: about.kind,
      meeting_id: about.meetingId,
      meeting_revision: about.revision,
      subject: draft.subject,
      text: draft.text,
      state: 'queued',
      not_before: notBefore,
      user_id: userId,
      created_at: now,
    });
    for (const mail of fresh) await outbox.enqueue(trx, { ...mail, mailing_id: mailingId });
    const object = `mailing ${mailingId}`;
    await recordAudit(trx, { at: now, userId, action: 'mailing queued', object, detail: about.kind });
    return { mailingId, added: fresh.length, notBefore };
  });
}

/** Ends the holding time. */
export async function hasten(context: Context, mailingId: number, userId: number): Promise<void> {
  const now = context.now();
  await transaction(context, async (trx) => {
    if ((await getMailing(trx, mailingId)).state === 'stopped') throw new Refused('Utskicket är stoppat.');
    await sendMailingNow(trx, mailingId, now);
    await recordAudit(trx, { at: now, userId, action: 'mailing hastened', object: `mailing ${mailingId}` });
  });
}

/** Returns how many mails were stopped; what has left is gone. */
export async function stopMailing(context: Context, mailingId: number, userId: number): Promise<number> {
  return transaction(context, async (trx) => {
    await getMailing(trx, mailingId);
    const stopped = await outbox.stopMails(trx, { mailingId }, 'Stoppat av sekreteraren.');
    await markMailingStopped(trx, [mailingId]);
    const object = `mailing ${mailingId}`;
    await recordAudit(trx, { at: context.now(), userId, action: 'mailing stopped', object });
    return stopped;
  });
}
