import { checkMinutes } from '../checks/check-minutes.ts';
import type { Finding, Known } from '../checks/finding.ts';
import type { MinutesContent } from './minutes.ts';

/** A finding that somebody has let stand. */
export interface Overrule {
  key: string;
  rule: string;
  reason: string;
  at: string;
  who: string | null;
}

/** What stands between the text and the public. */
export interface Gate {
  /** Must be settled first. */
  open: Finding[];
  /** Let stand, each with its reason. */
  settled: { finding: Finding; overrule: Overrule }[];
  advice: Finding[];
  /** Text without a section, which nobody would see. */
  unplaced: string;
}

export function gateOf(content: MinutesContent, known: Known, overrules: readonly Overrule[]): Gate {
  const byKey = new Map(overrules.map((overrule) => [overrule.key, overrule]));
  const findings = checkMinutes(content, known);
  const blocking = findings.filter(({ blocks }) => blocks);
  return {
    open: blocking.filter(({ key }) => !byKey.has(key)),
    settled: blocking.flatMap((finding) => {
      const overrule = byKey.get(finding.key);
      return overrule ? [{ finding, overrule }] : [];
    }),
    advice: findings.filter(({ blocks }) => !blocks),
    unplaced: content.unplaced.trim(),
  };
}

/** Things to settle before the text may be published. */
export function leftToSettle({ open, unplaced }: Pick<Gate, 'open' | 'unplaced'>): number {
  return open.length + (unplaced ? 1 : 0);
}
