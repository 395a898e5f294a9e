import { meetingTitle, publicItems, speakerText, type Meeting } from '../meetings/meeting.ts';
import { attendanceText } from '../minutes/attendance.ts';
import type { MinutesContent } from '../minutes/minutes.ts';
import { plainText } from '../shared/markdown.ts';

export interface IndexRow {
  title: string;
  body: string;
  people: string;
  kind: 'meeting' | 'section' | 'theme' | 'organisation' | 'document';
  address: string;
  date: string;
}

/** Only what everybody may see; drafts, unannounced agendas and speakers who have not said yes stay out. */
export function meetingRow(meeting: Meeting): IndexRow {
  const items = publicItems(meeting);
  return {
    title: meetingTitle(meeting),
    body: [plainText(meeting.description), ...items.map(({ title }) => title)].filter(Boolean).join('\n'),
    people: items.flatMap(({ speakers }) => speakers.map(speakerText)).join('\n'),
    kind: 'meeting',
    address: `/moten/${meeting.slug}`,
    date: meeting.date,
  };
}

export function sectionRows(meeting: Meeting, content: MinutesContent): IndexRow[] {
  const rows = content.sections.map(({ id, heading, markdown, speakers }) => ({
    title: heading || meetingTitle(meeting),
    body: plainText(markdown),
    people: speakers.map(speakerText).join('\n'),
    kind: 'section' as const,
    address: `/moten/${meeting.slug}#${id}`,
    date: meeting.date,
  }));
  return [...wholeMinutesRows(meeting, content), ...rows];
}

function wholeMinutesRows(meeting: Meeting, content: MinutesContent): IndexRow[] {
  const body = [
    plainText(content.summary),
    ...content.corrections.map(({ text }) => text),
    plainText(content.upcomingText),
    ...(content.upcoming ?? []).map(({ theme, note }) => [theme, note].filter(Boolean).join('. ')),
    plainText(content.closing),
    attendanceText(content.attendance),
  ];
  const text = body.filter(Boolean).join('\n');
  if (!text) return [];
  const { slug, date } = meeting;
  return [
    {
      title: meetingTitle(meeting),
      body: text,
      people: '',
      kind: 'section',
      address: `/moten/${slug}`,
      date,
    },
  ];
}

export interface SearchedDocument {
  id: number;
  title: string;
  source: string;
  text: string | null;
  dated_on: string | null;
}

export function documentRow({ id, title, source, text, dated_on }: SearchedDocument): IndexRow {
  return {
    title,
    body: [source, text?.replace(/\n+/g, '\n')].filter(Boolean).join('\n'),
    people: '',
    kind: 'document',
    address: `/underlag/${id}`,
    date: dated_on ?? '',
  };
}
