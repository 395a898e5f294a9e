import { createHash } from 'node:crypto';
import { knownHeading } from '../recognition/known-headings.ts';
import { nameKey } from '../shared/slug.ts';
import type { MinutesContent, MinutesSection } from './minutes.ts';
import { emptySection } from './sections.ts';

export type Placing = Pick<MinutesContent, 'sections' | 'unplaced'>;

/** A line that can be a heading; `level` is 0 when the text does not mark it as one. */
interface Title {
  text: string;
  level: number;
}

/** A whole text, each part under the section that it names. What names none is left in "Oplacerat"; without sections the headings make them. */
export function placePasted({ sections, unplaced }: Placing, text: string): Placing {
  const makes = !sections.length;
  const parts = sections.map((section) => ({ section, lines: [] as string[] }));
  const rest: string[] = [];
  let [to, level] = [rest, 0];
  for (const line of text.split('\n')) {
    const title = titleOf(line);
    const found = title && parts.find(({ section }) => isNamed(section, title));
    if (found) {
      [to, level] = [found.lines, title.level];
      if (titleKey(title.text) !== titleKey(found.section.heading)) to.push('', `**${title.text}**`, '');
    } else if (title?.level && makes) {
      parts.push({ section: { ...emptySection(), heading: title.text }, lines: [] });
      [to, level] = [parts.at(-1)!.lines, title.level];
    } else {
      if (title?.level && !(level && title.level > level)) [to, level] = [rest, 0];
      to.push(line);
    }
  }
  const placed = parts.map(({ section, lines }) => withText(section, lines.join('\n')));
  if (!makes) return { sections: placed, unplaced: joined(unplaced, rest.join('\n')) };
  const first = withText(emptySection(), rest.join('\n'));
  return { sections: first.markdown ? [first, ...placed] : placed, unplaced };
}

/** One text in one box; sections of the agenda that nobody has written in are not needed then. */
export function placeWhole({ sections, unplaced }: Placing, text: string): Placing {
  const written = sections.filter(({ markdown }) => markdown.trim());
  return { sections: [...written, withText(emptySection(), text)], unplaced };
}

export interface UnplacedPart {
  /** Stays the same as long as nobody changes the words. */
  key: string;
  text: string;
}

/** What can be moved at once: a heading with what stands under it, or a paragraph. */
export function unplacedParts(unplaced: string): UnplacedPart[] {
  const texts: string[] = [];
  let isUnderHeading = false;
  for (const text of unplaced.split(/\n[^\S\n]*\n/).filter((one) => one.trim())) {
    const isHeading = Boolean(titleOf(text.trim().split('\n', 1)[0]!)?.level);
    if (isUnderHeading && !isHeading) texts.push(joined(texts.pop()!, text));
    else texts.push(text.replace(/^\n+|\s+$/g, ''));
    isUnderHeading ||= isHeading;
  }
  return texts.map((text) => ({ key: createHash('sha256').update(text).digest('hex').slice(0, 12), text }));
}

/** Moves parts to the section of that number, or to a new one; `choiceOf` gives "" for what stays. */
export function movePlaced<T extends Placing>(typed: T, choiceOf: (key: string) => string): T {
  const sections = [...typed.sections];
  const parts = unplacedParts(typed.unplaced);
  const stays = parts.filter(({ key, text }) => {
    const choice = choiceOf(key);
    const at = /^\d{1,3}$/.test(choice) ? Number(choice) : -1;
    if (choice === 'new') sections.push(sectionOf(text));
    else if (sections[at]) sections[at] = withText(sections[at], text);
    else return true;
    return false;
  });
  if (stays.length === parts.length) return typed;
  return { ...typed, sections, unplaced: stays.map(({ text }) => text).join('\n\n') };
}

function sectionOf(text: string): MinutesSection {
  const [line = '', ...lines] = text.trim().split('\n');
  const title = titleOf(line);
  return title?.level
    ? withText({ ...emptySection(), heading: title.text }, lines.join('\n'))
    : withText(emptySection(), text);
}

function withText(section: MinutesSection, text: string): MinutesSection {
  return { ...section, markdown: joined(section.markdown, text) };
}

function joined(text: string, more: string): string {
  return [text, more.replace(/^(?:[^\S\n]*\n)+|\s+$/g, '')].filter(Boolean).join('\n\n');
}

const LONGEST_TITLE = 300;

function titleOf(line: string): Title | undefined {
  const text = line.trim();
  if (!text || text.length > LONGEST_TITLE) return undefined;
  const [, marks, words] = /^(#{1,6})\s+(.*?)(?:\s+#+)?$/.exec(text) ?? [];
  if (marks && words) return { text: words.replaceAll(/\*\*|\\(?=[\p{P}\p{S}])/gu, ''), level: marks.length };
  return { text: text.replaceAll(/\*\*|\\(?=[\p{P}\p{S}])/gu, ''), level: 0 };
}

/** By its own words; a heading may go on after them, and "Övrigt" is the usual name for what comes last. */
function isNamed({ heading, kind }: MinutesSection, { text, level }: Title): boolean {
  const [own, said] = [titleKey(heading), titleKey(text)];
  if (!own || own === said) return Boolean(own);
  if (kind === 'other-business' && knownHeading(text) === 'other-business') return true;
  return level > 0 && said.startsWith(own) && /^\s*[,:(–—-]/.test(said.slice(own.length));
}

/** "3. Läxhjälp:" is called "läxhjälp". */
function titleKey(text: string): string {
  return nameKey(text.replace(/^(?:§\s*)?\d{1,2}[.):]?\s+/, '').replace(/\s*[:.]$/, ''));
}
