import { meetingTitle, publicItems, type Meeting } from '../meetings/meeting.ts';
import type { PublicMinutes } from '../minutes/minutes.ts';

/** What `/moten/DATE.json` and the open data tell of a meeting; only what is public. */
export function meetingJson(meeting: Meeting, minutes: PublicMinutes | undefined, baseUrl: string) {
  return {
    url: `${baseUrl}/moten/${meeting.slug}`,
    title: meetingTitle(meeting),
    date: meeting.date,
    candidateDates: meeting.dates.map(({ date, state }) => ({ date, dropped: state === 'dropped' })),
    start: meeting.start_time,
    end: meeting.end_time,
    place: meeting.place || null,
    online: meeting.online || null,
    status: meeting.state,
    cancelledReason: meeting.cancelled_reason,
    themes: meeting.themes.map(({ title, part, slug }) => ({ title, part, url: `${baseUrl}/teman/${slug}` })),
    description: meeting.description,
    agenda: publicItems(meeting).map(({ title, kind, state, speakers }) => ({
      title,
      kind,
      state,
      speakers: speakers.map(({ name, role, organisation }) => ({ name, role, organisation })),
    })),
    minutes: minutes ? minutesJson(minutes) : null,
    changed: meeting.changed_at,
  };
}

function minutesJson({ content, published_at, changed_at }: PublicMinutes) {
  const { summary, sections, upcoming, upcomingText, closing, corrections } = content;
  return {
    published: published_at,
    changed: changed_at,
    summary,
    sections,
    upcoming: upcoming ?? [],
    upcomingText,
    closing,
    corrections,
  };
}
