import { nameKey } from '../shared/slug.ts';
import type { SpeakerName } from '../speakers/speaker.ts';
import type { MinutesContent } from './minutes.ts';

/** A person on the agenda of the meeting; `named` is 0 when the name must not be shown. */
export interface NamedSpeaker extends SpeakerName {
  named: 0 | 1;
}

/** The text without the speakers' lines of those whose names must not be shown; the very same when none of them stands there. */
export function withoutWithheld(content: MinutesContent, speakers: readonly NamedSpeaker[]): MinutesContent {
  const withheld = speakers.filter(({ named }) => named === 0);
  if (!withheld.length) return content;
  const hides = (line: SpeakerName) =>
    withheld.some(({ name }) => nameKey(name) === nameKey(line.name)) &&
    !speakers.some((one) => one.named === 1 && isSame(one, line));
  if (!content.sections.some((section) => section.speakers.some(hides))) return content;
  return {
    ...content,
    sections: content.sections.map((section) => ({
      ...section,
      speakers: section.speakers.filter((line) => !hides(line)),
    })),
  };
}

/** Two people may have one name; then the organisation tells who it is. */
function isSame(one: SpeakerName, other: SpeakerName): boolean {
  const keys = ({ name, organisation }: SpeakerName) => `${nameKey(name)}\n${nameKey(organisation ?? '')}`;
  return keys(one) === keys(other);
}
