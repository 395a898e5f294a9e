import { isDeepStrictEqual } from 'node:util';
import { fieldTexts, meetField, withFieldTexts, type MetField } from './field-texts.ts';
import type { Typed } from './form.ts';
import { EMPTY_MINUTES, type MinutesSection } from './minutes.ts';

export interface Merged {
  /** What to go on with: the words of both. */
  typed: Typed;
  /** By name of field: where both wrote. */
  met: Map<string, MetField>;
  /** Ids of sections that I wrote in and they removed. */
  removed: Set<string>;
  /** Ids of sections that only their text has. */
  added: Set<string>;
}

/** Three-way, section by section and there word by word. Nothing that either wrote is left out. */
export function mergeMinutes(base: Typed, mine: Typed, theirs: Typed): Merged {
  const before = byId(base.sections);
  const other = byId(theirs.sections);
  const own = mine.sections.map((section) =>
    clashes(section, before, other) ? { ...section, id: '' } : section,
  );
  const texts = mergeTexts({ ...base, sections: [] }, { ...mine, sections: [] }, { ...theirs, sections: [] });
  const merged: Merged = { ...texts, removed: new Set(), added: new Set() };
  for (const section of own) mergeSection(section, before.get(section.id), other.get(section.id), merged);
  insertAdded(theirs.sections, before, byId(own), merged);
  return merged;
}

/** Both made a section of their own that got the same number. */
function clashes(section: MinutesSection, before: Sections, other: Sections): boolean {
  const same = other.get(section.id);
  return Boolean(same) && !before.has(section.id) && !isDeepStrictEqual(same, section);
}

/** Of texts with the same sections: each field from who changed it, those that both changed word by word. */
function mergeTexts(base: Typed, mine: Typed, theirs: Typed): Pick<Merged, 'typed' | 'met'> {
  const [before, own, other] = [base, mine, theirs].map((typed) =>
    fieldTexts({ ...EMPTY_MINUTES, ...typed }),
  );
  const texts = new Map<string, string>();
  const met = new Map<string, MetField>();
  for (const [name, text] of own!) {
    const [was, now] = [before!.get(name) ?? '', other!.get(name) ?? ''];
    if (was === now || text === was || text === now) texts.set(name, text === was ? now : text);
    else met.set(name, meetField(name, was, text, now));
  }
  for (const [name, { text }] of met) texts.set(name, text);
  const { summary, sections, upcomingText, closing, unplaced } = withFieldTexts(
    { ...EMPTY_MINUTES, ...mine },
    texts,
  );
  return { typed: { summary, sections, upcomingText, closing, unplaced }, met };
}

function mergeSection(
  mine: MinutesSection,
  base: MinutesSection | undefined,
  theirs: MinutesSection | undefined,
  merged: Merged,
): void {
  const { sections } = merged.typed;
  const untouched = isDeepStrictEqual(mine, base);
  if (untouched && theirs) return void sections.push(theirs);
  if (untouched) return;
  if (!base || isDeepStrictEqual(theirs, base)) return void sections.push(mine);
  if (!theirs) {
    merged.removed.add(mine.id);
    return void sections.push(mine);
  }
  const only = (section: MinutesSection): Typed => ({ ...EMPTY_MINUTES, sections: [section] });
  const { typed, met } = mergeTexts(only(base), only(mine), only(theirs));
  sections.push(...typed.sections);
  for (const [name, one] of met) merged.met.set(name, one);
}

/** Each of theirs comes after the one that it follows in their text. */
function insertAdded(theirs: MinutesSection[], before: Sections, own: Sections, merged: Merged): void {
  for (const [index, section] of theirs.entries()) {
    const removedByMe = before.has(section.id) && isDeepStrictEqual(before.get(section.id), section);
    if (own.has(section.id) || removedByMe) continue;
    const previous = theirs[index - 1]?.id;
    const at = merged.typed.sections.findIndex(({ id }) => id === previous) + 1;
    merged.typed.sections.splice(previous && !at ? merged.typed.sections.length : at, 0, section);
    merged.added.add(section.id);
  }
}

type Sections = Map<string, MinutesSection>;

function byId(sections: MinutesSection[]): Sections {
  return new Map(sections.filter(({ id }) => id).map((section) => [section.id, section]));
}
