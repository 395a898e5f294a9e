import type { Block } from './blocks.ts';
import { blockLines, blocksMarkdown } from './blocks.ts';
import { findContact } from './contact.ts';
import type { Facts } from './facts.ts';
import { takeFacts } from './facts.ts';
import { findDates, findTerm } from './dates.ts';
import { plainText } from './inline-markdown.ts';
import type { RecognisedMeeting, RecognisedSection } from './recognised.ts';
import { findTimes, timesAfterClock } from './times.ts';
import { readEntry, type Entry } from './upcoming-entry.ts';
import { resolveDate } from './years.ts';

const PROGRAMME = /(?:program(?:met)?|kalendarium|mötesdatum|möten|träffar|datum)(?!\p{L})/iu;
const LEAST_ENTRIES = 2;

interface Line {
  text: string;
  entry: Entry;
}

/** A programme of a year or a term announces a meeting on each of its lines; undefined when the text is none. */
export function programmeIn(file: string, blocks: Block[]): RecognisedMeeting[] | undefined {
  const [first, ...rest] = blocks;
  const title = first && first.kind !== 'list' ? plainText(first.text) : '';
  const year = Number(/(?<!\d)(?:19|20)\d\d(?!\d)/.exec(title)?.[0]);
  if (!year || title.length > 80 || !PROGRAMME.test(title) || findDates(title).length) return undefined;
  const facts = takeFacts(rest);
  const lines = facts.rest.flatMap(linesIn);
  const entries = lines.flatMap((text) => {
    const entry = readEntry(text);
    return entry ? [{ text: plainText(text), entry }] : [];
  });
  if (entries.length < LEAST_ENTRIES || entries.length * 2 < lines.length) return undefined;
  const common = facts.rest.flatMap(withoutEntries);
  return entries.map((line) => meetingOn(line, { file, facts, common, year, term: findTerm(title) }));
}

interface Shared {
  file: string;
  facts: Facts;
  common: Block[];
  year: number;
  term: ReturnType<typeof findTerm>;
}

function meetingOn({ text, entry }: Line, { file, facts, common, year, term }: Shared): RecognisedMeeting {
  const resolved = entry.dates.map((mention) => resolveDate(mention, { term, year }));
  const why = resolved[0]?.why ?? null;
  const said = common.flatMap(blockLines).map(plainText);
  const times = findTimes(text) ?? (facts.start ? facts : said.map(timesAfterClock).find(Boolean));
  const about: Block[] = entry.left || entry.dates.length > 1 ? [{ kind: 'paragraph', text }] : [];
  return {
    file,
    kind: 'announcement',
    date: resolved[0]?.date ?? null,
    start: times?.start ?? null,
    end: times?.end ?? null,
    place: facts.place,
    online: facts.online,
    theme: entry.theme,
    sections: sectionsOf(entry, [...about, ...common]),
    upcoming: [],
    contact: findContact(said),
    uncertain: [
      ...(why === null ? [] : [{ field: 'date', why, source: text }]),
      ...(entry.dates.length > 1
        ? [{ field: 'date', why: 'Raden har flera datum. Här står det första.', source: text }]
        : []),
    ],
  };
}

function sectionsOf({ theme, speakers }: Entry, blocks: Block[]): RecognisedSection[] {
  const plain = { level: 1, questions: [] } as const;
  const text = {
    ...plain,
    heading: null,
    kind: 'text',
    speakers: [],
    markdown: blocksMarkdown(blocks),
  } as const;
  const talk = { ...plain, heading: theme, kind: 'talk', speakers, markdown: '' } as const;
  return [...(blocks.length ? [text] : []), ...(speakers.length ? [talk] : [])].map((section) => ({
    ...section,
    questions: [],
    speakers: [...section.speakers],
  }));
}

function linesIn(block: Block): string[] {
  return block.kind === 'raw' ? [] : blockLines(block);
}

function withoutEntries(block: Block): Block[] {
  if (block.kind !== 'list') return block.kind !== 'raw' && readEntry(block.text) ? [] : [block];
  const items = block.items.filter((item) => !readEntry(item));
  return items.length ? [{ ...block, items }] : [];
}
