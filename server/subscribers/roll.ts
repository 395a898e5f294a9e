import { WISHES, type Wish, type Wishes } from './wishes.ts';

export const PAGE_SIZE = 200;

interface Listed extends Wishes {
  email: string;
  name: string;
  refused_at: string | null;
}

export interface Roll<P> {
  /** Of this page. */
  rows: P[];
  /** How many fit the search. */
  found: number;
  page: number;
  pages: number;
}

/** Those whose name or address holds every word of `search`, one page of them; a page that is not there is the nearest. */
export function rollOf<P extends Listed>(people: readonly P[], search: string, wanted: number): Roll<P> {
  const words = folded(search).split(/\s+/).filter(Boolean);
  const hits = people.filter(({ name, email }) =>
    words.every((word) => folded(`${name} ${email}`).includes(word)),
  );
  const pages = Math.max(1, Math.ceil(hits.length / PAGE_SIZE));
  const page = Math.min(Math.max(1, Math.trunc(wanted) || 1), pages);
  return { rows: hits.slice((page - 1) * PAGE_SIZE, page * PAGE_SIZE), found: hits.length, page, pages };
}

export function countWishes(people: readonly Wishes[]): Record<Wish, number> {
  const count = (wish: Wish) => people.filter((person) => person[wish] === 1).length;
  return Object.fromEntries(WISHES.map((wish) => [wish, count(wish)])) as Record<Wish, number>;
}

function folded(text: string): string {
  return text.normalize('NFC').toLocaleLowerCase('sv');
}
