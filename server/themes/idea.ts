import { lineField, textField, tooLong, type Body, type Errors } from '../shared/fields.ts';
import { daysBetween } from '../shared/time.ts';

export interface IdeaForm {
  ideas: string;
  note: string;
}

const MOST_AT_ONCE = 100;
export const NOTE_LIMIT = 300;

/** One theme on each line; numbers and dashes before it are taken away. */
export function titlesOf(ideas: string): string[] {
  return ideas
    .split('\n')
    .map((line) =>
      line
        .replace(/^\s*(?:[-*•–]|\d+[.)])(?:\s+|$)/, '')
        .replace(/\s+/g, ' ')
        .trim(),
    )
    .filter(Boolean);
}

export function readIdeas(body: Body): { errors: Errors; values: IdeaForm } {
  const values = { ideas: textField(body, 'ideas'), note: lineField(body, 'note') };
  const titles = titlesOf(values.ideas);
  const errors: Errors = {};
  const long = titles.find((title) => title.length > 120);
  if (!titles.length) errors['ideas'] = 'Skriv minst ett tema.';
  else if (titles.length > MOST_AT_ONCE)
    errors['ideas'] = `Det är för många på en gång. Lägg in högst ${MOST_AT_ONCE} teman åt gången.`;
  else if (long)
    errors['ideas'] = `Raden ”${long.slice(0, 40)}…” är för lång. Ett tema får ha högst 120 tecken.`;
  const note = tooLong(values.note, NOTE_LIMIT);
  if (note) errors['note'] = note;
  return { errors, values };
}

/** "sedan i dag", "i 3 veckor", "i 14 månader" */
export function waitText(since: string, today: string): string {
  const days = daysBetween(since, today);
  if (days < 1) return 'sedan i dag';
  if (days === 1) return 'sedan i går';
  if (days < 14) return `i ${days} dagar`;
  return days < 70 ? `i ${Math.floor(days / 7)} veckor` : `i ${Math.floor(days / 30.4)} månader`;
}
