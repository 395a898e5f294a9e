import type { AgendaItem, Meeting } from '../meetings/meeting.ts';
import type { Letter } from '../mail/message.ts';
import type { Settings } from '../settings/settings.ts';
import { longDate, timeRange } from '../shared/time.ts';

/** What every letter to a speaker is made of. */
export interface About {
  /** As printed. */
  name: string;
  item: Pick<AgendaItem, 'title'>;
  meeting: Meeting;
  settings: Settings;
  /** The person's own page. */
  link: string;
}

type Words = Omit<Letter, 'footer'> & { footer: string };

/** "måndag 21 december 2026", or all the dates that it may be. */
export function dayText({ date, dates }: Pick<Meeting, 'date' | 'dates'>): string {
  const open = dates.filter(({ state }) => state === 'open').map((one) => longDate(one.date));
  return open.length > 1 ? open.join(' eller ') : longDate(date);
}

/** `line` is the secretary's own; `agreed`: the person has said yes already, in another way. */
export function invitationLetter(about: About, { line, agreed }: { line: string; agreed: boolean }): Words {
  const { meeting, settings } = about;
  const asks = agreed
    ? `Tack för att du medverkar på ett möte med ${settings.groupName}. Här är din egen sida inför mötet.`
    : `Vill du medverka på ett möte med ${settings.groupName}?`;
  const subject = agreed ? 'Din sida inför mötet' : 'Vill du medverka';
  return {
    subject: `${subject} ${dayText(meeting)}${agreed ? '' : '?'}`,
    text: blocks(greeting(about), asks, line, factsText(about), ownPage(about, agreed), contact(settings)),
    footer: footerOf(settings),
  };
}

export function reminderLetter(about: About): Words {
  const { meeting, settings } = about;
  const asks = `Vi har frågat om du vill medverka på ett möte med ${settings.groupName}. Vi ser inget svar från dig än.`;
  return {
    subject: `Påminnelse: vill du medverka ${dayText(meeting)}?`,
    text: blocks(greeting(about), asks, factsText(about), ownPage(about, false), contact(settings)),
    footer: footerOf(settings),
  };
}

/** `entry`: the mail carries the calendar entry. */
export function thanksLetter(about: About, { entry, open }: { entry: boolean; open: boolean }): Words {
  const { meeting, settings, link } = about;
  const calendar = entry
    ? 'Det här mejlet lägger mötet i din kalender. Om mötet ändras får du ett nytt mejl som ändrar kalendern.'
    : '';
  const undecided = open ? 'Datumet är inte bestämt. Vi hör av oss när det är klart.' : '';
  return {
    subject: `Tack för att du medverkar ${dayText(meeting)}`,
    text: blocks(
      greeting(about),
      `Tack! Vi har sparat att du kommer till mötet med ${settings.groupName}.`,
      factsText(about),
      undecided,
      calendar,
      `Du kan ändra ditt svar fram till mötet:\n${link}`,
      contact(settings),
    ),
    footer: footerOf(settings),
  };
}

/** Takes the entry out of the person's calendar. */
export function farewellLetter(about: About): Words {
  const { meeting, settings, link } = about;
  return {
    subject: `Du är inte längre anmäld som medverkande ${dayText(meeting)}`,
    text: blocks(
      greeting(about),
      `Du står inte längre som medverkande på mötet med ${settings.groupName} ${dayText(meeting)}. Mötet tas bort eller stryks i din kalender.`,
      `Du är förstås välkommen ändå. Din egen sida:\n${link}`,
      contact(settings),
    ),
    footer: footerOf(settings),
  };
}

function blocks(...all: string[]): string {
  return all.filter(Boolean).join('\n\n');
}

function greeting({ name }: About): string {
  return `Hej ${name}!`;
}

function factsText({ item, meeting }: About): string {
  return [
    `– Punkt: ${item.title}`,
    `– Dag: ${dayText(meeting)}`,
    meeting.start_time && `– Tid: ${timeRange(meeting.start_time, meeting.end_time)}`,
    meeting.place && `– Plats: ${meeting.place}`,
    meeting.online && `– Digitalt: ${meeting.online}`,
  ]
    .filter(Boolean)
    .join('\n');
}

function ownPage({ link }: About, agreed: boolean): string {
  const answer = agreed
    ? 'Se efter att ditt namn är rätt skrivet, och säg vad du behöver'
    : 'Svara på din egen sida. Där ser du också hur ditt namn skrivs, och du kan säga vad du behöver eller välja ett annat datum';
  return `${answer}:\n${link}\n\nLänken är bara din. Du behöver inget konto, och du kan ändra dig fram till mötet. Sidan visar alltid det som gäller.`;
}

function contact({ contactName, contactEmail }: Settings): string {
  const who = [contactName, contactEmail].filter(Boolean).join(', ');
  return who ? `Undrar du något? Fråga ${who}.` : '';
}

function footerOf({ groupName, contactName, contactEmail }: Settings): string {
  const who = [contactName, contactEmail].filter(Boolean).join(', ');
  const why = `Du får det här mejlet för att ${groupName} har frågat dig om att medverka. Vi använder din adress bara till mejl om det.`;
  return [why, who && `Kontakt: ${who}`].filter(Boolean).join('\n');
}
