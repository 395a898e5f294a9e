import type { MinutesContent } from '../minutes/minutes.ts';
import { strikeOut, type Passage } from './passage.ts';

/** What these keys hold is read by the program, not by people. */
const NO_WORDS = new Set(['id', 'kind', 'level', 'status', 'date', 'dates', 'start', 'end', 'slug']);

/** Each text that people wrote in what a JSON column holds. */
export function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap(textsIn);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => (NO_WORDS.has(key) ? [] : textsIn(inner)));
}

/** The same structure with each text changed. */
export function mapTexts(value: unknown, mend: (text: string) => string): unknown {
  if (typeof value === 'string') return mend(value);
  if (Array.isArray(value)) return value.map((one) => mapTexts(one, mend));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, inner]) => [
    key,
    NO_WORDS.has(key) ? inner : mapTexts(inner, mend),
  ]);
  return Object.fromEntries(entries);
}

/** The very same content when the passage does not stand there; a speaker without a name is nobody. */
export function strikeContent(content: MinutesContent, passage: Passage): MinutesContent {
  const struck = mapTexts(content, (text) => strikeOut(text, passage)) as MinutesContent;
  if (JSON.stringify(struck) === JSON.stringify(content)) return content;
  const sections = struck.sections.map((section) => ({
    ...section,
    speakers: section.speakers
      .filter(({ name }) => name)
      .map(({ name, role, organisation }) => ({
        name,
        role: role || null,
        organisation: organisation || null,
      })),
  }));
  const corrections = struck.corrections.filter(({ text }) => text);
  const counted = struck.attendance;
  const attendance = counted && { ...counted, organisations: counted.organisations.filter(Boolean) };
  return { ...struck, sections, corrections, attendance };
}
