import type { Meeting } from '../meetings/meeting.ts';

/** As the announcement will make it, so that what is shown beforehand is what is sent. */
export function asAnnounced(meeting: Meeting, now: string): Meeting {
  if (meeting.announced_at && meeting.state === 'confirmed') return meeting;
  const raised = meeting.state === 'confirmed' ? 0 : 1;
  return {
    ...meeting,
    state: 'confirmed',
    announced_at: meeting.announced_at ?? now,
    changed_at: now,
    revision: meeting.revision + raised,
    dates: meeting.dates.map((date) => ({ ...date, sequence: date.sequence + raised, changed_at: now })),
  };
}
