import { speakerText } from '../meetings/meeting.ts';
import type { SafeHtml } from '../shared/html.ts';
import { renderMarkdown } from '../shared/markdown.ts';
import { attendanceText } from './attendance.ts';
import type { MinutesContent, MinutesSection } from './minutes.ts';
import { renderSection, type Standings } from './section-text.ts';

export interface PresentedSection extends Omit<MinutesSection, 'speakers'> {
  speakers: string[];
  html: SafeHtml;
}

export interface PresentedMinutes extends Omit<
  MinutesContent,
  'sections' | 'summary' | 'closing' | 'upcomingText' | 'attendance'
> {
  /** Who was there, in a sentence; "" when nobody counted. */
  attendance: string;
  summary: SafeHtml | null;
  sections: PresentedSection[];
  upcomingText: SafeHtml | null;
  closing: SafeHtml | null;
}

/** What the view of the public text needs, with all Markdown rendered. */
export function presentMinutes(content: MinutesContent, standings: Standings = new Map()): PresentedMinutes {
  const rendered = (text: string) => (text ? renderMarkdown(text) : null);
  const texts = content.sections.map(({ markdown }) => markdown);
  const sections = content.sections.map((section, index) => ({
    ...section,
    speakers: section.speakers.map(speakerText),
    html: renderSection(section.markdown, section.level === 1 ? 3 : 4, {
      before: texts.slice(0, index),
      standings,
    }),
  }));
  const { summary, upcomingText, closing } = content;
  return {
    ...content,
    attendance: attendanceText(content.attendance),
    sections,
    summary: rendered(summary),
    upcomingText: rendered(upcomingText),
    closing: rendered(closing),
  };
}
