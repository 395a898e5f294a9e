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

export type MadeKind = 'meeting' | 'theme' | 'speaker' | 'organisation';

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
