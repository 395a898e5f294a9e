import type { CarriedItems, End } from '../carry-over/carried.ts';
import { meetingTitle, publicItems, type AgendaItem, type Meeting } from '../meetings/meeting.ts';
import type { PublicMinutes } from '../minutes/minutes.ts';

/** What `/moten/DATE.json` and the open data tell of a meeting; only what is public. */
export function meetingJson(
  meeting: Meeting,
  minutes: PublicMinutes | undefined,
  baseUrl: string,
  carried: CarriedItems = new Map(),
) {
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
    agenda: publicItems(meeting).map((item) => ({
      title: item.title,
      kind: item.kind,
      state: item.state,
      speakers: item.speakers.map(({ name, role, organisation }) => ({ name, role, organisation })),
      ...carryJson(item, carried, baseUrl),
    })),
    minutes: minutes ? minutesJson(minutes) : null,
    changed: meeting.changed_at,
  };
}

/** What was put off says where it went; what comes from another meeting says from which. */
function carryJson(item: AgendaItem, carried: CarriedItems, baseUrl: string) {
  const { to, from } = carried.get(item.id) ?? {};
  const endJson = ({ slug, date }: End) => ({ date, url: `${baseUrl}/moten/${slug}` });
  return {
    ...(item.state === 'postponed' && {
      postponed: { outcome: item.outcome, reason: item.reason || null, to: to ? endJson(to) : null },
    }),
    ...(from && { postponedFrom: endJson(from) }),
  };
}

function minutesJson({ content, published_at, changed_at }: PublicMinutes) {
  const { summary, sections, upcoming, upcomingText, closing, corrections, attendance } = content;
  return {
    published: published_at,
    changed: changed_at,
    summary,
    attendance,
    sections,
    upcoming: upcoming ?? [],
    upcomingText,
    closing,
    corrections,
  };
}
