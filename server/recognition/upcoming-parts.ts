import { knownHeading } from './known-headings.ts';
import { plainText } from './inline-markdown.ts';
import type { Part } from './sections.ts';
import type { Own, Upcoming } from './upcoming.ts';
import { addAnnounced, readUpcoming } from './upcoming.ts';

export type TakenUpcoming = Omit<Upcoming, 'rest'> & { parts: Part[] };

export function takeUpcoming(parts: Part[], own: Own): TakenUpcoming {
  const all: Upcoming = { meetings: [], rest: [], uncertain: [] };
  const left: Part[] = [];
  for (const part of parts) {
    if (part.heading === null || knownHeading(part.heading) !== 'upcoming') {
      left.push(part);
      announcedIn(part, own, all);
      continue;
    }
    const { meetings, rest, uncertain } = readUpcoming(part.heading, part.blocks, own);
    all.meetings.push(...meetings);
    all.uncertain.push(...uncertain);
    if (rest.length > 0 || meetings.length === 0) left.push({ ...part, blocks: rest });
  }
  return { meetings: all.meetings, uncertain: all.uncertain, parts: left };
}

function announcedIn(part: Part, own: Own, all: Upcoming): void {
  if (part.heading !== null) addAnnounced(part.heading, own, all);
  for (const block of part.blocks) {
    if (block.kind === 'paragraph') addAnnounced(plainText(block.text), own, all);
    if (block.kind === 'list') for (const item of block.items) addAnnounced(plainText(item), own, all);
  }
}
