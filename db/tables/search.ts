/** A text that can be found, as it is shown; `owner` names what it is made of, such as "meeting 12". */
export interface SearchTable {
  id: number;
  owner: string;
  kind: string;
  address: string;
  date: string;
  title: string;
  body: string;
  people: string;
  /** Of which meeting, and when: found only together with something in the text itself. */
  context: string;
  /** What it can be filtered by, as words. */
  facets: string;
}

/** The full-text index; `rowid` is the id of the text. */
export interface SearchIndexTable {
  rowid: number;
  title: string;
  body: string;
  people: string;
  title_stems: string;
  stems: string;
  parts: string;
  folded: string;
  context: string;
  facets: string;
}

/** Each word of all texts. */
export interface SearchWordTable {
  word: string;
  stem: string;
  /** The stem from its end. */
  backwards: string;
  /** Stems of the parts of a compound, with spaces between. */
  parts: string;
  /** In how many texts, and in how many of them as a common word, written small. */
  texts: number;
  plain: number;
}

export interface SearchStateTable {
  version: number;
}

/** Texts that are to be written into the index again. */
export interface SearchStaleTable {
  id: number;
}
