import type { MessageWish } from '../../db/tables/mail.ts';
import { MEETING_KINDS, type MeetingKind } from '../settings/mail-templates.ts';

/** What a mailing is about: one meeting, the programme of a term ("2027-vt"), or nothing but what it says. */
export type Target =
  | { kind: MeetingKind; slug: string }
  | { kind: 'programme'; term: string }
  | { kind: 'message'; wish: MessageWish };

export const MESSAGE_WISHES: readonly MessageWish[] = ['announcement', 'changes', 'reminder', 'minutes'];
export const TERM = /^\d{4}-[vh]t$/;

export function isMeetingKind(kind: string | undefined): kind is MeetingKind {
  return MEETING_KINDS.some((known) => known === kind);
}

/** Undefined when the words name no mailing. */
export function readTarget(words: {
  kind: string;
  slug?: string | undefined;
  term?: string;
  wish?: string;
}): Target | undefined {
  const { kind, slug, term = '', wish = '' } = words;
  if (slug !== undefined) return isMeetingKind(kind) ? { kind, slug } : undefined;
  if (kind === 'programme') return TERM.test(term) ? { kind, term } : undefined;
  if (kind !== 'message') return undefined;
  return { kind, wish: MESSAGE_WISHES.find((known) => known === wish) ?? 'announcement' };
}
