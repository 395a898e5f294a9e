import { createHash } from 'node:crypto';
import { nameKey } from '../shared/slug.ts';
import { BLOCKING, type BlockingRule, type Finding } from './finding.ts';
import type { Found, Passage } from './passage.ts';

/** Of two findings in the same words, the one whose rule comes first. */
export function withoutOverlaps(found: Found[]): Found[] {
  const inOrder = found
    .map((one, rank) => ({ one, rank }))
    .toSorted((a, b) => a.one.from - b.one.from || a.rank - b.rank);
  const kept: typeof inOrder = [];
  for (const next of inOrder) {
    const last = kept.at(-1);
    if (!last || next.one.from >= last.one.to) kept.push(next);
    else if (next.rank < last.rank) kept[kept.length - 1] = next;
  }
  return kept.map(({ one }) => one);
}

export function asFinding(
  { field, text }: Passage,
  { rule, from, to, why, remedies, about }: Found,
): Finding {
  const words = text.slice(from, to);
  const key = createHash('sha256')
    .update([rule, nameKey(words), nameKey(about ?? '')].join('\0'))
    .digest('base64url')
    .slice(0, 22);
  return {
    key,
    rule,
    blocks: BLOCKING.includes(rule as BlockingRule),
    field,
    from,
    to,
    words,
    why,
    remedies,
  };
}
