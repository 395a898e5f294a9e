import { nameKey } from '../shared/slug.ts';
import type { MinutesContent, MinutesSection } from './minutes.ts';

/** The sections where the person stands as a speaker; without any, the one that is named after the item. */
export function ownSections(
  { sections }: Pick<MinutesContent, 'sections'>,
  { names, title }: { names: readonly string[]; title: string },
): MinutesSection[] {
  const keys = new Set(names.map(nameKey));
  const own = sections.filter(({ speakers }) => speakers.some(({ name }) => keys.has(nameKey(name))));
  if (own.length) return own;
  return sections.filter(({ heading }) => heading !== '' && nameKey(heading) === nameKey(title)).slice(0, 1);
}
