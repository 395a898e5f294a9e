import { CONSENT_WORDS, type Consents } from '../consents/consent.ts';
import { mapConsents } from '../consents/queries.ts';
import type { Context } from '../context.ts';
import type { AgendaItem, Meeting } from '../meetings/meeting.ts';
import { listMeetings } from '../meetings/queries.ts';
import { getSettings } from '../settings/queries.ts';
import { dateIn } from '../shared/time.ts';
import type { SpeakerName } from '../speakers/speaker.ts';
import { printedBefore } from './appearance.ts';
import { canBeNudged, invitationDue, isOpen } from './invite.ts';
import { linkOf } from './mail-actions.ts';
import { listInvitees, type Invitee } from './queries.ts';

/** All that the secretary sees of one person on an agenda. */
export interface Card extends Invitee {
  item: AgendaItem;
  link: string;
  /** How the person was printed before changing it by link. */
  before: SpeakerName | undefined;
  wished: Meeting | undefined;
  due: 'new' | 'changed' | undefined;
  nudgeable: boolean;
  /** Answered by link for another day than the meeting's. */
  isOld: boolean;
  /** What the person allows; undefined before having answered. */
  given: Consents | undefined;
  CONSENT_WORDS: typeof CONSENT_WORDS;
}

/** In the order of the agenda. */
export async function listCards(context: Context, meeting: Meeting): Promise<Card[]> {
  const people = await listInvitees(context.db, meeting.id);
  const consents = await mapConsents(
    context.db,
    people.map(({ id }) => id),
  );
  const { zone } = await getSettings(context.db);
  const today = dateIn(zone, context.now());
  const open = isOpen(meeting, today);
  const wishes = [...new Set(people.flatMap(({ wished_meeting_id }) => wished_meeting_id ?? []))];
  const wished = wishes.length ? await listMeetings(context.db, { ids: wishes }) : [];
  const items = new Map(meeting.items.map((item) => [item.id, item]));
  return people.map((person) => {
    const item = items.get(person.agenda_item_id)!;
    return {
      ...person,
      item,
      link: linkOf(context, person),
      before: printedBefore(person),
      wished: wished.find(({ id }) => id === person.wished_meeting_id),
      due: open ? invitationDue(person, item, meeting) : undefined,
      nudgeable: open && item.state !== 'postponed' && canBeNudged(person, zone, today),
      given: consents.get(person.id),
      CONSENT_WORDS,
      isOld: person.answered_for !== null && person.answered_for !== meeting.date,
    };
  });
}
