import type { MinutesContent } from '../minutes/minutes.ts';

/** A text that people wrote, in which a name may stand. */
export interface Place {
  /** "theme.description:3", or "minutes.avsnitt-2:7" with the number of the meeting. */
  key: string;
  /** Where that is, for a person. */
  label: string;
  text: string;
  /** That the text is about, when it is about one. */
  meetingId: number | null;
}

/** The texts of minutes by the part of the key. */
export function minutesTexts(content: MinutesContent): [part: string, label: string, text: string][] {
  const { summary, sections, upcomingText, upcoming, closing, corrections } = content;
  const coming = (upcoming ?? []).flatMap(({ theme, note }) => [theme ?? '', note]);
  return [
    ['summary', 'Kort sagt', summary],
    ...sections.map(({ id, heading, markdown }): [string, string, string] => [
      id,
      heading ? `avsnittet ”${heading}”` : 'ett avsnitt utan rubrik',
      `${heading}\n\n${markdown}`,
    ]),
    ['upcoming', 'Kommande möten', [upcomingText, ...coming].join('\n\n')],
    ['closing', 'avslutningen', closing],
    ['corrections', 'rättelserna', corrections.map(({ text }) => text).join('\n\n')],
  ];
}

/** One part of the minutes through `mend`; the very same content when that changes nothing. */
export function mendMinutesPart(
  content: MinutesContent,
  part: string,
  mend: (text: string) => string,
): MinutesContent {
  const mended = mendedPart(content, part, mend);
  return JSON.stringify(mended) === JSON.stringify(content) ? content : mended;
}

function mendedPart(content: MinutesContent, part: string, mend: (text: string) => string): MinutesContent {
  if (part === 'summary') return { ...content, summary: mend(content.summary) };
  if (part === 'closing') return { ...content, closing: mend(content.closing) };
  if (part === 'corrections')
    return { ...content, corrections: content.corrections.map((one) => ({ ...one, text: mend(one.text) })) };
  if (part === 'upcoming') return mendedUpcoming(content, mend);
  const sections = content.sections.map((section) =>
    section.id === part
      ? { ...section, heading: mend(section.heading), markdown: mend(section.markdown) }
      : section,
  );
  return { ...content, sections };
}

function mendedUpcoming(content: MinutesContent, mend: (text: string) => string): MinutesContent {
  const upcoming =
    content.upcoming?.map((one) => ({
      ...one,
      theme: one.theme === null ? null : mend(one.theme),
      note: mend(one.note),
    })) ?? null;
  return { ...content, upcomingText: mend(content.upcomingText), upcoming };
}
