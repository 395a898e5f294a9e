import type { Block } from './blocks.ts';
import { findDates } from './dates.ts';
import { plainText } from './inline-markdown.ts';
import { knownHeading } from './known-headings.ts';

/** "Kommande möten: 16 april, 21 maj och 18 juni." is a heading with a list under it. */
export function datesApart(block: Block): Block[] {
  if (block.kind !== 'paragraph') return [block];
  const [, heading = '', days = ''] = /^([^:]{1,60}): (.{1,600})$/su.exec(plainText(block.text)) ?? [];
  if (knownHeading(heading) !== 'upcoming') return [block];
  const items = days.replace(/\.$/, '').split(/, (?:och )?| och (?=(?:den )?\d)|; /);
  if (items.length < 2 || items.some((item) => findDates(item)[0]?.from !== 0)) return [block];
  return [
    { kind: 'paragraph', text: heading },
    { kind: 'list', ordered: false, items },
  ];
}
