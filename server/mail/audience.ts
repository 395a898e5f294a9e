import type { OutboxState } from '../../db/tables/mail.ts';
import type { TemplateKind } from '../settings/mail-templates.ts';
import type { Wishes } from '../subscribers/wishes.ts';

export interface Person extends Wishes {
  id: number;
}

export interface EarlierMail {
  id: number;
  subscriber_id: number | null;
  mailing_id: number | null;
  message_id: string;
  method: 'REQUEST' | 'CANCEL' | null;
  state: OutboxState;
  kind: string;
  meeting_revision: number | null;
}

export interface Member<P extends Person> {
  person: P;
  method: 'REQUEST' | 'CANCEL' | undefined;
  /** Message-IDs of what this person has got about the meeting, oldest first. */
  earlier: string[];
}

const WISH: Record<TemplateKind, keyof Wishes> = {
  announcement: 'announcement',
  change: 'changes',
  cancellation: 'changes',
  reminder: 'reminder',
  minutes: 'minutes',
};

/** Left the queue, as far as anybody knows. */
const GONE: readonly OutboxState[] = ['sending', 'sent', 'unknown'];

/** Mails in the queue that say what is true no longer once `kind` of `revision` is sent. */
export function superseded(
  kind: TemplateKind,
  revision: number,
  earlier: readonly EarlierMail[],
): EarlierMail[] {
  if (kind === 'reminder' || kind === 'minutes') return [];
  return earlier.filter(
    (mail) =>
      mail.state === 'queued' &&
      mail.kind !== 'minutes' &&
      mail.kind !== 'confirmation' &&
      ((mail.meeting_revision ?? 0) < revision || (kind === 'cancellation' && mail.kind !== kind)),
  );
}

/**
 * Who gets a mail, and with which calendar part. Who has the entry hears of every change of it, and nobody else gets a
 * CANCEL. Who loses a waiting mail to a change gets the change instead.
 */
export function audienceOf<P extends Person>(
  kind: TemplateKind,
  revision: number,
  people: readonly P[],
  earlier: readonly EarlierMail[],
): Member<P>[] {
  const mails = Map.groupBy(earlier, ({ subscriber_id }) => subscriber_id ?? 0);
  return people.flatMap((person) => {
    const own = mails.get(person.id) ?? [];
    const hasEntry =
      own.filter(({ state, method }) => method && GONE.includes(state)).at(-1)?.method === 'REQUEST';
    const lost = kind === 'change' ? superseded(kind, revision, own) : [];
    const calendarKind = kind === 'change' || kind === 'cancellation';
    if (!person[WISH[kind]] && !(calendarKind && hasEntry) && !lost.length) return [];
    const waits = lost.some(({ method }) => method === 'REQUEST');
    const ids = own.filter(({ state }) => GONE.includes(state)).map(({ message_id }) => message_id);
    return [{ person, method: methodOf(kind, person, hasEntry, waits), earlier: ids }];
  });
}

function methodOf(kind: TemplateKind, person: Person, hasEntry: boolean, waits: boolean) {
  if (kind === 'announcement') return person.calendar ? 'REQUEST' : undefined;
  if (kind === 'change') return hasEntry || waits ? 'REQUEST' : undefined;
  return kind === 'cancellation' && hasEntry ? 'CANCEL' : undefined;
}
