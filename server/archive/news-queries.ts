import { sql } from 'kysely';
import type { Db } from '../../db/schema.ts';
import { listMeetings } from '../meetings/queries.ts';
import { findPublicMinutes } from '../minutes/queries.ts';
import { MOST_NEWS, NEWS_DAYS, announcementNews, latestNews, minutesNews, type News } from './news.ts';

/** What the feeds tell; reads no more meetings than can have a place there. */
export async function listNews(db: Db, baseUrl: string): Promise<News[]> {
  const [announced, published] = [await listAnnounced(db), await listPublished(db)];
  const meetings = await listMeetings(db, { ids: [...new Set([...announced, ...published])] });
  const news: News[] = [];
  for (const meeting of meetings) {
    const { announced_at } = meeting;
    if (announced_at) news.push(announcementNews({ ...meeting, announced_at }, baseUrl));
    const minutes = meeting.has_minutes ? await findPublicMinutes(db, meeting.id) : undefined;
    if (minutes) news.push(minutesNews(meeting, minutes, baseUrl));
  }
  return latestNews(news);
}

async function listAnnounced(db: Db): Promise<number[]> {
  const rows = await db
    .selectFrom('meeting')
    .select('id')
    .where('announced_at', 'is not', null)
    .orderBy(sql`max(changed_at, announced_at)`, 'desc')
    .limit(MOST_NEWS)
    .execute();
  return rows.map(({ id }) => id);
}

async function listPublished(db: Db): Promise<number[]> {
  const rows = await db
    .selectFrom('minutes')
    .innerJoin('candidate_date as leading', (join) =>
      join.onRef('leading.meeting_id', '=', 'minutes.meeting_id').on('leading.leading', '=', 1),
    )
    .select('minutes.meeting_id')
    .where('public_revision_id', 'is not', null)
    .orderBy(
      sql`coalesce(minutes.changed_at, iif(minutes.published_at > date(leading.date, ${`+${NEWS_DAYS} days`}), leading.date, published_at))`,
      'desc',
    )
    .limit(MOST_NEWS)
    .execute();
  return rows.map(({ meeting_id }) => meeting_id);
}
