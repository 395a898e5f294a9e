import type { Recognition, RecognisedMeeting, Uncertainty } from '../recognition/recognised.ts';
import type { Origin, Undated } from './source.ts';

export interface About {
  /** The text itself, where its date is not known. */
  source: Undated | null;
  /** Where the text was read before. */
  origin: Origin;
  deadLinks: Uncertainty[];
}

export interface FileRecognition extends Recognition {
  /** Posts that hold no meeting, beside others that do. */
  passedOver: string[];
  /** Each meeting's own: a file of a blog has many. */
  about: ReadonlyMap<RecognisedMeeting, About>;
}

/** The reason is told in Swedish, in one line. */
export function refused(reason: string): FileRecognition {
  return { meetings: [], deadLinks: [], reason, passedOver: [], about: new Map() };
}
