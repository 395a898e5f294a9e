import { tooLong } from '../shared/fields.ts';
import { SECTION_KINDS, readSpeakers, speakersText, textFault } from './form.ts';
import type { Attendance, MinutesContent, MinutesSection, SectionKind } from './minutes.ts';
import { comparison, type ComparedPart } from './comparison.ts';
import { mergeWords, type MergedText } from './word-merge.ts';

/** Everything that can be typed, each part as one text under its name: "summary", "avsnitt-3:markdown", "room". */
export type FieldTexts = ReadonlyMap<string, string>;

const WHOLE = ['summary', 'upcomingText', 'closing', 'unplaced'] as const;
const COUNTS = ['room', 'digital'] as const;
const OF_SECTION = ['heading', 'level', 'kind', 'speakers', 'markdown'] as const;
const LONGEST: Record<string, number> = {
  heading: 300,
  speakers: 10_000,
  organisations: 20_000,
  room: 5,
  digital: 5,
};
const NOBODY: Attendance = { room: null, digital: null, organisations: [] };

export function fieldTexts(content: MinutesContent): FieldTexts {
  const texts = new Map<string, string>(WHOLE.map((name) => [name, content[name]]));
  const attendance = content.attendance ?? NOBODY;
  for (const name of COUNTS) texts.set(name, attendance[name]?.toString() ?? '');
  texts.set('organisations', attendance.organisations.join('\n'));
  for (const { id, heading, level, kind, speakers, markdown } of content.sections) {
    texts.set(`${id}:heading`, heading);
    texts.set(`${id}:level`, String(level));
    texts.set(`${id}:kind`, kind);
    texts.set(`${id}:speakers`, speakersText(speakers));
    texts.set(`${id}:markdown`, markdown);
  }
  return texts;
}

/** The content with those texts in place; names of sections that are not there are passed over. */
export function withFieldTexts(content: MinutesContent, texts: FieldTexts): MinutesContent {
  const before = fieldTexts(content);
  const changed = new Map([...texts].filter(([name, text]) => before.has(name) && before.get(name) !== text));
  if (!changed.size) return content;
  const whole = WHOLE.flatMap((name) => (changed.has(name) ? [[name, changed.get(name)!] as const] : []));
  return {
    ...content,
    ...Object.fromEntries(whole),
    attendance: attendanceWith(content.attendance, changed),
    sections: content.sections.map((section) => sectionWith(section, changed)),
  };
}

function sectionWith(section: MinutesSection, changed: FieldTexts): MinutesSection {
  const [heading, level, kind, speakers, markdown] = OF_SECTION.map((part) =>
    changed.get(`${section.id}:${part}`),
  );
  return {
    ...section,
    ...(heading !== undefined && { heading: heading.replace(/\s+/g, ' ').trim() }),
    ...(level !== undefined && { level: level === '2' ? 2 : 1 }),
    ...(kind !== undefined && Object.hasOwn(SECTION_KINDS, kind) && { kind: kind as SectionKind }),
    ...(speakers !== undefined && { speakers: readSpeakers(speakers) }),
    ...(markdown !== undefined && { markdown }),
  };
}

function attendanceWith(attendance: Attendance | null, changed: FieldTexts): Attendance | null {
  const { room, digital, organisations } = attendance ?? NOBODY;
  const lines = changed.get('organisations')?.split('\n') ?? organisations;
  const counted = {
    room: changed.has('room') ? readCount(changed.get('room')!) : room,
    digital: changed.has('digital') ? readCount(changed.get('digital')!) : digital,
    organisations: [...new Set(lines.map((line) => line.trim()).filter(Boolean))],
  };
  const isEmpty = counted.room === null && counted.digital === null && !counted.organisations.length;
  return isEmpty ? null : counted;
}

/** A head count; null for anything that is none. */
export function readCount(text: string): number | null {
  return /^\d{1,5}$/.test(text.trim()) ? Number(text) : null;
}

/** Why the text cannot be kept in that field; undefined when it can. */
export function fieldFault(name: string, text: string): string | undefined {
  const part = name.slice(name.indexOf(':') + 1);
  if (part === 'markdown' || part === 'unplaced' || part === 'upcomingText') return textFault(text);
  return tooLong(text, LONGEST[part] ?? 2000);
}

/** Three-way: words are merged, of two counts the higher one stands and is told, a choice is mine. */
export function mergeField(name: string, base: string, mine: string, theirs: string): MergedText {
  if (name === 'room' || name === 'digital') {
    const [own, other] = [readCount(mine) ?? 0, readCount(theirs) ?? 0];
    return { text: String(Math.max(own, other)), clash: true };
  }
  if (/:(?:level|kind)$/.test(name)) return { text: mine, clash: false };
  if (name === 'organisations' || name.endsWith(':speakers')) return mergeLines(base, mine, theirs);
  return mergeWords(base, mine, theirs);
}

/** Both wrote in one field: the words of both, and mine against theirs. */
export interface MetField extends MergedText {
  parts: ComparedPart[];
}

export function meetField(name: string, base: string, mine: string, theirs: string): MetField {
  return { ...mergeField(name, base, mine, theirs), parts: comparison(theirs, mine) };
}

/** Lists: what either added is there, what either took away is not. */
function mergeLines(base: string, mine: string, theirs: string): MergedText {
  const [before, own, other] = [base, mine, theirs].map((text) => text.split('\n')) as [
    string[],
    string[],
    string[],
  ];
  const kept = other.filter((line) => own.includes(line) || !before.includes(line));
  const added = own.filter((line) => !before.includes(line) && !other.includes(line));
  return { text: [...kept, ...added].join('\n'), clash: false };
}
