import { meetingTitle, publicItems, speakerText, type Meeting } from '../meetings/meeting.ts';
import { attendanceText } from '../minutes/attendance.ts';
import type { MinutesContent } from '../minutes/minutes.ts';
import { plainText } from '../shared/markdown.ts';
import { longDate } from '../shared/time.ts';

export type Kind = 'section' | 'meeting' | 'theme' | 'organisation' | 'document' | 'proposal' | 'followup';

export interface IndexRow {
  title: string;
  body: string;
  people: string;
  kind: Kind;
  address: string;
  date: string;
  context: string;
  facets: string;
}

/** A word of the column `facets`; every text has that of its kind, and EVERYTHING. */
export const facetOf = (what: Kind | 'theme' | 'organisation', id: number | '' = '') => `${what}${id}`;
export const EVERYTHING = 'everything';

export function facetsOf(
  kind: Kind,
  themes: readonly number[],
  organisations: readonly number[] = [],
): string {
  const of = (what: 'theme' | 'organisation') => (id: number) => facetOf(what, id);
  return [
    EVERYTHING,
    facetOf(kind),
    ...themes.map(of('theme')),
    ...organisations.map(of('organisation')),
  ].join(' ');
}

/** Only what everybody may see; drafts, unannounced agendas and speakers who have not said yes stay out. */
export function meetingRows(
  meeting: Meeting,
  content: MinutesContent | undefined,
  organisations: readonly number[],
): IndexRow[] {
  const { slug, date } = meeting;
  const themes = meeting.themes.map(({ id }) => id);
  const row = (
    kind: 'meeting' | 'section',
    text: Pick<IndexRow, 'title' | 'body' | 'people'>,
    anchor = '',
  ) => ({
    ...text,
    kind,
    address: `/moten/${slug}${anchor}`,
    date,
    context: `${meetingTitle(meeting)}, ${longDate(date)}, ${date}`,
    facets: facetsOf(kind, themes, organisations),
  });
  const rows = [row('meeting', meetingText(meeting))];
  const whole = content && wholeMinutesText(content);
  if (whole) rows.push(row('section', { title: meetingTitle(meeting), body: whole, people: '' }));
  for (const { id, heading, markdown, speakers } of content?.sections ?? []) {
    const title = heading || meetingTitle(meeting);
    const people = speakers.map(speakerText).join('\n');
    rows.push(row('section', { title, body: plainText(markdown), people }, `#${id}`));
  }
  return rows;
}

function meetingText(meeting: Meeting) {
  const items = publicItems(meeting);
  return {
    title: meetingTitle(meeting),
    body: [plainText(meeting.description), ...items.map(({ title }) => title)].filter(Boolean).join('\n'),
    people: items.flatMap(({ speakers }) => speakers.map(speakerText)).join('\n'),
  };
}

function wholeMinutesText(content: MinutesContent): string {
  const body = [
    plainText(content.summary),
    ...content.corrections.map(({ text }) => text),
    plainText(content.upcomingText),
    ...(content.upcoming ?? []).map(({ theme, note }) => [theme, note].filter(Boolean).join('. ')),
    plainText(content.closing),
    attendanceText(content.attendance),
  ];
  return body.filter(Boolean).join('\n');
}

export interface SearchedDocument {
  id: number;
  title: string;
  source: string;
  /** What could be read in the file. */
  text: string | null;
  /** A day, a month or a year. */
  dated_on: string | null;
}

export function documentRow(document: SearchedDocument, themeIds: readonly number[]): IndexRow {
  const { id, title, source, text, dated_on } = document;
  const body = [source, text?.replace(/\n+/g, '\n')].filter(Boolean).join('\n');
  const facets = facetsOf('document', themeIds);
  const address = `/underlag/${id}`;
  return { title, body, people: '', kind: 'document', address, date: dated_on ?? '', context: '', facets };
}
