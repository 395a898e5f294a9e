import type { DateMention } from './dates.ts';
import { findDates, MONTH } from './dates.ts';
import { plainText } from './inline-markdown.ts';
import type { Speaker } from './recognised.ts';
import { speakersInParentheses } from './speakers.ts';

export type Entry = {
  dates: DateMention[];
  tentative: boolean;
  theme: string | null;
  speakers: Speaker[];
  left: string;
};

const UNSURE =
  /\s*\((?:ej klart|inte klart|ej klar|preliminärt?|prel\.?|ej bestämt|obekräftat|ej bokat|tentativt)\)/i;
const SHARED_MONTH = new RegExp(`^(\\D{0,20}\\d{1,2})(?: ?/ ?| eller (?:den )?)(\\d{1,2}) ${MONTH}`, 'iu');
const BETWEEN_DATES = /^\s*(?:\/|,|eller|alternativt|alt\.?|och)?\s*$/i;
const OPEN_THEME =
  /^(?:(?:tema(?:t)?|programmet|ämne)?(?: är)? ?(?:presenteras|meddelas|kommer|bestäms|saknas|(?:är )?(?:ej|inte|ännu inte) (?:klart|bestämt|spikat|satt))(?: (?:inom kort|senare|snart|längre fram|ännu|än))?|tba|inget tema(?: ännu)?|tema|ledigt datum|öppet tema)[.!]?$/i;

export function readEntry(line: string): Entry | null {
  const text = splitSharedMonth(plainText(line).replace(/^[–—]\s*/, ''));
  const dates = leadingDates(text);
  const last = dates.at(-1);
  if (!last) return null;
  const said = text.slice(last.to);
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
  return { dates, tentative: unsure, theme: told, speakers, left };
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

function readTopic(topic: string): { theme: string | null; speakers: Speaker[] } {
  const inside = /\s*\(([^()]{1,200})\)\s*\.?$/.exec(topic);
  const speakers = inside?.[1] === undefined ? null : speakersInParentheses(inside[1]);
  const bare = speakers && inside ? topic.slice(0, inside.index) : topic;
  const theme = bare
    .trim()
    .replace(/^(?:tema(?: ?:)?(?= )|tema:|om(?= ))\s*/i, '')
    .replace(/^om(?= )\s*/, '');
  return { theme: theme.replace(/(?<=[^.])\.$/, '').trim() || null, speakers: speakers ?? [] };
}
