import type { MessageWish } from '../../db/tables/mail.ts';
import { invitation } from '../calendar/invitation.ts';
import type { Meeting } from '../meetings/meeting.ts';
import type { TemplateKind } from '../settings/mail-templates.ts';
import type { Settings } from '../settings/settings.ts';
import type { CalendarPart } from './compose.ts';
import { renderLetter, type Rendered } from './message.ts';
import type { Sender } from './sender.ts';
import { fillLine, fillTemplate, type Values } from './template.ts';

export interface Draft {
  kind: TemplateKind;
  /** Of a mailing about one meeting. */
  meeting: Meeting | undefined;
  term: string | null;
  wish: MessageWish | null;
  settings: Settings;
  sender: Sender;
  baseUrl: string;
  /** What the placeholders stand for that are the same for everybody. */
  values: Values;
  subject: string;
  text: string;
  /** What {ändring} stands for. */
  change: string;
}

export interface Recipient {
  name: string;
  email: string;
  /** The page where this person's choices stand; none for a speaker who does not subscribe. */
  manageUrl: string | undefined;
  answerUrl: string;
  method: 'REQUEST' | 'CANCEL' | undefined;
}

/** What one person gets: text, HTML and the calendar part. */
export function letterFor(
  draft: Draft,
  to: Recipient,
): { letter: Rendered; calendar: CalendarPart | undefined } {
  const values = { ...draft.values, namn: to.name, svar: to.answerUrl, ändring: draft.change };
  const letter = renderLetter({
    subject: fillLine(named(draft.subject, to.name), values),
    text: [fillTemplate(named(draft.text, to.name), values), calendarLine(draft, to)]
      .filter(Boolean)
      .join('\n\n'),
    footer: footerOf(draft.settings, to.manageUrl),
  });
  return { letter, calendar: to.method && { method: to.method, content: calendarOf(draft, to, to.method) } };
}

/** "Hej {namn}!" to somebody without a name is "Hej!". */
function named(text: string, name: string): string {
  return name ? text : text.replace(/ ?\{namn\}/g, '');
}

function calendarOf(
  { meeting, settings, baseUrl, sender }: Draft,
  to: Recipient,
  method: 'REQUEST' | 'CANCEL',
) {
  const organizer = { name: sender.name, email: sender.address };
  const attendee = { name: to.name, email: to.email };
  return invitation({ meeting: meeting!, settings, baseUrl, organizer, attendee, method });
}

function calendarLine({ kind, meeting, baseUrl }: Draft, { method }: Recipient): string {
  if (method === 'CANCEL') return 'Mötet tas bort eller stryks i din kalender.';
  if (method === 'REQUEST') return 'Kallelsen i det här mejlet lägger mötet i din kalender.';
  return meeting && (kind === 'announcement' || kind === 'change')
    ? `Lägg mötet i din kalender: ${baseUrl}/moten/${meeting.slug}.ics`
    : '';
}

function footerOf(settings: Settings, manageUrl: string | undefined): string {
  const contact = [settings.contactName, settings.contactEmail].filter(Boolean).join(', ');
  const why = manageUrl
    ? `Du får det här mejlet för att du prenumererar på mejl från ${settings.groupName}.\nÄndra vad du får, eller avsluta: ${manageUrl}`
    : `Du får det här mejlet för att du medverkar på ett möte med ${settings.groupName}.`;
  return [why, contact && `Kontakt: ${contact}`].filter(Boolean).join('\n');
}
