import type { FindState } from '../../db/tables/imports.ts';
import type { Doubt } from './doubts.ts';
import type { Origin, Undated } from './source.ts';
import type { RecognisedMeeting } from '../recognition/recognised.ts';

/** A meeting found in an uploaded file, under review. */
export interface Find {
  id: number;
  fileId: number;
  key: string;
  meeting: RecognisedMeeting;
  doubts: Doubt[];
  state: FindState;
  slug: string | null;
  origin: Origin;
  /** The text itself, while its year is not known. */
  source: Undated | null;
  notes: string[];
}
