import { randomUUID } from 'node:crypto';
import type { Db, Trx } from '../../db/schema.ts';
import type { MessageWish } from '../../db/tables/mail.ts';
import { recordAudit } from '../audit/queries.ts';
import { transaction, type Context } from '../context.ts';
import { announceMeeting } from '../meetings/life-actions.ts';
import type { Meeting } from '../meetings/meeting.ts';
import { getMeeting } from '../meetings/queries.ts';
import { raiseRevision } from '../meetings/record-queries.ts';
import type { MeetingKind, TemplateKind } from '../settings/mail-templates.ts';
import { NotFound, Refused } from '../shared/failures.ts';
import { later } from '../shared/time.ts';
import { listMailable } from '../subscribers/queries.ts';
import { mailFor, uselessAfter, type AddressedMail } from './addressed.ts';
import { keyOfMail, keyOfPerson, superseded } from './audience.ts';
import { draftFor } from './draft-actions.ts';
import { deleteDraft } from './draft-queries.ts';
import { factsOf } from './facts.ts';
import type { Draft } from './letter.ts';
import * as outbox from './outbox.ts';
import { getMailing, sendMailingNow } from './mailing-queries.ts';
import { closeMailing, stopMails } from './stop-queries.ts';
import { isMeetingKind, readTarget } from './target.ts';
import { fillTemplate } from './template.ts';

export interface MailingRequest {
  kind: TemplateKind;
  /** The meeting's, of a mailing about one. */
  slug?: string;
  term?: string;
  wish?: MessageWish;
  subject: string;
  text: string;
  /** What {ändring} in the text stands for; what differs from the last mailing when it is left out. */
  change?: string;
  /** Skips the holding time. */
  now?: boolean;
  /** A UTC instant to send at, instead of after the holding time. */
  at?: string | undefined;
  /** Sent at once, and told on every public page. */
  urgent?: boolean;
  /** A waiting mailing that this is the new text of. */
  replaces?: number | undefined;
  userId: number | null;
}

export interface Queued {
  mailingId: number;
  /** How many mails this call added to the queue; 0 when everybody has theirs already. */
  added: number;
  notBefore: string;
}

interface Job {
  draft: Draft;
  request: MailingRequest;
  now: string;
  notBefore: string;
}

/** An announcement also announces the meeting. Asking for the same mailing again adds only who has not got it. */
export async function queueMailing(context: Context, request: MailingRequest): Promise<Queued> {
  const { kind, slug, userId } = request;
  const target = readTarget(request);
  if (!target) throw new NotFound('Det finns inget sådant utskick.');
  const draft = await draftFor(context, target);
  const now = context.now();
  const notBefore = whenToSend(draft, request, now);
  if (kind === 'announcement') await announceMeeting(context, slug!, { id: userId });
  const text = fillTemplate(request.text, { ändring: request.change ?? draft.change });
  if (kind === 'change') await separateFromEarlier(context, draft, { ...request, text });
  const { audience, ...fresh } = slug ? await draftFor(context, target) : draft;
  const final: Draft = { ...fresh, subject: request.subject, text };
  const job: Job = { draft: final, request, now, notBefore };
  const reached = await listReached(context.db, job);
  const stamp = { key: context.key, topic: randomUUID(), date: now };
  const mails: AddressedMail[] = [];
  for (const member of audience)
    if (!reached.has(keyOfPerson(member.person)))
      mails.push(await mailFor(final, member, { ...stamp, notBefore }));
  return transaction(context, (trx) => store(trx, job, mails));
}

function whenToSend(draft: Draft, { now: atOnce, at, urgent }: MailingRequest, now: string): string {
  if (atOnce || urgent) return now;
  if (!at) return later(now, { minutes: draft.settings.schedule.holdingMinutes });
  if (at <= now) throw new Refused('Tiden för utskicket har redan varit.');
  const end = uselessAfter(draft);
  if (end && at >= end) throw new Refused('Utskicket måste gå innan mötet börjar.');
  return at;
}

/** Another change that calendars need not hear of, such as a new theme, is a new revision of what is told. */
async function separateFromEarlier(
  context: Context,
  { meeting, change: differs }: Draft,
  { subject, text, change, replaces }: MailingRequest,
): Promise<void> {
  if (change === undefined && !differs) return;
  const about = { meetingId: meeting!.id, revision: meeting!.revision, kind: 'change' as const };
  const known = await outbox.findMailing(context.db, about);
  if (!known || known.id === replaces || (known.subject === subject && known.text === text)) return;
  await transaction(context, (trx) => raiseRevision(trx, meeting!.id, context.now()));
}

/** Who has this mail already, sent or on its way. Of what waits to be replaced nobody has. */
async function listReached(db: Db, { draft, request, now }: Job): Promise<Set<string>> {
  const { kind, meeting } = draft;
  const mails = meeting
    ? await outbox.listReached(db, { meetingId: meeting.id, revision: meeting.revision, kind })
    : await outbox.listOfMailing(db, (await findSame(db, draft, now))?.id ?? 0);
  const standing = mails.filter(
    ({ mailing_id, state }) => mailing_id !== request.replaces || state !== 'queued',
  );
  return new Set(standing.map(keyOfMail));
}

/** The same words a moment ago are a double click; later they are meant. */
function findSame(db: Db, { kind, meeting, term, wish, subject, text }: Draft, now: string) {
  if (meeting) return outbox.findMailing(db, { meetingId: meeting.id, revision: meeting.revision, kind });
  const since = later(now, { minutes: -10 });
  return outbox.findFreeMailing(db, { kind, term, wish, subject, text, since });
}

async function store(trx: Trx, job: Job, mails: AddressedMail[]): Promise<Queued> {
  const { draft, request, now, notBefore } = job;
  const { kind, meeting } = draft;
  if (meeting && (await getMeeting(trx, meeting.slug)).revision !== meeting.revision)
    throw new Refused('Mötet ändrades just nu. Läs igenom utskicket och skicka det igen.');
  if (request.replaces) await replace(trx, request.replaces, draft);
  const reached = await listReached(trx, job);
  const there = new Set((await listMailable(trx)).map(({ id }) => id));
  const fresh = mails.filter(
    ({ key, subscriberId }) => !reached.has(key) && (subscriberId === null || there.has(subscriberId)),
  );
  const known = await findSame(trx, draft, now);
  if (known && !fresh.length && known.id !== request.replaces) {
    if (notBefore === now) await sendMailingNow(trx, known.id, now);
    return { mailingId: known.id, added: 0, notBefore: notBefore === now ? now : known.not_before };
  }
  if (meeting && isMeetingKind(kind)) await supersede(trx, kind, meeting);
  const mailingId = await insertMailing(trx, job);
  await outbox.enqueueAll(
    trx,
    fresh.map(({ mail }) => ({ ...mail, mailing_id: mailingId })),
  );
  await deleteDraft(trx, draft);
  const object = `mailing ${mailingId}`;
  await recordAudit(trx, { at: now, userId: request.userId, action: 'mailing queued', object, detail: kind });
  return { mailingId, added: fresh.length, notBefore };
}

function insertMailing(trx: Trx, { draft, request, now, notBefore }: Job): Promise<number> {
  const { kind, meeting, term, wish, subject, text } = draft;
  return outbox.insertMailing(trx, {
    kind,
    meeting_id: meeting?.id ?? null,
    meeting_revision: meeting?.revision ?? 0,
    term,
    wish,
    subject,
    text,
    state: 'queued',
    not_before: notBefore,
    user_id: request.userId,
    created_at: now,
    urgent: request.urgent ? 1 : 0,
    facts: meeting ? JSON.stringify(factsOf(meeting)) : null,
  });
}

/** Only a mailing of the same kind about the same thing, of which something waits. What has left stays as it is. */
async function replace(trx: Trx, mailingId: number, { kind, meeting, term }: Draft): Promise<void> {
  const mailing = await getMailing(trx, mailingId);
  const isSame =
    mailing.kind === kind && mailing.meeting_id === (meeting?.id ?? null) && mailing.term === term;
  if (!isSame || mailing.state === 'stopped' || !mailing.queued)
    throw new Refused('Utskicket som du ändrade har redan gått. Skriv ett nytt i stället.');
  await stopMails(trx, { mailingId }, 'Ersatt av en nyare text.');
  await closeMailing(trx, mailingId);
}

async function supersede(trx: Trx, kind: MeetingKind, meeting: Meeting): Promise<void> {
  const stale = superseded(kind, meeting.revision, await outbox.listAboutMeeting(trx, meeting.id));
  const ids = stale.map(({ id }) => id);
  await stopMails(trx, { ids }, 'Ett nyare utskick om mötet ersätter det här.');
  for (const mailingId of new Set(stale.flatMap(({ mailing_id }) => mailing_id ?? [])))
    await closeMailing(trx, mailingId);
}
