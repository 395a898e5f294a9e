import { isDate, longDate } from '../shared/time.ts';
import type { Spellings } from '../speakers/doubles.ts';
import { findDates } from '../recognition/dates.ts';
import type { RecognisedMeeting, Speaker, Uncertainty } from '../recognition/recognised.ts';

/** Something a person must settle before the meeting is stored. */
export type Doubt =
  | {
      field: 'date' | 'upcoming';
      why: string;
      source: string;
      value: string;
      /** The days that it can be, the likeliest first. */
      choices?: string[];
      settled?: string;
    }
  | {
      field: NameField;
      why: string;
      source: string;
      value: string;
      /** The name that is known already. */
      other: string;
      settled?: string;
    };

type NameField = 'person' | 'organisation';

/** The names of the register, and those that texts read before this one hold. */
export type KnownNames = Record<NameField, { register: Spellings; met: Spellings }>;

export const SAME = 'samma';
export const ANOTHER = 'annan';

/** What the source leaves open, each with the value that stands if nobody says otherwise. */
export function doubtsOf(meeting: RecognisedMeeting, known: KnownNames): Doubt[] {
  const taken = new Set<string>();
  return [
    ...meeting.uncertain.flatMap((one): Doubt[] => dateDoubt(meeting, one, taken)),
    ...nameDoubts(meeting, known, 'person'),
    ...nameDoubts(meeting, known, 'organisation'),
  ];
}

export function isOpen({ settled }: Doubt): boolean {
  return settled === undefined;
}

function dateDoubt(
  meeting: RecognisedMeeting,
  { field, why, source }: Uncertainty,
  taken: Set<string>,
): Doubt[] {
  if (field === 'date') return [{ field, why, source, value: meeting.date ?? '' }];
  if (field !== 'upcoming') return [];
  const value = upcomingIn(meeting, source).find((date) => !taken.has(date)) ?? '';
  taken.add(value);
  return [{ field, why, source, value }];
}

/** The recognised dates that the line tells of. */
function upcomingIn({ upcoming }: RecognisedMeeting, line: string): string[] {
  const told = findDates(line).map(
    ({ month, day }) => `-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`,
  );
  return upcoming.flatMap(({ dates }) => dates.filter((date) => told.includes(date.slice(4))));
}

const LIKE: Record<NameField, string> = {
  person: 'Namnet liknar en person som redan finns.',
  organisation: 'Namnet liknar en organisation som redan finns.',
};

function nameDoubts(meeting: RecognisedMeeting, known: KnownNames, field: NameField): Doubt[] {
  const { register, met } = known[field];
  const names = new Map<string, string>();
  for (const { speaker, source } of speakersIn(meeting)) {
    const name = field === 'person' ? speaker.name : speaker.organisation;
    if (name && !names.has(name) && !register.has(name)) names.set(name, source);
  }
  return [...names].flatMap(([value, source]): Doubt[] => {
    const other = register.near(value) ?? (met.has(value) ? undefined : met.near(value));
    return other === undefined ? [] : [{ field, why: LIKE[field], source, value, other }];
  });
}

function speakersIn(meeting: RecognisedMeeting): { speaker: Speaker; source: string }[] {
  const inSections = meeting.sections.flatMap(({ speakers, markdown, heading }) =>
    speakers.map((speaker) => ({ speaker, source: lineWith(speaker.name, markdown) ?? heading ?? '' })),
  );
  const coming = meeting.upcoming.flatMap(({ speakers, theme }) =>
    speakers.map((speaker) => ({ speaker, source: theme ?? speaker.name })),
  );
  return [...inSections, ...coming];
}

const LONGEST_SOURCE = 300;

function lineWith(name: string, markdown: string): string | undefined {
  return markdown
    .split('\n')
    .find((line) => line.includes(name))
    ?.slice(0, LONGEST_SOURCE);
}

export function namesIn(meeting: RecognisedMeeting): Record<NameField, string[]> {
  const speakers = speakersIn(meeting).map(({ speaker }) => speaker);
  return {
    person: speakers.map(({ name }) => name),
    organisation: speakers.flatMap(({ organisation }) => organisation ?? []),
  };
}

/** Why the answer cannot be taken; undefined when it can. */
export function answerFault(doubt: Doubt, answer: string): string | undefined {
  if (doubt.field === 'person' || doubt.field === 'organisation')
    return answer === SAME || answer === ANOTHER ? undefined : 'Välj om det är samma.';
  if (answer === '' && doubt.field === 'upcoming') return undefined;
  return isDate(answer) ? undefined : 'Ange ett datum.';
}

export function tellAnswer(doubt: Doubt): string {
  const { settled = '' } = doubt;
  if ('other' in doubt)
    return settled === SAME
      ? `${doubt.value} är samma som ${doubt.other}`
      : `${doubt.value} är en annan än ${doubt.other}`;
  return settled ? longDate(settled) : 'Tas inte med';
}

/** The meeting as it is once every doubt has its answer. */
export function settledMeeting(meeting: RecognisedMeeting, doubts: readonly Doubt[]): RecognisedMeeting {
  return doubts.reduce(settleOne, structuredClone(meeting));
}

function settleOne(meeting: RecognisedMeeting, doubt: Doubt): RecognisedMeeting {
  const { settled, value } = doubt;
  if (settled === undefined) return meeting;
  if (doubt.field === 'date') return { ...meeting, date: settled };
  if ('other' in doubt) return settled === SAME ? renamed(meeting, doubt.field, value, doubt.other) : meeting;
  const added = { dates: [settled], status: 'confirmed' as const, theme: null, speakers: [] };
  if (!value) return settled ? { ...meeting, upcoming: [...meeting.upcoming, added] } : meeting;
  const upcoming = meeting.upcoming.map((one) => ({
    ...one,
    dates: one.dates.flatMap((date) => (date === value ? (settled ? [settled] : []) : [date])),
  }));
  return { ...meeting, upcoming: upcoming.filter(({ dates }) => dates.length > 0) };
}

function renamed(meeting: RecognisedMeeting, field: NameField, from: string, to: string): RecognisedMeeting {
  const rename = (speaker: Speaker): Speaker =>
    field === 'person'
      ? { ...speaker, name: speaker.name === from ? to : speaker.name }
      : { ...speaker, organisation: speaker.organisation === from ? to : speaker.organisation };
  const within = <T extends { speakers: Speaker[] }>(one: T): T => ({
    ...one,
    speakers: one.speakers.map(rename),
  });
  return { ...meeting, sections: meeting.sections.map(within), upcoming: meeting.upcoming.map(within) };
}
