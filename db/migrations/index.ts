import * as record from './001_record.ts';
import * as mailings from './002_mailings.ts';
import * as publicRevision from './003_public_revision.ts';
import * as planning from './004_planning.ts';
import * as minutes from './005_minutes.ts';
import * as batches from './006_batches.ts';
import * as documents from './007_documents.ts';
import * as importRuns from './008_import_runs.ts';
import * as search from './009_search.ts';

/** In order; the number of a migration is its place here plus one, and never changes. */
export const migrations: readonly { name: string; up: string }[] = [
  record,
  mailings,
  publicRevision,
  planning,
  minutes,
  batches,
  documents,
  importRuns,
  search,
];
