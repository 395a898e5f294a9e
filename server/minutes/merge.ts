import { isDeepStrictEqual } from 'node:util';
import type { Typed } from './form.ts';
import type { MinutesSection } from './minutes.ts';

export interface Merged {
  /** What to go on with: mine where I wrote, theirs where only they did. */
  typed: Typed;
  /** Section id -> their text, where both wrote; null when they removed it. */
  theirs: Map<string, MinutesSection | null>;
  /** Their "Kort sagt" and so on, where both wrote. */
  theirTexts: Partial<Record<'summary' | 'closing' | 'upcomingText', string>>;
  /** Ids of sections that only their text has. */
  added: Set<string>;
}

/** Three-way, section by section. Nothing that either wrote is left out. */
export function mergeMinutes(base: Typed, mine: Typed, theirs: Typed): Merged {
  const merged: Merged = {
    typed: { ...mine, sections: [] },
    theirs: new Map(),
    theirTexts: {},
    added: new Set(),
  };
  mergeTexts(base, mine, theirs, merged);
  const before = byId(base.sections);
  const other = byId(theirs.sections);
  const own = mine.sections.map((section) =>
    clashes(section, before, other) ? { ...section, id: '' } : section,
  );
  for (const section of own) mergeSection(section, before.get(section.id), other.get(section.id), merged);
  insertAdded(theirs.sections, before, byId(own), merged);
  return merged;
}

/** Both made a section of their own that got the same number. */
function clashes(section: MinutesSection, before: Sections, other: Sections): boolean {
  const same = other.get(section.id);
  return Boolean(same) && !before.has(section.id) && !isDeepStrictEqual(same, section);
}

function mergeTexts(base: Typed, mine: Typed, theirs: Typed, merged: Merged): void {
  for (const name of ['summary', 'closing', 'upcomingText'] as const) {
    if (mine[name] === base[name]) merged.typed[name] = theirs[name];
    else if (theirs[name] !== base[name] && theirs[name] !== mine[name])
      merged.theirTexts[name] = theirs[name];
  }
}

function mergeSection(
  mine: MinutesSection,
  base: MinutesSection | undefined,
  theirs: MinutesSection | undefined,
  merged: Merged,
): void {
  const untouched = isDeepStrictEqual(mine, base);
  if (untouched && theirs) return void merged.typed.sections.push(theirs);
  if (untouched) return;
  merged.typed.sections.push(mine);
  if (!base || isDeepStrictEqual(theirs, base) || isDeepStrictEqual(theirs, mine)) return;
  merged.theirs.set(mine.id, theirs ?? null);
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
