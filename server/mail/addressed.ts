import { answerToken } from '../answers/answer-link.ts';
import { instantOf, addDays } from '../shared/time.ts';
import { standingToken } from '../shared/tokens.ts';
import { keyOfPerson, type Member } from './audience.ts';
import { composeMail, type Parts } from './compose.ts';
import { letterFor, type Draft, type Recipient } from './letter.ts';
import { messageIdOf } from './sender.ts';

/** When it was queued, and what makes its Message-IDs its own. */
export interface Stamp {
  key: string;
  /** Stands in the Message-ID of a mailing that is about no meeting. */
  topic: string;
  date: string;
}

/** All that one person gets, down to the bytes. */
export async function addressMail(draft: Draft, { person, method, earlier }: Member, stamp: Stamp) {
  const recipient = recipientOf(draft, { person, method, earlier }, stamp.key);
  const { letter, calendar } = letterFor(draft, recipient);
  const uid = draft.meeting?.dates.find(({ leading }) => leading === 1)!.uid ?? stamp.topic;
  const { subscriberId, speakerId } = person;
  const revision = draft.meeting?.revision ?? 0;
  const messageId = messageIdOf(
    { uid, revision, subscriberId, speakerId, kind: draft.kind },
    draft.sender.domain,
  );
  const parts: Parts = {
    sender: draft.sender,
    to: { name: person.name, address: person.email },
    letter,
    messageId,
    date: stamp.date,
    earlier,
    calendar,
  };
  if (recipient.manageUrl) parts.unsubscribeUrl = `${recipient.manageUrl}/avsluta`;
  return { letter, calendar, messageId, raw: await composeMail(parts) };
}

/** A row for the queue, and whose it is. */
export async function mailFor(draft: Draft, member: Member, stamp: Stamp & { notBefore: string }) {
  const { letter, messageId, raw } = await addressMail(draft, member, stamp);
  const { person, method } = member;
  const mail = {
    subscriber_id: person.subscriberId,
    speaker_id: person.speakerId,
    recipient_name: person.name,
    recipient_address: person.email,
    kind: draft.kind,
    meeting_id: draft.meeting?.id ?? null,
    meeting_revision: draft.meeting?.revision ?? null,
    subject: letter.subject,
    message_id: messageId,
    raw,
    method: method ?? null,
    state: 'queued' as const,
    not_before: stamp.notBefore,
    drop_after: uselessAfter(draft),
    created_at: stamp.date,
  };
  return { key: keyOfPerson(person), subscriberId: person.subscriberId, mail };
}

export type AddressedMail = Awaited<ReturnType<typeof mailFor>>;

function recipientOf(draft: Draft, { person, method }: Member, key: string): Recipient {
  const { subscriberId: id, generation, name, email } = person;
  const { baseUrl, meeting } = draft;
  if (id === null) return { name, email, manageUrl: undefined, answerUrl: '', method };
  const answer = meeting && answerToken({ key }, { id, link_generation: generation }, meeting.id);
  return {
    name,
    email,
    manageUrl: `${baseUrl}/prenumeration/${standingToken(key, 'subscription', id, generation)}`,
    answerUrl: answer ? `${baseUrl}/svar/${answer}` : '',
    method,
  };
}

/** A mail about a meeting is of no use once it has begun; null for one that stays of use. */
export function uselessAfter({ kind, meeting, settings }: Draft): string | null {
  if (!meeting || kind === 'minutes') return null;
  return meeting.start_time
    ? instantOf(meeting.date, meeting.start_time, settings.zone)
    : instantOf(addDays(meeting.date, 1), '00:00', settings.zone);
}

/** Somebody made up, to show what a mail looks like when there is nobody to send it to yet. */
export function exampleMember(method: Member['method']): Member {
  const wishes = { announcement: 1, changes: 1, reminder: 1, minutes: 1, calendar: 1 } as const;
  const ids = { subscriberId: 0, speakerId: null, generation: 0 };
  return {
    person: { name: 'Kim Exempel', email: 'kim@example.org', ...ids, ...wishes },
    method,
    earlier: [],
  };
}
