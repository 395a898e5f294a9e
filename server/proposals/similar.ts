import { nameKey } from '../shared/slug.ts';

/** Words that say nothing about what is proposed. */
const EMPTY = new Set([
  'tema',
  'temat',
  'förslag',
  'möte',
  'mötet',
  'mera',
  'eller',
  'inte',
  'ska',
  'kan',
  'borde',
]);
/** Inflected forms share their beginning. */
const STEM = 5;
const ENOUGH = 0.5;

/** The most alike first, by the share of words that both titles have; only what is alike enough to be the same wish. */
export function similarTo<P extends { id: number; title: string }>(
  proposal: { id: number; title: string },
  others: readonly P[],
): P[] {
  const own = stemsOf(proposal.title);
  return others
    .filter(({ id }) => id !== proposal.id)
    .map((other) => ({ other, share: shareOf(own, stemsOf(other.title)) }))
    .filter(({ share }) => share >= ENOUGH)
    .toSorted((one, two) => two.share - one.share)
    .map(({ other }) => other);
}

function stemsOf(title: string): Set<string> {
  const words = nameKey(title)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word.length >= 3 && !EMPTY.has(word));
  return new Set(words.map((word) => word.slice(0, STEM)));
}

/** Of the shorter title, so that a longer one that says more is still found. */
function shareOf(one: Set<string>, other: Set<string>): number {
  const fewest = Math.min(one.size, other.size);
  return fewest ? one.intersection(other).size / fewest : 0;
}
