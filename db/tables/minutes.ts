import type { Generated } from 'kysely';

export interface MinutesTable {
  meeting_id: number;
  latest_revision_id: number | null;
  public_revision_id: number | null;
  first_published_at: string | null;
  published_at: string | null;
  changed_at: string | null;
  unpublished_reason: string | null;
}

/** `content` is the JSON of a whole snapshot. */
export interface MinutesRevisionTable {
  id: Generated<number>;
  meeting_id: number;
  number: number;
  content: string;
  user_id: number | null;
  note: Generated<string>;
  created_at: string;
  /** Kept by the page while somebody wrote; thinned out later. */
  autosaved: Generated<0 | 1>;
}

/** A finding that the secretary lets stand; `key` is a hash of the rule and the words, never the words. */
export interface MinutesOverruleTable {
  meeting_id: number;
  key: string;
  rule: string;
  reason: string;
  user_id: number | null;
  at: string;
}

/** Who let which revision be published, and when; `reason` when it was let past the checks as a whole. */
export interface MinutesCheckTable {
  id: Generated<number>;
  meeting_id: number;
  revision_number: number;
  overruled: number;
  reason: Generated<string>;
  user_id: number | null;
  at: string;
}

export interface MinutesOrganisationTable {
  meeting_id: number;
  organisation_id: number;
}
