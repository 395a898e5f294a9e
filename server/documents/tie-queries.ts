import type { Db } from '../../db/schema.ts';
import { meetingTitle } from '../meetings/meeting.ts';
import { listMeetings } from '../meetings/queries.ts';

export interface TiedTheme {
  id: number;
  slug: string;
  title: string;
}

export interface TiedMeeting {
  slug: string;
  date: string;
  title: string;
}

export interface TiedTo {
  themes: TiedTheme[];
  /** Its own meetings, and those that its themes were about; newest first. */
  meetings: TiedMeeting[];
}

/** What the documents belong to, as the public may know it, by document. */
export async function mapTies(db: Db, ids: readonly number[]): Promise<Map<number, TiedTo>> {
  if (!ids.length) return new Map();
  const themes = await publicThemes(db, ids);
  const own = await db
    .selectFrom('document_of_meeting')
    .select(['document_id', 'meeting_id'])
    .where('document_id', 'in', ids)
    .execute();
  const ofThemes = await db
    .selectFrom('document_of_theme')
    .innerJoin('meeting_theme', 'meeting_theme.theme_id', 'document_of_theme.theme_id')
    .select(['document_id', 'meeting_id'])
    .where('document_id', 'in', ids)
    .execute();
  const wanted = [...own, ...ofThemes];
  const meetings = await listMeetings(db, {
    ids: [...new Set(wanted.map((one) => one.meeting_id))],
    order: 'desc',
  });
  const tiedTo = (id: number): TiedTo => {
    const of = new Set(wanted.filter((one) => one.document_id === id).map((one) => one.meeting_id));
    return {
      themes: themes.filter(({ document_id }) => document_id === id),
      meetings: meetings
        .filter((meeting) => of.has(meeting.id))
        .map((meeting) => ({ slug: meeting.slug, date: meeting.date, title: meetingTitle(meeting) })),
    };
  };
  return new Map(ids.map((id) => [id, tiedTo(id)]));
}

/** A theme is public from the day when a meeting has it. */
export function publicThemes(db: Db, ids: readonly number[]) {
  return db
    .selectFrom('document_of_theme')
    .innerJoin('theme', 'theme.id', 'document_of_theme.theme_id')
    .select(['document_of_theme.document_id', 'theme.id', 'theme.slug', 'theme.title'])
    .where('document_of_theme.document_id', 'in', ids)
    .where('theme.id', 'in', db.selectFrom('meeting_theme').select('theme_id'))
    .orderBy('theme.title_key')
    .execute();
}
