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

/** Names to look up others among, which may be the same but spelled in another way. */
export class Spellings {
  readonly #own = new Set<string>();
  readonly #byLength = new Map<number, { name: string; key: string }[]>();

  constructor(names: Iterable<string> = []) {
    for (const name of names) this.add(name);
  }

  add(name: string): void {
    if (this.has(name)) return;
    this.#own.add(nameKey(name));
    const key = plainKey(name);
    const others = this.#byLength.get(key.length);
    if (others) others.push({ name, key });
    else this.#byLength.set(key.length, [{ name, key }]);
  }

  has(name: string): boolean {
    return this.#own.has(nameKey(name));
  }

  near(name: string): string | undefined {
    const key = plainKey(name);
    const close = [0, -1, 1].flatMap((more) => this.#byLength.get(key.length + more) ?? []);
    return close.find((other) => isNear(key, other.key))?.name;
  }
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
