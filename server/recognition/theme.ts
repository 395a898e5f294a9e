import type { Facts } from './facts.ts';
import { couldBeTheme } from './known-headings.ts';
import type { Part } from './sections.ts';
import { sectionsOf } from './sections.ts';
import type { Title } from './title.ts';

const LABEL = /^(?:dagens |mötets |kvällens )?tema(?:n)? ?(?:: ?|[-–] )(?=\S)/i;

export function themeOf(title: Title, facts: Facts, parts: Part[]): string | null {
  const labelled = parts.find(({ heading }) => heading !== null && LABEL.test(heading))?.heading;
  return (
    facts.theme ??
    labelled?.replace(LABEL, '') ??
    title.theme ??
    leadingHeading(parts.filter((part, n) => n > 0 || !isAbove(part)))
  );
}

/** What stood above the title or in it, such as the hours. */
function isAbove({ heading, blocks }: Part): boolean {
  return heading === null && blocks.every(({ kind }) => kind === 'raw');
}

export function withoutThemeLabel(part: Part): Part {
  return part.heading === null ? part : { ...part, heading: part.heading.replace(LABEL, '') };
}

// Without "Tema:" a first heading that nobody speaks under, and that others follow or none does, is what the meeting was about.
function leadingHeading(parts: Part[]): string | null {
  const [first] = sectionsOf(parts.slice(0, 1));
  const headed = parts.slice(1).filter(({ heading }) => heading !== null);
  const isFollowed =
    !headed.length ||
    headed.some(({ heading, level }) => level === 1 && heading !== null && couldBeTheme(heading));
  if (!first || first.heading === null || first.kind !== 'text' || !isFollowed) return null;
  return couldBeTheme(first.heading) ? first.heading : null;
}
