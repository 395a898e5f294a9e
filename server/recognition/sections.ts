import type { Block } from './blocks.ts';
import { blockLines, blocksMarkdown, isAnswer } from './blocks.ts';
import type { Heading, Outlined } from './headings.ts';
import { plainText } from './inline-markdown.ts';
import { knownHeading } from './known-headings.ts';
import { questionsIn } from './questions.ts';
import type { RecognisedSection, SectionKind, Speaker } from './recognised.ts';
import { speakersIn, speakersInHeading } from './speakers.ts';
import { isTold } from './telling.ts';

export type Part = { heading: string | null; level: 1 | 2; blocks: Block[] };

const MOVED =
  /(?:(?:tar vi upp|tas upp|tar upp|återkommer|återkommer vi till|redovisas|skjuts upp|skjuts|flyttas|flyttades|bordlades|bordläggs) [^.:]{0,60}(?:senare|längre fram|nästa möte|nästa gång|till hösten|till våren|kommande möte|framöver)|(?:fick vänta|hanns inte med|hann vi inte|ställdes in|saknades)[^:]{0,160}(?:senare|längre fram|nästa möte|nästa gång|framöver))/isu;

export function partsOf(outlined: Outlined[]): Part[] {
  const parts: Part[] = [{ heading: null, level: 1, blocks: [] }];
  for (const block of outlined) {
    if (isHeading(block)) parts.push({ heading: block.text, level: block.level, blocks: [] });
    else parts.at(-1)?.blocks.push(block);
  }
  return parts.filter(({ heading, blocks }) => heading !== null || blocks.length > 0);
}

function isHeading(block: Outlined): block is Heading {
  return block.kind === 'heading';
}

export function sectionsOf(parts: Part[]): RecognisedSection[] {
  let above: SectionKind = 'text';
  return parts.map((part) => {
    const section = sectionOf(part, above);
    if (part.level === 1) above = section.kind;
    return section;
  });
}

function sectionOf(part: Part, above: SectionKind): RecognisedSection {
  const isSpoken = part.level === 1 || above === 'other-business';
  const named = isSpoken && part.heading !== null ? speakersInHeading(part.heading) : null;
  const told = isSpoken ? speakersOf(part) : [];
  const speakers = [
    ...(named?.speakers ?? []),
    ...told.filter(({ name }) => !named?.speakers.some((one) => one.name === name)),
  ];
  return {
    heading: named?.heading ?? part.heading,
    level: part.level,
    kind: kindOf(part, above, speakers),
    speakers,
    questions: questionsIn(part.blocks),
    markdown: blocksMarkdown(part.blocks),
  };
}

function speakersOf({ heading, blocks }: Part): Speaker[] {
  if (heading !== null && knownHeading(heading) === 'upcoming') return [];
  const told = blocks.flatMap((block) =>
    block.kind === 'paragraph' && !isAnswer(block) ? blockLines(block).map(plainText) : [],
  );
  const items = blocks.flatMap((block) => (block.kind === 'list' ? block.items.map(plainText) : []));
  return speakersIn(
    [
      ...(heading === null ? [told.map((line) => line.replace(/(?<=[\p{L})])$/u, '.')).join(' ')] : told),
      ...items,
    ],
    heading ?? '',
  );
}

function kindOf({ heading, level, blocks }: Part, above: SectionKind, speakers: Speaker[]): SectionKind {
  const known = heading === null ? null : knownHeading(heading);
  if (known === 'other-business' || (level === 2 && above === 'other-business')) return 'other-business';
  if (known === 'postponed') return 'postponed';
  if (heading === null || known === 'upcoming' || level === 2) return 'text';
  if (speakers.length > 0) return 'talk';
  const paragraphs = blocks.flatMap((block) => (block.kind === 'paragraph' ? [plainText(block.text)] : []));
  if (paragraphs.slice(0, 2).some((text) => MOVED.test(text))) return 'postponed';
  return isTold(paragraphs[0] ?? '') ? 'talk' : 'text';
}
