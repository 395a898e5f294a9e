import type { Generated } from 'kysely';

export interface ImportSourceTable {
  key: string;
  file: string;
  meeting_id: number;
  recognised: string;
  imported_at: string;
  batch_id: number | null;
}

/** One import, of one file or of many. */
export interface ImportBatchTable {
  id: Generated<number>;
  at: string;
  user_id: number | null;
  undone_at: string | null;
}

export type MadeKind = 'meeting' | 'theme' | 'speaker' | 'organisation' | 'document';

/** A row that did not exist before the batch; `mark` changes when anybody but an import works with it. */
export interface ImportMadeTable {
  batch_id: number;
  kind: MadeKind;
  row_id: number;
  mark: string;
}

/** A field of a meeting that was there before. */
export interface ImportFilledTable {
  batch_id: number;
  meeting_id: number;
  field: string;
  before: string | null;
  after: string | null;
}

/** Texts that a secretary has uploaded and reviews before they are stored. */
export interface ImportRunTable {
  id: Generated<number>;
  at: string;
  user_id: number | null;
  /** The year of dates that do not say theirs. */
  year: number | null;
  batch_id: number | null;
}

export interface ImportFileTable {
  id: Generated<number>;
  run_id: number;
  /** As it was called where it came from; only ever shown. */
  name: string;
  /** Its temporary file; null once it is read. */
  stored_as: string | null;
  fault: string | null;
}

export type FindState = 'waiting' | 'skipped' | 'known' | 'stored';

/** One meeting that was found in a file. */
export interface ImportFindTable {
  id: Generated<number>;
  run_id: number;
  file_id: number;
  /** Of the text as it was recognised, before anybody settled anything. */
  key: string;
  recognised: string;
  doubts: string;
  state: FindState;
  slug: string | null;
  /** Where the text could be read before, and what lies there. */
  origin: string;
  /** The text itself, while its year is not known. */
  source: string | null;
  /** What is to be known about it once it is stored. */
  notes: string;
}

/** A page of another place that leads to the meeting now. */
export interface OldAddressTable {
  path: string;
  meeting_id: number;
  batch_id: number | null;
}
