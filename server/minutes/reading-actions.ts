import { recordAudit } from '../audit/queries.ts';
import { transaction, type Context } from '../context.ts';
import { namesBefore } from '../invitations/appearance.ts';
import { stopWaiting } from '../invitations/invite-actions.ts';
import { linkOf } from '../invitations/mail-actions.ts';
import { listInvitees, type Invitee } from '../invitations/queries.ts';
import type { Letter } from '../mail/message.ts';
import { enqueue, type NewMail } from '../mail/outbox.ts';
import { singleMail } from '../mail/single.ts';
import { isPast, type AgendaItem, type Meeting } from '../meetings/meeting.ts';
import { getMeeting } from '../meetings/queries.ts';
import { getSettings } from '../settings/queries.ts';
import { Refused } from '../shared/failures.ts';
import { addDays, dateIn, instantOf } from '../shared/time.ts';
import { ownSections } from './own-section.ts';
import { noteAsked } from './own-section-queries.ts';
import { findLatestRevision, findMinutes } from './queries.ts';
import { readingLetter } from './reading-letter.ts';

/** A speaker with a text of the own in the draft. */
export interface Reader extends Invitee {
  item: AgendaItem;
}

/** Who can be asked to read before publication: after the meeting, and as long as the text is not public. */
export async function listAskable(
  { db, now }: Pick<Context, 'db' | 'now'>,
  meeting: Meeting,
): Promise<Reader[]> {
  const today = dateIn((await getSettings(db)).zone, now());
  if (meeting.state === 'cancelled' || (meeting.state !== 'held' && !isPast(meeting, today))) return [];
  const [minutes, latest] = [await findMinutes(db, meeting.id), await findLatestRevision(db, meeting.id)];
  if (!latest || minutes?.public_revision_id || minutes?.unpublished_reason) return [];
  const items = new Map(meeting.items.map((item) => [item.id, item]));
  return (await listInvitees(db, meeting.id)).flatMap((person) => {
    const item = items.get(person.agenda_item_id)!;
    if (person.answer === 'no' || item.state === 'postponed') return [];
    const own = ownSections(latest.content, {
      names: [person.name, ...namesBefore(person)],
      title: item.title,
    });
    return own.some(({ markdown }) => markdown.trim()) ? [{ ...person, item }] : [];
  });
}

export async function letterTo(
  context: Context,
  person: Reader,
  meeting: Meeting,
  by: string,
): Promise<Required<Letter>> {
  const settings = await getSettings(context.db);
  const { name, item } = person;
  return readingLetter({ name, title: item.title, meeting, by, settings, link: linkOf(context, person) });
}

interface Ask {
  ids: readonly number[];
  /** The last day to answer. */
  by: string;
  userId: number;
}

/** Mails the link to these speakers; silence after the day `by` means yes. Returns how many. */
export async function askToRead(context: Context, slug: string, { ids, by, userId }: Ask): Promise<number> {
  const meeting = await getMeeting(context.db, slug);
  const settings = await getSettings(context.db);
  const now = context.now();
  const drop_after = instantOf(addDays(by, 1), '00:00', settings.zone);
  const mails: { person: Reader; mail: NewMail }[] = [];
  for (const person of await listAskable(context, meeting)) {
    if (!person.email || !ids.includes(person.id)) continue;
    const letter = await letterTo(context, person, meeting, by);
    const to = { name: person.name, address: person.email };
    const mail = await singleMail(
      { config: context.config, settings, now },
      { kind: 'speaker', to, letter, hours: 1 },
    );
    mails.push({
      person,
      mail: { ...mail, meeting_id: meeting.id, speaker_id: person.speaker_id, drop_after },
    });
  }
  return transaction(context, async (trx) => {
    const open = new Map(
      (await listAskable({ db: trx, now: () => now }, meeting)).map((one) => [one.id, one]),
    );
    const fresh = mails.filter(({ person }) => {
      const still = open.get(person.id);
      return still?.email === person.email && still.link_generation === person.link_generation;
    });
    if (!fresh.length) throw new Refused('Ingen fick mejlet. Läs igenom listan och försök igen.');
    for (const { person, mail } of fresh) {
      await stopWaiting(trx, meeting.id, person.speaker_id);
      await noteAsked(trx, person.id, { asked_to_read_at: now, read_by: by });
      await enqueue(trx, mail);
    }
    const detail = fresh.map(({ person }) => person.id).join(' ');
    await recordAudit(trx, {
      at: now,
      userId,
      action: 'speakers asked to read',
      object: `meeting ${meeting.id}`,
      detail,
    });
    return fresh.length;
  });
}
