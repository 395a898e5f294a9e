import type { Context } from '../context.ts';
import { dateText } from '../documents/document.ts';
import { mapTies } from '../documents/tie-queries.ts';
import { longDate } from '../shared/time.ts';
import { excerptOf, marked, mayHold, type PartsOf } from './excerpt.ts';
import { findOrganisationId, findThemeId } from './filter-queries.ts';
import { KINDS, PAGE_SIZE, type SearchForm } from './form.ts';
import { MOST_RANKED, findHits, type Hit } from './hit-queries.ts';
import { isFiltered, termsOf, type Filters, type Term } from './query.ts';
import { findSuggestion, listFoundAlone } from './suggestion-queries.ts';
import { listParts } from './word-queries.ts';
import { stemOf, tokenise } from './words.ts';

/** Answers a question. `searched` is false when there is neither a word nor a filter in it. */
export async function search({ db }: Context, form: SearchForm) {
  const terms = termsOf(form.query);
  const filters = await readFilters({ db }, form);
  const searched = terms.length > 0 || (!form.query && isFiltered(filters));
  if (!searched) return { searched, results: [], total: 0, many: false, suggestion: undefined, alone: [] };
  const { hits, total } = await findHits(db, terms, filters, form.pages * PAGE_SIZE);
  const partsOf = await partsIn({ db }, hits, terms);
  const ties = await mapTies(db, hits.flatMap(documentIds));
  const results = hits.map((hit) => ({
    ...shown(hit, terms, partsOf),
    tied: ties.get(documentIds(hit)[0] ?? -1),
  }));
  const suggestion = total ? undefined : await findSuggestion(db, form.query);
  const alone = total || suggestion ? [] : await listFoundAlone(db, form.query);
  return { searched, results, total, many: total > MOST_RANKED, suggestion, alone };
}

type Reading = Pick<Context, 'db'>;

async function readFilters(
  { db }: Reading,
  { year, theme, organisation, kind }: SearchForm,
): Promise<Filters> {
  const filters: Filters = {};
  if (year) filters.year = year;
  if (theme) filters.themeId = (await findThemeId(db, theme)) ?? -1;
  if (organisation) filters.organisationId = (await findOrganisationId(db, organisation)) ?? -1;
  const chosen = KINDS.find(({ value }) => value === kind);
  if (chosen) filters.kind = chosen.kind;
  return filters;
}

function shown(hit: Hit, terms: readonly Term[], partsOf: PartsOf) {
  const people = marked(hit.people, terms, partsOf);
  return {
    kind: hit.kind,
    address: hit.address,
    when: hit.kind === 'document' ? dateText(hit.date) : hit.date && longDate(hit.date),
    title: marked(hit.title, terms, partsOf).html,
    excerpt: excerptOf(hit.body, terms, partsOf),
    people: people.any ? excerptOf(hit.people, terms, partsOf) : '',
    of: hit.kind === 'section' && !hit.context.startsWith(`${hit.title},`) ? meetingIn(hit) : '',
  };
}

/** Beside a document stand the meetings where it was talked about. */
function documentIds({ kind, address }: Hit): number[] {
  return kind === 'document' ? [Number(address.split('/').at(-1))] : [];
}

/** The context begins with the meeting's title. */
function meetingIn({ context }: Hit): string {
  return context.split(', ').slice(0, -2).join(', ');
}

/** The parts of those words that may be what is asked for. */
async function partsIn({ db }: Reading, hits: readonly Hit[], terms: readonly Term[]): Promise<PartsOf> {
  const stems = terms
    .filter(({ words, quoted }) => words.length === 1 && !quoted)
    .map(({ words }) => stemOf(words[0]!));
  const words = new Set<string>();
  for (const { title, body } of hits)
    for (const { word } of tokenise(`${title}\n${body}`))
      if (stems.some((stem) => mayHold(word, stem))) words.add(word);
  const parts = await listParts(db, words);
  return (word) => parts.get(word) ?? [];
}
