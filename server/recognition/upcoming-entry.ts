import type { DateMention } from './dates.ts';
import { findDates, MONTH } from './dates.ts';
import { plainText } from './inline-markdown.ts';
import type { Speaker } from './recognised.ts';
import { speakersInParentheses } from './speakers.ts';

export type Entry = {
  dates: DateMention[];
  /** Days of other meetings on the same line: "21/10, 18/11 och 16/12". */
  others: DateMention[];
  tentative: boolean;
  theme: string | null;
  speakers: Speaker[];
  left: string;
};

const UNSURE =
  /\s*\((?:ej klart|inte klart|ej klar|preliminärt?|prel\.?|ej bestämt|obekräftat|ej bokat|tentativt)\)/i;
const SHARED_MONTH = new RegExp(`^(\\D{0,20}\\d{1,2})(?: ?/ ?| eller (?:den )?)(\\d{1,2}) ${MONTH}`, 'iu');
const BETWEEN_DATES = /^\s*(?:\/|,|,? *eller|alternativt|alt\.?|,? *(?:och|samt))?\s*$/i;
const NEXT_MEETING = /^\s*(?:,|,? *(?:och|samt))\s*$/i;
const OPEN_THEME =
  /^(?:(?:tema(?:t)?|programmet|ämne)?(?: är)? ?(?:presenteras|meddelas|kommer|bestäms|saknas|(?:är )?(?:ej|inte|ännu inte) (?:klart|bestämt|spikat|satt))(?: (?:inom kort|senare|snart|längre fram|ännu|än))?|tba|inget tema(?: ännu)?|tema|ledigt datum|öppet tema|\?+)[.!]?$/i;

export function readEntry(line: string): Entry | null {
  const text = splitSharedMonth(plainText(line).replace(/^[–—]\s*/, ''));
  const days = leadingDates(text);
  const last = days.at(-1);
  if (!last) return null;
  const said = text.slice(last.to);
  const next = days.findIndex((day, n) => n > 0 && NEXT_MEETING.test(text.slice(days[n - 1]!.to, day.from)));
  if (next > 0 && days.length > 2) return severalMeetings(days, text, said);
  const unsure = UNSURE.test(said);
  const [topic = '', ...explanation] = said
    .replace(UNSURE, '')
    .replace(/^\s*(?:[-–—:,]\s*)?/, '')
    .split(/\s+[–—-]\s+/);
  const { theme, speakers } = readTopic(topic);
  const isOpen = theme === null || OPEN_THEME.test(theme);
  const further = explanation.join(' – ');
  const startsWithTime = /^(?:kl|klockan|\d{1,2}[.:]\d)/i.test(topic);
  const left = startsWithTime || further !== '' ? leftOver(text, last, startsWithTime, said, further) : '';
  const told = startsWithTime ? readTopic(explanation[0] ?? namedTheme(said)).theme : isOpen ? null : theme;
  return { dates: days, others: [], tentative: unsure, theme: told, speakers, left };
}

/** What is said after several days is of none of them alone. */
function severalMeetings([first, ...others]: DateMention[], text: string, said: string): Entry {
  const left = /\p{L}/u.test(said) ? text : '';
  return { dates: [first!], others, tentative: UNSURE.test(said), theme: null, speakers: [], left };
}

function namedTheme(said: string): string {
  return /(?<!\p{L})tema ?:? ([^.]{1,200})/iu.exec(said)?.[1] ?? '';
}

function leftOver(text: string, last: DateMention, whole: boolean, said: string, further: string): string {
  return whole ? `${text.slice(0, last.to)}${said}` : `${text.slice(0, last.to)} – ${further}`;
}

function splitSharedMonth(text: string): string {
  return text.replace(SHARED_MONTH, '$1 $3/$2 $3');
}

function leadingDates(text: string): DateMention[] {
  const leading: DateMention[] = [];
  let end = 0;
  for (const date of findDates(text.slice(0, 200))) {
    if (!BETWEEN_DATES.test(text.slice(end, date.from))) break;
    leading.push(date);
    end = date.to;
  }
  return leading;
}

/** "Ljus, med Rut Alm från Lärkan" */
const WITH_PEOPLE = /,? +(?:med|gäst:?) +(?=\p{Lu})/u;

function readTopic(said: string): { theme: string | null; speakers: Speaker[] } {
  const [topic, people] = said.split(WITH_PEOPLE, 2) as [string, string?];
  const guests = people === undefined ? null : speakersInParentheses(people.replace(/\.$/, ''));
  const told = readTheme(guests ? topic : said);
  return guests ? { ...told, speakers: [...told.speakers, ...guests] } : told;
}

function readTheme(topic: string): { theme: string | null; speakers: Speaker[] } {
  const inside = /\s*\(([^()]{1,200})\)\s*\.?$/.exec(topic);
  const speakers = inside?.[1] === undefined ? null : speakersInParentheses(inside[1]);
  const bare =
    speakers && inside ? topic.slice(0, inside.index) : topic.replace(/^\s*\(([^()]+)\)\s*\.?$/, '$1');
  const theme = bare
    .trim()
    .replace(/^(?:tema(?: ?:)?(?= )|tema:|om(?= ))\s*/i, '')
    .replace(/^om(?= )\s*/, '');
  return { theme: theme.replace(/(?<=[^.])\.$/, '').trim() || null, speakers: speakers ?? [] };
}
