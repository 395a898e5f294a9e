import type { Letter } from '../mail/message.ts';
import type { Settings } from '../settings/settings.ts';
import { longDate } from '../shared/time.ts';

interface About {
  /** As printed. */
  name: string;
  title: string;
  meeting: { date: string };
  /** The last day to answer. */
  by: string;
  settings: Settings;
  link: string;
}

/** Asks a speaker to read the draft of the own section. The draft is on the page, not in the mail. */
export function readingLetter({ name, title, meeting, by, settings, link }: About): Required<Letter> {
  const { groupName, contactName, contactEmail } = settings;
  const contact = [contactName, contactEmail].filter(Boolean).join(', ');
  const text = [
    `Hej ${name}!`,
    `Tack för att du medverkade på mötet med ${groupName} ${longDate(meeting.date)}. Nu finns ett utkast till minnesanteckningarna. Vill du läsa din del, ”${title}”, innan vi publicerar?`,
    `Läs och svara senast ${longDate(by)}. Hör vi inget från dig publicerar vi texten som den är.`,
    `Din egen sida:\n${link}/utkast`,
    'Länken är bara din. Du behöver inget konto.',
    contact && `Undrar du något? Fråga ${contact}.`,
  ];
  return {
    subject: `Läs din del av minnesanteckningarna senast ${longDate(by)}`,
    text: text.filter(Boolean).join('\n\n'),
    footer: `Du får det här mejlet för att du medverkade på ett möte med ${groupName}. Vi använder din adress bara till mejl om det.`,
  };
}
