import { AlignmentType, Document, LevelFormat, Packer, Paragraph, TextRun } from 'docx';
import { meetingTitle, speakerText, type Meeting } from '../meetings/meeting.ts';
import { attendanceText } from '../minutes/attendance.ts';
import type { MinutesContent, UpcomingMeeting } from '../minutes/minutes.ts';
import type { Settings } from '../settings/settings.ts';
import { longDate } from '../shared/time.ts';
import { headingBlock, markdownBlocks, type Block, type NumberedList } from './word-blocks.ts';

interface About {
  settings: Settings;
  url: string;
}

/** Published minutes as a Word file (ECMA-376): real headings and lists, and the language set. */
export function minutesWord(
  meeting: Meeting,
  content: MinutesContent,
  { settings, url }: About,
): Promise<Buffer> {
  const title = meetingTitle(meeting);
  const said = `${settings.groupName}, minnesanteckningar ${longDate(meeting.date)}`;
  const numbered: NumberedList[] = [];
  const body = bodyOf(content, numbered);
  const document = new Document({
    title: `${title}, ${longDate(meeting.date)}`,
    creator: settings.groupName,
    lastModifiedBy: settings.groupName,
    description: said,
    styles: { default: { document: { run: { language: { value: 'sv-SE' } } } } },
    numbering: {
      config: numbered.map((list) => ({ reference: list.reference, levels: [numberLevel(list)] })),
    },
    sections: [{ children: [headingBlock(title, 1), new Paragraph(said), ...body, new Paragraph(url)] }],
  });
  return Packer.toBuffer(document);
}

function numberLevel({ level, start }: NumberedList) {
  const indent = { left: 720 * (level + 1), hanging: 360 };
  return {
    level,
    start,
    format: LevelFormat.DECIMAL,
    text: `%${level + 1}.`,
    alignment: AlignmentType.START,
    style: { paragraph: { indent } },
  };
}

function bodyOf(content: MinutesContent, numbered: NumberedList[]): Block[] {
  const { summary, sections, upcoming, upcomingText, closing, corrections, attendance } = content;
  const here = attendanceText(attendance);
  return [
    ...corrections.map(({ date, text }) => noted(`Rättelse ${longDate(date)}.`, text)),
    ...(summary ? [headingBlock('Kort sagt', 2), ...markdownBlocks(summary, 3, numbered)] : []),
    ...(here ? [new Paragraph(here)] : []),
    ...sections.flatMap(({ heading, level, speakers, markdown }) => [
      ...(heading ? [headingBlock(heading, level + 1)] : []),
      ...speakers.map(
        (speaker) =>
          new Paragraph({ children: [new TextRun({ text: speakerText(speaker), italics: true })] }),
      ),
      ...markdownBlocks(markdown, level + 2, numbered),
    ]),
    ...(upcoming?.length || upcomingText ? [headingBlock('Kommande möten', 2)] : []),
    ...markdownBlocks(upcomingText, 3, numbered),
    ...(upcoming ?? []).map((one) => new Paragraph({ text: upcomingLine(one), bullet: { level: 0 } })),
    ...markdownBlocks(closing, 2, numbered),
  ];
}

function noted(label: string, text: string): Paragraph {
  return new Paragraph({ children: [new TextRun({ text: `${label} `, bold: true }), new TextRun(text)] });
}

function upcomingLine({ dates, status, theme, note }: UpcomingMeeting): string {
  const when = dates.map(longDate).join(' eller ');
  return `${when}${status === 'tentative' ? ' (preliminärt)' : ''}: ${theme ?? 'Tema kommer'}${note ? `. ${note}` : ''}`;
}
