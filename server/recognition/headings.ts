import type { Block } from './blocks.ts';
import { isAnswer } from './blocks.ts';
import { findDates } from './dates.ts';
import { plainText } from './inline-markdown.ts';
import { knownHeading } from './known-headings.ts';
import { isLabelled, readLabel } from './labels.ts';
import { speakersIn } from './speakers.ts';
import { announcesNext } from './upcoming.ts';

export type Heading = { kind: 'heading'; level: 1 | 2; text: string };
export type Outlined = Heading | Exclude<Block, { kind: 'heading' }>;

const LONGEST_HEADING = 90;
const NOTE =
  /^(?:närvarande|medverkande|medverkar|gäster|föreläsare|talare|på plats|frånvarande|deltagare|antal deltagare|ordförande|sekreterare|antecknat av|vid pennan|vid tangenterna|vid protokollet|justeras|justera(?:t|s) av|justerare|kontakt) ?: ?\S|^(?:(?:med )?(?:vänlig|varm|bästa|många)\p{L}* hälsning(?:ar)?|hälsning(?:ar)?|mvh|hej)(?!\p{L})/iu;

export function outline(blocks: Block[]): Outlined[] {
  return blocks.some(isSetAsHeading) ? keepHeadings(blocks) : inferHeadings(blocks);
}

function isSetAsHeading(block: Block): boolean {
  return block.kind === 'heading' || (block.kind === 'paragraph' && block.strong === true);
}

function keepHeadings(blocks: Block[]): Outlined[] {
  const levels = blocks.flatMap((block) => (block.kind === 'heading' ? [block.level] : []));
  if (!levels.length) return strongHeadings(blocks);
  const top = Math.min(...levels);
  return blocks.map((block) => {
    if (block.kind === 'heading') return heading(block.text, block.level === top ? 1 : 2);
    if (!isStrong(block)) return block;
    return heading(plainText(block.text), knownHeading(block.text) ? 1 : 2);
  });
}

/** Lines in bold are all alike: which ones are below others is told as in a text without any marks. */
function strongHeadings(blocks: Block[]): Outlined[] {
  let inside: Inside = 'nothing';
  return blocks.map((block, n): Outlined => {
    if (!isStrong(block)) {
      if (inside === 'text' && block.kind !== 'heading' && tells([block])) inside = 'talk';
      return block as Outlined;
    }
    const text = plainText(block.text);
    const next = blocks[n + 1];
    const isBelow =
      !knownHeading(text) && (inside === 'other-business' || (inside === 'talk' && isSubhead(text, next)));
    if (!isBelow) inside = insideOf(text, blocks.slice(n + 1, n + 2));
    return heading(text, isBelow ? 2 : 1);
  });
}

function isStrong(block: Block): block is Block & { kind: 'paragraph' } {
  return block.kind === 'paragraph' && block.strong === true && !isLabelled(block.text);
}

/** A question, or what heads a list, inside a talk. */
function isSubhead(text: string, next: Block | undefined): boolean {
  return next?.kind === 'list' || (text.endsWith('?') && next !== undefined && !tells([next]));
}

type Inside = 'nothing' | 'text' | 'talk' | 'other-business' | 'upcoming';

function inferHeadings(blocks: Block[]): Outlined[] {
  let inside: Inside = 'nothing';
  let questionOpen = false;
  return blocks.map((block, n): Outlined => {
    if (block.kind === 'heading') return heading(block.text, 1);
    const level: 1 | 2 | null = block.kind === 'paragraph' ? levelOf(blocks, n, inside) : null;
    if (level === null) {
      if (inside !== 'upcoming' && inside !== 'other-business' && !questionOpen && tells([block]))
        inside = 'talk';
      questionOpen = isAnswer(block);
      return block;
    }
    questionOpen = false;
    const text = headingText(block);
    if (level === 1) inside = insideOf(text, blocks.slice(n + 1, n + 2));
    return heading(text, level);
  });
}

function headingText(block: Block): string {
  return block.kind === 'list' ? '' : plainText(block.text).replace(/ ?:$/, '');
}

function insideOf(text: string, next: Block[]): Inside {
  const known = knownHeading(text);
  if (known === 'upcoming' || known === 'other-business') return known;
  return tells(next) ? 'talk' : 'text';
}

function tells(blocks: Block[]): boolean {
  return (
    speakersIn(blocks.flatMap((block) => (block.kind === 'paragraph' ? [plainText(block.text)] : [])))
      .length > 0
  );
}

function levelOf(blocks: Block[], n: number, inside: Inside): 1 | 2 | null {
  const block = blocks[n];
  const next = blocks[n + 1];
  if (block?.kind !== 'paragraph') return null;
  const text = plainText(block.text);
  if (knownHeading(text)) return 1;
  if (inside === 'upcoming' || !next || isAnswer(next) || !couldBeHeading(block)) return null;
  if (isKnown(next) || isBetweenShortLines(blocks, n)) return null;
  if (text.endsWith('?') && couldBeHeading(next)) return null;
  if (inside === 'other-business') return 2;
  return inside === 'talk' && isSubhead(text, next) ? 2 : 1;
}

function couldBeHeading(block: Block | undefined): boolean {
  if (block?.kind !== 'paragraph' || isAnswer(block) || /^\[|\]\(|https?:|@/.test(block.text)) return false;
  const text = plainText(block.text);
  if (NOTE.test(text) || announcesNext(text)) return false;
  if (
    text.length > LONGEST_HEADING ||
    !/^(?:§ ?\d{1,3}\.? )?["”»]?[\p{Lu}\d]/u.test(text) ||
    /[.!,;:…]$/.test(text)
  )
    return false;
  return (
    (readLabel(text) === null || readLabel(text)?.label === 'theme') &&
    findDates(text.slice(0, 40))[0]?.from !== 0
  );
}

// Names or notes without bullets also stand one to a line: what is in the middle of such lines is no heading.
function isBetweenShortLines(blocks: Block[], n: number): boolean {
  return isShortLine(blocks[n - 1]) && isShortLine(blocks[n + 1]);
}

function isShortLine(block: Block | undefined): boolean {
  return (
    couldBeHeading(block) && !isKnown(block) && !(block?.kind === 'paragraph' && block.text.endsWith('?'))
  );
}

function isKnown(block: Block | undefined): boolean {
  return block?.kind === 'paragraph' && knownHeading(plainText(block.text)) !== null;
}

function heading(text: string, level: 1 | 2): Heading {
  return { kind: 'heading', level, text };
}
