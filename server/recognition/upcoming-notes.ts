import { dayAndMonth } from '../shared/time.ts';
import type { RecognisedMeeting, RecognisedSection, UpcomingMeeting } from './recognised.ts';

export interface UpcomingText {
  /** What is said about each coming meeting, in the order of `upcoming`; '' where nothing is. */
  notes: string[];
  /** Markdown that stands beside the list. */
  text: string;
}

export function isUpcomingSection(section: RecognisedSection): boolean {
  return section.level === 1 && /^kommande möten\b/i.test(section.heading ?? '');
}

/** Divides what stands under "Kommande möten" into the notes of each date and the rest. */
export function upcomingText(meeting: RecognisedMeeting): UpcomingText {
  const lines = meeting.sections.filter(isUpcomingSection).flatMap(({ markdown }) => markdown.split('\n'));
  const notes = meeting.upcoming.map(
    (upcoming) => lines.map((line) => noteOn(upcoming, line)).find(Boolean) ?? '',
  );
  const rest = lines.filter((line) => !meeting.upcoming.some((upcoming) => noteOn(upcoming, line)));
  return {
    notes,
    text: rest
      .join('\n')
      .replace(/\n{3,}/g, '\n\n')
      .trim(),
  };
}

function noteOn({ dates }: UpcomingMeeting, line: string): string | undefined {
  const date = dates.find((one) => line.startsWith(`- ${dayAndMonth(one)}`));
  if (!date) return undefined;
  const note = line.split(' – ').slice(1).join(' – ').trim();
  return note && note[0]!.toLocaleUpperCase('sv') + note.slice(1);
}
