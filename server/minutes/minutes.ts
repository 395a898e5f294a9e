import { isDeepStrictEqual } from 'node:util';
import type { Meeting } from '../meetings/meeting.ts';
import { Refused } from '../shared/failures.ts';
import type { SpeakerName } from '../speakers/speaker.ts';

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
  /** What is said beyond the theme, such as an explanation in imported minutes; often empty. */
  note: string;
}

/** One revision: a snapshot of everything that the public reads. */
export interface MinutesContent {
  /** "Kort sagt"; may be empty. */
  summary: string;
  sections: MinutesSection[];
  /** Frozen at publication; null while it still follows the plan. */
  upcoming: UpcomingMeeting[] | null;
  /** Markdown under "Kommande möten", before the list; often empty. */
  upcomingText: string;
  closing: string;
  /** Dated notes for facts that were wrong. */
  corrections: { date: string; text: string }[];
  /** How many were there, and from where; never who. Null when nobody counted. */
  attendance: Attendance | null;
  /** "Oplacerat": pasted text that has no section yet. Must be empty to be published. */
  unplaced: string;
}

export interface Attendance {
  room: number | null;
  digital: number | null;
  organisations: string[];
}

export interface PublicMinutes {
  content: MinutesContent;
  first_published_at: string;
  published_at: string;
  /** Set when the text was mended after publication. */
  changed_at: string | null;
}

export const EMPTY_MINUTES: MinutesContent = {
  summary: '',
  sections: [],
  upcoming: null,
  upcomingText: '',
  closing: '',
  corrections: [],
  attendance: null,
  unplaced: '',
};

/** Texts that were stored before there was attendance have none. */
export function readContent(json: string): MinutesContent {
  return { ...EMPTY_MINUTES, ...(JSON.parse(json) as Partial<MinutesContent>) };
}

/** The organisations that the speakers as printed come from, each once. */
export function organisationNames(content: MinutesContent, key: (name: string) => string): string[] {
  const names = content.sections.flatMap(({ speakers }) => speakers.map(({ organisation }) => organisation));
  const known = new Map(names.filter((name) => name !== null).map((name) => [key(name), name]));
  return [...known.values()];
}

export function sameContent(one: MinutesContent, other: MinutesContent): boolean {
  return isDeepStrictEqual(one, other);
}

export function isEmpty({ summary, sections }: MinutesContent): boolean {
  return !summary && sections.every(({ heading, markdown }) => !heading && !markdown);
}

export function canBePublished(
  meeting: Pick<Meeting, 'state' | 'date'>,
  content: MinutesContent,
  today: string,
): boolean {
  return !publishingFault(meeting, content, today);
}

export function assertCanBePublished(
  meeting: Pick<Meeting, 'state' | 'date'>,
  content: MinutesContent,
  today: string,
): void {
  const fault = publishingFault(meeting, content, today);
  if (fault) throw new Refused(fault);
}

/** Why the text cannot be published now; undefined when it can. */
export function publishingFault(
  meeting: Pick<Meeting, 'state' | 'date'>,
  content: MinutesContent,
  today: string,
): string | undefined {
  if (meeting.state === 'cancelled') return 'Mötet är inställt och har inga minnesanteckningar.';
  if (meeting.date > today) return 'Mötet har inte varit än. Publicera när det har hållits.';
  return isEmpty(content) ? 'Det finns ingen text att publicera än.' : undefined;
}
