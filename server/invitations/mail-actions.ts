import type { SingleKind } from '../../db/tables/mail.ts';
import { invitation } from '../calendar/invitation.ts';
import type { Context } from '../context.ts';
import type { CalendarPart } from '../mail/compose.ts';
import type { Letter } from '../mail/message.ts';
import type { NewMail } from '../mail/outbox.ts';
import { senderOf } from '../mail/sender.ts';
import { singleMail } from '../mail/single.ts';
import type { AgendaItem, Meeting } from '../meetings/meeting.ts';
import { getSettings } from '../settings/queries.ts';
import { addDays, instantOf } from '../shared/time.ts';
import { findByEmail } from '../subscribers/queries.ts';
import { emailKey } from '../shared/email-address.ts';
import { invitationToken } from './invitation-link.ts';
import type { About } from './letter.ts';
import type { Invitee } from './queries.ts';

/** One person, with all that a letter to them is made of. */
export interface Addressee {
  invitee: Invitee & { email: string };
  about: About;
}

export function linkOf(
  { config, key }: Pick<Context, 'config' | 'key'>,
  of: Parameters<typeof invitationToken>[1],
): string {
  return `${config.baseUrl}/medverkan/${invitationToken({ key }, of)}`;
}

export async function aboutOf(
  context: Context,
  invitee: Invitee,
  item: AgendaItem,
  meeting: Meeting,
): Promise<About> {
  const settings = await getSettings(context.db);
  return { name: invitee.name, item, meeting, settings, link: linkOf(context, invitee) };
}

/**
 * A row for the queue. It tells date and place, so it never leaves once the meeting has changed; a mail of that meeting is
 * of no use once it has begun.
 */
export async function mailTo(
  context: Context,
  { invitee, about }: Addressee,
  kind: SingleKind,
  letter: Required<Letter>,
  calendar?: CalendarPart,
): Promise<NewMail> {
  const { meeting, settings, name } = about;
  const now = context.now();
  const single = await singleMail(
    { config: context.config, settings, now },
    {
      kind,
      to: { name, address: invitee.email },
      letter,
      hours: 1,
      ...(calendar && { calendar }),
    },
  );
  const subscriber = await findByEmail(context.db, emailKey(invitee.email));
  return {
    ...single,
    meeting_id: meeting.id,
    meeting_revision: meeting.revision,
    speaker_id: invitee.speaker_id,
    subscriber_id: subscriber?.state === 'confirmed' ? subscriber.id : null,
    drop_after: startOf(meeting, settings.zone),
  };
}

export function entryFor(
  context: Context,
  { invitee, about }: Addressee,
  method: 'REQUEST' | 'CANCEL',
): CalendarPart {
  const { meeting, settings, name } = about;
  const sender = senderOf(context.config, settings);
  const organizer = { name: sender.name, email: sender.address };
  const attendee = { name, email: invitee.email };
  const { baseUrl } = context.config;
  return { method, content: invitation({ meeting, settings, baseUrl, organizer, attendee, method }) };
}

function startOf({ date, start_time }: Meeting, zone: string): string {
  return start_time ? instantOf(date, start_time, zone) : instantOf(addDays(date, 1), '00:00', zone);
}
