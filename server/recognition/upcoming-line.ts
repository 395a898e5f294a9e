import type { Block } from './blocks.ts';
import { findDates } from './dates.ts';
import { plainText } from './inline-markdown.ts';
import { knownHeading } from './known-headings.ts';

/** "Kommande möten: 16 april, 21 maj och 18 juni." is a heading with a list under it. */
export function datesApart(block: Block): Block[] {
  if (block.kind !== 'paragraph') return [block];
  const [, heading = '', days = ''] = /^([^:]{1,60}): (.{1,600})$/su.exec(plainText(block.text)) ?? [];
  const items = knownHeading(heading) === 'upcoming' ? daysOn(days) : [];
  if (items.length < 2) return [block];
  return [
    { kind: 'paragraph', text: heading },
    { kind: 'list', ordered: false, items },
  ];
}

/** "16 april, 21 maj (Ljus) och 18 juni": each with what is said of it; one where they are not alone. */
export function daysOn(line: string): string[] {
  const items = line.replace(/\.$/, '').split(/, (?:och )?(?![^(]*\))| och (?=(?:den )?\d)|; /);
  return items.every((item) => findDates(item)[0]?.from === 0) ? items : [line];
}
