import type { Block, SourceFormat } from './blocks.ts';
import { blockLines } from './blocks.ts';
import { findContact } from './contact.ts';
import { takeFacts } from './facts.ts';
import type { Facts } from './facts.ts';
import { outline } from './headings.ts';
import { plainText, withoutDeadLinks } from './inline-markdown.ts';
import { knownHeading } from './known-headings.ts';
import { takeLetter } from './letter.ts';
import { kindOf } from './meeting-kind.ts';
import { ownDate } from './own-date.ts';
import type { DateOptions } from './own-date.ts';
import { programmeIn } from './programme.ts';
import type { Recognition, RecognisedMeeting, Uncertainty } from './recognised.ts';
import type { Part } from './sections.ts';
import { partsOf, sectionsOf } from './sections.ts';
import { readBlocks, refusalOf } from './source-text.ts';
import { themeOf, withoutThemeLabel } from './theme.ts';
import { timesAfterClock } from './times.ts';
import { findTitle } from './title.ts';
import type { Title } from './title.ts';
import { datesApart } from './upcoming-line.ts';
import { takeUpcoming } from './upcoming-parts.ts';

export type Source = { file: string; text: string; format: SourceFormat };

const NOT_A_MEETING =
  'Hittar inget möte: överst i texten behövs mötets namn och datum. En rapport eller artikel läggs in under Underlag.';

export function recognise(source: Source, options: DateOptions = {}): Recognition {
  const refusal = refusalOf(source.text);
  if (refusal !== null) return { meetings: [], deadLinks: [], reason: refusal };
  return recogniseBlocks(source.file, readBlocks(source.text, source.format), options);
}

export function recogniseBlocks(file: string, given: Block[], options: DateOptions = {}): Recognition {
  const programme = programmeIn(file, given);
  if (programme) return { meetings: programme, deadLinks: [], reason: null };
  const letter = takeLetter(given);
  const { blocks } = letter;
  const title = findTitle(blocks);
  const facts = title ? takeFacts(title.rest) : null;
  if (!title || !facts || !isMeeting(title, facts))
    return { meetings: [], deadLinks: [], reason: NOT_A_MEETING };
  const deadLinks: Uncertainty[] = [];
  const parts = partsOf(outline([...letter.head, ...facts.rest.flatMap(datesApart)])).map((part) =>
    withLivingLinks(part, deadLinks),
  );
  return {
    meetings: [meetingFrom(file, title, facts, parts, { ...letter.sent, ...options })],
    deadLinks,
    reason: null,
  };
}

function isMeeting(title: Title, facts: Facts): boolean {
  if ((title.date ?? facts.date) !== null) return true;
  return (
    facts.labels > 0 ||
    facts.rest.some((block) => block.kind !== 'list' && knownHeading(plainText(block.text)) !== null)
  );
}

function withLivingLinks(part: Part, deadLinks: Uncertainty[]): Part {
  const living = (line: string) =>
    withoutDeadLinks(line, ({ href }) => {
      const why =
        href === '' || href === '#' ? 'Länken leder ingenstans.' : `Adressen ${href} kan inte finnas.`;
      deadLinks.push({ field: 'link', why, source: line });
    });
  const blocks = part.blocks.map((block) =>
    block.kind === 'list'
      ? { ...block, items: block.items.map(living) }
      : { ...block, text: living(block.text) },
  );
  return { ...part, blocks };
}

function meetingFrom(
  file: string,
  title: Title,
  facts: Facts,
  parts: Part[],
  options: DateOptions,
): RecognisedMeeting {
  const { own, uncertain } = ownDate(title, facts, parts, options);
  const upcoming = takeUpcoming(parts, own);
  const sections = sectionsOf(upcoming.parts.map(withoutThemeLabel));
  const times = facts.start ? facts : timesIn(parts);
  return {
    file,
    kind: kindOf(title, facts, sections),
    date: own.date,
    start: times?.start ?? null,
    end: times?.end ?? null,
    place: facts.place,
    online: facts.online,
    theme: themeOf(title, facts, parts),
    sections,
    upcoming: upcoming.meetings,
    contact: findContact(linesOf(parts).map(plainText)),
    uncertain: [...uncertain, ...upcoming.uncertain],
  };
}

function timesIn(parts: Part[]): { start: string; end: string | null } | null {
  const lead = parts.filter(({ heading }) => heading === null);
  return (
    linesOf(lead)
      .map((line) => timesAfterClock(plainText(line)))
      .find((times) => times !== null) ?? null
  );
}

function linesOf(parts: Part[]): string[] {
  return parts.flatMap(({ blocks }) => blocks.flatMap(blockLines));
}
