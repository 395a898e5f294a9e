import type { MinutesContent, MinutesSection, UpcomingMeeting } from '../minutes/minutes.ts';
import { EMPTY_MINUTES } from '../minutes/minutes.ts';
import type { AgendaKind, MeetingState, SpeakerAnswer } from '../../db/tables/meetings.ts';
import { COMING } from './content/coming.ts';
import { PAST } from './content/past.ts';
import { DEMO_SETTINGS } from './content/settings.ts';
import { demoDates, otherMonday } from './dates.ts';
import type { ComingExample, ExampleSection, PastExample, Person } from './example.ts';
import { dayAndMonth } from '../shared/time.ts';

export interface PlannedItem {
  title: string;
  kind: AgendaKind;
  planned_minutes?: number | null;
  state?: 'done' | 'postponed';
  speakers: (Person & { answer: SpeakerAnswer })[];
}

export interface PlannedMinutes {
  content: MinutesContent;
  draft: boolean;
  /** Set when the text was corrected after it had been published. */
  correction: string;
}

export interface PlannedMeeting {
  /** The first one leads. */
  dates: string[];
  state: MeetingState;
  theme: string;
  part: string | null;
  description: string;
  place: string;
  items: PlannedItem[];
  announced: boolean;
  reason: string;
  organisations: string[];
  minutes?: PlannedMinutes;
}

export interface Plan {
  /** Oldest first. */
  meetings: PlannedMeeting[];
  /** How many of them have been. */
  held: number;
}

export function planFor(today: string): Plan {
  const { past, coming } = demoDates(today, { past: PAST.length, coming: COMING.length });
  const held = past.map((date, index) => pastMeeting(PAST[index]!, date)).toReversed();
  const meetings = [...held, ...coming.map((date, index) => comingMeeting(COMING[index]!, date))];
  PAST.toReversed().forEach((example, index) => {
    if (example.minutes) meetings[index]!.minutes = minutesOf(example.minutes, meetings, index);
  });
  return { meetings, held: held.length };
}

/** "{möte+1}" in a text of the meeting at `index` becomes "21 december". */
export function withDays(text: string, meetings: PlannedMeeting[], index: number): string {
  return text.replace(/\{möte([+-]\d+)\}/g, (_, step: string) =>
    dayAndMonth(meetings[index + Number(step)]!.dates[0]!),
  );
}

function pastMeeting(example: PastExample, date: string): PlannedMeeting {
  const sections = example.minutes?.sections ?? [{ heading: example.theme, kind: 'text', text: '' } as const];
  return {
    dates: [date],
    state: 'held',
    theme: example.theme,
    part: example.part ?? null,
    description: example.description,
    place: example.place ?? DEMO_SETTINGS.place!,
    items: [{ title: 'Välkommen', kind: 'report', state: 'done', speakers: [] }, ...sections.map(itemOf)],
    announced: true,
    reason: '',
    organisations: example.organisations ?? [],
  };
}

function itemOf({ heading, kind, speakers = [] }: ExampleSection): PlannedItem {
  return {
    title: heading,
    kind: kind === 'other-business' ? kind : kind === 'text' ? 'report' : 'talk',
    state: kind === 'postponed' ? kind : 'done',
    speakers: speakers.map((speaker) => ({ ...speaker, answer: 'yes' })),
  };
}

function comingMeeting(example: ComingExample, date: string): PlannedMeeting {
  const { state, description, theme = '', part = null, reason = '' } = example;
  const items = example.items.map(({ title, kind, minutes = null, speakers = [] }) => ({
    title,
    kind,
    planned_minutes: minutes,
    speakers: speakers.map(([speaker, answer]) => ({ ...speaker, answer })),
  }));
  const dates = example.twoDates ? [date, otherMonday(date)].toSorted() : [date];
  const announced = example.announced ?? false;
  return {
    dates,
    state,
    theme,
    part,
    description,
    place: DEMO_SETTINGS.place!,
    items,
    announced,
    reason,
    organisations: [],
  };
}

function minutesOf(
  { summary, sections, draft = false, correction = '' }: NonNullable<PastExample['minutes']>,
  meetings: PlannedMeeting[],
  index: number,
): PlannedMinutes {
  const content: MinutesContent = {
    ...EMPTY_MINUTES,
    summary,
    sections: sections.map((section, at) =>
      sectionOf(section, at + 1, (text) => withDays(text, meetings, index)),
    ),
    upcoming: draft ? null : meetings.slice(index + 1, index + 4).map(upcomingOf),
    closing: DEMO_SETTINGS.closingSentence!,
  };
  return { content, draft, correction };
}

function sectionOf(
  section: ExampleSection,
  number: number,
  filled: (text: string) => string,
): MinutesSection {
  const { heading, kind, speakers = [], text, questions = [] } = section;
  const asked = questions.map(([question, ...answers]) =>
    [question, ...answers.map((answer) => `– ${answer}`)].join('\n\n'),
  );
  const markdown = [text, ...(asked.length ? ['### Frågor', ...asked] : [])].join('\n\n');
  return { id: `avsnitt-${number}`, heading, level: 1, kind, speakers, markdown: filled(markdown) };
}

function upcomingOf({ dates, state, theme, part }: PlannedMeeting): UpcomingMeeting {
  const title = theme && (part ? `${theme}, ${part}` : theme);
  return { dates, status: state === 'tentative' ? 'tentative' : 'confirmed', theme: title || null, note: '' };
}
