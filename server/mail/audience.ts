import type { MessageWish, OutboxState } from '../../db/tables/mail.ts';
import type { MeetingKind } from '../settings/mail-templates.ts';
import type { Wishes } from '../subscribers/wishes.ts';
import { MAYBE_LEFT } from './outcome.ts';

/** Somebody who may get mail: a subscriber, a speaker of the meeting, or both. */
export interface Person extends Wishes {
  name: string;
  email: string;
  subscriberId: number | null;
  speakerId: number | null;
  /** Of the standing links; of no use for a speaker. */
  generation: number;
}

export interface EarlierMail {
  id: number;
  subscriber_id: number | null;
  speaker_id: number | null;
  mailing_id: number | null;
  message_id: string;
  method: 'REQUEST' | 'CANCEL' | null;
  state: OutboxState;
  kind: string;
  meeting_revision: number | null;
  reason: string | null;
}

export interface Member {
  person: Person;
  method: 'REQUEST' | 'CANCEL' | undefined;
  /** Message-IDs of what this person has got about the meeting, oldest first. */
  earlier: string[];
}

export const WISH: Record<MeetingKind, MessageWish> = {
  announcement: 'announcement',
  change: 'changes',
  cancellation: 'changes',
  reminder: 'reminder',
  minutes: 'minutes',
};

/** Left the queue, as far as anybody knows. */
export const GONE: readonly OutboxState[] = ['sending', 'sent', 'unknown'];

export function hasLeft({ state, reason }: Pick<EarlierMail, 'state' | 'reason'>): boolean {
  return GONE.includes(state) || (state === 'queued' && MAYBE_LEFT.includes(reason ?? ''));
}

/** The same for a person and for the mails to that person. */
export function keyOfPerson({ subscriberId, speakerId }: Pick<Person, 'subscriberId' | 'speakerId'>): string {
  return subscriberId === null ? `speaker ${speakerId}` : `subscriber ${subscriberId}`;
}

export function keyOfMail({
  subscriber_id,
  speaker_id,
}: Pick<EarlierMail, 'subscriber_id' | 'speaker_id'>): string {
  return keyOfPerson({ subscriberId: subscriber_id, speakerId: speaker_id });
}

/** What was queued to this person about the meeting, as a subscriber or as a speaker. */
export function mailsTo(
  { subscriberId, speakerId }: Pick<Person, 'subscriberId' | 'speakerId'>,
  earlier: readonly EarlierMail[],
): EarlierMail[] {
  return earlier.filter(
    (mail) =>
      (subscriberId !== null && mail.subscriber_id === subscriberId) ||
      (speakerId !== null && mail.speaker_id === speakerId),
  );
}

/** The entry that this person's calendar has now came by these mails. */
export function hasEntry(own: readonly EarlierMail[]): boolean {
  return (
    own
      .filter(hasLeft)
      .filter(({ method }) => method)
      .at(-1)?.method === 'REQUEST'
  );
}

/** A speaker's own entry that has not left. */
function awaitsEntry(own: readonly EarlierMail[]): boolean {
  return own.some(
    ({ kind, method, state }) => kind === 'speaker-entry' && method === 'REQUEST' && state === 'queued',
  );
}

function isPersonal(kind: string): boolean {
  return kind === 'speaker' || kind === 'speaker-entry';
}

/** That somebody is not coming stays true when the meeting changes. */
function isFarewell({ kind, method }: EarlierMail): boolean {
  return kind === 'speaker-entry' && method === 'CANCEL';
}

/**
 * Mails in the queue that say what is true no longer once `kind` of `revision` is sent. A reminder of a changed meeting is
 * left for the secretary to read again.
 */
export function superseded(
  kind: MeetingKind,
  revision: number,
  earlier: readonly EarlierMail[],
): EarlierMail[] {
  if (kind === 'reminder' || kind === 'minutes') return [];
  return earlier.filter(
    (mail) =>
      mail.state === 'queued' &&
      mail.kind !== 'minutes' &&
      !isFarewell(mail) &&
      (kind === 'cancellation'
        ? mail.kind !== kind || (mail.meeting_revision ?? 0) < revision
        : mail.kind !== 'reminder' && (mail.meeting_revision ?? 0) < revision),
  );
}

/**
 * Who gets a mail about a meeting, and with which calendar part. Who has the entry hears of every change of it, and nobody
 * else gets a CANCEL. Whose invitation never left gets the change instead of it.
 */
export function audienceOf(
  kind: MeetingKind,
  people: readonly Person[],
  earlier: readonly EarlierMail[],
): Member[] {
  const [bySubscriber, bySpeaker] = [
    Map.groupBy(earlier, ({ subscriber_id }) => subscriber_id),
    Map.groupBy(earlier, ({ speaker_id }) => speaker_id),
  ];
  return people.flatMap((person) => {
    const known = [
      ...((person.subscriberId !== null && bySubscriber.get(person.subscriberId)) || []),
      ...((person.speakerId !== null && bySpeaker.get(person.speakerId)) || []),
    ];
    const own = [...new Set(known)].toSorted((a, b) => a.id - b.id);
    const left = own.filter(hasLeft);
    const entry = hasEntry(own) ? 'there' : awaitsEntry(own) ? 'awaited' : 'none';
    const isWaiting =
      left.every(({ kind: sent }) => isPersonal(sent)) && own.some((mail) => mail.kind === 'announcement');
    const missed = kind === 'change' && isWaiting && person.announcement === 1;
    const isAboutEntry =
      (kind === 'change' && entry !== 'none') || (kind === 'cancellation' && entry === 'there');
    if (!isAboutEntry && !missed && !wants(person, kind, left.length > 0)) return [];
    const ids = left.map(({ message_id }) => message_id);
    return [{ person, method: methodOf(kind, person, entry, missed), earlier: ids }];
  });
}

/** A speaker hears of a change when the invitation was sent. */
function wants(person: Person, kind: MeetingKind, hasHeard: boolean): boolean {
  const isAboutChange = kind === 'change' || kind === 'cancellation';
  if (person.subscriberId === null && isAboutChange) return hasHeard;
  return person[WISH[kind]] === 1;
}

function methodOf(kind: MeetingKind, person: Person, entry: 'there' | 'awaited' | 'none', missed: boolean) {
  if (kind === 'announcement') return person.calendar || entry !== 'none' ? 'REQUEST' : undefined;
  if (kind === 'change') return entry !== 'none' || (missed && person.calendar) ? 'REQUEST' : undefined;
  return kind === 'cancellation' && entry === 'there' ? 'CANCEL' : undefined;
}
