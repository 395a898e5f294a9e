import { isDeepStrictEqual } from 'node:util';
import { afterArrow } from '../follow-ups/line.ts';
import { lineField, rawField, textField, tooLong, type Body, type Errors } from '../shared/fields.ts';
import { MARKDOWN_LIMIT } from '../shared/markdown.ts';
import { speakerText } from '../meetings/meeting.ts';
import type { SpeakerName } from '../speakers/speaker.ts';
import type { MinutesContent, MinutesSection, SectionKind } from './minutes.ts';
import { sectionNumber } from './sections.ts';

export const SECTION_KINDS: Record<SectionKind, string> = {
  text: 'Text',
  talk: 'Föredrag',
  'other-business': 'Övriga frågor',
  postponed: 'Uppskjutet',
};

export const MOST_SECTIONS = 600;

/** What the secretary types; the rest of the content is not hers to type. */
export type Typed = Pick<MinutesContent, 'summary' | 'sections' | 'upcomingText' | 'closing' | 'unplaced'>;

export interface MinutesForm {
  /** The number of the revision that the form was opened with; 0 before the first one. */
  base: number;
  /** False when the form was cut off on its way, or made by hand. */
  whole: boolean;
  note: string;
  typed: Typed;
}

export function readMinutesForm(body: Body): MinutesForm {
  const count = Math.min(number(body, 'count') ?? 0, MOST_SECTIONS + 1);
  return {
    base: number(body, 'base') ?? 0,
    whole: number(body, 'base') !== undefined && number(body, 'count') !== undefined,
    note: lineField(body, 'note').slice(0, 200),
    typed: {
      summary: textField(body, 'summary'),
      sections: Array.from({ length: count }, (_, index) => readSection(body, `s${index}-`)),
      upcomingText: textField(body, 'upcoming-text'),
      closing: textField(body, 'closing'),
      unplaced: textField(body, 'unplaced'),
    },
  };
}

function readSection(body: Body, prefix: string): MinutesSection {
  const id = rawField(body, `${prefix}id`);
  const kind = rawField(body, `${prefix}kind`);
  return {
    id: sectionNumber(id) ? id : '',
    heading: lineField(body, `${prefix}heading`),
    level: rawField(body, `${prefix}level`) === '2' ? 2 : 1,
    kind: Object.hasOwn(SECTION_KINDS, kind) ? (kind as SectionKind) : 'text',
    speakers: readSpeakers(textField(body, `${prefix}speakers`)),
    markdown: textField(body, `${prefix}markdown`),
  };
}

function number(body: Body, name: string): number | undefined {
  const text = rawField(body, name);
  return /^\d{1,6}$/.test(text) ? Number(text) : undefined;
}

/** One per line: "Namn, roll, organisation"; a role may have commas of its own. */
export function readSpeakers(text: string): SpeakerName[] {
  return text
    .split('\n')
    .map((line) => line.split(',').map((part) => part.trim()))
    .filter(([name]) => name)
    .map(([name, ...parts]) => {
      const organisation = parts.length > 1 ? parts.pop() || null : null;
      return { name: name!, role: parts.filter(Boolean).join(', ') || null, organisation };
    });
}

/** Lines that nobody touched mean what they meant, whatever commas the names have. */
export function keepPrinted(typed: Typed, base: Typed): Typed {
  const before = new Map(base.sections.map((section) => [section.id, section.speakers]));
  const sections = typed.sections.map((section) => {
    const printed = before.get(section.id);
    const same = printed && isDeepStrictEqual(readSpeakers(speakersText(printed)), section.speakers);
    return same ? { ...section, speakers: printed } : section;
  });
  return { ...typed, sections };
}

/** The same lines again; an empty role keeps its place, so that nothing changes by being saved. */
export function speakersText(speakers: SpeakerName[]): string {
  return speakers
    .map((speaker) =>
      speaker.organisation && !speaker.role
        ? `${speaker.name}, , ${speaker.organisation}`
        : speakerText(speaker),
    )
    .join('\n');
}

export function minutesFaults({ whole, typed }: MinutesForm): Errors {
  if (!whole) return { count: 'Formuläret kom inte fram helt. Inget är sparat. Försök igen.' };
  const { summary, sections, upcomingText, closing, unplaced } = typed;
  const faults: [string, string | undefined][] = [
    ['summary', tooLong(summary, 2000)],
    ['closing', tooLong(closing, 2000)],
    ['upcoming-text', textFault(upcomingText)],
    ['unplaced', textFault(unplaced)],
    ['count', sections.length > MOST_SECTIONS ? `Högst ${MOST_SECTIONS} avsnitt får plats.` : undefined],
  ];
  for (const [index, { heading, speakers, markdown }] of sections.entries()) {
    faults.push([`s${index}-heading`, tooLong(heading, 300)]);
    faults.push([`s${index}-speakers`, speakersFault(speakers)]);
    faults.push([`s${index}-markdown`, textFault(markdown)]);
  }
  return Object.fromEntries(faults.filter((fault): fault is [string, string] => fault[1] !== undefined));
}

function speakersFault(speakers: SpeakerName[]): string | undefined {
  return speakers.some(({ name }) => afterArrow(name) !== undefined)
    ? 'En rad börjar med →. Det är en uppföljning: flytta den till texten, så skrivs den inte ut som medverkande.'
    : tooLong(speakersText(speakers), 10_000);
}

/** Why so long a text cannot be kept; undefined when it can. */
export function textFault(markdown: string): string | undefined {
  return Buffer.byteLength(markdown) > MARKDOWN_LIMIT
    ? 'Texten är för lång. Högst 200 000 tecken får plats (å, ä och ö räknas dubbelt). Dela den i flera avsnitt.'
    : undefined;
}
