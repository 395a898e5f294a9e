import type { MinutesContent } from '../minutes/minutes.ts';
import { proseLines } from '../shared/markdown.ts';
import { nameKey } from '../shared/slug.ts';
import { tokenHash } from '../shared/tokens.ts';
import { afterArrow, readLine, type ReadLine } from './line.ts';

export interface FoundLine extends ReadLine {
  sectionId: string;
  /** The same for the same words, wherever in the minutes they stand; a second such line has another. */
  key: string;
}

type Sections = Pick<MinutesContent, 'sections'>;

/** The lines that become follow-ups when the minutes are published; those of imported old minutes are history. */
export function linesOfMeeting(
  content: Sections,
  { date, imported_at }: { date: string; imported_at: string | null },
): FoundLine[] {
  return imported_at && imported_at.slice(0, 10) > date ? [] : findLines(content, date);
}

/** The lines of the minutes that name what is to be done, in order. */
export function findLines({ sections }: Sections, meetingDate: string): FoundLine[] {
  return sections.flatMap(({ id, markdown }, index) => {
    const before = sections.slice(0, index).map((section) => section.markdown);
    return arrowLines(markdown, before).flatMap(({ text, key }) => {
      const read = readLine(text, meetingDate);
      return read ? [{ ...read, sectionId: id, key }] : [];
    });
  });
}

export interface ArrowLine {
  line: number;
  text: string;
  key: string;
}

/** The lines of one section that are follow-ups; `before` are the texts of the sections above it. */
export function arrowLines(markdown: string, before: readonly string[] = []): ArrowLine[] {
  const seen = new Map<string, number>();
  const keyed = (text: string) => {
    const words = nameKey(afterArrow(text)!);
    const count = (seen.get(words) ?? 0) + 1;
    seen.set(words, count);
    return tokenHash(count > 1 ? `${words} #${count}` : words).slice(0, 22);
  };
  for (const above of before) linesOf(above).forEach(({ text }) => keyed(text));
  return linesOf(markdown).map(({ line, text }) => ({ line, text, key: keyed(text) }));
}

function linesOf(markdown: string): { line: number; text: string }[] {
  if (!/[→⇒➔➜>]/.test(markdown)) return [];
  return proseLines(markdown).filter(({ text }) => readLine(text, '2000-01-01') !== undefined);
}
