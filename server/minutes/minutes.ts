import type { SpeakerName } from '../speakers/queries.ts';

export type SectionKind = 'talk' | 'other-business' | 'postponed' | 'text';

export interface MinutesSection {
  /** Stable within the meeting, for links: "avsnitt-3". */
  id: string;
  heading: string;
  level: 1 | 2;
  kind: SectionKind;
  /** As printed. */
  speakers: SpeakerName[];
  markdown: string;
}

export interface UpcomingMeeting {
  dates: string[];
  status: 'confirmed' | 'tentative';
  theme: string | null;
}

/** One revision: a snapshot of everything that the public reads. */
export interface MinutesContent {
  /** "Kort sagt"; may be empty. */
  summary: string;
  sections: MinutesSection[];
  /** Frozen at publication; null while it still follows the plan. */
  upcoming: UpcomingMeeting[] | null;
  closing: string;
  /** Dated notes for facts that were wrong. */
  corrections: { date: string; text: string }[];
}

export const EMPTY_MINUTES: MinutesContent = { summary: '', sections: [], upcoming: null, closing: '', corrections: [] };
