import type { Context } from '../context.ts';
import { isPast, type Meeting } from '../meetings/meeting.ts';
import { getMeeting } from '../meetings/queries.ts';
import type { TemplateKind } from '../settings/mail-templates.ts';
import { getSettings } from '../settings/queries.ts';
import { Refused } from '../shared/failures.ts';
import { dateIn } from '../shared/time.ts';
import { listConfirmed } from '../subscribers/queries.ts';
import { audienceOf } from './audience.ts';
import type { Draft } from './letter.ts';
import { listAboutMeeting } from './outbox.ts';
import { senderOf } from './sender.ts';
import { fillLine, fillTemplate, meetingValues } from './template.ts';

/** The template of the settings, filled in for this meeting but for {namn} and {ändring}; and how many would get it now. */
export async function draftMailing(
  context: Context,
  kind: TemplateKind,
  slug: string,
): Promise<Draft & { recipients: number }> {
  const { db, config } = context;
  const settings = await getSettings(db);
  const meeting = await getMeeting(db, slug);
  assertCanBeMailed(kind, meeting, dateIn(settings.zone, context.now()));
  const values = meetingValues(meeting, settings, config.baseUrl);
  delete values['ändring'];
  const template = settings.mail[kind];
  const subject = fillLine(template.subject, values);
  const text = fillTemplate(template.text, values);
  const sender = senderOf(config, settings);
  const earlier = await listAboutMeeting(db, meeting.id);
  const audience = audienceOf(kind, meeting.revision, await listConfirmed(db), earlier);
  const draft = { kind, meeting, settings, sender, baseUrl: config.baseUrl, subject, text };
  return { ...draft, recipients: audience.length };
}

function assertCanBeMailed(kind: TemplateKind, meeting: Meeting, today: string): void {
  if (kind === 'minutes') {
    if (!meeting.has_minutes) throw new Refused('Publicera minnesanteckningarna först.');
    return;
  }
  if (kind === 'cancellation') {
    if (meeting.state !== 'cancelled') throw new Refused('Ställ in mötet först.');
    return;
  }
  if (meeting.state === 'cancelled') throw new Refused('Mötet är inställt.');
  if (isPast(meeting, today)) throw new Refused('Mötet har redan varit.');
  if (kind !== 'announcement' && !meeting.announced_at) throw new Refused('Bjud in till mötet först.');
}
