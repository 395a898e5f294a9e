import { readSpeakers, speakersText } from './form.ts';
import type { Attendance, MinutesContent, MinutesSection } from './minutes.ts';

/** Everything that can be typed, each part as one text under its name: "summary", "avsnitt-3:markdown", "room". */
export type FieldTexts = ReadonlyMap<string, string>;

const WHOLE = ['summary', 'upcomingText', 'closing', 'unplaced'] as const;
const COUNTS = ['room', 'digital'] as const;
const OF_SECTION = ['heading', 'speakers', 'markdown'] as const;
const NOBODY: Attendance = { room: null, digital: null, organisations: [] };

export function fieldTexts(content: MinutesContent): FieldTexts {
  const texts = new Map<string, string>(WHOLE.map((name) => [name, content[name]]));
  const attendance = content.attendance ?? NOBODY;
  for (const name of COUNTS) texts.set(name, attendance[name]?.toString() ?? '');
  texts.set('organisations', attendance.organisations.join('\n'));
  for (const { id, heading, speakers, markdown } of content.sections) {
    texts.set(`${id}:heading`, heading);
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
  const [heading, speakers, markdown] = OF_SECTION.map((part) => changed.get(`${section.id}:${part}`));
  return {
    ...section,
    ...(heading !== undefined && { heading }),
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
