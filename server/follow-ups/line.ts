import { plainText } from '../shared/markdown.ts';
import { dueOn, isWhen, splitTail } from './when.ts';

export interface ReadLine {
  /** "" when the line names nobody. */
  who: string;
  /** In words, as they stand there; "" for none. */
  whenText: string;
  /** Null when the words are no date. */
  dueOn: string | null;
  what: string;
}

const ARROW = /^\s*(?:(?:[-*+•–]|\d{1,2}[.)])\s+)?(?:→|⇒|➔|➜|[-=]{1,2}>|[–—]>)\s*(?=\S)(.+)$/u;
const LONGEST_HEAD = 120;
const LONGEST = 500;

/** What stands after the arrow; undefined for a line that does not begin with one. */
export function afterArrow(line: string): string | undefined {
  return ARROW.exec(line)?.[1]?.trim();
}

/** "→ Föreningsrådet, före 19 jan: undersök hälsodag"; dates without a year come after the day of the meeting. */
export function readLine(line: string, meetingDate: string): ReadLine | undefined {
  const marked = afterArrow(line);
  if (!marked || isOnlyLink(marked)) return undefined;
  // The arrow in front keeps "1. januari" from being a list.
  const text = plainText(`→ ${marked}`).slice(1).replace(/\s+/g, ' ').trim().slice(0, LONGEST);
  const { head, rest } = splitHead(text);
  const { who, when } = head ? readHead(head) : { who: '', when: '' };
  const bare = rest.replace(/(?<!\.)\.$/, '');
  const { what, late } = when ? { what: bare, late: '' } : splitWhat(bare);
  if (what.endsWith(':') || !/[\p{L}\p{N}]/u.test(what.replace(/https?:\S+/g, ''))) return undefined;
  const whenText = when || late;
  return { who, whenText, dueOn: (whenText && dueOn(whenText, meetingDate)) || null, what };
}

function isOnlyLink(marked: string): boolean {
  return /^(?:\[[^\]]*\]\([^)]*\)|<?https?:\/\/\S+>?)[.!]?$/.test(marked);
}

/** The part before the first colon, unless that is a sentence of its own or a time such as 13:30. */
function splitHead(text: string): { head: string; rest: string } {
  const match = /^(.+?)\s*:\s+(.+)$/u.exec(text);
  const [, head = '', rest = ''] = match ?? [];
  return !head || head.length > LONGEST_HEAD || /[.?!] |[?!]$/.test(head.replace(/\b\p{L}+\. /gu, ''))
    ? { head: '', rest: text }
    : { head, rest };
}

function readHead(head: string): { who: string; when: string } {
  const parts = head.split(',').map((part) => part.trim());
  const at = parts.findIndex(isWhen);
  if (at >= 0) return { who: parts.slice(0, at).join(', '), when: parts.slice(at).join(', ') };
  const [who, when] = splitTail(head) ?? [head, ''];
  return { who, when };
}

/** "ring skolan, senast 19 januari" */
function splitWhat(bare: string): { what: string; late: string } {
  const comma = bare.lastIndexOf(', ');
  const late = comma > 0 ? bare.slice(comma + 2) : '';
  return /^(?:före|innan|senast) /iu.test(late) && isWhen(late) && !/ [–—-] /.test(late)
    ? { what: bare.slice(0, comma), late }
    : { what: bare, late: '' };
}

/** The names in "Rådet, biblioteket och Ebba Provén". */
export function namesIn(who: string): string[] {
  const parts = who.split(/,|\s+(?:och|samt)\s+|\s*&\s*/u).map((name) => name.trim());
  return [who.trim(), ...parts].filter((name, index, all) => name && all.indexOf(name) === index);
}
