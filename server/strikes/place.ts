import { createHash } from 'node:crypto';
import { countPassage, excerptOf, type Count, type Passage } from './passage.ts';

/** A text that people wrote, where the passage may stand. */
export interface Held {
  /** "follow_up.what:3"; the same as long as the row is. */
  key: string;
  /** Where that is, in plain words; the same for places of one kind. */
  label: string;
  texts: string[];
  /** That the text belongs to; null for none. */
  meetingId: number | null;
}

/** changed: the words go; follows: made anew of what is changed; stays: must be changed elsewhere. */
export type Fate = 'changed' | 'follows' | 'stays';

export interface Place extends Omit<Held, 'texts'>, Count {
  fate: Fate;
  excerpt: string;
}

/** Undefined when the passage does not stand there. */
export function placeIn(
  { texts, ...where }: Held,
  passage: Pick<Passage, 'text'>,
  fate: Fate,
): Place | undefined {
  const counts = texts.map((text) => countPassage(text, passage));
  const at = counts.findIndex(({ exact, loose }) => exact || loose);
  if (at < 0) return undefined;
  const sum = (kind: keyof Count) => counts.reduce((total, count) => total + count[kind], 0);
  const [exact, loose] = [sum('exact'), sum('loose')];
  return { ...where, fate, exact, loose, excerpt: excerptOf(texts[at]!, passage) };
}

export interface Group {
  label: string;
  places: Place[];
  excerpts: string[];
}

/** One line for the page for places of one kind. */
export function grouped(places: readonly Place[]): Group[] {
  return [...Map.groupBy(places, ({ label }) => label)].map(([label, of]) => ({
    label,
    places: of,
    excerpts: [...new Set(of.map(({ excerpt }) => excerpt))].filter(Boolean).slice(0, 3),
  }));
}

/** Changes with every place that is added or gone, and holds none of the words. */
export function fingerprint(places: readonly Place[]): string {
  const lines = places
    .filter(({ fate }) => fate !== 'follows')
    .map(({ key, exact, loose }) => `${key} ${exact} ${loose}`);
  return createHash('sha256').update(lines.toSorted().join('\n')).digest('base64url').slice(0, 22);
}

/** How far the passage is struck. */
export interface Reach {
  loose: boolean;
  /** Also in what belongs to no meeting or to another. */
  elsewhere: boolean;
}

export function isReached(place: Place, meetingId: number, { loose, elsewhere }: Reach): boolean {
  if (place.fate !== 'changed') return false;
  return (elsewhere || place.meetingId === meetingId) && (place.exact > 0 || (loose && place.loose > 0));
}
