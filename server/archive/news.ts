import { meetingTitle, speakerText, publicItems, type Meeting } from '../meetings/meeting.ts';
import type { PublicMinutes } from '../minutes/minutes.ts';
import { presentMinutes, type PresentedSection } from '../minutes/presented.ts';
import { escapeHtml } from '../shared/html.ts';
import { renderMarkdown } from '../shared/markdown.ts';
import { addDays, longDate, timeRange } from '../shared/time.ts';

export const MOST_NEWS = 30;

/** One entry of the feeds. Its id comes from the meeting's UID, so a moved meeting stays the same entry. */
export interface News {
  id: string;
  title: string;
  url: string;
  published: string;
  updated: string;
  /** What it is sorted by: older meetings that are brought into the book push no invitation out of the feeds. */
  since: string;
  html: string;
}

/** Minutes that are published later than this are history, not news. */
export const NEWS_DAYS = 90;

export function minutesNews(meeting: Meeting, minutes: PublicMinutes, baseUrl: string): News {
  const { summary, sections, corrections } = presentMinutes(minutes.content);
  const { published_at, changed_at } = minutes;
  const isHistory = published_at > addDays(meeting.date, NEWS_DAYS);
  const mended = corrections.map(
    ({ date, text }) => `<p><strong>Rättelse ${longDate(date)}.</strong> ${escapeHtml(text)}</p>`,
  );
  return {
    id: `${uidOf(meeting)}#minnesanteckningar`,
    title: `Minnesanteckningar ${longDate(meeting.date)}: ${meetingTitle(meeting)}`,
    url: `${baseUrl}/moten/${meeting.slug}`,
    published: minutes.first_published_at,
    updated: changed_at ?? published_at,
    since: changed_at ?? (isHistory ? meeting.date : published_at),
    html: [...mended, summary?.toString() ?? '', ...sections.map(sectionHtml)].filter(Boolean).join('\n'),
  };
}

function sectionHtml({ heading, level, speakers, html }: PresentedSection): string {
  const tag = level === 1 ? 'h2' : 'h3';
  const title = heading ? `<${tag}>${escapeHtml(heading)}</${tag}>` : '';
  const who = speakers.length ? `<p>${speakers.map(escapeHtml).join('<br>')}</p>` : '';
  return `${title}${who}${html.toString()}`;
}

export function announcementNews(meeting: Meeting & { announced_at: string }, baseUrl: string): News {
  const facts = [
    `${longDate(meeting.date)} ${timeRange(meeting.start_time, meeting.end_time)}`.trim(),
    meeting.place,
  ].filter(Boolean);
  const items = publicItems(meeting).map(
    ({ title, speakers }) => `<li>${escapeHtml([title, ...speakers.map(speakerText)].join('; '))}</li>`,
  );
  const cancelled =
    meeting.state === 'cancelled'
      ? `<p>Mötet är inställt. ${escapeHtml(meeting.cancelled_reason ?? '')}</p>`
      : '';
  const updated = meeting.changed_at > meeting.announced_at ? meeting.changed_at : meeting.announced_at;
  return {
    id: `${uidOf(meeting)}#inbjudan`,
    title: `${meeting.state === 'cancelled' ? 'Inställt' : 'Inbjudan'} ${longDate(meeting.date)}: ${meetingTitle(meeting)}`,
    url: `${baseUrl}/moten/${meeting.slug}`,
    published: meeting.announced_at,
    updated,
    since: updated,
    html: `${cancelled}<p>${facts.map(escapeHtml).join('<br>')}</p>${renderMarkdown(meeting.description).toString()}${items.length ? `<ul>${items.join('')}</ul>` : ''}`,
  };
}

function uidOf({ dates }: Meeting): string {
  return `urn:uuid:${dates.find(({ leading }) => leading)!.uid}`;
}

/** Of what has changed last, also where it does not stand first; undefined without news. */
export function latestChange(news: News[]): string | undefined {
  return news
    .map(({ updated }) => updated)
    .toSorted()
    .at(-1);
}

/** Newest first. */
export function latestNews(news: News[]): News[] {
  return news
    .toSorted((a, b) => b.since.localeCompare(a.since) || a.id.localeCompare(b.id))
    .slice(0, MOST_NEWS);
}
