import type { AgendaKind } from '../../db/tables/meetings.ts';
import type { RecognisedMeeting, RecognisedSection, Speaker } from '../recognition/recognised.ts';
import { isUpcomingSection, upcomingText } from '../recognition/upcoming-notes.ts';

export interface ImportedItem {
  title: string;
  kind: AgendaKind;
  speakers: Speaker[];
}

/** The agenda that an announcement tells, and all its other text, which becomes "Om mötet". */
export function announcementParts(meeting: RecognisedMeeting): {
  description: string;
  items: ImportedItem[];
} {
  const sections = meeting.sections.filter((section) => !isUpcomingSection(section));
  const items = sections.filter(({ heading }) => heading !== null).flatMap(itemsOf);
  const texts = [...sections.map(textBeside), upcomingText(meeting).text];
  return {
    description: texts.filter(Boolean).join('\n\n'),
    items: [...leadItems(meeting, sections, items), ...items],
  };
}

/** Speakers of the lead present the theme, unless the agenda names somebody itself. */
function leadItems(
  meeting: RecognisedMeeting,
  sections: RecognisedSection[],
  items: ImportedItem[],
): ImportedItem[] {
  const speakers = sections.filter(({ heading }) => heading === null).flatMap((section) => section.speakers);
  if (!speakers.length || items.some((item) => item.speakers.length)) return [];
  return [{ title: meeting.theme ?? 'Dagens tema', kind: 'talk', speakers }];
}

function itemsOf(section: RecognisedSection): ImportedItem[] {
  const kind = section.kind === 'other-business' ? 'other-business' : 'talk';
  return bullets(section).map((title) => ({
    title,
    kind,
    speakers: section.speakers.filter(({ name }) => title.includes(name)),
  }));
}

function bullets({ markdown }: RecognisedSection): string[] {
  return markdown
    .split('\n')
    .filter((line) => line.startsWith('- '))
    .map((line) => line.slice(2).trim());
}

function textBeside(section: RecognisedSection): string {
  if (section.heading === null) return section.markdown;
  return section.markdown
    .split('\n')
    .filter((line) => !line.startsWith('- '))
    .join('\n')
    .trim();
}
