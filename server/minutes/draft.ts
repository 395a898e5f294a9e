import type { CarriedItems } from '../carry-over/carried.ts';
import type { Meeting } from '../meetings/meeting.ts';
import { sectionOf } from './item-section.ts';
import { EMPTY_MINUTES, type MinutesContent } from './minutes.ts';
import { postponedSection, toldOf } from './postponed.ts';

/** The first text of the minutes: each item of the agenda is a section, the postponed ones are listed last. */
export function draftFrom(
  meeting: Pick<Meeting, 'items'>,
  closing: string,
  carried: CarriedItems = new Map(),
): MinutesContent {
  const held = meeting.items.filter(({ state }) => state !== 'postponed');
  const lines = meeting.items.flatMap((item) => toldOf(item, carried).line ?? []);
  const sections = [...held.map(sectionOf), ...(lines.length ? [postponedSection(lines)] : [])];
  return {
    ...EMPTY_MINUTES,
    sections: sections.map((section, index) => ({ ...section, id: `avsnitt-${index + 1}` })),
    closing,
  };
}
