import type { MinutesSection } from './minutes.ts';

export interface Step {
  verb: 'save' | 'add' | 'remove' | 'split' | 'move-up' | 'move-down';
  index: number;
}

/** Reads the button that was pressed: "move-up:3"; anything unknown just saves. */
export function readStep(text: string): Step {
  const match = /^(add|remove|split|move-up|move-down):(\d{1,4})$/.exec(text);
  return match ? { verb: match[1] as Step['verb'], index: Number(match[2]) } : { verb: 'save', index: 0 };
}

/** Sections that are new have an empty id. */
export function takeStep(sections: MinutesSection[], { verb, index }: Step): MinutesSection[] {
  const section = sections[index];
  if (verb === 'add') return sections.toSpliced(index, 0, emptySection());
  if (!section) return sections;
  if (verb === 'remove') return sections.toSpliced(index, 1);
  if (verb === 'split') return sections.toSpliced(index, 1, ...splitSection(section));
  if (verb === 'move-up') return index === 0 ? sections : swapped(sections, index - 1);
  if (verb === 'move-down') return index === sections.length - 1 ? sections : swapped(sections, index);
  return sections;
}

export function emptySection(): MinutesSection {
  return { id: '', heading: '', level: 1, kind: 'text', speakers: [], markdown: '' };
}

function swapped(sections: MinutesSection[], index: number): MinutesSection[] {
  return sections.toSpliced(index, 2, sections[index + 1]!, sections[index]!);
}

/** Each line "## Rubrik" begins a section of its own; code blocks are left whole. */
export function splitSection(section: MinutesSection): MinutesSection[] {
  const parts: MinutesSection[] = [{ ...section, markdown: '' }];
  let fence = '';
  for (const line of section.markdown.split('\n')) {
    const mark = /^ {0,3}(```|~~~)/.exec(line)?.[1] ?? '';
    if (mark) fence = fence ? (fence === mark ? '' : fence) : mark;
    const heading = fence ? undefined : /^ {0,3}#{1,6} +(.+?)(?: +#+)? *$/.exec(line)?.[1];
    if (heading) parts.push({ ...emptySection(), heading, level: section.level, kind: section.kind });
    else parts.at(-1)!.markdown += `${line}\n`;
  }
  const tidy = parts.map((part) => ({ ...part, markdown: part.markdown.trim() }));
  return tidy;
}

/** Gives new sections, and those whose id is taken twice or was never given out, a number that was never used. */
export function giveIds(sections: MinutesSection[], lastUsed: number): MinutesSection[] {
  const seen = new Set<string>();
  let last = lastUsed;
  return sections.map((section) => {
    const known =
      sectionNumber(section.id) > 0 && sectionNumber(section.id) <= lastUsed && !seen.has(section.id);
    const id = known ? section.id : `avsnitt-${++last}`;
    seen.add(id);
    return { ...section, id };
  });
}

/** The highest number among them, 0 when there is none. */
export function highestNumber(sections: Pick<MinutesSection, 'id'>[]): number {
  return Math.max(0, ...sections.map(({ id }) => sectionNumber(id)));
}

/** "avsnitt-12" -> 12, anything else 0. */
export function sectionNumber(id: string): number {
  return Number(/^avsnitt-(\d{1,6})$/.exec(id)?.[1] ?? 0);
}
