import { mediumDate } from '../shared/time.ts';

/** What is known of how somebody has read the draft of the own section. */
export interface Reading {
  looked_at: string | null;
  correction: string;
  /** The last day to answer, when the person has been asked; silence after it means yes. */
  read_by: string | null;
}

/** How it stands on the day `today`, as the end of a sentence that begins with the name; undefined when nobody has asked. */
export function readingText({ looked_at, correction, read_by }: Reading, today: string): string | undefined {
  if (correction) return 'vill ändra';
  if (looked_at) return 'det ser bra ut';
  if (read_by === null) return undefined;
  return today > read_by
    ? `har inte svarat till ${mediumDate(read_by)}. Det betyder ja.`
    : `är ombedd att läsa senast ${mediumDate(read_by)}`;
}
