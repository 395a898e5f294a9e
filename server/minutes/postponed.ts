import { isDeepStrictEqual } from 'node:util';
import type { CarriedItems } from '../carry-over/carried.ts';
import { fateOf, fateText } from '../carry-over/carried.ts';
import type { AgendaItem } from '../meetings/meeting.ts';
import { nameKey } from '../shared/slug.ts';
import { sectionOf } from './item-section.ts';
import type { MinutesContent, MinutesSection } from './minutes.ts';
import { giveIds } from './sections.ts';

const HEADING = 'Uppskjutna punkter';

/** One item before or after it was decided about, with the line that the minutes tell it by. */
export interface Told {
  item: AgendaItem;
  line: string | undefined;
}

/** "- Läxhjälp (Exempelskolan): skjuts upp till mötet 16 mars 2026 (sjukdom)"; undefined when it was not put off. */
export function toldOf(item: AgendaItem, carried: CarriedItems): Told {
  const fate = fateOf(item, carried);
  if (!fate) return { item, line: undefined };
  const named = item.speakers.filter((speaker) => speaker.named !== 0);
  const organisations = [...new Set(named.flatMap(({ organisation }) => organisation ?? []))];
  const who = organisations.length ? ` (${organisations.join(', ')})` : '';
  const text = fateText(fate);
  const where = item.outcome ? `: ${text[0]!.toLowerCase()}${text.slice(1)}` : '';
  return { item, line: `- ${item.title}${who}${where}` };
}

export function postponedSection(lines: string[]): MinutesSection {
  const markdown = lines.join('\n');
  return { id: '', heading: HEADING, level: 1, kind: 'postponed', speakers: [], markdown };
}

/** A draft that was begun before: only what was made of the agenda follows, never what somebody has written. */
export function followAgenda(
  content: MinutesContent,
  before: readonly Told[],
  after: readonly Told[],
  lastUsed: number,
): MinutesContent {
  let sections = content.sections;
  for (const now of after) {
    const was = before.find(({ item }) => item.id === now.item.id)?.line;
    if (was !== now.line) sections = told(sections, was, now);
  }
  return sections === content.sections ? content : { ...content, sections: giveIds(sections, lastUsed) };
}

function told(sections: MinutesSection[], was: string | undefined, { item, line }: Told): MinutesSection[] {
  if (line !== undefined && was === undefined)
    return withLine(
      sections.filter((section) => !isUnwritten(section, item)),
      item.title,
      line,
    );
  const listed = sections.map((section) => (was !== undefined ? replaced(section, was, line) : section));
  const left = listed.filter((section) => !isDeepStrictEqual({ ...section, id: '' }, postponedSection([])));
  if (line !== undefined || left.some(({ heading }) => nameKey(heading) === nameKey(item.title))) return left;
  const end = left.findIndex(({ kind }) => kind === 'other-business' || kind === 'postponed');
  return left.toSpliced(end < 0 ? left.length : end, 0, sectionOf(item));
}

/** Has no words but those of the agenda. */
function isUnwritten({ heading, markdown, speakers }: MinutesSection, item: AgendaItem): boolean {
  const known = new Set(item.speakers.map(({ name }) => name));
  return !markdown && heading === item.title && speakers.every(({ name }) => known.has(name));
}

function replaced(section: MinutesSection, was: string, line: string | undefined): MinutesSection {
  if (section.kind !== 'postponed') return section;
  const lines = section.markdown.split('\n').flatMap((one) => (one === was ? (line ?? []) : one));
  return { ...section, markdown: lines.join('\n').trim() };
}

/** Somebody who has told of it already is not corrected. */
function withLine(sections: MinutesSection[], title: string, line: string): MinutesSection[] {
  const at = sections.findIndex(({ kind }) => kind === 'postponed');
  const list = sections[at];
  if (!list) return [...sections, postponedSection([line])];
  if (tells(list.markdown, title)) return sections;
  return sections.with(at, { ...list, markdown: [list.markdown, line].filter(Boolean).join('\n') });
}

/** As whole words: "Skola" is not told by "Skolan". */
function tells(markdown: string, title: string): boolean {
  const [text, wanted] = [nameKey(markdown), nameKey(title)];
  const isLetter = (character: string | undefined) => /[\p{L}\p{N}]/u.test(character ?? '');
  for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + 1))
    if (!isLetter(text[at - 1]) && !isLetter(text[at + wanted.length])) return true;
  return false;
}
