export const name = 'a search that knows Swedish';

/**
 * The texts as they are shown stand in `search`, their words in `search_index` (in columns of exact words, stems, parts of compounds
 * and forms without dots and rings), and each word of all texts in `search_word`. The app writes all of it, and anew when
 * `search_state.version` is not its own. A row's id begins with the day, so that newest first is the order of the index itself. Texts in `search_stale` have compounds whose parts became known later, and are
 * to be written into the index again.
 */
export const up = `
drop table search;
create table search (
  id integer primary key, owner text not null, kind text not null, address text not null, date text not null,
  title text not null, body text not null, people text not null, context text not null, facets text not null
) strict;
create index search_owner on search (owner);
create virtual table search_index using fts5(
  title, body, people, title_stems, stems, parts, folded, context, facets,
  content = '', contentless_delete = 1, tokenize = "unicode61 remove_diacritics 0", prefix = '2 3 4'
);
create table search_word (
  word text primary key, stem text not null, backwards text not null, parts text not null, texts integer not null, plain integer not null
) strict, without rowid;
create index search_word_stem on search_word (stem);
create index search_word_backwards on search_word (backwards);
create table search_stale (id integer primary key) strict;
create table search_state (version integer not null) strict;
insert into search_state (version) values (0);
`;
