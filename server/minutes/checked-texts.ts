import { fieldTexts, withFieldTexts } from './field-texts.ts';
import type { MinutesContent } from './minutes.ts';

export interface CheckedText {
  /** As in FieldTexts; "rattelse-0" for a dated note, "kommande-0" for what is said of a coming meeting. */
  field: string;
  kind: 'markdown' | 'heading' | 'speakers' | 'names';
  text: string;
}

const KINDS: Record<string, CheckedText['kind']> = {
  heading: 'heading',
  speakers: 'speakers',
  markdown: 'markdown',
};

/** Every text that everybody will read, in the order of the page. */
export function checkedTexts(content: MinutesContent): CheckedText[] {
  const texts = fieldTexts(content);
  const named = (field: string, kind: CheckedText['kind'] = 'markdown') => ({
    field,
    kind,
    text: texts.get(field)!,
  });
  const all: CheckedText[] = [
    ...content.corrections.map(({ text }, index) => ({
      field: `rattelse-${index}`,
      kind: 'markdown' as const,
      text,
    })),
    named('summary'),
    named('organisations', 'names'),
    ...content.sections.flatMap(({ id }) =>
      Object.entries(KINDS).map(([part, kind]) => named(`${id}:${part}`, kind)),
    ),
    named('upcomingText'),
    ...(content.upcoming ?? []).map(({ note }, index) => ({
      field: `kommande-${index}`,
      kind: 'markdown' as const,
      text: note,
    })),
    named('closing'),
  ];
  return all.filter(({ text }) => text);
}

/** The content with another text in that field; the very same when there is no such field. */
export function withCheckedText(content: MinutesContent, field: string, text: string): MinutesContent {
  const [, name, number] = /^(rattelse|kommande)-(\d{1,6})$/.exec(field) ?? [];
  const swapped = <T>(list: T[], put: (one: T) => T) =>
    list.map((one, index) => (index === Number(number) ? put(one) : one));
  if (name === 'rattelse')
    return { ...content, corrections: swapped(content.corrections, (one) => ({ ...one, text })) };
  if (name === 'kommande')
    return {
      ...content,
      upcoming: content.upcoming && swapped(content.upcoming, (one) => ({ ...one, note: text })),
    };
  return withFieldTexts(content, new Map([[field, text]]));
}
