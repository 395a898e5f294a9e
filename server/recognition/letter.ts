import type { Block } from './blocks.ts';
import { dayIn, findDates } from './dates.ts';
import { plainText } from './inline-markdown.ts';

export type Letter = { head: Block[]; blocks: Block[]; sent: { published?: string } };

const HEADER = /^(från|from|skickat|sent|datum|date|till|to|kopia|cc|ämne|subject|bilagor) ?: ?(.*)$/isu;
const MOST_LINES = 10;

/** The lines above a printed e-mail: the subject is a title, and the day it was sent tells the year. */
export function takeLetter(blocks: Block[]): Letter {
  const headers = blocks.slice(0, MOST_LINES).map((block) => {
    const [, name = '', value = ''] =
      block.kind === 'paragraph' ? (HEADER.exec(plainText(block.text)) ?? []) : [];
    return { name: name.toLowerCase(), value };
  });
  const count = headers.findIndex(({ name }) => name === '');
  const own = headers.slice(0, count < 0 ? headers.length : count);
  const valueOf = (...names: string[]) => own.find(({ name }) => names.includes(name))?.value;
  const subject = valueOf('ämne', 'subject')?.replace(/^(?:(?:sv|vb|re|fw|fwd): *)+/i, '');
  if (!subject || !valueOf('från', 'from')) return { head: [], blocks, sent: {} };
  const published = sentOn(valueOf('skickat', 'sent', 'datum', 'date') ?? '');
  return {
    head: blocks
      .slice(0, own.length)
      .map((block) => ({ kind: 'raw', text: 'text' in block ? block.text : '' })),
    blocks: [{ kind: 'paragraph', text: subject }, ...blocks.slice(own.length)],
    sent: published ? { published } : {},
  };
}

/** Programmes for mail also write "Tuesday, November 19, 2019". */
function sentOn(line: string): string | null {
  const [day] = findDates(line.replace(/(\p{L}{3,9}) (\d{1,2}), (?=\d{4})/u, '$2 $1 '));
  return day?.year ? dayIn(day.year, day) : null;
}
