import { EMPTY_MINUTES, type MinutesContent } from '../minutes/minutes.ts';
import type { RecognisedMeeting } from '../recognition/recognised.ts';
import { isUpcomingSection, upcomingText } from '../recognition/upcoming-notes.ts';

/** Imported minutes keep their own "Kommande möten". */
export function minutesContentOf(meeting: RecognisedMeeting): MinutesContent {
  const { notes, text } = upcomingText(meeting);
  const sections = meeting.sections.filter((section) => !isUpcomingSection(section));
  return {
    ...EMPTY_MINUTES,
    sections: sections.map(({ heading, level, kind, speakers, markdown }, index) => ({
      id: `avsnitt-${index + 1}`,
      heading: heading ?? '',
      level,
      kind,
      speakers,
      markdown,
    })),
    upcoming: meeting.upcoming.map(({ dates, status, theme }, index) => ({
      dates,
      status,
      theme,
      note: notes[index] ?? '',
    })),
    upcomingText: text,
  };
}
