import { nameKey } from '../shared/slug.ts';

export interface Entry {
  id: number;
  name: string;
}

export interface Pair<T extends Entry> {
  one: T;
  other: T;
}

/** Beyond that nobody reads the list. */
const MOST_PAIRS = 50;

/**
 * Entries that may be the same: the same name, the words in another order, other diacritics, or one letter that differs in
 * names of some length. Never whoever only has a first or last name in common.
 */
export function listDoubles<T extends Entry>(entries: readonly T[]): Pair<T>[] {
  const known = entries.map((entry) => ({ entry, key: plainKey(entry.name) }));
  const pairs: Pair<T>[] = [];
  for (const [index, { entry: one, key }] of known.entries())
    for (const { entry: other, key: second } of known.slice(index + 1)) {
      if (isNear(key, second)) pairs.push({ one, other });
      if (pairs.length === MOST_PAIRS) return pairs;
    }
  return pairs;
}

/** The first entry that may be the same as the name but is spelled in another way; none when the name itself is there. */
export function findNear<T extends { name: string }>(name: string, entries: readonly T[]): T | undefined {
  const own = nameKey(name);
  const key = plainKey(name);
  let near: T | undefined;
  for (const entry of entries) {
    if (nameKey(entry.name) === own) return undefined;
    if (!near && isNear(key, plainKey(entry.name))) near = entry;
  }
  return near;
}

/** "Provén, Ebba" -> "ebba proven" */
function plainKey(name: string): string {
  const bare = nameKey(name)
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
  return bare.split(' ').sort().join(' ');
}

const SHORTEST = 6;

function isNear(one: string, other: string): boolean {
  if (!one || !other) return false;
  if (one === other) return true;
  if (Math.min(one.length, other.length) < SHORTEST || /\d/.test(one + other)) return false;
  return differsByOne(one, other);
}

/** One letter more, less, or another. */
function differsByOne(one: string, other: string): boolean {
  const [short, long] = one.length <= other.length ? [one, other] : [other, one];
  if (long.length - short.length > 1) return false;
  let at = 0;
  while (at < short.length && short[at] === long[at]) at++;
  const rest = short.length === long.length ? at + 1 : at;
  return short.slice(rest) === long.slice(at + 1);
}
