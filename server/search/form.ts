import type { Kind } from './index-row.ts';
import { readQuery } from './query.ts';

export const PAGE_SIZE = 20;
const MOST_PAGES = 25;

/** As the address says them. */
export const KINDS: readonly { value: string; kind: Kind; name: string; plural: string }[] = [
  { value: 'anteckningar', kind: 'section', name: 'Minnesanteckningar', plural: 'Minnesanteckningar' },
  { value: 'mote', kind: 'meeting', name: 'Möte', plural: 'Möten' },
  { value: 'underlag', kind: 'document', name: 'Underlag', plural: 'Underlag' },
  { value: 'forslag', kind: 'proposal', name: 'Förslag', plural: 'Förslag' },
  { value: 'uppfoljning', kind: 'followup', name: 'Uppföljning', plural: 'Uppföljningar' },
  { value: 'tema', kind: 'theme', name: 'Tema', plural: 'Teman' },
  { value: 'organisation', kind: 'organisation', name: 'Organisation', plural: 'Organisationer' },
];

export interface SearchForm {
  query: string;
  year: string;
  theme: string;
  organisation: string;
  kind: string;
  pages: number;
}

type Asked = Record<string, unknown>;

/** Whatever the address holds; what is not understood counts as not asked for. */
export function readSearch(asked: Asked): SearchForm {
  const slug = (name: string) => /^[\w-]{1,100}$/.exec(firstText(asked[name]))?.[0] ?? '';
  const kind = firstText(asked['typ']);
  return {
    query: readQuery(firstText(asked['q'])),
    year: /^(?:19|20)\d\d$/.exec(firstText(asked['ar']))?.[0] ?? '',
    theme: slug('tema'),
    organisation: slug('organisation'),
    kind: KINDS.some(({ value }) => value === kind) ? kind : '',
    pages: readPages(firstText(asked['visa'])),
  };
}

/** The address that gives the same answer, with some of it changed. */
export function searchAddress(form: SearchForm, changes: Partial<SearchForm> = {}): string {
  const { query, year, theme, organisation, kind, pages } = { ...form, pages: 1, ...changes };
  const fields = {
    q: query,
    ar: year,
    tema: theme,
    organisation,
    typ: kind,
    visa: pages > 1 ? String(pages) : '',
  };
  const asked = Object.entries(fields).filter(([name, value]) => value || name === 'q');
  return `/sok?${new URLSearchParams(asked).toString()}`;
}

export function hasMore(pages: number, total: number): boolean {
  return total > pages * PAGE_SIZE && pages < MOST_PAGES;
}

function firstText(value: unknown): string {
  const first: unknown = Array.isArray(value) ? value[0] : value;
  return typeof first === 'string' ? first : '';
}

function readPages(text: string): number {
  return /^\d{1,2}$/.test(text) ? Math.min(Math.max(Number(text), 1), MOST_PAGES) : 1;
}
